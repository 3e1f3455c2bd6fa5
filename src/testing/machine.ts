// Tests of what this machine lacks are skipped and say so in their title; where everything must run (COLLIMATOR_REQUIRE_ALL=1,
// as in continuous integration) they fail instead.
export const mustHaveAll = process.env['COLLIMATOR_REQUIRE_ALL'] === '1';

/** For the end of a title; empty where nothing is missing. */
export function skipReason(missing: readonly string[]): string {
  if (missing.length === 0) return '';
  const what = `${missing.join(', ')} not installed`;
  if (mustHaveAll) throw new Error(`COLLIMATOR_REQUIRE_ALL is set: ${what}`);
  return ` (skipped: ${what})`;
}
