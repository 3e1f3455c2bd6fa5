import { describe, expect, it } from 'vitest';
import { DicomwebError } from './errors.ts';
import { mediaTypeOf, readMultipart } from './multipart.ts';

const CONTENT_TYPE = 'multipart/related; type="application/octet-stream"; boundary=aBc';

function body(...pieces: (string | readonly number[])[]): ArrayBuffer {
  const bytes = pieces.flatMap((piece) => (typeof piece === 'string' ? [...new TextEncoder().encode(piece)] : piece));
  return new Uint8Array(bytes).buffer;
}

describe('readMultipart', () => {
  it('hands out the bytes and the transfer syntax of the part header', () => {
    const [part] = readMultipart(
      body(
        '--aBc\r\nContent-Type: image/jls; transfer-syntax=1.2.840.10008.1.2.4.80\r\n\r\n',
        [1, 2, 3],
        '\r\n--aBc--',
      ),
      CONTENT_TYPE,
    );
    expect([...(part?.bytes ?? [])]).toEqual([1, 2, 3]);
    expect(part).toMatchObject({ mediaType: 'image/jls', transferSyntaxUID: '1.2.840.10008.1.2.4.80' });
  });

  it('keeps pixel bytes that look like line ends or like the boundary inside a line', () => {
    const pixels = [13, 10, 45, 45, ...new TextEncoder().encode('x--aBc'), 13, 10];
    const [part] = readMultipart(body('--aBc\r\n\r\n', pixels, '\r\n--aBc--\r\n'), CONTENT_TYPE);
    expect([...(part?.bytes ?? [])]).toEqual(pixels);
  });

  it('cuts by Content-Length where a boundary line hides in the pixels', () => {
    const pixels = [...new TextEncoder().encode('\r\n--aBc\r\n')];
    const [part] = readMultipart(
      body(`--aBc\r\nContent-Length: ${pixels.length}\r\n\r\n`, pixels, '\r\n--aBc--'),
      CONTENT_TYPE,
    );
    expect([...(part?.bytes ?? [])]).toEqual(pixels);
  });

  it('reads several parts, a preamble, quoted boundaries and bare line feeds', () => {
    const parts = readMultipart(
      body('hello\n--aBc\nContent-Type: a/b\n\n', [7], '\n--aBc\n\n', [8, 9], '\n--aBc--\n'),
      'multipart/related; boundary="aBc"',
    );
    expect(parts.map((part) => [...part.bytes])).toEqual([[7], [8, 9]]);
  });

  it('lets an empty part be empty', () => {
    const parts = readMultipart(body('--aBc\r\n\r\n\r\n--aBc--'), CONTENT_TYPE);
    expect(parts.map((part) => part.bytes.length)).toEqual([0]);
  });

  it.each([
    ['no boundary in the header', body('--aBc--'), 'multipart/related'],
    ['a body without any part', body('nothing'), CONTENT_TYPE],
    ['a body that breaks off in the header', body('--aBc\r\nContent-Type: a/b'), CONTENT_TYPE],
    ['a body that breaks off in the pixels', body('--aBc\r\n\r\n', [1, 2, 3]), CONTENT_TYPE],
  ])('refuses %s', (_, bytes, contentType) => {
    expect(() => readMultipart(bytes, contentType)).toThrow(DicomwebError);
  });
});

describe('mediaTypeOf', () => {
  it('accepts a quoted transfer syntax', () => {
    expect(mediaTypeOf('Image/JP2; transfer-syntax="1.2.840.10008.1.2.4.90"')).toEqual({
      mediaType: 'image/jp2',
      transferSyntaxUID: '1.2.840.10008.1.2.4.90',
    });
  });
});
