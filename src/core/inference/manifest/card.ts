// The card that people read before they trust a model. A model that looks at patients runs with a complete one only.
import { InferenceError } from '../errors.ts';
import type { Manifest, UnsignedManifest } from './manifest.ts';
import { sha256 } from './signature.ts';

/** Headings that a card must have, each with words below it. */
export const CARD_SECTIONS = ['Intended use', 'Not for', 'Input', 'Output', 'Data', 'Performance', 'Limits', 'Contact'] as const; // prettier-ignore

/** Headings that are missing or have nothing below them. */
export function missingSections(card: string): string[] {
  const sections = new Map<string, string>();
  let heading: string | undefined;
  for (const line of card.split(/\r?\n/)) {
    const found = /^#{1,4}\s+(.+?)\s*#*\s*$/.exec(line)?.[1];
    if (found !== undefined) heading = found.toLowerCase();
    else if (heading !== undefined) sections.set(heading, `${sections.get(heading) ?? ''}${line.trim()}`);
  }
  return CARD_SECTIONS.filter((section) => (sections.get(section.toLowerCase()) ?? '').length < 10);
}

/** Throws `incomplete-card`: no card, another one than was signed, or one that leaves something out. */
export async function verifyCard(manifest: UnsignedManifest | Manifest, card: Uint8Array | undefined): Promise<void> {
  if (manifest.card === undefined) {
    if (manifest.task.kind !== 'imaging') return;
    throw new InferenceError('incomplete-card', 'the manifest names no card');
  }
  if (card === undefined) throw new InferenceError('incomplete-card', 'the card is missing');
  if ((await sha256(card)) !== manifest.card.sha256)
    throw new InferenceError('incomplete-card', 'the card is not the one that was signed');
  const missing = missingSections(new TextDecoder().decode(card));
  if (missing.length > 0) throw new InferenceError('incomplete-card', `the card lacks: ${missing.join(', ')}`);
}
