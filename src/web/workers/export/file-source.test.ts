import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../core/export/index.ts';
import { byteLengthOf, readFiles, type FileSource } from './file-source.ts';
import { SourceUnreadable } from './source-unreadable.ts';

const bytesOf = (length: number, seed: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, at) => (at * at + seed) & 255);
const file = (bytes: Uint8Array<ArrayBuffer>): FileSource => ({ kind: 'file', file: new Blob([bytes]) });

/** A file that was changed or taken away after it was chosen. */
class GoneBlob extends Blob {
  override get size(): number {
    return 5;
  }
  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.reject(new DOMException('gone', 'NotReadableError'));
  }
  override slice(): Blob {
    return this;
  }
}

function zipped(bytes: Uint8Array<ArrayBuffer>, method: 0 | 8, crc = crc32(bytes)): FileSource {
  const data = method === 0 ? bytes : Uint8Array.from(deflateRawSync(bytes));
  const local = new Uint8Array(30 + 4);
  new DataView(local.buffer).setUint32(0, 0x04034b50, true);
  new DataView(local.buffer).setUint16(26, 4, true);
  const part = { offset: 7, stored: data.length, byteLength: bytes.length, method, crc, isEncrypted: false };
  return { kind: 'zip', archive: new Blob([new Uint8Array(7), local, data, new Uint8Array(50)]), part };
}

describe('files of this computer', () => {
  it('are read together, each as it is', async () => {
    const all = [bytesOf(10, 1), bytesOf(0, 2), bytesOf(70_000, 3)];
    const read = await readFiles(all.map(file));
    expect(read).toEqual(all);
    expect(await readFiles(all.map(file), 4)).toEqual(all.map((one) => one.subarray(0, 4)));
  });

  it('do not keep each other when one is gone', async () => {
    const gone: FileSource = { kind: 'file', file: new GoneBlob() };
    const [first, second, third] = await readFiles([
      file(bytesOf(9, 1)),
      gone,
      { kind: 'unreadable', code: 'zip-damaged' },
    ]);
    expect(first).toEqual(bytesOf(9, 1));
    expect(second).toBeInstanceOf(SourceUnreadable);
    expect(second).toMatchObject({ code: 'unreadable' });
    expect(third).toMatchObject({ code: 'zip-damaged' });
  });

  it.each([0, 8] as const)('are read out of an archive, method %i, whole or their beginning', async (method) => {
    const bytes = bytesOf(200_000, 4);
    const source = zipped(bytes, method);
    expect(byteLengthOf(source)).toBe(200_000);
    expect(await readFiles([source])).toEqual([bytes]);
    expect(await readFiles([source], 16_384)).toEqual([bytes.subarray(0, 16_384)]);
    expect(await readFiles([zipped(bytes, method, 1)])).toMatchObject([{ code: 'zip-damaged' }]);
  });
});
