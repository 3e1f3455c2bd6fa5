import { describe, expect, it } from 'vitest';
import { bytesOf, number, readDicom, text } from '../core/dicom/index.ts';
import { part10Of, syntheticCTSlice, syntheticImage, SYNTHETIC_PATIENT } from './datasets.ts';

describe('synthetic data sets', () => {
  it('are read back as they were built', () => {
    const { dataset } = readDicom(part10Of(syntheticImage({ samplesPerPixel: 3, frames: 2 })));
    expect(text(dataset, 'PatientName')).toBe(SYNTHETIC_PATIENT.PatientName);
    expect(bytesOf(dataset, 'PixelData')?.length).toBe(4 * 6 * 3 * 2);
  });

  it('let the test have the last word', () => {
    const slice = syntheticCTSlice({ zMm: 12, attributes: { RescaleSlope: 2 } });
    expect(number(slice, 'RescaleSlope')).toBe(2);
    expect(text(slice, 'ImagePositionPatient')).toBe('0');
    expect(bytesOf(slice, 'PixelData')?.length).toBe(128);
  });
});
