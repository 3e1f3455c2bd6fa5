// Brotli and gzip forms of the app's files, made once and kept beside the build.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip';

export interface EncodingSource {
  path: string;
  file: string;
  etag: string;
  byteLength: number;
}

export interface Encodings {
  choose(acceptEncoding: string | undefined): Encoding | undefined;
  find(path: string, etag: string, encoding: Encoding): Promise<Buffer | undefined>;
  prepare(sources: readonly EncodingSource[]): Promise<void>;
}

/** Images and fonts are compressed already. */
export const isCompressible = (mediaType: string) =>
  /^(text\/|image\/svg|application\/(json|wasm|manifest))/.test(mediaType);

/** Above this size high levels take seconds; such files (WebAssembly) are few and loaded late. */
const LARGE_BYTES = 6 * 1024 * 1024;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

function compress(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gzip') return gzipped(bytes, { level: bytes.byteLength > LARGE_BYTES ? 4 : 8 });
  const quality = bytes.byteLength > LARGE_BYTES ? 4 : 9;
  return brotli(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength },
  });
}

/** The tag changes with the content, so a form of an older build is never taken for one of this build. */
function nameFor(path: string, etag: string, encoding: Encoding): string {
  return `${path.slice(1).replaceAll('/', '_')}.${etag.replaceAll('"', '')}.${encoding}`;
}

const ENCODINGS: readonly Encoding[] = ['br', 'gzip'];

export function createEncodings(folder: string): Encodings {
  mkdirSync(folder, { recursive: true });
  const there = new Set(readdirSync(folder));

  async function make(source: EncodingSource): Promise<void> {
    for (const encoding of ENCODINGS) {
      const name = nameFor(source.path, source.etag, encoding);
      if (there.has(name)) continue;
      const target = join(folder, name);
      const temporary = `${target}.${process.pid}.new`;
      await writeFile(temporary, await compress(await readFile(source.file), encoding));
      await rename(temporary, target);
      there.add(name);
    }
  }

  return {
    choose(acceptEncoding) {
      const accepted = (acceptEncoding ?? '').split(',').map((each) => each.trim().split(';')[0]);
      return ENCODINGS.find((encoding) => accepted.includes(encoding));
    },
    async find(path, etag, encoding) {
      const name = nameFor(path, etag, encoding);
      return there.has(name) ? readFile(join(folder, name)) : undefined;
    },
    async prepare(sources) {
      const wanted = new Set(sources.flatMap(({ path, etag }) => ENCODINGS.map((each) => nameFor(path, etag, each))));
      for (const name of there) {
        if (wanted.has(name)) continue;
        rmSync(join(folder, name), { force: true });
        there.delete(name);
      }
      const bySize = [...sources].sort((a, b) => a.byteLength - b.byteLength);
      await Promise.all(bySize.filter(({ byteLength }) => byteLength <= LARGE_BYTES).map(make));
      const large = bySize.filter(({ byteLength }) => byteLength > LARGE_BYTES);
      // Behind the start: until a large file is compressed it is sent as it is.
      void (async () => {
        for (const source of large) await make(source);
      })().catch((error: unknown) => process.stderr.write(`compressing the app failed: ${(error as Error).message}\n`));
    },
  };
}
