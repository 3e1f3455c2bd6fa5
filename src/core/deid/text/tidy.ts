type Cut = { readonly from: number; readonly to: number; readonly put: string };

/** Words that lead to what was cut and say nothing without it: `CT CHEST for <name>` becomes `CT CHEST`. */
const LEADING =
  /(?:^|[\s,;:_^/(-])(?:for|by|on|at|from|dated?|(?:patient|pt|patients?)(?:'s)?(?:[ _]name)?|name|mrn|ssn|acc|accession|dob|tel|phone|fax|dr|mr|mrs|ms|prof)[.:#=]?[\s_^]*$/iu;
const SEPARATORS = /[\s,;:_^/|&=#-]/;

/** Puts the text together without the cuts; only what touches a cut is mended, all else stays as it was. */
export function tidy(text: string, cuts: readonly Cut[]): string {
  let result = '';
  let at = 0;
  for (const { from, to, put } of cuts) {
    result += text.slice(at, from);
    at = to;
    if (put !== '') {
      result += put;
      continue;
    }
    result = result.replace(LEADING, (leading) => (/^[\s,;:_^/(-]/.test(leading) ? leading[0]! : '')); // matched, so not empty
    result = closeGap(result, text.slice(at));
    while (at < text.length && SEPARATORS.test(text[at]!) && (result === '' || SEPARATORS.test(result.at(-1)!))) at++; // both exist
    if (result.endsWith('(') && text[at] === ')') {
      result = result.slice(0, -1).trimEnd();
      at++;
    }
  }
  return result + text.slice(at);
}

/** At the end of the text nothing follows that the separators before the cut could separate. */
function closeGap(before: string, after: string): string {
  return /^[\s,;:_^/|&=#-]*$/.test(after) ? before.replace(/[\s,;:_^/|&=#-]+$/, '') : before;
}
