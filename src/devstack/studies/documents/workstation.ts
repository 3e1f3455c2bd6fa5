import type { Equipment } from '../instance.ts';

/** The reading workstation that reports, segmentations and letters come from. */
export const WORKSTATION: Equipment = {
  manufacturer: 'Havnsund Informatics',
  model: 'Reading Desk',
  station: 'WS07',
  softwareVersions: '12.1',
  serialNumber: 'RD-0007',
};
