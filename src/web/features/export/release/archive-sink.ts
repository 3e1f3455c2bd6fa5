import { releaseFiles, writeZip, type ZipEntry } from '../../../../core/export/index.ts';
import { AppError, ServerFailed, Unreachable, type ExportsApi } from '../../../services/index.ts';
import { DestinationRefused } from './destination-refused.ts';
import { ownBytes, totalOf, type FileInMaking, type ReleaseSink } from './sinks.ts';

/** A network that is away for a moment must not cost a release; one that stays away must not hold it for ever. */
const WAITS_MS = [1000, 4000, 15_000];

type Image = Parameters<ExportsApi['sendImage']>[2];

export interface ArchiveParts {
  readonly exportId: string;
  readonly sendImage: ExportsApi['sendImage'];
  /** An archive takes images only: manifest, reports and profile come here. */
  readonly documents: () => Promise<FileInMaking>;
  readonly wait: (ms: number) => Promise<void>;
}

/** Image by image through the gateway, in the order of the manifest; an image that was taken is not sent again. */
export function archiveSink({ exportId, sendImage, documents, wait }: ArchiveParts): ReleaseSink {
  async function sent(releaseId: string, image: Image): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await sendImage(exportId, releaseId, image);
        return;
      } catch (error) {
        const again = WAITS_MS[attempt];
        if (!isPassing(error) || again === undefined) throw refusedBy(error);
        await wait(again);
        image.signal.throwIfAborted();
      }
    }
  }

  return {
    async write(permit, source, signal) {
      const papers: ZipEntry[] = [];
      for await (const { path, bytes } of releaseFiles(permit, source)) {
        signal.throwIfAborted();
        const place = permit.planned.places.get(path);
        if (place === undefined) papers.push({ name: path, bytes, method: 'deflate' });
        else await sent(permit.releaseId, { index: place.index, proof: place.proof(), bytes: ownBytes(bytes), signal });
      }
      const file = await documents();
      try {
        for await (const part of writeZip(papers)) await file.write(ownBytes(part));
        await file.close();
      } catch (error) {
        await file.abort();
        throw error;
      }
      return totalOf(permit);
    },
  };
}

function isPassing(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof ServerFailed && /-unavailable$|^http-5/.test(error.code));
}

function refusedBy(error: unknown): unknown {
  return error instanceof AppError ? new DestinationRefused(error.code, { cause: error }) : error;
}
