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
    const members = new Map<string, unknown>(Object.entries(value));
    const written: string[] = [];
    // RFC 8785 section 3.2.3: by UTF-16 code unit, which is how `sort` compares by itself.
    for (const key of [...members.keys()].sort()) {
      const member = members.get(key);
      if (member !== undefined) written.push(`${JSON.stringify(key)}:${canonicalJSON(member)}`);
    }
    return `{${written.join(',')}}`;
  }
  throw new TypeError(`RFC 8785 knows no ${typeof value}`);
}
