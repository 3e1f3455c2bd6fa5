/**
 * RFC 8785 (JSON Canonicalization Scheme): one value, one string, so that a hash over it means something.
 * ECMAScript already writes numbers and strings as the RFC asks; what is left is the order of keys.
 */
export function canonicalJSON(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('RFC 8785 knows no NaN and no Infinity');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJSON(item)).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      // RFC 8785 section 3.2.3: by UTF-16 code unit, which is what `<` compares.
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJSON(member)}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`RFC 8785 knows no ${typeof value}`);
}
