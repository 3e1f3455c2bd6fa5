import { describe, expect, it } from 'vitest';
import { readDicom, writeDicom } from '../../../src/core/dicom/index.ts';
import {
  attestationOf,
  concept,
  modelParameters,
  type ProposedFinding,
  sign,
} from '../../../src/core/findings/index.ts';
import { sha256 } from '../../../src/core/inference/index.ts';
import { readReport, sourceImageOf, writeReport } from '../../../src/core/sr/index.ts';
import { askGrant, get, post, verdictOf } from '../asking.ts';
import { newUID, planStudy, type Study } from '../dicom-file.ts';
import { store } from '../storing.ts';
import type { GateStack, Login } from '../stack.ts';

const AT = '/api/models/ct-nodule-candidates/1.1.0';

interface Model {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly disabled?: unknown;
  readonly files: { readonly model: string };
}

/** Models of the site, the record of what they do, and the signed result in the archive. */
export function modellingSuite(stack: () => GateStack): void {
  describe('models', () => {
    const plan = () => planStudy({ patientID: 'GATE-AI', patientName: 'Gatetest^Model', studyDescription: 'With results', instances: 1 }); // prettier-ignore

    async function candidates(login: Login): Promise<Model> {
      const answer = await get(stack().client, login, '/api/models');
      expect(answer.status).toBe(200);
      const found = (answer.json()['models'] as Model[]).find(({ name }) => name === 'ct-nodule-candidates');
      if (found === undefined) throw new Error('the site has no candidates');
      return found;
    }

    function runOf({ name, version, sha256: hash }: Model, study: Study) {
      return {
        runUID: newUID(),
        studyInstanceUID: study.studyInstanceUID,
        model: { name, version, sha256: hash },
        outcome: 'completed',
        reasons: [],
        backend: 'wasm',
        durationMs: 1200,
        input: { images: 1 },
        findings: { total: 1, aboveThreshold: 1 },
        scores: [0, 0, 0, 0, 0, 0, 0, 0, 1, 0],
        threshold: 0.5,
      };
    }

    const signatureOf = (documents: string[]) => ({
      decisions: { accepted: 1, edited: 0, rejected: 0, drawn: 0 },
      rejections: {},
      documents,
    });

    async function opened(): Promise<{ login: Login; study: Study; model: Model }> {
      const login = await stack().signIn('radiologist');
      const study = plan();
      expect((await store(stack(), login, study)).status).toBe(200);
      expect((await askGrant(stack().client, login, study)).status).toBe(201);
      return { login, study, model: await candidates(login) };
    }

    it('are offered with their hash, and their files are those that were verified', async () => {
      const { client, signIn } = stack();
      const login = await signIn('radiologist');
      const { files, sha256: hash } = await candidates(login);
      const answer = await get(client, login, files.model);
      expect([answer.status, await sha256(new Uint8Array(answer.body))]).toEqual([200, hash]);
      expect((await get(client, undefined, files.model)).status).toBe(401);
      expect((await get(client, await signIn('auditor'), files.model)).status).toBe(403);
      for (const path of [`${AT}/manifest.json`, `${AT}/%2e%2e%2ftrusted-keys.json`])
        expect([400, 404]).toContain((await get(client, login, path)).status);
    });

    it('are recorded, signed and stored once, however often the document is sent', async () => {
      const { client } = stack();
      const { login, study, model } = await opened();
      const run = runOf(model, study);
      const at = `/api/ai/runs/${run.runUID}`;
      const document = signedReport(study, model);
      expect(verdictOf(await post(client, login, '/api/ai/runs', { ...run, studyInstanceUID: newUID() }))).toBe('403 grant-missing'); // prettier-ignore
      expect((await post(client, login, '/api/ai/runs', run)).status).toBe(201);
      expect(verdictOf(await post(client, login, `${at}/signatures`, signatureOf([document.sopInstanceUID])))).toBe('409 ai-not-revealed'); // prettier-ignore
      expect((await post(client, login, `${at}/events`, { kind: 'revealed', mode: 'second-reader' })).status).toBe(201);
      expect((await post(client, login, `${at}/signatures`, signatureOf([document.sopInstanceUID]))).status).toBe(201);
      expect((await send(login, study, document.file)).status).toBe(200);
      expect([200, 409]).toContain((await send(login, study, document.file)).status);
      const path = `/dicom-web/studies/${study.studyInstanceUID}/series/${document.seriesInstanceUID}/instances`;
      const listed = await get(client, login, path, 'application/dicom+json');
      expect(JSON.parse(listed.text())).toHaveLength(1);
      const back = await get(client, login, `${path}/${document.sopInstanceUID}`, 'multipart/related; type="application/dicom"; transfer-syntax=*'); // prettier-ignore
      const start = back.body.indexOf('DICM') - 128;
      const report = readReport(
        readDicom(new Uint8Array(back.body.subarray(start, back.body.lastIndexOf('\r\n--')))).dataset,
      );
      if (report.kind !== 'measurement-report') throw new Error('the archive gave another document');
      expect(report.header.verification).toBe('VERIFIED');
      expect(report.findings.map(({ trackingUID }) => trackingUID)).toEqual([document.trackingUID]);
    });

    it('that are switched off give nothing more: no file, no run, no signature', async () => {
      const { client, signIn } = stack();
      const { login, study, model } = await opened();
      const run = runOf(model, study);
      const at = `/api/ai/runs/${run.runUID}`;
      expect((await post(client, login, '/api/ai/runs', run)).status).toBe(201);
      expect((await post(client, login, `${at}/events`, { kind: 'revealed', mode: 'concurrent' })).status).toBe(201);
      const turn = (who: Login, json: unknown) => client.send({ method: 'PUT', path: `${AT}/switch`, headers: { authorization: who.authorization() }, json }); // prettier-ignore
      const off = { state: 'disabled', reasonCode: 'maintenance' };
      expect(verdictOf(await turn(login, off))).toBe('403 role-not-allowed');
      const administrator = await signIn('administrator');
      expect((await turn(administrator, off)).status).toBe(200);
      try {
        expect((await candidates(login)).disabled).toBeDefined();
        expect(verdictOf(await get(client, login, model.files.model))).toBe('409 model-disabled');
        expect(verdictOf(await post(client, login, '/api/ai/runs', runOf(model, study)))).toBe('409 model-disabled');
        expect(verdictOf(await post(client, login, `${at}/signatures`, signatureOf([newUID()])))).toBe('409 model-disabled'); // prettier-ignore
      } finally {
        expect((await turn(administrator, { state: 'enabled' })).status).toBe(200);
      }
      expect((await candidates(login)).disabled).toBeUndefined();
    });

    it('are counted for administrators only, without anything of a patient', async () => {
      const { client, signIn } = stack();
      const { login, study, model } = await opened();
      const run = runOf(model, study);
      expect((await post(client, login, '/api/ai/runs', run)).status).toBe(201);
      const path = '/api/monitoring/models?days=7';
      for (const role of ['radiologist', 'auditor', 'researcher', 'clinician'] as const)
        expect(verdictOf(await get(client, await signIn(role), path))).toBe('403 role-not-allowed');
      const answer = await get(client, await signIn('administrator'), path);
      expect(answer.status).toBe(200);
      const counted = (answer.json()['models'] as { name: string; runs: { completed: number } }[]).find(({ name }) => name === model.name); // prettier-ignore
      expect(counted?.runs.completed).toBeGreaterThan(0);
      for (const word of [
        study.patientID,
        study.patientName,
        study.studyInstanceUID,
        study.accessionNumber,
        run.runUID,
      ])
        expect(answer.text()).not.toContain(word);
    });

    const send = (login: Login, study: Study, file: Buffer) =>
      store(stack(), login, { ...study, instances: 1, instance: (number) => ({ ...study.instance(number), file }) });
  });
}

