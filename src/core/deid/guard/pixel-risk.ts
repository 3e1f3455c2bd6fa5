// Which images are likely to have text in their pixels. The flag in the header is believed when it says yes, never when it says no.
import { isPixelData, text, texts } from '../../dicom/index.ts';
import type { Dataset, DicomFile, Element } from '../../dicom/index.ts';

export type PixelRisk =
  | 'burned-in-annotation'
  | 'secondary-capture'
  | 'ultrasound'
  | 'screen'
  | 'fluoroscopy-screen'
  | 'endoscopy'
  | 'digitised-film';

const SECONDARY_CAPTURE = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.7(\.|$)/;
const ULTRASOUND = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(3|3\.1|6|6\.1|6\.2)$/;
const ANGIOGRAPHY = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.12\.[123](\.1)?$/;
const ENDOSCOPY = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.77\.1\.(1|1\.1|2\.1|4\.1)$/;

export function hasPixels(dataset: Dataset): boolean {
  return dataset.elements.some(({ tag }) => isPixelData(tag));
}

/** Undefined: nothing speaks for text in these pixels. */
export function pixelRiskOf(dataset: Dataset): PixelRisk | undefined {
  if (!hasPixels(dataset)) return undefined;
  if (text(dataset, 0x00280301) === 'YES') return 'burned-in-annotation';
  const sopClassUID = text(dataset, 0x00080016) ?? '';
  if (SECONDARY_CAPTURE.test(sopClassUID)) return 'secondary-capture';
  if (ULTRASOUND.test(sopClassUID) || text(dataset, 0x00080060) === 'US') return 'ultrasound';
  const imageType = texts(dataset, 0x00080008).map((value) => value.toUpperCase());
  if (imageType.some((value) => /SCREEN|CAPTURE|DOSE|REPORT|PATIENT_PROTOCOL|GSPS|POSDISP/.test(value)))
    return 'screen';
  if (ANGIOGRAPHY.test(sopClassUID) && (imageType[0] === 'DERIVED' || imageType[1] === 'SECONDARY'))
    return 'fluoroscopy-screen';
  if (ENDOSCOPY.test(sopClassUID)) return 'endoscopy';
  const conversion = text(dataset, 0x00080064);
  return conversion === 'DF' || conversion === 'SD' || conversion === 'DI' || conversion === 'SI'
    ? 'digitised-film'
    : undefined;
}

/**
 * Finds and covers text in pixels, and faces. The redaction module provides one; whoever has none passes `unexamined`
 * and lets the risk decide.
 */
export interface PixelCleaner {
  /** Looks at every frame. `file` is as read; the header is cleaned afterwards. */
  clean(file: DicomFile, wanted?: CleaningWanted): Promise<PixelVerdict>;
}

/** Text, unless something else is said. */
export interface CleaningWanted {
  readonly text: boolean;
  readonly faces: boolean;
}

export type PixelVerdict =
  /** Nobody looked. */
  | { readonly kind: 'unexamined' }
  /** Looked at: nothing had to be covered. */
  | {
      readonly kind: 'clean';
      readonly acceptedByPerson: boolean;
      readonly overlaysClean: boolean;
      readonly released?: readonly string[];
    }
  /** Text was covered: these are the new pixels, and what of their description changed with them. */
  | {
      readonly kind: 'redacted';
      readonly elements: readonly Element[];
      /** When coding had to change to cover anything. */
      readonly transferSyntaxUID?: string;
      readonly acceptedByPerson: boolean;
      readonly overlaysClean: boolean;
      readonly facesRemoved: boolean;
      /** False where only a face was cut and nobody looked for text. */
      readonly textExamined: boolean;
      /** Kinds of harmless text that stayed visible because somebody switched that on. */
      readonly released?: readonly string[];
    };

/** `auto`: images at risk need a verdict. `all`: every image needs one. `off`: none does; the flag in the header stays as it was. */
export type PixelPolicy = 'auto' | 'all' | 'off';

export function needsVerdict(dataset: Dataset, policy: PixelPolicy): boolean {
  if (policy === 'off' || !hasPixels(dataset)) return false;
  return policy === 'all' || pixelRiskOf(dataset) !== undefined;
}

/** Volumes and photographs from which a face may be made out. */
export function mayShowFace(dataset: Dataset): boolean {
  if (!hasPixels(dataset)) return false;
  const modality = text(dataset, 0x00080060) ?? '';
  if (/^(XC|ES|GM|OP|DERM)$/.test(modality)) return true;
  if (!/^(CT|MR|PT|NM)$/.test(modality)) return false;
  const where = `${text(dataset, 0x00180015) ?? ''} ${text(dataset, 0x00081030) ?? ''} ${text(dataset, 0x0008103e) ?? ''} ${text(dataset, 0x00181030) ?? ''}`;
  return /head|brain|skull|face|facial|neck|orbit|sinus|cran|neuro|whole|kopf|sch(a|ae|ä)del|t[eê]te|t1_?mprage|mprage|\bearnose/i.test(
    where,
  );
}
