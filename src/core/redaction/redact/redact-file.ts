// A whole file redacted: pixels, overlays, icon, and what the header says of it.
import { Dataset, type DicomFile, makeElement, makeSequence, sequence, text } from '../../dicom/index.ts';
import type { PixelCodecs } from '../codecs/pixel-codecs.ts';
import { openFrames } from '../pixels/frame-reader.ts';
import { derivationElements, methodItem } from './derivation.ts';
import { iconElement } from './icon.ts';
import type { RedactionPlan } from './plan.ts';
import { redactedOverlays } from './redact-overlays.ts';
import { redactPixels, type RedactOptions } from './redact-pixels.ts';

export interface RedactFileOptions extends RedactOptions {
  /** A person looked at the result and says that nothing identifying is left: only then Burned In Annotation is NO. */
  readonly acceptedByPerson: boolean;
}

const ICON = 0x00880200;

/** A new file; the one given stays as it was. Bytes behind the data set, and an icon that cannot be made anew, are dropped. */
export async function redactFile(
  file: DicomFile,
  plan: RedactionPlan,
  codecs: PixelCodecs,
  options: RedactFileOptions,
): Promise<DicomFile> {
  const dataset = new Dataset();
  for (const element of file.dataset.elements) dataset.append(element);
  const { elements, transferSyntaxUID } = await redactPixels(file, plan, codecs, options);
  for (const element of elements) dataset.set(element);
  for (const element of redactedOverlays(file.dataset, plan.overlays ?? [])) dataset.set(element);
  for (const element of derivationElements(file.dataset)) dataset.set(element);
  dataset.set(makeSequence(0x00120064, [...otherMethods(file.dataset), methodItem()]));
  if (options.acceptedByPerson) dataset.set(makeElement(0x00280301, 'CS', Uint8Array.of(0x4e, 0x4f)));
  const redacted: DicomFile = { ...file, dataset, transferSyntaxUID, origin: undefined, trailing: undefined };
  if (dataset.has(ICON)) {
    const icon = iconElement(await openFrames(redacted, codecs).frame(0), dataset);
    if (icon === undefined) dataset.delete(ICON);
    else dataset.set(icon);
  }
  return redacted;
}

function otherMethods(dataset: Dataset): Dataset[] {
  return sequence(dataset, 0x00120064).filter((item) => text(item, 'CodeValue') !== '113101');
}
