import { describe, expect, it } from 'vitest';
import { parseTarget } from './canonical-path.ts';
import { parseDicomweb } from './routes.ts';

const G = '/dicom-web/studies/1.2.3';
const BACKSLASH = '\\';

/** Ways to make a gate and an archive read one address differently. Each one was tried against a real PACS or is its kin. */
const TRAVERSALS: Record<string, string> = {
  'dots to another study': `${G}/../1.2.4/metadata`,
  'dots at the end': `${G}/..`,
  'dots at the start': '/../dicom-web/studies/1.2.4/metadata',
  'one dot': `${G}/./metadata`,
  'encoded dots': `${G}/%2e%2e/1.2.4/metadata`,
  'encoded dots, capitals': `${G}/%2E%2E/1.2.4/metadata`,
  'half-encoded dots': `${G}/.%2e/1.2.4/metadata`,
  'half-encoded dots, other half': `${G}/%2e./1.2.4/metadata`,
  'doubly encoded dots': `${G}/%252e%252e/1.2.4/metadata`,
  'overlong dots': `${G}/%c0%ae%c0%ae/1.2.4/metadata`,
  'encoded slash': `${G}%2f..%2f1.2.4/metadata`,
  'double slash': '/dicom-web//studies/1.2.3/metadata',
  'double slash at the start': '//dicom-web/studies/1.2.3/metadata',
  'slash at the end': `${G}/metadata/`,
  'any percent sign': `${G}/meta%64ata`,
  'a null byte': `${G}/metadata%00`,
  'path parameter': `${G};x=1/metadata`,
  'path parameter with dots': `${G}/..;/1.2.4/metadata`,
  backslash: `${G}${BACKSLASH}..${BACKSLASH}1.2.4/metadata`,
  'encoded backslash': `${G}/..%5c1.2.4/metadata`,
  'three dots': `${G}/.../1.2.4/metadata`,
  fragment: `${G}/metadata#x`,
  space: `${G}/metadata x`,
  tab: `${G}/metadata\t`,
  'line break': `${G}/metadata\r\nX: y`,
  'not ASCII': `${G}/metadata\u2024`,
  'full-width dots': `${G}/\uFF0E\uFF0E/1.2.4/metadata`,
  'absolute form': `http://pacs${G}/metadata`,
  colon: `${G}:x/metadata`,
  plus: `${G}+/metadata`,
  'asterisk form': '*',
  nothing: '',
  'very long': `/${'a'.repeat(2000)}`,
};

describe('canonical paths', () => {
  it.each(Object.entries(TRAVERSALS))('refuses %s', (_, target) => {
    expect(parseTarget(target)).toBe('path-not-canonical');
    expect(parseDicomweb('GET', target)).toBe('path-not-canonical');
  });

  it('keeps path and query apart, whatever stands in the query', () => {
    expect(parseTarget('/dicom-web/studies?a=%20/../x?y')).toEqual({
      path: '/dicom-web/studies',
      query: 'a=%20/../x?y',
    });
    expect(parseTarget('/')).toEqual({ path: '/', query: undefined });
    expect(parseTarget('/api/config?')).toEqual({ path: '/api/config', query: '' });
  });
});
