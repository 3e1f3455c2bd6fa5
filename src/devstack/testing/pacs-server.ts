// The archive on a port of its own, without a gateway in front: for tests of the archive itself.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { send } from '../http/send.ts';
import { createOrigin, openArchive, type Archive, type Outcome } from '../pacs/index.ts';

export interface PacsServer {
  /** `http://127.0.0.1:n/dicom-web` */
  url: string;
  folder: string;
  archive: Archive;
  add(...files: Uint8Array[]): Promise<Outcome[]>;
  close(): Promise<void>;
}

export async function startPacsServer(): Promise<PacsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'collimator-pacs-'));
  const archive = await openArchive(folder);
  const origin = createOrigin(archive);
  const server = createServer((request, response) => {
    const { accept = null, 'accept-encoding': encoding, 'content-type': contentType = null } = request.headers;
    void origin
      .handle({
        method: request.method ?? '',
        target: (request.url ?? '').slice('/dicom-web'.length),
        accept,
        acceptEncoding: encoding?.toString() ?? null,
        contentType,
        body: request,
      })
      .then((answer) => send(request, response, answer))
      .catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return {
    url: `http://127.0.0.1:${address.port}/dicom-web`,
    folder,
    archive,
    async add(...files) {
      const spooled = [];
      for (const bytes of files) spooled.push(await archive.files.spool(bytes));
      return archive.takeIn(spooled);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await archive.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export interface ReadPart {
  contentType: string;
  body: Buffer;
}

/** A raw reader of multipart answers that shares nothing with the writer under test. */
export async function readParts(response: Response): Promise<ReadPart[]> {
  const boundary = /boundary="?([^";]+)/.exec(response.headers.get('content-type') ?? '')?.[1] ?? '';
  const text = Buffer.from(await response.arrayBuffer()).toString('latin1');
  const pieces = text.split(`--${boundary}`).slice(1, -1);
  return pieces.map((piece) => {
    const end = piece.indexOf('\r\n\r\n');
    const contentType = /content-type:\s*(.*)/i.exec(piece.slice(0, end))?.[1]?.trim() ?? '';
    return { contentType, body: Buffer.from(piece.slice(end + 4, -2), 'latin1') };
  });
}
