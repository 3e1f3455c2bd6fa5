// A model of others that the product has never seen, on a real head: the package is made here, as docs/models.md says.
import { copyFileSync, cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../commands.ts';
import { run } from '../run.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const MODEL = resolve(ROOT, '../shared/models/brain-tissue/model.onnx');
const SERIES = resolve(ROOT, '../shared/data/series/mr-brain-t1');
const isPresent = existsSync(MODEL) && existsSync(SERIES);

async function cli(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const code = await run(COMMANDS, args, {
    out: (t) => void (said.out += t),
    err: (t) => void (said.err += t),
    env: {},
  });
  return { code, ...said };
}

describe('brain-tissue', () => {
  it.skipIf(!isPresent)(
    `counts white and grey matter as its authors do${isPresent ? '' : ' (skipped: ../shared/models or ../shared/data is not there)'}`,
    { timeout: 900_000 },
    async () => {
      const work = mkdtempSync(join(tmpdir(), 'brain-'));
      try {
        const folder = join(work, 'brain-tissue');
        cpSync(join(ROOT, 'docs/model-examples/brain-tissue'), folder, { recursive: true });
        copyFileSync(MODEL, join(folder, 'model.onnx'));
        const key = join(work, 'key.pem');
        writeFileSync(key, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
        expect((await cli('models', 'sign', folder, '--key', key, '--trust')).code).toBe(0);
        const { code, out } = await cli('infer', '--model', folder, SERIES, '--out', join(work, 'out'), '--models', work, '--json'); // prettier-ignore
        expect(code).toBe(0);
        const [series] = (JSON.parse(out) as { series: { findings: { voxels: number; measurements: { value: number }[] }[] }[] }).series; // prettier-ignore
        const [white, grey] = series!.findings;
        expect(Math.abs(white!.voxels / 518_540 - 1)).toBeLessThan(0.01);
        expect(Math.abs(grey!.voxels / 735_212 - 1)).toBeLessThan(0.01);
        expect(white!.measurements[0]?.value).toBeCloseTo(white!.voxels / 1000, 6);
      } finally {
        rmSync(work, { recursive: true });
      }
    },
  );
});
