// What the gate costs: the same frame from the same archive through two nginx, one that asks the gateway and one that
// does not. Requests take turns, so that both see the same machine; only the ratio means something.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../embedded-stack.ts';
import { planStudy } from '../gate/dicom-file.ts';
import { ANY_SYNTAX, framePath, type Login } from '../gate/stack.ts';
import { askGrant } from '../gate/asking.ts';
import { startStackWithTestIssuer } from '../gate/stacks/test-issuer.ts';
import { store } from '../gate/storing.ts';
import { createClient, type Client } from '../stacks/http.ts';
import { startNginx } from '../stacks/nginx.ts';
import { missingTools } from '../stacks/tools.ts';
import { measureInProcess } from './gate-in-process.ts';

const FRAMES = 600;
const WARM_UP = 60;
/** What a browser keeps in flight towards one origin over HTTP/1.1. */
const IN_FLIGHT = 6;
const ROUNDS = 20;
/** The grant check adds at most a tenth to the latency of a frame: of one alone, and of several at once. */
const MOST_RATIO = 1.1;

export interface GateFigures {
  readonly frames: number;
  readonly byteLength: number;
  readonly plainMedianMs: number;
  readonly gatedMedianMs: number;
  readonly plainP95Ms: number;
  readonly gatedP95Ms: number;
  readonly ratio: number;
  /** As a viewer loads a series: several frames at once. Time per frame. */
  readonly together: { readonly plainMs: number; readonly gatedMs: number; readonly ratio: number };
}

export async function run(args: readonly string[] = []): Promise<void> {
  const { askingMedianMs, rememberingMedianMs } = await measureInProcess();
  console.log('the decision alone, in one process over SQLite, as the embedded stack makes it');
  console.log(`  asking each time  p50 ${(askingMedianMs * 1000).toFixed(0)} us`);
  console.log(`  remembering       p50 ${(rememberingMedianMs * 1000).toFixed(0)} us`);
  const missing = missingTools(['nginx', 'openssl', 'Orthanc', 'initdb', 'postgres', 'pg_isready']);
  if (missing.length > 0) {
    console.log(`not run: needs ${missing.join(', ')}`);
    return;
  }
  const figures = await measureGate(Number(args[0] ?? FRAMES));
  const { frames, byteLength, ratio } = figures;
  console.log(`${frames} frames of ${byteLength} bytes, 512 x 512, nginx + gateway + PostgreSQL + Orthanc, in turns`);
  const { plainMs, gatedMs } = figures.together;
  console.log(
    `  as a viewer loads a series, ${IN_FLIGHT} at once: ${plainMs.toFixed(2)} ms and ${gatedMs.toFixed(2)} ms per frame, ratio ${figures.together.ratio.toFixed(3)} (at most ${MOST_RATIO})`,
  );
  console.log('  one alone, which waits for the whole question:');
  console.log(
    `    without the gate  p50 ${figures.plainMedianMs.toFixed(2)} ms  p95 ${figures.plainP95Ms.toFixed(2)} ms`,
  );
  console.log(
    `    with the gate     p50 ${figures.gatedMedianMs.toFixed(2)} ms  p95 ${figures.gatedP95Ms.toFixed(2)} ms`,
  );
  console.log(
    `    ratio of medians  ${ratio.toFixed(3)} (at most ${MOST_RATIO}): the question costs ${(figures.gatedMedianMs - figures.plainMedianMs).toFixed(2)} ms, however large the frame`,
  );
}

export async function measureGate(frames: number): Promise<GateFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'collimator-bench-'));
  const stack = await startStackWithTestIssuer();
  try {
    mkdirSync(join(folder, 'nginx'));
    const bare = await startNginx({
      folder: join(folder, 'nginx'),
      httpsPort: await freePort(),
      httpPort: await freePort(),
      gateway: '127.0.0.1:1',
      pacs: stack.archive.address,
      pacsAuthorization: stack.archive.authorization,
      identityProvider: '127.0.0.1:1',
      webRoot: folder,
      withoutGate: true,
    });
    const plain = createClient(bare.url, bare.certificate.certificate);
    try {
      const login = await stack.signIn('radiologist');
      const size = { rows: 512, columns: 512, instances: 20 };
      const who = { patientID: 'BENCH', patientName: 'Bench^Gate', studyDescription: 'Bench' };
      const study = planStudy({ ...who, ...size });
      await store(stack, login, study);
      await askGrant(stack.client, login, study);
      const paths = Array.from({ length: size.instances }, (_, index) => framePath(study, index + 1));
      const plan = { plain, gated: stack.client, login, paths, frames };
      return { ...(await takeTurns(plan)), together: await loadTogether(plan) };
    } finally {
      plain.close();
      await bare.stop();
    }
  } finally {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Plan {
  readonly plain: Client;
  readonly gated: Client;
  readonly login: Login;
  readonly paths: readonly string[];
  readonly frames: number;
}

/** Whole series, in turns. */
async function loadTogether({ paths, login, ...clients }: Plan): Promise<GateFigures['together']> {
  const headers = { authorization: login.authorization(), accept: ANY_SYNTAX };
  const times = { plain: [] as number[], gated: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const which of round % 2 === 0 ? (['plain', 'gated'] as const) : (['gated', 'plain'] as const)) {
      const queue = [...paths, ...paths];
      const startedAt = performance.now();
      const lane = async (): Promise<void> => {
        for (let path = queue.pop(); path !== undefined; path = queue.pop())
          await clients[which].send({ path, headers });
      };
      await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
      times[which].push((performance.now() - startedAt) / (2 * paths.length));
    }
  }
  const [plainMs, gatedMs] = [at(times.plain, 0.5), at(times.gated, 0.5)];
  return { plainMs, gatedMs, ratio: gatedMs / plainMs };
}

const at = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;

async function takeTurns(plan: Plan): Promise<Omit<GateFigures, 'together'>> {
  const times = { plain: [] as number[], gated: [] as number[] };
  let byteLength = 0;
  for (let turn = 0; turn < plan.frames + WARM_UP; turn += 1) {
    const path = plan.paths[turn % plan.paths.length] ?? '';
    // Whoever goes second finds the archive's cache warm: they change places.
    const order = turn % 2 === 0 ? (['plain', 'gated'] as const) : (['gated', 'plain'] as const);
    for (const which of order) {
      const startedAt = performance.now();
      const headers = { authorization: plan.login.authorization(), accept: ANY_SYNTAX };
      const answer = await plan[which].send({ path, headers });
      const elapsedMs = performance.now() - startedAt;
      if (answer.status !== 200) throw new Error(`a frame answered ${answer.status}`);
      byteLength = answer.body.length;
      if (turn >= WARM_UP) times[which].push(elapsedMs);
    }
  }
  const [plainMedianMs, gatedMedianMs] = [at(times.plain, 0.5), at(times.gated, 0.5)];
  return {
    frames: plan.frames,
    byteLength,
    plainMedianMs,
    gatedMedianMs,
    plainP95Ms: at(times.plain, 0.95),
    gatedP95Ms: at(times.gated, 0.95),
    ratio: gatedMedianMs / plainMedianMs,
  };
}
