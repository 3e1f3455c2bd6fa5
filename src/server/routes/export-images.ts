import { IMAGE_PROOF_HEADER, type ExportStored } from '../../contract/index.ts';
import {
  isForArchive,
  openRelease,
  withStored,
  type ExportRecord,
  type ExportRelease,
} from '../../core/export/record/index.ts';
import { assertVisible, changeExport, putProgress, recordOf } from '../exports/change-export.ts';
import { sendImage } from '../exports/send-image.ts';
import { beginOfStoreDraft } from '../exports/store-drafts.ts';
import { assertOwner, assertRole, assertRunning, idIn, told } from '../exports/take-step.ts';
import type { PacsUpstream } from '../pacs/index.ts';
import { Refusal } from '../problems.ts';
import { circumstancesOf, type GatewayApp, type GatewayContext } from '../request.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';

/** Images on their way to a research archive: one after the other, each proven to be one of the release that is in the log. */
export function exportImageRoutes(app: GatewayApp, services: Services): void {
  app.put('/api/exports/:exportId/releases/:releaseId/images/:index', (c) =>
    told(services, c, async (person) => {
      assertRole(person, 'export');
      const index = indexIn(c);
      const proof = proofIn(c);
      const found = await services.store.findExport(idIn(c));
      if (found === undefined) throw new Refusal('export-unknown');
      const { release, archive } = judged(services, recordOf(found), person, c.req.param('releaseId'));
      const { stored } = release;
      // Sent on before, and the answer was lost.
      if (stored !== undefined && index < stored.instances) return c.json(stored satisfies ExportStored);
      if (index !== (stored?.instances ?? 0) || index >= release.facts.counts.instances)
        throw new Refusal('export-image-differs');
      const { body, signal } = c.req.raw;
      if (body === null) throw new Refusal('request-malformed');
      if (stored === undefined) await begin(services, c, person);
      const byteLength = await sendImage(archive, release, { index, proof, body, signal });
      const after = { instances: index + 1, byteLength: (stored?.byteLength ?? 0) + byteLength };
      await putProgress(services, idIn(c), (record) => {
        const open = openRelease(record, release.releaseId);
        // Declared void, or sent on by another window, meanwhile.
        if (open === undefined || (open.stored?.instances ?? 0) !== index) throw new Refusal('export-image-differs');
        return withStored(record, after);
      });
      return c.json(after satisfies ExportStored);
    }),
  );
}

function judged(
  services: Services,
  record: ExportRecord,
  person: Person,
  releaseId: string,
): { readonly release: ExportRelease; readonly archive: PacsUpstream } {
  assertVisible(record, person);
  assertOwner(record, person);
  assertRunning(record, services.clock());
  const release = openRelease(record, releaseId);
  if (release === undefined || release.endsAtMs <= services.clock()) throw new Refusal('export-release-unknown');
  const archive = services.researchArchives[record.terms.destinationCode];
  if (archive === undefined || !isForArchive(services.config.exports, record.terms))
    throw new Refusal('export-destination-not-allowed');
  return { release, archive };
}

/** Written down before the first byte goes on. */
async function begin(services: Services, c: GatewayContext, person: Person): Promise<void> {
  await changeExport(services, idIn(c), circumstancesOf(c), (record) => {
    const { release } = judged(services, record, person, c.req.param('releaseId') ?? '');
    if (release.stored !== undefined) throw new Refusal('export-image-differs');
    return {
      record: withStored(record, { instances: 0, byteLength: 0 }),
      drafts: [beginOfStoreDraft(record, release, person)],
    };
  });
}

function indexIn(c: GatewayContext): number {
  const text = c.req.param('index') ?? '';
  if (!/^\d{1,7}$/.test(text)) throw new Refusal('request-malformed');
  if (!/^application\/dicom\s*(;|$)/i.test(c.req.header('content-type') ?? ''))
    throw new Refusal('media-type-not-supported');
  return Number(text);
}

function proofIn(c: GatewayContext): string[] {
  const text = c.req.header(IMAGE_PROOF_HEADER) ?? '';
  if (text === '') return [];
  if (!/^[0-9a-f]{64}(,[0-9a-f]{64}){0,39}$/.test(text)) throw new Refusal('request-malformed');
  return text.split(',');
}
