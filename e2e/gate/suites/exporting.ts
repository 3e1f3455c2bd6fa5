import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { imagesTree } from '../../../src/core/export/record/index.ts';
import { askFrame, get, post, verdictOf } from '../asking.ts';
import { planStudy } from '../dicom-file.ts';
import {
  APPROVAL,
  ARCHIVE,
  approvedBySecond,
  askerOf,
  BATCH,
  halfApproved,
  invite,
  RELEASE,
  REVIEW,
  TERMS,
  type Asker,
} from '../exporting.ts';
import type { GateStack, RoleName } from '../stack.ts';
import { identifiersOf } from '../studies.ts';

/** Nothing leaves that nobody approved, and nothing before the log has it. */
export function exportingSuite(stack: () => GateStack): void {
  describe('an export', () => {
    async function signedIn(role: RoleName) {
      const { client, signIn } = stack();
      const login = await signIn(role);
      return { login, asker: askerOf(client, login) };
    }

    /** A second factor counts once, and providers tell its time in whole seconds. */
    const aSecond = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1100));

    async function eventsAbout(
      id: string,
    ): Promise<{ action: string; outcome: string; reason?: string; export: Record<string, unknown> }[]> {
      const { client, signIn } = stack();
      const answer = await get(client, await signIn('auditor'), `/api/audit/exports/${id}`);
      expect(answer.status).toBe(200);
      const { rows } = answer.json() as unknown as { rows: { event: string }[] };
      return rows.map(({ event }) => JSON.parse(event) as Awaited<ReturnType<typeof eventsAbout>>[number]);
    }

    it('is refused without approval, whoever has just used their second factor', async () => {
      const { login, asker } = await signedIn('researcher');
      expect(await asker.ask('POST', '', TERMS)).toBe('201');
      const id = String(asker.last().json()['exportId']);
      await login.stepUp();
      expect(await asker.ask('POST', `/${id}/releases`, RELEASE)).toBe('409 export-not-prepared');
      await asker.ask('PUT', `/${id}/batch`, BATCH);
      expect(await asker.ask('POST', `/${id}/releases`, RELEASE)).toBe('403 export-not-approved');
      expect(await asker.ask('PUT', `/${id}/approval`, APPROVAL)).toBe('403 export-not-reviewed');
      await asker.ask('PUT', `/${id}/review`, REVIEW);
      expect(await asker.ask('PUT', `/${id}/approval`, APPROVAL)).toBe('200');
      // Half of it.
      expect(await asker.ask('POST', `/${id}/releases`, RELEASE)).toBe('403 export-not-approved');
    });

    it('opens for a researcher what their open export is made of, and nothing else', async () => {
      const { client, open, restricted } = stack();
      const { login, asker } = await signedIn('researcher');
      const wanted = [open.first.studyInstanceUID, restricted.first.studyInstanceUID];
      expect(await asker.ask('POST', '/lookup', { accessionNumbers: [], studyInstanceUIDs: wanted })).toBe('200');
      const { rows, missing } = asker.last().json() as unknown as { rows: { handle: string }[]; missing: number };
      // The restricted one is as good as not there.
      expect([rows.length, missing]).toEqual([1, 1]);
      expect(await asker.ask('POST', '', TERMS)).toBe('201');
      const exportId = String(asker.last().json()['exportId']);
      expect(await asker.ask('POST', `/${exportId}/studies`, { studies: rows.map(({ handle }) => handle) })).toBe(
        '200',
      );
      const grantFor = async (studyInstanceUID: string, more: object = { exportId }): Promise<string> =>
        verdictOf(
          await post(client, login, '/api/grants', { study: { studyInstanceUID }, purpose: 'HRESCH', ...more }),
        );
      expect(await grantFor(open.first.studyInstanceUID, {})).toBe('403 deidentified-viewing-required');
      expect(await grantFor(open.other.studyInstanceUID)).toBe('403 deidentified-viewing-required');
      expect(await grantFor(restricted.first.studyInstanceUID)).toMatch(/^403 /);
      expect(verdictOf(await askFrame(client, login, open.first))).toMatch(/^403 /);
      expect(await grantFor(open.first.studyInstanceUID)).toBe('201');
      expect((await askFrame(client, login, open.first)).status).toBe(200);
      expect(verdictOf(await askFrame(client, login, open.other))).toMatch(/^403 /);
      expect(await asker.ask('DELETE', `/${exportId}`)).toBe('204');
      expect(await grantFor(open.first.studyInstanceUID)).toBe('403 deidentified-viewing-required');
    });

    it('takes the second review from another person only: the same one in another sign-in will not do', async () => {
      const { login, asker } = await signedIn('researcher');
      const id = await halfApproved(asker);
      const invitation = await invite(asker, id);
      expect(await asker.ask('POST', `/${id}/reviewers`, invitation)).toBe('403 export-same-reviewer');
      const again = askerOf(stack().client, await login.again());
      expect(await again.ask('POST', `/${id}/reviewers`, invitation)).toBe('403 export-same-reviewer');
      // And without an invitation there is no such export.
      expect(await again.ask('PUT', `/${id}/approval`, APPROVAL)).toBe('404 export-unknown');
      const other = await signedIn('radiologist');
      expect(await other.asker.ask('GET', `/${id}`)).toBe('404 export-unknown');
      expect(await other.asker.ask('POST', `/${id}/reviewers`, invitation)).toBe('201');
      expect(await other.asker.ask('PUT', `/${id}/approval`, APPROVAL)).toBe('403 export-not-reviewed');
    });

    it('is released to two approvals and a fresh second factor, once, and is in the log before the answer', async () => {
      const { login, asker } = await signedIn('researcher');
      const second = await signedIn('radiologist');
      const id = await halfApproved(asker);
      await approvedBySecond(asker, second.asker, id);
      expect(await asker.ask('POST', `/${id}/releases`, RELEASE)).toBe('401 needsStepUp');
      expect(asker.last().headers['www-authenticate']).toMatch(
        /insufficient_user_authentication.*acr_values=.*max_age=/,
      );
      await aSecond();
      await login.stepUp();
      expect(await asker.ask('POST', `/${id}/releases`, { ...RELEASE, outcomeSha256: 'f'.repeat(64) })).toBe(
        '403 export-not-approved',
      );
      expect(await asker.ask('POST', `/${id}/releases`, RELEASE)).toBe('201');
      const { releaseId, receipt } = asker.last().json() as { releaseId: string; receipt: { index: number } };
      const released = (await eventsAbout(id)).find(({ action }) => action === 'export-released');
      expect(released?.export).toMatchObject({
        releaseId,
        manifestSha256: RELEASE.manifestSha256,
        purposeCode: 'gate-study',
        recipientCode: 'university',
        reference: TERMS.reference,
        profile: TERMS.profile,
        modelSha256: BATCH.modelSha256,
        counts: { instances: 29, files: 33, withheld: 1, refused: 1 },
        reviewers: [expect.anything(), expect.anything()],
      });
      expect(receipt.index).toBeGreaterThan(0);
      expect(await asker.ask('POST', `/${id}/releases`, RELEASE)).toBe('409 export-release-open');
      const done = { manifestSha256: RELEASE.manifestSha256, files: 33, byteLength: 1_100_000 };
      const at = `/${id}/releases/${releaseId}`;
      expect(await asker.ask('POST', `${at}/completion`, { ...done, files: 32 })).toBe('409 export-manifest-differs');
      expect(await asker.ask('POST', `${at}/completion`, done)).toBe('200');
      expect(await asker.ask('POST', `${at}/completion`, done)).toBe('404 export-release-unknown');
      expect(await asker.ask('POST', `/${id}/releases`, RELEASE)).toBe('409 export-already-released');
      const story = (await eventsAbout(id)).map(({ action, outcome }) => `${action} ${outcome}`);
      expect(story.filter((step) => step.endsWith('success'))).toEqual([
        'export-opened success',
        'export-prepared success',
        'export-reviewed success',
        'export-approved success',
        'export-reviewer-invited success',
        'export-reviewer-joined success',
        'export-reviewed success',
        'export-approved success',
        'export-released success',
        'audit-read success',
        'export-completed success',
      ]);
      expect(story).toContain('export-refused denied');
    });

    it('goes to a research archive image by image, each proven to be one of the release, and no other', async () => {
      const { client } = stack();
      const { login, asker } = await signedIn('researcher');
      const second = await signedIn('radiologist');
      const id = await halfApproved(asker, ARCHIVE);
      await approvedBySecond(asker, second.asker, id);
      const study = planStudy({
        patientID: 'P7F3K2M9QXA1B',
        patientName: 'P7F3K2M9QXA1B',
        studyDescription: 'De-identified',
        instances: RELEASE.counts.instances,
      });
      const files = Array.from({ length: study.instances }, (_, at) => study.instance(at + 1).file);
      const tree = imagesTree(files.map((file) => createHash('sha256').update(file).digest('hex')));
      await aSecond();
      await login.stepUp();
      expect(await asker.ask('POST', `/${id}/releases`, RELEASE)).toBe('400 export-counts-wrong');
      expect(await asker.ask('POST', `/${id}/releases`, { ...RELEASE, imagesRoot: tree.root })).toBe('201');
      const { releaseId } = asker.last().json() as { releaseId: string };
      const at = `/${id}/releases/${releaseId}`;
      const put = async (index: number, bytes: Uint8Array, proof: readonly string[]): Promise<string> => {
        const headers = {
          authorization: login.authorization(),
          'content-type': 'application/dicom',
          'x-proof': proof.join(','),
        };
        const path = `/api/exports${at}/images/${index}`;
        return verdictOf(await client.send({ method: 'PUT', path, headers, body: bytes }));
      };
      const [first = Buffer.alloc(1)] = files;
      const changed = Buffer.from(first);
      changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1;
      expect(await put(0, changed, tree.proof(0))).toBe('409 export-image-differs');
      expect(await put(1, files[1] ?? first, tree.proof(1))).toBe('409 export-image-differs');
      const done = { manifestSha256: RELEASE.manifestSha256, files: 33, byteLength: 1_100_000 };
      for (const [index, file] of files.entries()) {
        if (index === 3) expect(await asker.ask('POST', `${at}/completion`, done)).toBe('409 export-manifest-differs');
        expect(await put(index, file, tree.proof(index))).toBe('200');
      }
      expect(await asker.ask('POST', `${at}/completion`, done)).toBe('200');
      const story = await eventsAbout(id);
      const byteLength = files.reduce((sum, { length }) => sum + length, 0);
      expect(story.find(({ action }) => action === 'export-store-begun')?.export).toMatchObject({
        destinationCode: ARCHIVE,
      });
      expect(story.find(({ action }) => action === 'export-store-ended')).toMatchObject({
        outcome: 'success',
        export: { counts: { instances: files.length, byteLength } },
      });
    });

    it('ends with the sign-in: a token of a login that was ended does nothing', async () => {
      const { login, asker } = await signedIn('researcher');
      const id = await halfApproved(asker);
      await login.endAtProvider();
      await expect.poll(() => asker.ask('GET', `/${id}`), { timeout: 10_000 }).toBe('401 session-revoked');
    });

    it('is nothing for clinicians, auditors and administrators, nor for anybody without a token', async () => {
      const routes = [
        ['POST', '', TERMS],
        ['GET', '', undefined],
        ['GET', '/policy', undefined],
        ['POST', `/${'x'.repeat(32)}/releases`, RELEASE],
      ] as const;
      for (const role of ['clinician', 'auditor', 'administrator'] as const) {
        const { asker } = await signedIn(role);
        for (const [method, path, json] of routes)
          expect([role, method, path, await asker.ask(method, path, json)]).toEqual([
            role,
            method,
            path,
            '403 role-not-allowed',
          ]);
      }
      const { client } = stack();
      for (const [method, path] of routes)
        expect((await client.send({ method, path: `/api/exports${path}` })).status).toBe(401);
    });

    it('takes no name, no number of a patient and no UID, in any field', async () => {
      const { open } = stack();
      const { asker } = await signedIn('researcher');
      const secrets = [
        open.first.patientName,
        open.first.patientID,
        open.first.accessionNumber,
        open.first.studyInstanceUID,
      ];
      for (const secret of secrets) {
        for (const terms of [
          { ...TERMS, purposeCode: secret },
          { ...TERMS, recipientCode: secret },
          { ...TERMS, reference: { ...TERMS.reference, number: secret } },
          { ...TERMS, profile: { ...TERMS.profile, code: secret } },
          { ...TERMS, note: secret },
        ])
          expect(await asker.ask('POST', '', terms)).toMatch(/^(400 request-malformed|403 export-\w+-not-allowed)$/);
        expect(asker.last().text()).not.toContain(secret);
      }
    });

    it('shows a masked role nothing that tells who a patient is, in any answer', async () => {
      const { client } = stack();
      const { login, asker } = await signedIn('researcher');
      const texts: string[] = [];
      const ask = async (...asked: Parameters<Asker['ask']>): Promise<void> => {
        await asker.ask(...asked);
        texts.push(asker.last().text(), JSON.stringify(asker.last().headers));
      };
      const id = await halfApproved(asker);
      await ask('GET', '/policy');
      await ask('GET', '');
      await ask('GET', `/${id}`);
      await ask('POST', `/${id}/invitations`);
      await ask('POST', `/${id}/releases`, RELEASE);
      await ask('DELETE', `/${id}`);
      const secrets = identifiersOf(stack());
      expect(secrets.length).toBeGreaterThan(5);
      expect(secrets.filter((secret) => texts.some((text) => text.includes(secret)))).toEqual([]);
      // The worklist beside it: descriptions are shown to everybody there, identity and UIDs are not.
      const search = { filters: {}, sort: { key: 'studyDate', direction: 'descending' }, offset: 0, limit: 50 };
      const headers = { authorization: login.authorization() };
      const worklist = await client.send({ method: 'POST', path: '/api/search/studies', headers, json: search });
      expect(worklist.status).toBe(200);
      const { open, restricted } = stack();
      const descriptions = [...Object.values(open), ...Object.values(restricted)].map((one) => one.studyDescription);
      const identity = secrets.filter((secret) => !descriptions.includes(secret));
      expect(identity.filter((secret) => worklist.text().includes(secret))).toEqual([]);
    });

    it('goes no step further while the log cannot be written', { timeout: 90_000 }, async () => {
      const { breakAuditStore } = stack();
      const { login, asker } = await signedIn('researcher');
      const second = await signedIn('radiologist');
      const id = await halfApproved(asker);
      await approvedBySecond(asker, second.asker, id);
      await aSecond();
      await login.stepUp();
      const repair = await breakAuditStore();
      try {
        expect(await asker.ask('POST', '', TERMS)).toBe('503 audit-unavailable');
        expect(await asker.ask('PUT', `/${id}/batch`, { ...BATCH, batchSha256: 'f'.repeat(64) })).toBe(
          '503 audit-unavailable',
        );
        expect(await asker.ask('POST', `/${id}/releases`, RELEASE)).toBe('503 audit-unavailable');
        expect(asker.last().text()).not.toContain('permitted');
      } finally {
        await repair();
      }
      await expect.poll(() => asker.ask('GET', `/${id}`), { timeout: 20_000, interval: 500 }).toBe('200');
      // Nothing of it happened: it is approved as it was, and not released.
      expect(asker.last().json()).toMatchObject({ state: 'approved', batch: { batchSha256: BATCH.batchSha256 } });
      await aSecond();
      await login.stepUp();
      expect(await asker.ask('POST', `/${id}/releases`, RELEASE)).toBe('201');
    });
  });
}
