// Made-up files to de-identify: CT slices of half a megabyte, and headers of five hundred elements.
import {
  allEntries,
  buildDataset,
  makeElement,
  makeFile,
  TRANSFER_SYNTAX,
  writeDicom,
  writeDicomChunks,
} from '../../src/core/dicom/index.ts';

const root = '1.2.826.0.1.3680043.8.498';

function header(instance: number): Parameters<typeof buildDataset>[0] {
  return {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.2', SOPInstanceUID: `${root}.3.${instance}`, StudyInstanceUID: `${root}.1`, SeriesInstanceUID: `${root}.2`,
    FrameOfReferenceUID: `${root}.4`, PatientName: 'Quillfeather^Marisol', PatientID: 'MRN774411', PatientBirthDate: '19600102', PatientSex: 'F',
    PatientAge: '055Y', StudyDate: '20150302', StudyTime: '101010', SeriesDate: '20150302', AcquisitionDate: '20150302', ContentDate: '20150302',
    ContentTime: `10${String(1000 + (instance % 4000))}`, AccessionNumber: 'ACC88812', StudyID: '1', Modality: 'CT', Manufacturer: 'SIEMENS',
    InstitutionName: 'Brackwater Infirmary', ReferringPhysicianName: 'Featherstone^Ignatius', StationName: 'BRKWCT07',
    StudyDescription: 'CT CHEST for Quillfeather', SeriesDescription: 'AXIAL 5.0 B30f', ProtocolName: 'Thorax', BodyPartExamined: 'CHEST',
    SliceThickness: 5, KVP: 120, DeviceSerialNumber: '55123', SoftwareVersions: 'VB40B', InstanceNumber: instance, SeriesNumber: 2,
    ImagePositionPatient: [0, 0, instance], ImageOrientationPatient: [1, 0, 0, 0, 1, 0], SamplesPerPixel: 1, PhotometricInterpretation: 'MONOCHROME2',
    PixelSpacing: [0.7, 0.7], BitsAllocated: 16, BitsStored: 12, HighBit: 11, PixelRepresentation: 0, WindowCenter: 40, WindowWidth: 400,
    RescaleIntercept: -1024, RescaleSlope: 1,
  }; // prettier-ignore
}

/** Of twelve bits, as a scanner makes it: no run of zeros that a search could skip. */
function noise(seed: number, bytes: number): Uint8Array {
  const pixels = new Uint8Array(bytes);
  let state = seed;
  for (let at = 0; at < pixels.length; at += 2) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    pixels[at] = state >> 12;
    pixels[at + 1] = (state >> 20) & 15;
  }
  return pixels;
}

/** One file of so many frames of half a megabyte. */
export function manyFrames(frames: number): Uint8Array[] {
  const frame = noise(1, 512 * 512 * 2);
  const pixels = new Uint8Array(frames * frame.length);
  for (let at = 0; at < pixels.length; at += frame.length) pixels.set(frame, at);
  const dataset = buildDataset({
    ...header(1),
    Rows: 512,
    Columns: 512,
    NumberOfFrames: frames,
    PixelData: { vr: 'OW', value: pixels },
  });
  return writeDicomChunks(makeFile(dataset, TRANSFER_SYNTAX.explicitLittle));
}

export function ctSlice(instance: number): Uint8Array {
  const pixels = noise(instance + 1, 512 * 512 * 2);
  const dataset = buildDataset({
    ...header(instance),
    Rows: 512,
    Columns: 512,
    PixelData: { vr: 'OW', value: pixels },
  });
  return writeDicom(makeFile(dataset, TRANSFER_SYNTAX.explicitLittle));
}

const VALUES: Readonly<Record<string, string>> = {
  LO: 'AXIAL CHEST', SH: 'CHEST', CS: 'NONE', DS: '1.5', IS: '3', DA: '20150302', TM: '101010', LT: 'routine thorax with contrast', ST: 'routine',
}; // prettier-ignore
const FILLED = allEntries()
  .filter(({ tag, vr, retired }) => tag >>> 16 >= 0x0018 && tag >>> 16 < 0x0070 && tag >>> 16 !== 0x0028 && tag >>> 16 !== 0x0042 && !retired && (vr in VALUES || vr === 'UI' || vr === 'US' || vr === 'FD'))
  .slice(0, 455); // prettier-ignore

export function headerOnly(instance: number): Uint8Array {
  const dataset = buildDataset({ ...header(instance), Rows: 32, Columns: 32 });
  for (const { tag, vr } of FILLED) {
    if (dataset.has(tag)) continue;
    const text =
      vr === 'UI'
        ? `${root}.9.${instance % 50}.${tag % 7}`
        : vr === 'LO' && instance % 3 === 0
          ? `AXIAL ${instance} chest`
          : VALUES[vr];
    const value = text === undefined ? new Uint8Array(vr === 'FD' ? 8 : 2) : new TextEncoder().encode(text);
    dataset.set(makeElement(tag, vr as 'LO', value)); // one of the VRs filtered above
  }
  dataset.set(makeElement(0x7fe00010, 'OW', new Uint8Array(32 * 32 * 2)));
  return writeDicom(makeFile(dataset, TRANSFER_SYNTAX.explicitLittle));
}
