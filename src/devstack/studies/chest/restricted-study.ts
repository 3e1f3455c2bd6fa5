// A small CT of the patient whose record is restricted: enough to see that it opened, or that it did not.
import { RESTRICTED_PATIENT } from '../identities.ts';
import { commonAttributes, part10, type DemoInstance, type Series, type Study } from '../instance.ts';
import { CT_IMAGE_STORAGE, ctAttributes, CT_SCANNER } from './chest-studies.ts';
import { createChestRenderer, type ChestPlan } from './render-chest-slice.ts';

const SLICES = 32;
const THICKNESS_MM = 8;

export const RESTRICTED_STUDY: Study = {
  key: 'restricted-ct',
  patient: RESTRICTED_PATIENT,
  date: '20260301',
  time: '231847',
  description: 'CT Thorax trauma',
  accessionNumber: 'A2026030128',
  referringPhysician: 'Aune^Vidar',
};

const PLAN: ChestPlan = {
  seed: 91,
  columns: 256,
  rows: 256,
  spacingMm: 1.44,
  zs: Array.from({ length: SLICES }, (_, i) => 20 + i * THICKNESS_MM),
  density: 260,
};

const SERIES: Series = {
  study: RESTRICTED_STUDY,
  key: 'axial',
  number: 2,
  modality: 'CT',
  description: 'Thorax axial 8 mm',
  equipment: CT_SCANNER,
  startSeconds: 40,
  frameOfReference: RESTRICTED_STUDY.key,
};

export async function* restrictedStudy(): AsyncGenerator<DemoInstance> {
  const renderer = createChestRenderer(PLAN);
  const scan = renderer.scan({ nodules: [], noiseHU: 9, noiseSeed: 92 });
  for (let index = SLICES - 1; index >= 0; index--) {
    renderer.drawSlice(index);
    const instanceNumber = SLICES - index;
    const attributes = {
      ...commonAttributes(SERIES, CT_IMAGE_STORAGE, instanceNumber),
      ...ctAttributes(SERIES, {
        plan: PLAN,
        zMm: PLAN.zs[index]!,
        thicknessMm: THICKNESS_MM,
        instanceNumber,
        pixels: scan(index),
      }),
      BodyPartExamined: 'CHEST',
      WindowCenter: [40, -600],
      WindowWidth: [400, 1500],
      WindowCenterWidthExplanation: ['MEDIASTINUM', 'LUNG'],
    };
    yield { label: `${RESTRICTED_STUDY.key} ${instanceNumber}`, bytes: part10(RESTRICTED_STUDY, attributes) };
  }
}
