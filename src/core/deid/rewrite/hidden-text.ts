// Words in values that should be numbers or bytes of no meaning: a VR promises nothing about what somebody put there.
import type { TextCleaner } from '../text/clean-text.ts';

/** Shorter runs of printable bytes stand by chance in any table of numbers. */
const SHORTEST_RUN = 8;
/** Runs from here on are not chance at all: each of their words is looked at. */
const CERTAIN_RUN = 16;
/** Larger values are bulk; the residual scan searches them. */
const LARGEST = 1 << 20;

/**
 * Whether the bytes hold text of which something would have to be cut. `isTable`: tables that count up hold the alphabet;
 * only identifiers are looked for.
 */
export function holdsForbiddenText(bytes: Uint8Array, cleaner: TextCleaner, isTable = false): boolean {
  if (bytes.length > LARGEST || bytes.length < SHORTEST_RUN) return false;
  return runsIn(bytes).some(
    (run) => cleaner.clean(run, { vocabulary: !isTable && run.length >= CERTAIN_RUN }).text !== run,
  );
}

/** Runs of printable bytes in which letters or digits prevail; UTF-16 reads as text with a zero between any two letters. */
function runsIn(bytes: Uint8Array): string[] {
  const runs: string[] = [];
  let run = '';
  let zeros = 0;
  const end = (): void => {
    if (run.length >= SHORTEST_RUN && (run.match(/[\p{L}\p{N}]/gu)?.length ?? 0) * 3 > run.length * 2) runs.push(run);
    run = '';
  };
  for (const byte of bytes) {
    if (byte >= 0x20 && byte <= 0x7e) {
      run += String.fromCharCode(byte);
      zeros = 0;
    } else if (byte === 0 && zeros === 0 && run !== '') zeros = 1;
    else {
      end();
      zeros = 0;
    }
  }
  end();
  return runs;
}
