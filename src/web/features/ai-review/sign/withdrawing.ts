// A stored result that is wrong as a whole: a note takes it out of sight, in this viewer and in every other that follows IHE IOCM.
// Nothing is deleted, and the person answers for it.
import type { CodedConcept } from '../../../../core/findings/index.ts';
import type { ShownRun } from '../../../services/ai-results/index.ts';
import { type Dataset, isImageSet, TAG, text } from '../../../services/dicomweb/index.ts';
import { referencesIn } from '../keep/stored-results.ts';
import type { ReviewParts, WrittenDocument } from '../parts.ts';
import type { ReviewUi, Trouble } from '../review-store.ts';
import { troubleOf } from './failure-words.ts';

export interface Withdrawing {
  /** The headers of what would be withdrawn; undefined while the archive has not given them back. */
  readonly documentsOf: (shown: ShownRun) => readonly Dataset[] | undefined;
  /** Undefined when it is done. */
  readonly withdraw: (shown: ShownRun, reason: CodedConcept) => Promise<Trouble | undefined>;
}

const EVIDENCE = '0040A375';
const SEGMENTATION = '1.2.840.10008.5.1.4.1.1.66.4';

export function createWithdrawing(parts: ReviewParts, ui: ReviewUi): Withdrawing {
  const { view, documents, grant, dicomweb, results } = parts;
  /** Of a note on its way: a second attempt sends the same one. */
  const outgoing = new Map<string, WrittenDocument>();

  function header(sopInstanceUID: string): Dataset | undefined {
    const others = view.series().flatMap(({ sets }) => sets.flatMap((set) => (isImageSet(set) ? [] : [set])));
    return others.find((one) => one.sopInstanceUID === sopInstanceUID)?.dataset;
  }

  function documentsOf({ run }: ShownRun): readonly Dataset[] | undefined {
    // A result out of the archive bears the UID of its report; one that was signed here knows what it sent.
    const sent = ui.getState().sending[run.runUID]?.documents.at(-1)?.sopInstanceUID;
    const report = header(sent ?? run.runUID);
    if (report === undefined) return undefined;
    const masks = referencesIn(report, EVIDENCE).filter(({ sopClassUID }) => sopClassUID === SEGMENTATION);
    const found = masks.map(({ sopInstanceUID }) => header(sopInstanceUID));
    return found.every((one) => one !== undefined) ? [report, ...found] : undefined;
  }

  return {
    documentsOf,
    async withdraw(shown, reason) {
      const rejected = documentsOf(shown);
      if (rejected === undefined) return { code: 'not-found', sentence: 'The archive has not given the report back yet.' };
      const key = text(rejected[0], TAG.SOPInstanceUID) ?? '';
      try {
        const note = outgoing.get(key) ?? (await documents.withdraw({
          rejected,
          studyInstanceUID: grant.studyInstanceUID,
          reason,
          by: parts.me,
          at: parts.now(),
          softwareVersions: parts.softwareVersions,
          seriesNumber: Math.max(9500, ...view.series().map(({ seriesNumber }) => (seriesNumber ?? 0) + 1)),
        }));
        outgoing.set(key, note);
        await dicomweb.store(grant, note);
        outgoing.delete(key);
        results.getState().remove(shown.run.runUID);
        view.reload(note.seriesInstanceUID);
        return undefined;
      } catch (error) {
        return troubleOf(error);
      }
    },
  };
} // prettier-ignore
