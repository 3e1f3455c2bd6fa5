// Runs the configuration of `nginx/` as it stands: the same files that the container mounts, in a folder of their own.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { makeCertificate, type Certificate } from './certificate.ts';
import { startProcess, waitUntil } from './process.ts';
import { requireTool } from './tools.ts';

const SOURCE = join(import.meta.dirname, '../../nginx');

export interface NginxOptions {
  /** Empty; certificates, configuration, temporary files and logs go here. */
  readonly folder: string;
  readonly httpsPort: number;
  readonly httpPort: number;
  readonly gateway: string;
  readonly pacs: string;
  readonly identityProvider: string;
  readonly webRoot: string;
  readonly pacsAuthorization?: string;
  readonly signInRate?: string;
  readonly signInBurst?: number;
  readonly dicomwebRate?: string;
  readonly dicomwebBurst?: number;
  /** Where the gateway leaves its marks. */
  readonly marksFolder?: string;
  /** Takes the gate away, to measure what it costs. Never a site. */
  readonly withoutGate?: boolean;
}

export interface Nginx {
  readonly url: string;
  readonly httpUrl: string;
  readonly certificate: Certificate;
  readonly accessLog: string;
  readonly logFiles: readonly string[];
  readonly stop: () => Promise<void>;
}

/** What nginx' image does with `envsubst`: names that are set are replaced, nginx' own `$variables` are left alone. */
export function renderTemplate(text: string, environment: Readonly<Record<string, string>>): string {
  const rendered = text.replace(/\$\{([A-Z][A-Z0-9_]*)\}/g, (whole, name: string) => environment[name] ?? whole);
  const [left] = /\$\{[A-Z][A-Z0-9_]*\}/.exec(rendered.replace(/^\s*#.*$/gm, '')) ?? [];
  if (left !== undefined) throw new Error(`the template asks for ${left}, which is not set`);
  return rendered;
}

export function environmentOf(
  options: NginxOptions,
  certificate: Certificate,
  accessLog: string,
): Record<string, string> {
  return {
    COLLIMATOR_SERVER_NAME: 'localhost',
    COLLIMATOR_HTTPS_LISTEN: `127.0.0.1:${options.httpsPort}`,
    COLLIMATOR_HTTP_LISTEN: `127.0.0.1:${options.httpPort}`,
    COLLIMATOR_GATEWAY: options.gateway,
    COLLIMATOR_PACS: options.pacs,
    COLLIMATOR_IDP: options.identityProvider,
    COLLIMATOR_PACS_AUTHORIZATION: options.pacsAuthorization ?? '',
    COLLIMATOR_TLS_CERTIFICATE: certificate.certificateFile,
    COLLIMATOR_TLS_KEY: certificate.keyFile,
    COLLIMATOR_WEB_ROOT: options.webRoot,
    COLLIMATOR_ACCESS_LOG: accessLog,
    COLLIMATOR_GATE_MEMORY: join(options.folder, 'gate-memory'),
    COLLIMATOR_GATE_MARKS: options.marksFolder ?? join(options.folder, 'no-marks'),
    COLLIMATOR_SIGNIN_RATE: options.signInRate ?? '10r/s',
    COLLIMATOR_SIGNIN_BURST: String(options.signInBurst ?? 50),
    COLLIMATOR_DICOMWEB_RATE: options.dicomwebRate ?? '500r/s',
    COLLIMATOR_DICOMWEB_BURST: String(options.dicomwebBurst ?? 2000),
    COLLIMATOR_API_RATE: '50r/s',
    COLLIMATOR_API_BURST: '200',
  };
}

export async function startNginx(options: NginxOptions): Promise<Nginx> {
  const binary = requireTool('nginx');
  const certificate = makeCertificate(options.folder);
  const accessLog = join(options.folder, 'access.log');
  const configuration = writeConfiguration(options, environmentOf(options, certificate, accessLog));
  const globals = `daemon off; pid ${join(options.folder, 'nginx.pid')};`;
  const args = ['-c', configuration, '-g', globals, '-e', join(options.folder, 'start.log')];
  const check = spawnSync(binary, [...args, '-t', '-q'], { encoding: 'utf8' });
  if (check.status !== 0) throw new Error(`nginx refuses its configuration: ${check.stderr}`);
  const running = startProcess({ command: binary, args, logFile: join(options.folder, 'nginx.log') });
  await waitUntil('nginx', running, () => accepts(options.httpsPort));
  return {
    url: `https://localhost:${options.httpsPort}`,
    httpUrl: `http://localhost:${options.httpPort}`,
    certificate,
    accessLog,
    logFiles: [accessLog, running.logFile, join(options.folder, 'start.log')],
    stop: running.stop,
  };
}

function writeConfiguration(options: NginxOptions, environment: Readonly<Record<string, string>>): string {
  // Worker processes run under another account and read the configuration's folder no more, but temporary files lie here.
  chmodSync(options.folder, 0o755);
  for (const folder of ['conf.d', 'modules.d', 'http.d', 'tmp']) mkdirSync(join(options.folder, folder));
  cpSync(join(SOURCE, 'snippets'), join(options.folder, 'snippets'), { recursive: true });
  for (const name of readdirSync(join(SOURCE, 'templates'))) {
    const template = readFileSync(join(SOURCE, 'templates', name), 'utf8');
    const text = options.withoutGate === true ? template.replace(/^\s*auth_request.*$/gm, '') : template;
    writeFileSync(join(options.folder, 'conf.d', name.replace(/\.template$/, '')), renderTemplate(text, environment));
  }
  addBrotli(options.folder);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(options.folder, 'tmp', name)};`,
  );
  writeFileSync(join(options.folder, 'http.d/temporary-paths.conf'), temporary.join('\n'));
  copyFileSync(join(SOURCE, 'nginx.conf'), join(options.folder, 'nginx.conf'));
  return join(options.folder, 'nginx.conf');
}

/** Where Debian's module is installed the optional file is used as a site would use it. */
function addBrotli(folder: string): void {
  const module = '/etc/nginx/modules-enabled/50-mod-http-brotli-filter.conf';
  if (!existsSync(module)) return;
  copyFileSync(module, join(folder, 'modules.d/brotli.conf'));
  copyFileSync(join(SOURCE, 'optional/brotli.conf'), join(folder, 'http.d/brotli.conf'));
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
