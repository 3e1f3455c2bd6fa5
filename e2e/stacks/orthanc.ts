import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startProcess, waitUntil } from './process.ts';
import { orthancDicomwebPlugin, requireTool } from './tools.ts';

export interface Orthanc {
  /** host:port */
  readonly address: string;
  /** Of the front and the gateway: the person's token never comes here. */
  readonly user: string;
  readonly password: string;
  readonly authorization: string;
  readonly logFile: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

const CONFIGURATION = join(import.meta.dirname, '../../nginx/orthanc/orthanc.json.template');

/**
 * Orthanc with the configuration that compose uses; it fills in `${...}` from the environment by itself. Debian's
 * version cannot be bound to loopback; it refuses everybody else (RemoteAccessAllowed) and asks for a password.
 */
export async function startOrthanc(folder: string, port: number): Promise<Orthanc> {
  const password = randomBytes(18).toString('base64url');
  const storage = join(folder, 'storage');
  mkdirSync(storage);
  const running = startProcess({
    command: requireTool('Orthanc'),
    args: [CONFIGURATION],
    logFile: join(folder, 'orthanc.log'),
    env: {
      ORTHANC_STORAGE: storage,
      ORTHANC_HTTP_PORT: String(port),
      ORTHANC_REMOTE_ACCESS: 'false',
      ORTHANC_PASSWORD: password,
      ORTHANC_DICOMWEB_PLUGIN: orthancDicomwebPlugin ?? '',
    },
  });
  const authorization = `Basic ${Buffer.from(`front:${password}`).toString('base64')}`;
  const address = `127.0.0.1:${port}`;
  await waitUntil('Orthanc', running, async () => {
    const answer = await fetch(`http://${address}/dicom-web/studies?limit=1`, { headers: { authorization } });
    return answer.ok;
  });
  return {
    address,
    user: 'front',
    password,
    authorization,
    logFile: running.logFile,
    pid: running.pid,
    stop: running.stop,
  };
}
