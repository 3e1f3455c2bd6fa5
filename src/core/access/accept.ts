// A PACS can be made to transcode by asking nicely, and transcoding has crashed one (JPEG 2000 on a small stack, by one
// GET of any signed-in person). So the browser decodes, and only the stored syntax or explicit little endian is asked for.
const TRANSFER_SYNTAXES = new Set(['*', '1.2.840.10008.1.2.1']);
const PART_TYPES = new Set(['application/octet-stream', 'application/dicom']);
const PLAIN_TYPES = new Set(['*/*', 'application/dicom+json', 'application/json', 'application/octet-stream']);

/** True when every media range of an Accept header is one of the few that may reach the PACS. Absent means the default. */
export function isAcceptAllowed(accept: string | null | undefined): boolean {
  if (accept === null || accept === undefined || accept.trim() === '') return true;
  if (accept.length > 2048) return false;
  const ranges = splitOutsideQuotes(accept, ',');
  return ranges !== undefined && ranges.every(isRangeAllowed);
}

function isRangeAllowed(range: string): boolean {
  const [type = '', ...rest] = (splitOutsideQuotes(range, ';') ?? ['']).map((part) => part.trim());
  const parameters = new Map<string, string>();
  for (const parameter of rest) {
    const [, name, quoted, bare] = /^([a-z-]+)=(?:"([^"\\]*)"|([^\s"\\]+))$/i.exec(parameter) ?? [];
    const value = quoted ?? bare;
    if (name === undefined || value === undefined || parameters.has(name.toLowerCase())) return false;
    parameters.set(name.toLowerCase(), value);
  }
  parameters.delete('q');
  const syntax = parameters.get('transfer-syntax');
  parameters.delete('transfer-syntax');
  if (syntax !== undefined && !TRANSFER_SYNTAXES.has(syntax)) return false;
  if (type.toLowerCase() === 'multipart/related') {
    const partType = parameters.get('type');
    return parameters.size === 1 && partType !== undefined && PART_TYPES.has(partType.toLowerCase());
  }
  return parameters.size === 0 && PLAIN_TYPES.has(type.toLowerCase());
}

/** Undefined when a quote is left open. */
function splitOutsideQuotes(text: string, separator: string): string[] | undefined {
  const parts = [''];
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (character === separator && !quoted) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return quoted ? undefined : parts;
}