interface Signed {
  readonly sopInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly trackingUID: string;
  readonly file: Buffer;
}

/** One accepted finding on the only image of the study, as the page would write it. */
function signedReport(study: Study, model: Model): Signed {
  const source = readDicom(new Uint8Array(study.instance(1).file)).dataset;
  const image = sourceImageOf(source);
  const at = '2026-01-02T10:30:00+01:00';
  const by = { name: 'Gatetest^Reader', login: 'reader', organisation: 'Gate' };
  const algorithm = { name: model.name, version: model.version, parameters: modelParameters(model.sha256, 0.5) };
  const finding: ProposedFinding = {
    trackingUID: newUID(),
    trackingIdentifier: 'Candidate 1',
    type: concept('27925004', 'SCT', 'Nodule'),
    sites: [],
    regions: [
      {
        space: 'image',
        image: { sopClassUID: image.sopClassUID, sopInstanceUID: image.sopInstanceUID },
        shape: { kind: 'circle', centre: [10.5, 10.5], edge: [14.5, 10.5] },
      },
    ],
    measurements: [],
    evaluations: [],
    algorithm,
  };
  const ready = attestationOf({ findings: [{ finding, decision: { kind: 'accepted', by, at } }], threshold: 0.5, stale: undefined }); // prettier-ignore
  if (ready.kind !== 'ready') throw new Error('the finding is decided');
  const signed = sign(ready.attestation, by, at, { authenticatedAt: at, maxAgeSeconds: 60 });
  if (signed === undefined) throw new Error('the proof is fresh');
  const [sopInstanceUID, seriesInstanceUID] = [newUID(), newUID()];
  const file = writeReport({
    verification: 'verified',
    signed,
    source,
    images: [image],
    devices: [{ uid: newUID(), name: model.name }],
    algorithms: [algorithm],
    instance: {
      sopInstanceUID,
      seriesInstanceUID,
      seriesNumber: 9500,
      instanceNumber: 1,
      at,
      equipment: { manufacturer: 'Gate', modelName: 'Gate', serialNumber: '1', softwareVersions: '1' },
    },
  });
  return { sopInstanceUID, seriesInstanceUID, trackingUID: finding.trackingUID, file: Buffer.from(writeDicom(file)) };
}
