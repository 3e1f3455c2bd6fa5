export { httpPacs, type HttpPacsOptions } from './http-pacs.ts';
export type { PacsCapabilities, PacsUpstream } from './upstream.ts';
export { countOf, TAG, textOf, textsOf, type DicomDataset, type Keyword } from './dicom-json.ts';
export { including, qido, type QidoParameters } from './qido.ts';
export { isRestrictedDataset, lookUpStudy, restrictionFields, type StudyFacts } from './study-lookup.ts';
