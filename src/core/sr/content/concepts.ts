// Concepts that make the structure of the documents, PS3.16 edition 2024: TID 300, 1001-1004, 1204, 1410, 1411, 1419, 1500,
// 1501, 1600-1602, 2010, 4019.
import { concept } from '../../findings/index.ts';

const dcm = (value: string, meaning: string) => concept(value, 'DCM', meaning);
const sct = (value: string, meaning: string) => concept(value, 'SCT', meaning);

export const NAME = {
  imagingMeasurementReport: dcm('126000', 'Imaging Measurement Report'),
  language: dcm('121049', 'Language of Content Item and Descendants'),
  observerType: dcm('121005', 'Observer Type'),
  personName: dcm('121008', 'Person Observer Name'),
  personLogin: dcm('128774', "Person Observer's Login Name"),
  personOrganisation: dcm('121009', "Person Observer's Organization Name"),
  personRole: dcm('121011', "Person Observer's Role in this Procedure"),
  personOrganisationalRole: dcm('121010', "Person Observer's Role in the Organization"),
  deviceUID: dcm('121012', 'Device Observer UID'),
  deviceName: dcm('121013', 'Device Observer Name'),
  deviceManufacturer: dcm('121014', 'Device Observer Manufacturer'),
  deviceModel: dcm('121015', 'Device Observer Model Name'),
  deviceSerial: dcm('121016', 'Device Observer Serial Number'),
  procedureReported: dcm('121058', 'Procedure reported'),
  imageLibrary: dcm('111028', 'Image Library'),
  imageLibraryGroup: dcm('126200', 'Image Library Group'),
  modality: dcm('121139', 'Modality'),
  frameOfReference: dcm('112227', 'Frame of Reference UID'),
  pixelRows: dcm('110910', 'Pixel Data Rows'),
  pixelColumns: dcm('110911', 'Pixel Data Columns'),
  horizontalSpacing: dcm('111026', 'Horizontal Pixel Spacing'),
  verticalSpacing: dcm('111066', 'Vertical Pixel Spacing'),
  imagingMeasurements: dcm('126010', 'Imaging Measurements'),
  derivedMeasurements: dcm('126011', 'Derived Imaging Measurements'),
  qualitativeEvaluations: concept('C0034375', 'UMLS', 'Qualitative Evaluations'),
  measurementGroup: dcm('125007', 'Measurement Group'),
  trackingIdentifier: dcm('112039', 'Tracking Identifier'),
  trackingUID: dcm('112040', 'Tracking Unique Identifier'),
  findingCategory: sct('276214006', 'Finding category'),
  finding: dcm('121071', 'Finding'),
  findingSite: sct('363698007', 'Finding Site'),
  laterality: sct('272741003', 'Laterality'),
  topographicalModifier: sct('106233006', 'Topographical modifier'),
  imageRegion: dcm('111030', 'Image Region'),
  volumeSurface: dcm('121231', 'Volume Surface'),
  referencedSegmentationFrame: dcm('121214', 'Referenced Segmentation Frame'),
  referencedSegment: dcm('121191', 'Referenced Segment'),
  sourceImageForSegmentation: dcm('121233', 'Source image for segmentation'),
  sourceSeriesForSegmentation: dcm('121232', 'Source series for segmentation'),
  path: dcm('121055', 'Path'),
  sourceOfMeasurement: dcm('121112', 'Source of Measurement'),
  method: sct('370129005', 'Measurement Method'),
  derivation: dcm('121401', 'Derivation'),
  algorithmFamily: dcm('111000', 'Algorithm Family'),
  algorithmName: dcm('111001', 'Algorithm Name'),
  algorithmParameters: dcm('111002', 'Algorithm Parameters'),
  algorithmVersion: dcm('111003', 'Algorithm Version'),
  algorithmManufacturer: dcm('122405', 'Algorithm Manufacturer'),
  documentTitleModifier: dcm('113011', 'Document Title Modifier'),
  keyObjectDescription: dcm('113012', 'Key Object Description'),
} as const;

export const VALUE = {
  person: dcm('121006', 'Person'),
  device: dcm('121007', 'Device'),
  english: concept('en', 'RFC5646', 'English'),
  imaging: sct('363679005', 'Imaging'),
} as const;

/** The scheme of the few concepts that no standard scheme has; declared in every document that uses it. */
export const LOCAL_SCHEME = '99COLLIMATOR';
