// Looks for planted strings with eyes of its own: nothing of the engine is used but the reader of the format.
import { type Dataset, isText, rawTextOf, readDicom } from '../../dicom/index.ts';
import { CANARY } from './persons.ts';

export function secretsIn(bytes: Uint8Array, secrets: readonly string[]): string[] {
  const file = readDicom(bytes);
  const inflated = file.origin?.inflated;
  const raw = [bytes, ...(inflated === undefined ? [] : [inflated])];
  const views = raw.flatMap((each) => [
    new TextDecoder('latin1').decode(each),
    new TextDecoder('utf-8').decode(each),
    new TextDecoder('utf-16le').decode(each),
    new TextDecoder('utf-16le').decode(each.subarray(1)),
    new TextDecoder('utf-16be').decode(each),
  ]);
  const decoded = `${textsOf(file.meta)}\n${textsOf(file.dataset)}`;
  const all = [...views, decoded, fromBase64(decoded)].map((text) => text.normalize('NFKC').toLowerCase());
  const found = secrets.filter((secret) => all.some((text) => text.includes(secret.normalize('NFKC').toLowerCase())));
  const canaries = all.flatMap((text) => text.match(new RegExp(CANARY.source, 'gi')) ?? []);
  return [...new Set([...found, ...canaries])];
}

function textsOf(dataset: Dataset): string {
  return dataset.elements
    .map((element) => {
      if (element.items !== undefined) return element.items.map(textsOf).join('\n');
      return isText(element.vr) ? rawTextOf(element, dataset) : '';
    })
    .join('\n');
}

function fromBase64(text: string): string {
  return (text.match(/[A-Za-z0-9+/]{12,}={0,2}/g) ?? [])
    .map((word) => safely(() => atob(word.slice(0, word.length - (word.length % 4)))))
    .join('\n');
}

function safely(decode: () => string): string {
  try {
    return decode();
  } catch {
    return '';
  }
}
