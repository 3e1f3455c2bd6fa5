import { lacksPixelData, text } from '../../dicom/index.ts';
import type { DicomFile } from '../../dicom/index.ts';
import type { Profile } from '../profile/profile.ts';
import { refuse } from './refusal.ts';
import type { Refusal } from './refusal.ts';

const MEDIA_STORAGE_DIRECTORY = '1.2.840.10008.1.3.10';
const AUDIO = new Set([
  '1.2.840.10008.5.1.4.1.1.9.4.1', // Basic Voice Audio Waveform
  '1.2.840.10008.5.1.4.1.1.9.4.2', // General Audio Waveform
  '1.2.840.10008.10.3', // Real-Time Audio Waveform
  '1.2.840.10008.5.1.4.1.1.9.4', // Audio, trial
]);
const ENCAPSULATED_DOCUMENT = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.104\.\d+$/;
/** Composite instances lie below these roots; everything else of the standard is a service or normalised object. */
const STORAGE =
  /^1\.2\.840\.10008\.(5\.1\.4\.(1\.1|34|38|39|43|44|45)\.|5\.1\.4\.(34|38|39|43|44|45)|10\.|5\.1\.1\.(29|30)$)/;

/** Objects that no rule makes safe, and files that are no objects. */
export function refuseByKind(file: DicomFile, profile: Profile): Refusal | undefined {
  const { dataset, meta } = file;
  const sopClassUID = text(dataset, 0x00080016);
  if (
    sopClassUID === MEDIA_STORAGE_DIRECTORY ||
    text(meta, 0x00020002) === MEDIA_STORAGE_DIRECTORY ||
    dataset.has(0x00041220)
  )
    return refuse('dicomdir');
  if (sopClassUID === undefined) return refuse('no-sop-class-uid');
  if (text(dataset, 0x00080018) === undefined) return refuse('no-sop-instance-uid');
  if (AUDIO.has(sopClassUID) || text(dataset, 0x00080060) === 'AU') return refuse('audio');
  const holdsDocument = ENCAPSULATED_DOCUMENT.test(sopClassUID) || dataset.has(0x00420011);
  if (holdsDocument && profile.encapsulatedDocuments === 'refuse') return refuse('encapsulated-document');
  if (sopClassUID.startsWith('1.2.840.10008.') && !STORAGE.test(sopClassUID)) return refuse('not-an-instance');
  return profile.withoutPixels !== 'write' && isImageWithoutPixels(file) ? refuse('pixel-data-missing') : undefined;
}

/** Cut off before its pixels, or never had any: nothing in a file tells the two apart. */
export const isImageWithoutPixels = (file: DicomFile): boolean =>
  lacksPixelData(file) && !isPixelless(text(file.dataset, 0x00080016) ?? '');

/** Objects that describe rows and columns without having any: presentation states, registrations, structure sets ... */
const isPixelless = (sopClassUID: string): boolean =>
  /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(11|66|88|67|68|78|79|80|104|481\.(3|5|8|4|6|7|9|1\d|2\d)|9|200|201)(\.|$)/.test(
    sopClassUID,
  );
