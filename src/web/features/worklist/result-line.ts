import type { StudySearchAnswer } from '../../../contract/index.ts';
import { presentCount } from '../../ui/index.ts';

/** How many there are, as far as anybody counted. Never a guess. */
export function resultLine(answer: Pick<StudySearchAnswer, 'rows' | 'total' | 'hasMore'>, offset: number): string {
  const { rows, total, hasMore } = answer;
  if (rows.length === 0)
    return total === null || total === 0 ? 'No matches' : `No more matches of ${presentCount(total)}`;
  const shown = `${presentCount(offset + 1)}-${presentCount(offset + rows.length)}`;
  if (total !== null) return `${shown} of ${presentCount(total)}`;
  if (!hasMore) return `${shown} of ${presentCount(offset + rows.length)}`;
  return `${shown} of more than ${presentCount(offset + rows.length)} matches; narrow the search`;
}
