// Accept headers, as far as WADO-RS needs them (PS3.18 8.7).

export interface MediaRange {
  /** In lower case, e.g. `multipart/related`. */
  type: string;
  parameters: ReadonlyMap<string, string>;
}

/** Commas and semicolons inside quotes belong to the value. */
function splitUnquoted(text: string, separator: string): string[] {
  const parts = [''];
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (character === separator && !isQuoted) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

export function parseAccept(header: string | null): MediaRange[] {
  if (header === null || header.trim() === '') return [{ type: '*/*', parameters: new Map() }];
  return splitUnquoted(header, ',').map((range) => {
    const [type = '', ...rest] = splitUnquoted(range, ';').map((part) => part.trim());
    const parameters = rest.map((parameter): [string, string] => {
      const [name = '', value = ''] = parameter.split(/=(.*)/s);
      return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/s, '$1')];
    });
    return { type: type.toLowerCase(), parameters: new Map(parameters) };
  });
}

const JSON_TYPES = new Set(['*/*', 'application/*', 'application/dicom+json', 'application/json']);

export function acceptsJson(ranges: readonly MediaRange[]): boolean {
  return ranges.some(({ type }) => JSON_TYPES.has(type));
}

/** What a resource is stored as, and thus can be sent as. */
export interface Offer {
  mediaType: string;
  transferSyntaxUID: string;
  /** Native pixels: they are what `application/octet-stream` without a transfer syntax asks for. */
  isUncompressed: boolean;
}

export type Packaging = 'multipart' | 'single';

function fits(wanted: string, asked: ReadonlyMap<string, string>, offer: Offer): boolean {
  const syntax = asked.get('transfer-syntax');
  const isType =
    wanted === offer.mediaType ||
    wanted === '*/*' ||
    (wanted.endsWith('/*') && offer.mediaType.startsWith(wanted.slice(0, -1))) ||
    // Bytes as they are, whatever their name.
    wanted === 'application/octet-stream';
  if (!isType) return false;
  if (syntax !== undefined) return syntax === '*' || syntax === offer.transferSyntaxUID;
  // PS3.18 8.7.3.3.2: octet-stream alone means explicit little endian.
  return wanted !== 'application/octet-stream' || offer.isUncompressed || offer.mediaType === wanted;
}

/** How the offer may be sent; undefined when the client takes it in no form. */
export function packagingFor(ranges: readonly MediaRange[], offer: Offer, canBeSingle: boolean): Packaging | undefined {
  const isMultipart = ranges.some(({ type, parameters }) => {
    if (type === '*/*' || type === 'multipart/*') return true;
    return type === 'multipart/related' && fits((parameters.get('type') ?? '*/*').toLowerCase(), parameters, offer);
  });
  if (isMultipart) return 'multipart';
  return canBeSingle && ranges.some(({ type, parameters }) => fits(type, parameters, offer)) ? 'single' : undefined;
}
