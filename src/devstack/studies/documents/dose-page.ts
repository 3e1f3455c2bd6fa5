// The page that a CT scanner stores at the end: dose figures and the patient's name, as a picture (Secondary Capture).
import { CHEST_STUDY, CT_SCANNER } from '../chest/chest-studies.ts';
import { createRaster, drawLine, drawText, fillBox, type BurnedInText, type Raster } from '../drawing/raster.ts';
import { ageAt, commonAttributes, part10, type DemoInstance, type Series } from '../instance.ts';
import { HOSPITAL } from '../identities.ts';

const SECONDARY_CAPTURE_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.7';
const COLUMNS = 1024;
const ROWS = 720;

const SERIES: Series = {
  study: CHEST_STUDY,
  key: 'dose',
  number: 999,
  modality: 'CT',
  description: 'Dose page',
  equipment: CT_SCANNER,
  startSeconds: 240,
};

const TABLE: readonly (readonly string[])[] = [
  ['Scan', 'kV', 'mAs / ref.', 'CTDIvol', 'DLP', 'TI', 'cSL'],
  ['Topogram', '120', '35 mA', '0.12', '5.1', '4.4', '0.6'],
  ['Premonitoring', '100', '20', '0.71', '0.7', '0.33', '5.0'],
  ['Monitoring', '100', '20', '2.84', '2.8', '0.33', '5.0'],
  ['Thorax venous', '120', '105 / 110', '7.06', '231.4', '0.5', '0.6'],
];

function paintDosePage(raster: Raster): BurnedInText[] {
  const { patient } = CHEST_STUDY;
  fillBox(raster, { x: 0, y: 0, width: COLUMNS, height: ROWS }, [16, 20, 30]);
  fillBox(raster, { x: 0, y: 0, width: COLUMNS, height: 64 }, [34, 62, 104]);
  const boxes: BurnedInText[] = [];
  const write = (
    x: number,
    y: number,
    text: string,
    scale: number,
    ink: readonly number[],
    identifying: boolean,
  ): void => {
    boxes.push({ ...drawText(raster, x, y, text, { ink, scale, smooth: true }), text, identifying });
  };
  const white = [238, 240, 245];
  write(28, 20, 'Dose Report', 3.2, white, false);
  write(640, 14, HOSPITAL, 2, white, true);
  write(640, 38, `${CT_SCANNER.manufacturer} ${CT_SCANNER.model}`, 1.6, [190, 204, 226], false);
  write(28, 92, `Patient   ${asciiName(patient.name)}`, 2.4, [255, 226, 130], true);
  write(28, 122, `ID        ${patient.patientID}`, 2.4, white, true);
  write(
    28,
    152,
    `Born      ${patient.birthDate.slice(6)}.${patient.birthDate.slice(4, 6)}.${patient.birthDate.slice(0, 4)}   ${ageAt(patient.birthDate, CHEST_STUDY.date)}   ${patient.sex}`,
    2.4,
    white,
    true,
  );
  write(28, 182, `Study     12-Mar-2026 09:15   ${CHEST_STUDY.accessionNumber}`, 2.4, white, true);
  write(28, 212, 'Operator  K. STORLI', 2.4, white, true);
  TABLE.forEach((cells, row) => {
    const y = 278 + row * 44;
    if (row % 2 === 1) fillBox(raster, { x: 20, y: y - 12, width: COLUMNS - 40, height: 44 }, [26, 32, 46]);
    cells.forEach((cell, column) =>
      write(32 + [0, 250, 330, 520, 660, 790, 900][column]!, y, cell, 2.2, row === 0 ? [140, 190, 250] : white, false),
    );
  });
  drawLine(raster, 20, 308, COLUMNS - 20, 308, [90, 110, 150]);
  write(32, 526, 'Total DLP  240.0 mGy*cm', 3, [150, 235, 170], false);
  write(32, 580, 'Phantom 32 cm (body). Values are estimates for a standard phantom.', 1.6, [160, 168, 184], false);
  return boxes;
}

/** The text of the page, with where it is. */
export function dosePageBurnedInText(): BurnedInText[] {
  return paintDosePage(createRaster(COLUMNS, ROWS, 3));
}

/** A scanner without the letter writes it as it can. */
function asciiName(name: string): string {
  return name.replace('ø', 'oe').split('^').slice(0, 2).join(', ').toUpperCase();
}

export function dosePage(): DemoInstance {
  const raster = createRaster(COLUMNS, ROWS, 3);
  paintDosePage(raster);
  const attributes = {
    ...commonAttributes(SERIES, SECONDARY_CAPTURE_IMAGE_STORAGE, 1),
    ImageType: ['DERIVED', 'SECONDARY', 'OTHER'],
    BodyPartExamined: 'CHEST',
    ConversionType: 'WSD',
    ContentDate: CHEST_STUDY.date,
    ContentTime: '091942',
    DateOfSecondaryCapture: CHEST_STUDY.date,
    TimeOfSecondaryCapture: '091942',
    PatientOrientation: null,
    BurnedInAnnotation: 'YES',
    SamplesPerPixel: 3,
    PhotometricInterpretation: 'RGB',
    PlanarConfiguration: 0,
    Rows: ROWS,
    Columns: COLUMNS,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    PixelData: { vr: 'OB' as const, value: raster.values as Uint8Array }, // createRaster makes bytes
  };
  return { label: `${CHEST_STUDY.key} dose 1`, bytes: part10(CHEST_STUDY, attributes) };
}
