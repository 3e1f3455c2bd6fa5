import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireTool } from './tools.ts';

export interface Certificate {
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly certificate: string;
}

/** A certificate for `localhost` that signs itself: clients trust exactly this one. */
export function makeCertificate(folder: string): Certificate {
  const certificateFile = join(folder, 'tls.crt');
  const keyFile = join(folder, 'tls.key');
  const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  execFileSync(requireTool('openssl'), [...args, ...names, '-keyout', keyFile, '-out', certificateFile], {
    stdio: 'pipe',
  });
  chmodSync(keyFile, 0o600);
  return { certificateFile, keyFile, certificate: readFileSync(certificateFile, 'utf8') };
}
