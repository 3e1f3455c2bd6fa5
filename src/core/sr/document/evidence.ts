import type { Attributes } from '../../dicom/index.ts';
import type { ReferencedInstance } from './source-image.ts';

/** The hierarchical form of the SOP Instance Reference Macro, PS3.3 Table C.17-3: each instance once, by study and series. */
export function evidenceAttributes(instances: readonly ReferencedInstance[]): Attributes[] {
  const unique = [...new Map(instances.map((instance) => [instance.sopInstanceUID, instance])).values()];
  const studies = Map.groupBy(unique, ({ identity }) => identity.studyInstanceUID ?? '');
  return [...studies].map(([studyInstanceUID, ofStudy]) => ({
    ReferencedSeriesSequence: [...Map.groupBy(ofStudy, ({ seriesInstanceUID }) => seriesInstanceUID)].map(
      ([seriesInstanceUID, ofSeries]) => ({
        ReferencedSOPSequence: ofSeries.map(({ sopClassUID, sopInstanceUID }) => ({
          ReferencedSOPClassUID: sopClassUID,
          ReferencedSOPInstanceUID: sopInstanceUID,
        })),
        SeriesInstanceUID: seriesInstanceUID,
      }),
    ),
    StudyInstanceUID: studyInstanceUID,
  }));
}
