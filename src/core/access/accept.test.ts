import { describe, expect, it } from 'vitest';
import { isAcceptAllowed } from './accept.ts';

describe('Accept values that may reach the PACS', () => {
  it.each([
    undefined,
    null,
    '',
    '*/*',
    'application/dicom+json',
    'application/json, application/dicom+json;q=0.9',
    'multipart/related; type="application/octet-stream"; transfer-syntax=*',
    'multipart/related; type=application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1',
    'multipart/related; type="application/octet-stream"',
    'multipart/related; type="application/dicom"; transfer-syntax=*',
    'MULTIPART/RELATED; TYPE="application/dicom"; Transfer-Syntax=*',
    'application/octet-stream; transfer-syntax=*',
    'multipart/related; type="application/octet-stream"; transfer-syntax=*, */*;q=0.1',
  ])('lets %s pass', (accept) => {
    expect(isAcceptAllowed(accept)).toBe(true);
  });

  it.each([
    'multipart/related; type="application/octet-stream"; transfer-syntax=1.2.840.10008.1.2.4.80',
    'multipart/related; type="application/octet-stream"; transfer-syntax="1.2.840.10008.1.2.4.90"',
    'multipart/related; type="image/jp2"; transfer-syntax=*',
    'multipart/related; type="application/octet-stream; transfer-syntax=1.2.840.10008.1.2.4.80"',
    'multipart/related',
    'multipart/related; type="application/octet-stream"; type="image/jp2"',
    'multipart/related; type="application/octet-stream"; start="x"',
    'multipart/related; type="application/octet-stream',
    'image/jpeg',
    'application/zip',
    'application/dicom',
    '*/*, image/png',
    `*/*${', */*'.repeat(1000)}`,
  ])('refuses %s', (accept) => {
    expect(isAcceptAllowed(accept)).toBe(false);
  });
});
