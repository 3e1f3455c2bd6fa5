import { describe, expect, it } from 'vitest';
import { isImageOf } from '../../../../core/export/index.ts';
import { sha256OfBytes } from '../../../../core/export/hashing.ts';
import { ServerFailed, Unreachable, type ExportsApi } from '../../../services/index.ts';
import { EXPORT_ID } from '../testing/finished-run.ts';
import { permittedRelease } from '../testing/permitted-release.ts';
import { archiveSink } from './archive-sink.ts';
import type { FileInMaking } from './sinks.ts';

type Image = Parameters<ExportsApi['sendImage']>[2];

function papers() {
  const parts: Uint8Array[] = [];
  const ends: string[] = [];
  const documents = async (): Promise<FileInMaking> => ({
    write: async (bytes) => void parts.push(bytes.slice()),
    close: async () => void ends.push('closed'),
    abort: async () => void ends.push('aborted'),
  });
  return { documents, ends, text: () => Buffer.concat(parts).toString('latin1') };
}

const signal = new AbortController().signal;

describe('a release to an archive', () => {
  it('sends each image once, in order, with what proves it to the gateway; the papers come as a file', async () => {
    const { permit, planned, source } = await permittedRelease();
    const sent: Image[] = [];
    const { documents, ends, text } = papers();
    const sink = archiveSink({
      exportId: EXPORT_ID,
      sendImage: async (_, __, image) => ({ instances: sent.push(image), byteLength: 0 }),
      documents,
      wait: async () => undefined,
    });
    await sink.write(permit, source, signal);
    expect(sent.map(({ index }) => index)).toEqual([...Array(10).keys()]);
    const { imagesRoot: root = '', counts } = planned.facts;
    for (const { index, proof, bytes } of sent)
      expect(isImageOf({ sha256: sha256OfBytes(bytes), index, size: counts.instances, root, proof })).toBe(true);
    expect(ends).toEqual(['closed']);
    for (const name of ['manifest.json', 'report.html', 'report.json', 'profile.json']) expect(text()).toContain(name);
    expect(text()).not.toContain('.dcm');
  });

  it('goes on where the network let it down, and gives up when it stays away', async () => {
    const { permit, source } = await permittedRelease();
    const waits: number[] = [];
    let failures = 2;
    const { documents } = papers();
    const sink = archiveSink({
      exportId: EXPORT_ID,
      async sendImage(_, __, { index }) {
        if (index === 3 && failures-- > 0) throw new Unreachable();
        return { instances: index + 1, byteLength: 0 };
      },
      documents,
      wait: async (ms) => void waits.push(ms),
    });
    await sink.write(permit, source, signal);
    expect(waits).toEqual([1000, 4000]);

    const other = await permittedRelease();
    const away = archiveSink({
      exportId: EXPORT_ID,
      sendImage: () => Promise.reject(new ServerFailed('export-archive-unavailable', 'Away.')),
      documents,
      wait: async () => undefined,
    });
    await expect(away.write(other.permit, other.source, signal)).rejects.toMatchObject({
      code: 'export-archive-unavailable',
    });
  });

  it('stops at the first image that the archive refuses, and writes no papers', async () => {
    const { permit, source } = await permittedRelease();
    const { documents, ends } = papers();
    let asked = 0;
    const sink = archiveSink({
      exportId: EXPORT_ID,
      sendImage() {
        asked += 1;
        return Promise.reject(new ServerFailed('export-archive-refused', 'Not taken.'));
      },
      documents,
      wait: async () => undefined,
    });
    await expect(sink.write(permit, source, signal)).rejects.toMatchObject({ code: 'export-archive-refused' });
    expect(asked).toBe(1);
    expect(ends).toEqual([]);
  });
});
