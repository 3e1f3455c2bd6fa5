// From decisions to documents in the archive: attested and recorded first, then written, kept, sent. A failure leaves what was
// signed on this machine, encrypted, and the next attempt sends the very same instances.
import { attestationOf } from '../../../../core/findings/index.ts';
import type { ShownRun } from '../../../services/ai-results/index.ts';
import type { Dataset } from '../../../services/dicomweb/index.ts';
import { isImageSet } from '../../../services/dicomweb/index.ts';
import type { ReviewParts, WrittenDocument } from '../parts.ts';
import type { ReviewUi, Sending } from '../review-store.ts';
import { troubleOf } from './failure-words.ts';
import { refusalWords } from '../words.ts';
import { signatureOf } from './signature-of.ts';

export interface Signing {
  /** Signs what is being attested, and sends it. */
  readonly sign: (runUID: string) => Promise<void>;
  /** Sends again what was signed and is not in the archive. */
  readonly send: (runUID: string) => Promise<void>;
  readonly close: () => void;
}

export interface SigningParts extends ReviewParts {
  readonly ui: ReviewUi;
  /** Before anything is sent. */
  readonly keep: (runUID: string, documents: readonly WrittenDocument[]) => Promise<void>;
  /** After the archive has it. */
  readonly forgetKept: (runUID: string) => Promise<void>;
}

export function createSigning(parts: SigningParts): Signing {
  const { results, ui, api, dicomweb, documents, grant, view, newUID } = parts;
  const abort = new AbortController();

  function set(runUID: string, change: Partial<Sending>): void {
    const before = ui.getState().sending[runUID] ?? { stage: 'signing', trouble: undefined, documents: [] };
    ui.setState(({ sending }) => ({ sending: { ...sending, [runUID]: { ...before, ...change } } }));
  }

  async function sign(runUID: string): Promise<void> {
    const shown = results.getState().runs.find(({ run }) => run.runUID === runUID);
    const stage = ui.getState().sending[runUID]?.stage;
    if (shown === undefined || shown.review.isSigned || stage === 'signing' || stage === 'writing') return;
    const outcome = attestationOf(shown.review);
    if (outcome.kind !== 'ready') return;
    const reportUID = newUID();
    const { result, device } = shown.run;
    const named = [...(result.labelMap === undefined ? [] : [result.labelMap.sopInstanceUID]), reportUID];
    set(runUID, { stage: 'signing', trouble: undefined });
    try {
      const signature = signatureOf(outcome.attestation, result.slices, named);
      let answer = await api.sign(runUID, signature, { signal: abort.signal });
      if ('kind' in answer) {
        const isProved = await parts.askForStepUp(answer);
        if (isProved) answer = await api.sign(runUID, signature, { signal: abort.signal });
        if (!isProved || 'kind' in answer) {
          set(runUID, { stage: 'failed', trouble: { code: 'not-confirmed', sentence: 'Not signed: your second factor was not confirmed.' } }); // prettier-ignore
          return;
        }
      }
      set(runUID, { stage: 'writing' });
      const { signedAt, authenticatedAt, maxAgeSeconds } = answer;
      const headers = headersOf(shown);
      const written = await documents.write({
        result,
        source: await sourceOf(shown),
        headers,
        studyInstanceUID: grant.studyInstanceUID,
        attestation: outcome.attestation,
        by: parts.me,
        at: signedAt,
        authentication: { authenticatedAt, maxAgeSeconds },
        device,
        softwareVersions: parts.softwareVersions,
        reportUID,
        seriesNumbers: freeSeriesNumbers(),
        readingThreshold: shown.review.threshold === result.resultSet.source.threshold ? undefined : shown.review.threshold, // prettier-ignore
      });
      if (abort.signal.aborted) return;
      const signed = results.getState().act(runUID, { kind: 'sign' });
      if (signed.kind === 'refused') {
        // Decided anew, or outdated, while it was being written: nothing of it leaves.
        set(runUID, { stage: 'failed', trouble: { code: signed.reason, sentence: refusalWords(signed.reason) } });
        return;
      }
      set(runUID, { documents: written });
      await parts.keep(runUID, written);
      ui.setState({ attesting: undefined });
      await send(runUID);
    } catch (error) {
      if (!abort.signal.aborted) set(runUID, { stage: 'failed', trouble: troubleOf(error) });
    }
  }

  /** As the archive gives it now: patient and study of what is written come from it. */
  function sourceOf({ run }: ShownRun): Promise<Dataset> {
    const [first] = run.result.slices;
    const { seriesInstanceUID } = run;
    return dicomweb.instanceMetadata(
      grant,
      { seriesInstanceUID, sopInstanceUID: first?.image.sopInstanceUID ?? '' },
      abort.signal,
    );
  }

  function headersOf({ run }: ShownRun): Dataset[] {
    const sets = view.series().find(({ seriesInstanceUID }) => seriesInstanceUID === run.seriesInstanceUID)?.sets ?? [];
    const frames = sets.flatMap((one) => (isImageSet(one) ? one.frames : []));
    return [...new Map(frames.map(({ sopInstanceUID, dataset }) => [sopInstanceUID, dataset])).values()];
  }

  /** Results of models start here, far from what scanners number, each in a series of its own. */
  function freeSeriesNumbers(): { report: number; segmentation: number } {
    const taken = view.series().map(({ seriesNumber }) => seriesNumber ?? 0);
    const report = Math.max(9500, ...taken.filter((number) => number < 99_000).map((number) => number + 1));
    return { report, segmentation: report + 1 };
  }

  async function send(runUID: string): Promise<void> {
    const waiting = ui.getState().sending[runUID]?.documents ?? [];
    if (waiting.length === 0) return;
    set(runUID, { stage: 'sending', trouble: undefined });
    try {
      for (const document of waiting) await dicomweb.store(grant, document, abort.signal);
      set(runUID, { stage: 'stored' });
      await parts.forgetKept(runUID);
      for (const { seriesInstanceUID } of waiting) view.reload(seriesInstanceUID);
      const named = waiting.map(({ sopInstanceUID }) => sopInstanceUID);
      // The archive has it either way, and the gateway has recorded the store itself.
      await api.recordRunEvent(runUID, { kind: 'stored', documents: named }).catch(() => undefined);
    } catch (error) {
      if (!abort.signal.aborted) set(runUID, { stage: 'failed', trouble: troubleOf(error) });
    }
  }

  return { sign, send, close: () => abort.abort() };
}
