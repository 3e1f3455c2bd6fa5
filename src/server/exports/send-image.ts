import { createHash, randomBytes } from 'node:crypto';
import { isImageOf, type ExportRelease } from '../../core/export/record/index.ts';
import type { PacsUpstream } from '../pacs/index.ts';
import { Refusal } from '../problems.ts';
import { countStored } from '../stow/count-stored.ts';

export interface ImageToSend {
  readonly index: number;
  readonly proof: readonly string[];
  readonly body: ReadableStream<Uint8Array>;
  readonly signal: AbortSignal;
}

/**
 * One image to a research archive by STOW-RS, as it comes and never held. It is hashed on its way; the archive gets the end of
 * its message only when the hash is one that was permitted, so that of anything else it has half a message and keeps nothing.
 */
export async function sendImage(archive: PacsUpstream, release: ExportRelease, image: ImageToSend): Promise<number> {
  const boundary = `collimator-${randomBytes(12).toString('hex')}`;
  const message = watched(release, image, boundary);
  let response: Response;
  let text: string;
  try {
    response = await archive.fetch('/studies', {
      method: 'POST',
      headers: {
        'content-type': `multipart/related; type="application/dicom"; boundary=${boundary}`,
        accept: 'application/dicom+json',
      },
      body: message.stream,
      duplex: 'half',
      signal: image.signal,
    });
    text = await response.text();
  } catch (cause) {
    if (message.differs()) throw new Refusal('export-image-differs', { cause });
    throw new Refusal(message.isBroken() ? 'request-malformed' : 'export-archive-unavailable', { cause });
  }
  if (message.differs()) throw new Refusal('export-image-differs');
  const { instances, refused } = countStored(text);
  if (response.status >= 500) throw new Refusal('export-archive-unavailable');
  // One that answered before the end of the message, whatever it said, has no whole image.
  const isKept = response.ok && message.isWhole() && refused === 0 && instances === 1;
  if (!isKept) throw new Refusal('export-archive-refused');
  return message.byteLength();
}

function watched(release: ExportRelease, { index, proof, body }: ImageToSend, boundary: string) {
  const hash = createHash('sha256');
  const reader = body.getReader();
  let byteLength = 0;
  let state: 'head' | 'body' | 'whole' | 'differs' | 'broken' = 'head';
  const isPermitted = (): boolean => {
    const { imagesRoot: root, counts } = release.facts;
    const sha256 = hash.digest('hex');
    return root !== undefined && isImageOf({ sha256, index, size: counts.instances, root, proof });
  };
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (state === 'head') {
        state = 'body';
        return controller.enqueue(bytesOf(`--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`));
      }
      try {
        const { done, value } = await reader.read();
        if (!done) {
          hash.update(value);
          byteLength += value.length;
          return controller.enqueue(value);
        }
        if (!isPermitted()) {
          state = 'differs';
          return controller.error(new Refusal('export-image-differs'));
        }
        state = 'whole';
        controller.enqueue(bytesOf(`\r\n--${boundary}--\r\n`));
        controller.close();
      } catch (cause) {
        state = 'broken';
        controller.error(cause);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return {
    stream,
    byteLength: () => byteLength,
    isWhole: () => state === 'whole',
    differs: () => state === 'differs',
    isBroken: () => state === 'broken',
  };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
