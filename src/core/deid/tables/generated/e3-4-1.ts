// DICOM PS3.15 Table E.3.4-1, edition 2026a, 211 rows and the retired codes of PS3.16 Annex O; (c) NEMA. Written by ../generate.mjs.
export const E3_4_1_OPTIONS = ["cleanDescriptors","device","fullDates","institution","modifiedDates","patient","uids"] as const;
/** coding scheme | code | value type | basic profile | option columns | meaning */
export const E3_4_1 = `
99SDM|DD-60002|TEXT|X|C------|Complication of Procedure
99SDM|DF-0068E|DATETIME|X|--K-C--|Anesthesia Start Time
99SDM|DF-0070B|DATETIME|X|--K-C--|Anesthesia Finish Time
99SDM|F-00033|TEXT|X/D|C------|ECG Finding
99SDM|F-02455|TEXT|X|C------|Social History
99SDM|G-C0E3|TEXT|D|C------|Finding Site
99SDM|G-D320|DATETIME|D|--K-C--|Stop DateTime
99SDM|G-D321|DATETIME|D|--K-C--|Start DateTime
99SDM|PA-30029|TEXT|D|C------|Administration of radiopharmaceutical
99SDM|R-42B89|COMPOSITE|X|------K|Clinical Report
99SDM|R-42B89|TEXT|X|C------|Clinical Report
DCM|109054|TEXT|X|C------|Patient State
DCM|109056|TEXT|X|C------|Stress Protocol
DCM|110119|TEXT|X|-K-----|Station AE Title
DCM|110180|UIDREF|D|------K|Study Instance UID
DCM|110190|TEXT|X|-------|Issuer of Identifier
DCM|111018|DATE|X/D|--K-C--|Content Date
DCM|111019|TIME|X/D|--K-C--|Content Time
DCM|111021|TEXT|X|C------|Description of Change
DCM|111033|TEXT|D|C------|Impression Description
DCM|111040|COMPOSITE|D|------K|Original Source
DCM|111054|DATE|X/D|--K-C--|Recommended Follow-up Date
DCM|111058|TEXT|D|C------|Selected Region Description
DCM|111060|DATE|X/D|--K-C--|Study Date
DCM|111061|TIME|X/D|--K-C--|Study Time
DCM|111469|DATETIME|D|--K-C--|Sampling DateTime
DCM|111516|TEXT|X|C------|Medication Type
DCM|111526|DATETIME|X/D|--K-C--|DateTime Started
DCM|111527|DATETIME|X|--K-C--|DateTime Ended
DCM|111535|DATETIME|X|--K-C--|DateTime problem observed
DCM|111536|DATETIME|X|--K-C--|DateTime of last evaluation
DCM|111700|TEXT|X|-------|Specimen Container Identifier
DCM|111702|DATETIME|X|--K-C--|DateTime of processing
DCM|111703|TEXT|X|C------|Processing step description
DCM|111705|TEXT|D|-------|Parent Specimen Identifier
DCM|111706|TEXT|X|-------|Issuer of Parent Specimen Identifier
DCM|111724|TEXT|X|-------|Issuer of Specimen Identifier
DCM|112002|UIDREF|D|------K|Series Instance UID
DCM|112040|UIDREF|D|------K|Tracking Unique Identifier
DCM|112050|TEXT|X|C------|Anatomic Identifier
DCM|112227|UIDREF|X/D|------K|Frame of Reference UID
DCM|112229|IMAGE|D|------K|Identifying Segment
DCM|112347|TEXT|D|-------|Component ID
DCM|112351|TEXT|D|-------|Mating Feature Set ID
DCM|112352|TEXT|D|-------|Mating Feature ID
DCM|112353|COMPOSITE|X|------K|Spatial Registration
DCM|112354|IMAGE|X|------K|Patient Image
DCM|112356|UIDREF|D|------K|User Selected Fiducial
DCM|112357|UIDREF|D|------K|Derived Fiducial
DCM|112359|COMPOSITE|X|------K|Supporting Information
DCM|112361|COMPOSITE|X|------K|Patient Data Used During Planning
DCM|112363|TEXT|D|-------|Degree of Freedom ID
DCM|112364|COMPOSITE|X|------K|Related Patient Data Not Used During Planning
DCM|112366|COMPOSITE|X|------K|Implant Assembly Template
DCM|112371|COMPOSITE|D|------K|Manufacturer Implant Template
DCM|112372|COMPOSITE|X|------K|Derived Planning Images
DCM|112373|COMPOSITE|X|------K|Derived Planning Data
DCM|113012|TEXT|X|C------|Key Object Description
DCM|113503|UIDREF|D|------K|Radiopharmaceutical Administration Event UID
DCM|113511|TEXT|X|-------|Radiopharmaceutical Dispense Unit Identifier
DCM|113512|TEXT|X|-------|Radiopharmaceutical Lot Identifier
DCM|113513|TEXT|X|-------|Reagent Vial Identifier
DCM|113514|TEXT|X|-------|Radionuclide Identifier
DCM|113516|TEXT|X|-------|Prescription Identifier
DCM|113552|TEXT|X|C------|Recent Physical Activity
DCM|113605|TEXT|X|-------|Irradiation Event Label
DCM|113701|COMPOSITE|X|------K|X-Ray Radiation Dose Report
DCM|113720|TEXT|X|C------|Calibration Protocol
DCM|113723|DATETIME|D|--K-C--|Calibration DateTime
DCM|113724|TEXT|D|C------|Calibration Responsible Party
DCM|113769|UIDREF|D|------K|Irradiation Event UID
DCM|113795|IMAGE|D|------K|Acquired Image
DCM|113809|DATETIME|D|--K-C--|Start of X-Ray Irradiation
DCM|113810|DATETIME|D|--K-C--|End of X-Ray Irradiation
DCM|113815|TEXT|D|C------|Patient Model
DCM|113832|TEXT|D|-K-----|Identification of the X-Ray Source
DCM|113850|PNAME|D|-------|Irradiation Authorizing
DCM|113870|PNAME|D|-------|Person Name
DCM|113871|TEXT|X|-------|Person ID
DCM|113872|TEXT|X|-------|Person ID Issuer
DCM|113873|TEXT|X|---K---|Organization Name
DCM|113877|TEXT|X|-K-----|Device Name
DCM|113880|TEXT|X/D|-K-----|Device Serial Number
DCM|113907|TEXT|X|C------|Reason for Proceeding
DCM|113985|UIDREF|D|------K|Series or Instance used for Water Equivalent Diameter estimation
DCM|120999|TEXT|X|-K-----|Device Description
DCM|121000|CONTAINER|X|-K-----|Unique Device Identifiers
DCM|121002|COMPOSITE|D|------K|Quoted Source
DCM|121008|PNAME|D|-------|Person Observer Name
DCM|121009|TEXT|X|---K---|Person Observer's Organization Name
DCM|121012|UIDREF|X/D|-K----K|Device Observer UID
DCM|121013|TEXT|X|-K-----|Device Observer Name
DCM|121016|TEXT|X|-K-----|Device Observer Serial Number
DCM|121017|TEXT|X|---K---|Device Observer Physical Location During Observation
DCM|121018|UIDREF|X|------K|Procedure Study Instance UID
DCM|121019|UIDREF|X|------K|Procedure Study Component UID
DCM|121020|TEXT|X|-------|Placer Number
DCM|121021|TEXT|X|-------|Filler Number
DCM|121022|TEXT|X|-------|Accession Number
DCM|121028|UIDREF|X|------K|Subject UID
DCM|121029|PNAME|D|-------|Subject Name
DCM|121030|TEXT|X/D|-------|Subject ID
DCM|121031|DATE|X|-------|Subject Birth Date
DCM|121032|CODE|X|-----K-|Subject Sex
DCM|121033|NUM|X|-----K-|Subject Age
DCM|121036|PNAME|X|-------|Mother of fetus
DCM|121039|UIDREF|X|------K|Specimen UID
DCM|121041|TEXT|X|-------|Specimen Identifier
DCM|121065|TEXT|X/D|C------|Procedure Description
DCM|121071|TEXT|X/D|C------|Finding
DCM|121075|TEXT|X|C------|Recommendation
DCM|121077|TEXT|X|C------|Conclusion
DCM|121080|IMAGE|X|------K|Best illustration of finding
DCM|121080|WAVEFORM|X|------K|Best illustration of finding
DCM|121088|PNAME|X|-------|Fellow
DCM|121106|TEXT|X|C------|Comment
DCM|121110|TEXT|X|C------|Patient Presentation
DCM|121111|TEXT|X|C------|Summary
DCM|121112|IMAGE|D|------K|Source of Measurement
DCM|121112|WAVEFORM|X|------K|Source of Measurement
DCM|121114|PNAME|D|-------|Performing Physician
DCM|121120|COMPOSITE|X|------K|Cath Lab Procedure Log
DCM|121121|TEXT|X|-------|Room Identification
DCM|121122|TEXT|X|CK-----|Equipment Identification
DCM|121124|TEXT|X/D|-------|Procedure Action ID
DCM|121125|DATETIME|X|--K-C--|DateTime of Recording of Log Entry
DCM|121126|UIDREF|D|------K|Performed Procedure Step SOP Instance UID
DCM|121138|IMAGE|D|------K|Image Acquired
DCM|121143|WAVEFORM|D|------K|Waveform Acquired
DCM|121145|TEXT|X|C------|Description of Material
DCM|121152|PNAME|X|-------|Person administering drug/contrast
DCM|121154|TEXT|D|-------|Intervention attempt identifier
DCM|121173|TEXT|X|C------|Physician Note
DCM|121191|IMAGE|X/D|------K|Referenced Segment
DCM|121193|TEXT|D|-K-----|Device Subject Name
DCM|121196|TEXT|X|-K-----|Device Subject Serial Number
DCM|121197|TEXT|X|---K---|Device Subject Physical Location during observation
DCM|121198|UIDREF|X|-K----K|Device Subject UID
DCM|121200|IMAGE|X|------K|Illustration of ROI
DCM|121214|IMAGE|D|------K|Referenced Segmentation Frame
DCM|121232|UIDREF|D|------K|Source series for segmentation
DCM|121233|IMAGE|D|------K|Source image for segmentation
DCM|121342|IMAGE|X|------K|Dose Image
DCM|121431|DATETIME|X|--K-C--|DateTime Concern Noted
DCM|121432|DATETIME|X|--K-C--|DateTime Concern Resolved
DCM|121433|DATETIME|X|--K-C--|DateTime Problem Resolved
DCM|121434|TEXT|X|---K---|Service Delivery Location
DCM|121435|PNAME|X|-------|Service Performer
DCM|121435|TEXT|X|-------|Service Performer
DCM|122073|COMPOSITE|X|------K|Current procedure evidence
DCM|122075|COMPOSITE|X|------K|Prior report for current patient
DCM|122081|DATETIME|X|--K-C--|Drug start
DCM|122082|DATETIME|X|--K-C--|Drug end
DCM|122083|TEXT|X/D|C------|Drug administered
DCM|122105|DATETIME|X|--K-C--|DateTime of Intervention
DCM|122128|TEXT|X|---K---|Patient Transferred From
DCM|122146|DATETIME|X/D|--K-C--|Procedure DateTime
DCM|122163|DATETIME|X|--K-C--|Discharge DateTime
DCM|122165|DATETIME|X|--K-C--|DateTime of Death
DCM|122173|DATETIME|X|--K-C--|ST Elevation Onset DateTime
DCM|122177|TEXT|X|C------|Procedure Result
DCM|122701|DATETIME|X|--K-C--|Procedure Time Base
DCM|122712|DATETIME|D|--K-C--|Imaging Start DateTime
DCM|123003|DATETIME|X/D|--K-C--|Radiopharmaceutical Start DateTime
DCM|123004|DATETIME|X|--K-C--|Radiopharmaceutical Stop DateTime
DCM|125010|TEXT|X|-------|Identifier
DCM|125201|IMAGE|X|------K|Illustration of Finding
DCM|125203|TEXT|X|C------|Acquisition Protocol
DCM|126070|TEXT|X|C------|Subject Time Point Identifier
DCM|126071|TEXT|X|C------|Protocol Time Point Identifier
DCM|126100|COMPOSITE|X|------K|Real World Value Map used for measurement
DCM|126201|DATE|X|--K-C--|Acquisition Date
DCM|126202|TIME|X|--K-C--|Acquisition Time
DCM|127857|DATE|D|--K-C--|Glucose Measurement Date
DCM|127858|TIME|D|--K-C--|Glucose Measurement Time
DCM|128230|TEXT|X|C------|Pulse Sequence Name
DCM|128403|TEXT|D|C------|Radiation Dose Estimate Name
DCM|128414|COMPOSITE|D|------K|Radiation Dose Representation Data
DCM|128414|IMAGE|D|------K|Radiation Dose Representation Data
DCM|128416|COMPOSITE|D|------K|SR Instance Used
DCM|128425|COMPOSITE|X|------K|Patient Radiation Dose Model Data
DCM|128425|IMAGE|X|------K|Patient Radiation Dose Model Data
DCM|128425|UIDREF|X|------K|Patient Radiation Dose Model Data
DCM|128426|TEXT|X|C------|Patient Radiation Dose Model Reference
DCM|128429|UIDREF|D|------K|Event UID Used
DCM|128436|COMPOSITE|D|------K|Radiation Dose Composite Parameters
DCM|128444|COMPOSITE|D|------K|Spatial Registration Reference
DCM|128447|COMPOSITE|X|------K|Spatial Fiducials
DCM|128470|COMPOSITE|X|------K|X-Ray Attenuator Model Data
DCM|128470|IMAGE|X|------K|X-Ray Attenuator Model Data
DCM|128470|UIDREF|X|------K|X-Ray Attenuator Model Data
DCM|128774|TEXT|X|-------|Person Observer's Login Name
DCM|128775|TEXT|X|-------|Identifier within Person Observer's Role
DCM|130507|TEXT|X|C------|RDSR Frame of Reference Description
DCM|130527|TEXT|D|---K---|Identification of the Attenuator
DCM|130884|DATETIME|X|--K-C--|Acquisition DateTime
DCM|130885|UIDREF|X|------K|Synchronization Frame of Reference UID
LN|11329-0|TEXT|X|C------|History
LN|11778-8|DATE|X|--K-C--|EDD
LN|11951-1|TEXT|D|-------|Fetus ID
LN|11955-2|DATE|X|--K-C--|Date of last menstrual period
LN|18118-0|TEXT|X|C------|LV Wall Motion Segmental Findings
LN|18785-6|TEXT|D|C------|Indications for Procedure
LN|74711-3|TEXT|X|-K-----|Unique Device Identifier
NCDR|15|DATETIME|X|--K-C--|Admission DateTime
NCDR|52|DATETIME|D|--K-C--|Procedure DateTime
NCDR|53|TEXT|X|-------|Procedure Number in this admission
NCDR|76|PNAME|D|-------|Catheterization Operator
NCIt|C54627|NUM|X|-------|Experience
NCIt|C67447|TEXT|X|C------|Activity Session
SCT|116224001|TEXT|X|C------|Complication of Procedure
SCT|160476009|TEXT|X|C------|Social History
SCT|271921002|TEXT|X/D|C------|ECG Finding
SCT|363698007|TEXT|D|C------|Finding Site
SCT|371524004|COMPOSITE|X|------K|Clinical Report
SCT|371524004|TEXT|X|C------|Clinical Report
SCT|397898000|DATETIME|D|--K-C--|Stop DateTime
SCT|398164008|DATETIME|X|--K-C--|Anesthesia Finish Time
SCT|398201009|DATETIME|D|--K-C--|Start DateTime
SCT|398325003|DATETIME|X|--K-C--|Anesthesia Start Time
SCT|440252007|TEXT|D|C------|Administration of radiopharmaceutical
SNM3|DD-60002|TEXT|X|C------|Complication of Procedure
SNM3|DF-0068E|DATETIME|X|--K-C--|Anesthesia Start Time
SNM3|DF-0070B|DATETIME|X|--K-C--|Anesthesia Finish Time
SNM3|F-00033|TEXT|X/D|C------|ECG Finding
SNM3|F-02455|TEXT|X|C------|Social History
SNM3|G-C0E3|TEXT|D|C------|Finding Site
SNM3|G-D320|DATETIME|D|--K-C--|Stop DateTime
SNM3|G-D321|DATETIME|D|--K-C--|Start DateTime
SNM3|PA-30029|TEXT|D|C------|Administration of radiopharmaceutical
SNM3|R-42B89|COMPOSITE|X|------K|Clinical Report
SNM3|R-42B89|TEXT|X|C------|Clinical Report
SRT|DD-60002|TEXT|X|C------|Complication of Procedure
SRT|DF-0068E|DATETIME|X|--K-C--|Anesthesia Start Time
SRT|DF-0070B|DATETIME|X|--K-C--|Anesthesia Finish Time
SRT|F-00033|TEXT|X/D|C------|ECG Finding
SRT|F-02455|TEXT|X|C------|Social History
SRT|G-C0E3|TEXT|D|C------|Finding Site
SRT|G-D320|DATETIME|D|--K-C--|Stop DateTime
SRT|G-D321|DATETIME|D|--K-C--|Start DateTime
SRT|PA-30029|TEXT|D|C------|Administration of radiopharmaceutical
SRT|R-42B89|COMPOSITE|X|------K|Clinical Report
SRT|R-42B89|TEXT|X|C------|Clinical Report
UMLS|C2348792|TEXT|X/D|C------|Time Point
`;
