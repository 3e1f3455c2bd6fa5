// Everything about saved measurements that needs the reader and writer of DICOM. Not part of the reading screen's own
// bundle: it comes when there is a report to read or something to save.
import type { DecodedFrame, Drawing, NewDrawing } from '../../../viewport/index.ts';
import { drawnShapeOf, measure } from '../../../viewport/index.ts';
import { TAG, text, type FrameRef } from '../../../services/dicomweb/index.ts';
import type { ImageReference, ManualMeasurement } from '../../../../core/findings/index.ts';

export { readDocuments } from './read-documents.ts';
export { writeDocument } from './write-document.ts';

/** Undefined where there is nothing to measure: points on top of each other. */
export function manualOfDrawing(drawing: Drawing, frame: DecodedFrame | undefined): ManualMeasurement | undefined {
  const { ref, trackingUID, trackingIdentifier } = drawing;
  const shape = measure(drawing, ref, frame)?.shape;
  return shape === undefined ? undefined : { trackingUID, trackingIdentifier, image: referenceTo(ref), shape };
}

function referenceTo({ dataset, sopInstanceUID, frame }: FrameRef): ImageReference {
  const sopClassUID = text(dataset, TAG.SOPClassUID) ?? '';
  const isMultiFrame = text(dataset, TAG.NumberOfFrames) !== undefined;
  return { sopClassUID, sopInstanceUID, ...(isMultiFrame ? { frames: [frame] } : {}) };
}

export function drawingOfManual(manual: ManualMeasurement, ref: FrameRef, lines?: readonly string[]): NewDrawing {
  const { trackingUID, trackingIdentifier, shape } = manual;
  return {
    ...drawnShapeOf(shape),
    ref,
    trackingUID,
    trackingIdentifier,
    ...(lines === undefined ? {} : { locked: lines }),
  };
}
