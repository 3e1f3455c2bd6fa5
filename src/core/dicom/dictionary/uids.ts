// PS3.6 Table A-1, edition 2024c, with the SOP classes of 2024e and the UIDs that are new in 2026b. Made by generate.mjs: do not edit.
/** One line per UID: UID | kind (C SOP class, T transfer syntax, F frame of reference, I instance, S coding scheme, O other) | R when retired | name. */
export const UIDS = `
1.2.840.10008.1.1|C||Verification SOP Class
1.2.840.10008.1.2|T||Implicit VR Little Endian
1.2.840.10008.1.2.1|T||Explicit VR Little Endian
1.2.840.10008.1.2.1.98|T||Encapsulated Uncompressed Explicit VR Little Endian
1.2.840.10008.1.2.1.99|T||Deflated Explicit VR Little Endian
1.2.840.10008.1.2.2|T|R|Explicit VR Big Endian
1.2.840.10008.1.2.4.50|T||JPEG Baseline (Process 1)
1.2.840.10008.1.2.4.51|T||JPEG Extended (Process 2 and 4)
1.2.840.10008.1.2.4.52|T|R|JPEG Extended (Process 3 and 5)
1.2.840.10008.1.2.4.53|T|R|JPEG Spectral Selection, Non-Hierarchical (Process 6 and 8)
1.2.840.10008.1.2.4.54|T|R|JPEG Spectral Selection, Non-Hierarchical (Process 7 and 9)
1.2.840.10008.1.2.4.55|T|R|JPEG Full Progression, Non-Hierarchical (Process 10 and 12)
1.2.840.10008.1.2.4.56|T|R|JPEG Full Progression, Non-Hierarchical (Process 11 and 13)
1.2.840.10008.1.2.4.57|T||JPEG Lossless, Non-Hierarchical (Process 14)
1.2.840.10008.1.2.4.58|T|R|JPEG Lossless, Non-Hierarchical (Process 15)
1.2.840.10008.1.2.4.59|T|R|JPEG Extended, Hierarchical (Process 16 and 18)
1.2.840.10008.1.2.4.60|T|R|JPEG Extended, Hierarchical (Process 17 and 19)
1.2.840.10008.1.2.4.61|T|R|JPEG Spectral Selection, Hierarchical (Process 20 and 22)
1.2.840.10008.1.2.4.62|T|R|JPEG Spectral Selection, Hierarchical (Process 21 and 23)
1.2.840.10008.1.2.4.63|T|R|JPEG Full Progression, Hierarchical (Process 24 and 26)
1.2.840.10008.1.2.4.64|T|R|JPEG Full Progression, Hierarchical (Process 25 and 27)
1.2.840.10008.1.2.4.65|T|R|JPEG Lossless, Hierarchical (Process 28)
1.2.840.10008.1.2.4.66|T|R|JPEG Lossless, Hierarchical (Process 29)
1.2.840.10008.1.2.4.70|T||JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14 [Selection Value 1])
1.2.840.10008.1.2.4.80|T||JPEG-LS Lossless Image Compression
1.2.840.10008.1.2.4.81|T||JPEG-LS Lossy (Near-Lossless) Image Compression
1.2.840.10008.1.2.4.90|T||JPEG 2000 Image Compression (Lossless Only)
1.2.840.10008.1.2.4.91|T||JPEG 2000 Image Compression
1.2.840.10008.1.2.4.92|T||JPEG 2000 Part 2 Multi-component Image Compression (Lossless Only)
1.2.840.10008.1.2.4.93|T||JPEG 2000 Part 2 Multi-component Image Compression
1.2.840.10008.1.2.4.94|T||JPIP Referenced
1.2.840.10008.1.2.4.95|T||JPIP Referenced Deflate
1.2.840.10008.1.2.4.100|T||MPEG2 Main Profile / Main Level
1.2.840.10008.1.2.4.100.1|T||Fragmentable MPEG2 Main Profile / Main Level
1.2.840.10008.1.2.4.101|T||MPEG2 Main Profile / High Level
1.2.840.10008.1.2.4.101.1|T||Fragmentable MPEG2 Main Profile / High Level
1.2.840.10008.1.2.4.102|T||MPEG-4 AVC/H.264 High Profile / Level 4.1
1.2.840.10008.1.2.4.102.1|T||Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.1
1.2.840.10008.1.2.4.103|T||MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1
1.2.840.10008.1.2.4.103.1|T||Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1
1.2.840.10008.1.2.4.104|T||MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video
1.2.840.10008.1.2.4.104.1|T||Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video
1.2.840.10008.1.2.4.105|T||MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video
1.2.840.10008.1.2.4.105.1|T||Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video
1.2.840.10008.1.2.4.106|T||MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2
1.2.840.10008.1.2.4.106.1|T||Fragmentable MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2
1.2.840.10008.1.2.4.107|T||HEVC/H.265 Main Profile / Level 5.1
1.2.840.10008.1.2.4.108|T||HEVC/H.265 Main 10 Profile / Level 5.1
1.2.840.10008.1.2.4.201|T||High-Throughput JPEG 2000 Image Compression (Lossless Only)
1.2.840.10008.1.2.4.202|T||High-Throughput JPEG 2000 with RPCL Options Image Compression (Lossless Only)
1.2.840.10008.1.2.4.203|T||High-Throughput JPEG 2000 Image Compression
1.2.840.10008.1.2.4.204|T||JPIP HTJ2K Referenced
1.2.840.10008.1.2.4.205|T||JPIP HTJ2K Referenced Deflate
1.2.840.10008.1.2.5|T||RLE Lossless
1.2.840.10008.1.2.6.1|T|R|RFC 2557 MIME encapsulation
1.2.840.10008.1.2.6.2|T|R|XML Encoding
1.2.840.10008.1.2.7.1|T||SMPTE ST 2110-20 Uncompressed Progressive Active Video
1.2.840.10008.1.2.7.2|T||SMPTE ST 2110-20 Uncompressed Interlaced Active Video
1.2.840.10008.1.2.7.3|T||SMPTE ST 2110-30 PCM Digital Audio
1.2.840.10008.1.3.10|C||Media Storage Directory Storage
1.2.840.10008.1.5.1|I||Hot Iron Color Palette SOP Instance
1.2.840.10008.1.5.2|I||PET Color Palette SOP Instance
1.2.840.10008.1.5.3|I||Hot Metal Blue Color Palette SOP Instance
1.2.840.10008.1.5.4|I||PET 20 Step Color Palette SOP Instance
1.2.840.10008.1.5.5|I||Spring Color Palette SOP Instance
1.2.840.10008.1.5.6|I||Summer Color Palette SOP Instance
1.2.840.10008.1.5.7|I||Fall Color Palette SOP Instance
1.2.840.10008.1.5.8|I||Winter Color Palette SOP Instance
1.2.840.10008.1.9|C|R|Basic Study Content Notification SOP Class
1.2.840.10008.1.20|T|R|Papyrus 3 Implicit VR Little Endian
1.2.840.10008.1.20.1|C||Storage Commitment Push Model SOP Class
1.2.840.10008.1.20.1.1|I||Storage Commitment Push Model SOP Instance
1.2.840.10008.1.20.2|C|R|Storage Commitment Pull Model SOP Class
1.2.840.10008.1.20.2.1|I|R|Storage Commitment Pull Model SOP Instance
1.2.840.10008.1.40|C||Procedural Event Logging SOP Class
1.2.840.10008.1.40.1|I||Procedural Event Logging SOP Instance
1.2.840.10008.1.42|C||Substance Administration Logging SOP Class
1.2.840.10008.1.42.1|I||Substance Administration Logging SOP Instance
1.2.840.10008.2.6.1|O||DICOM UID Registry
1.2.840.10008.2.16.4|S||DICOM Controlled Terminology
1.2.840.10008.2.16.5|S||Adult Mouse Anatomy Ontology
1.2.840.10008.2.16.6|S||Uberon Ontology
1.2.840.10008.2.16.7|S||Integrated Taxonomic Information System (ITIS) Taxonomic Serial Number (TSN)
1.2.840.10008.2.16.8|S||Mouse Genome Initiative (MGI)
1.2.840.10008.2.16.9|S||PubChem Compound CID
1.2.840.10008.2.16.10|S||Dublin Core
1.2.840.10008.2.16.11|S||New York University Melanoma Clinical Cooperative Group
1.2.840.10008.2.16.12|S||Mayo Clinic Non-radiological Images Specific Body Structure Anatomical Surface Region Guide
1.2.840.10008.2.16.13|S||Image Biomarker Standardisation Initiative
1.2.840.10008.2.16.14|S||Radiomics Ontology
1.2.840.10008.2.16.15|S||RadElement
1.2.840.10008.2.16.16|S||ICD-11
1.2.840.10008.2.16.17|S||Unified numbering system (UNS) for metals and alloys
1.2.840.10008.2.16.18|S||Research Resource Identification
1.2.840.10008.3.1.1.1|O||DICOM Application Context Name
1.2.840.10008.3.1.2.1.1|C|R|Detached Patient Management SOP Class
1.2.840.10008.3.1.2.1.4|C|R|Detached Patient Management Meta SOP Class
1.2.840.10008.3.1.2.2.1|C|R|Detached Visit Management SOP Class
1.2.840.10008.3.1.2.3.1|C|R|Detached Study Management SOP Class
1.2.840.10008.3.1.2.3.2|C|R|Study Component Management SOP Class
1.2.840.10008.3.1.2.3.3|C||Modality Performed Procedure Step SOP Class
1.2.840.10008.3.1.2.3.4|C||Modality Performed Procedure Step Retrieve SOP Class
1.2.840.10008.3.1.2.3.5|C||Modality Performed Procedure Step Notification SOP Class
1.2.840.10008.3.1.2.5.1|C|R|Detached Results Management SOP Class
1.2.840.10008.3.1.2.5.4|C|R|Detached Results Management Meta SOP Class
1.2.840.10008.3.1.2.5.5|C|R|Detached Study Management Meta SOP Class
1.2.840.10008.3.1.2.6.1|C|R|Detached Interpretation Management SOP Class
1.2.840.10008.4.2|O||Storage Service Class
1.2.840.10008.5.1.1.1|C||Basic Film Session SOP Class
1.2.840.10008.5.1.1.2|C||Basic Film Box SOP Class
1.2.840.10008.5.1.1.4|C||Basic Grayscale Image Box SOP Class
1.2.840.10008.5.1.1.4.1|C||Basic Color Image Box SOP Class
1.2.840.10008.5.1.1.4.2|C|R|Referenced Image Box SOP Class
1.2.840.10008.5.1.1.9|C||Basic Grayscale Print Management Meta SOP Class
1.2.840.10008.5.1.1.9.1|C|R|Referenced Grayscale Print Management Meta SOP Class
1.2.840.10008.5.1.1.14|C||Print Job SOP Class
1.2.840.10008.5.1.1.15|C||Basic Annotation Box SOP Class
1.2.840.10008.5.1.1.16|C||Printer SOP Class
1.2.840.10008.5.1.1.16.376|C||Printer Configuration Retrieval SOP Class
1.2.840.10008.5.1.1.17|I||Printer SOP Instance
1.2.840.10008.5.1.1.17.376|I||Printer Configuration Retrieval SOP Instance
1.2.840.10008.5.1.1.18|C||Basic Color Print Management Meta SOP Class
1.2.840.10008.5.1.1.18.1|C|R|Referenced Color Print Management Meta SOP Class
1.2.840.10008.5.1.1.22|C||VOI LUT Box SOP Class
1.2.840.10008.5.1.1.23|C||Presentation LUT SOP Class
1.2.840.10008.5.1.1.24|C|R|Image Overlay Box SOP Class
1.2.840.10008.5.1.1.24.1|C|R|Basic Print Image Overlay Box SOP Class
1.2.840.10008.5.1.1.25|I|R|Print Queue SOP Instance
1.2.840.10008.5.1.1.26|C|R|Print Queue Management SOP Class
1.2.840.10008.5.1.1.27|C|R|Stored Print Storage SOP Class
1.2.840.10008.5.1.1.29|C|R|Hardcopy Grayscale Image Storage SOP Class
1.2.840.10008.5.1.1.30|C|R|Hardcopy Color Image Storage SOP Class
1.2.840.10008.5.1.1.31|C|R|Pull Print Request SOP Class
1.2.840.10008.5.1.1.32|C|R|Pull Stored Print Management Meta SOP Class
1.2.840.10008.5.1.1.33|C||Media Creation Management SOP Class UID
1.2.840.10008.5.1.1.40|C||Display System SOP Class
1.2.840.10008.5.1.1.40.1|I||Display System SOP Instance
1.2.840.10008.5.1.4.1.1.1|C||Computed Radiography Image Storage
1.2.840.10008.5.1.4.1.1.1.1|C||Digital X-Ray Image Storage - For Presentation
1.2.840.10008.5.1.4.1.1.1.1.1|C||Digital X-Ray Image Storage - For Processing
1.2.840.10008.5.1.4.1.1.1.2|C||Digital Mammography X-Ray Image Storage - For Presentation
1.2.840.10008.5.1.4.1.1.1.2.1|C||Digital Mammography X-Ray Image Storage - For Processing
1.2.840.10008.5.1.4.1.1.1.3|C||Digital Intra-Oral X-Ray Image Storage - For Presentation
1.2.840.10008.5.1.4.1.1.1.3.1|C||Digital Intra-Oral X-Ray Image Storage - For Processing
1.2.840.10008.5.1.4.1.1.2|C||CT Image Storage
1.2.840.10008.5.1.4.1.1.2.1|C||Enhanced CT Image Storage
1.2.840.10008.5.1.4.1.1.2.2|C||Legacy Converted Enhanced CT Image Storage
1.2.840.10008.5.1.4.1.1.3|C|R|Ultrasound Multi-frame Image Storage
1.2.840.10008.5.1.4.1.1.3.1|C||Ultrasound Multi-frame Image Storage
1.2.840.10008.5.1.4.1.1.4|C||MR Image Storage
1.2.840.10008.5.1.4.1.1.4.1|C||Enhanced MR Image Storage
1.2.840.10008.5.1.4.1.1.4.2|C||MR Spectroscopy Storage
1.2.840.10008.5.1.4.1.1.4.3|C||Enhanced MR Color Image Storage
1.2.840.10008.5.1.4.1.1.4.4|C||Legacy Converted Enhanced MR Image Storage
1.2.840.10008.5.1.4.1.1.5|C|R|Nuclear Medicine Image Storage
1.2.840.10008.5.1.4.1.1.6|C|R|Ultrasound Image Storage
1.2.840.10008.5.1.4.1.1.6.1|C||Ultrasound Image Storage
1.2.840.10008.5.1.4.1.1.6.2|C||Enhanced US Volume Storage
1.2.840.10008.5.1.4.1.1.6.3|C||Photoacoustic Image Storage
1.2.840.10008.5.1.4.1.1.7|C||Secondary Capture Image Storage
1.2.840.10008.5.1.4.1.1.7.1|C||Multi-frame Single Bit Secondary Capture Image Storage
1.2.840.10008.5.1.4.1.1.7.2|C||Multi-frame Grayscale Byte Secondary Capture Image Storage
1.2.840.10008.5.1.4.1.1.7.3|C||Multi-frame Grayscale Word Secondary Capture Image Storage
1.2.840.10008.5.1.4.1.1.7.4|C||Multi-frame True Color Secondary Capture Image Storage
1.2.840.10008.5.1.4.1.1.8|C|R|Standalone Overlay Storage
1.2.840.10008.5.1.4.1.1.9|C|R|Standalone Curve Storage
1.2.840.10008.5.1.4.1.1.9.1|C|R|Waveform Storage - Trial
1.2.840.10008.5.1.4.1.1.9.1.1|C||12-lead ECG Waveform Storage
1.2.840.10008.5.1.4.1.1.9.1.2|C||General ECG Waveform Storage
1.2.840.10008.5.1.4.1.1.9.1.3|C||Ambulatory ECG Waveform Storage
1.2.840.10008.5.1.4.1.1.9.1.4|C||General 32-bit ECG Waveform Storage
1.2.840.10008.5.1.4.1.1.9.2.1|C||Hemodynamic Waveform Storage
1.2.840.10008.5.1.4.1.1.9.3.1|C||Cardiac Electrophysiology Waveform Storage
1.2.840.10008.5.1.4.1.1.9.4.1|C||Basic Voice Audio Waveform Storage
1.2.840.10008.5.1.4.1.1.9.4.2|C||General Audio Waveform Storage
1.2.840.10008.5.1.4.1.1.9.5.1|C||Arterial Pulse Waveform Storage
1.2.840.10008.5.1.4.1.1.9.6.1|C||Respiratory Waveform Storage
1.2.840.10008.5.1.4.1.1.9.6.2|C||Multi-channel Respiratory Waveform Storage
1.2.840.10008.5.1.4.1.1.9.7.1|C||Routine Scalp Electroencephalogram Waveform Storage
1.2.840.10008.5.1.4.1.1.9.7.2|C||Electromyogram Waveform Storage
1.2.840.10008.5.1.4.1.1.9.7.3|C||Electrooculogram Waveform Storage
1.2.840.10008.5.1.4.1.1.9.7.4|C||Sleep Electroencephalogram Waveform Storage
1.2.840.10008.5.1.4.1.1.9.8.1|C||Body Position Waveform Storage
1.2.840.10008.5.1.4.1.1.10|C|R|Standalone Modality LUT Storage
1.2.840.10008.5.1.4.1.1.11|C|R|Standalone VOI LUT Storage
1.2.840.10008.5.1.4.1.1.11.1|C||Grayscale Softcopy Presentation State Storage
1.2.840.10008.5.1.4.1.1.11.2|C||Color Softcopy Presentation State Storage
1.2.840.10008.5.1.4.1.1.11.3|C||Pseudo-Color Softcopy Presentation State Storage
1.2.840.10008.5.1.4.1.1.11.4|C||Blending Softcopy Presentation State Storage
1.2.840.10008.5.1.4.1.1.11.5|C||XA/XRF Grayscale Softcopy Presentation State Storage
1.2.840.10008.5.1.4.1.1.11.6|C||Grayscale Planar MPR Volumetric Presentation State Storage
1.2.840.10008.5.1.4.1.1.11.7|C||Compositing Planar MPR Volumetric Presentation State Storage
1.2.840.10008.5.1.4.1.1.11.8|C||Advanced Blending Presentation State Storage
1.2.840.10008.5.1.4.1.1.11.9|C||Volume Rendering Volumetric Presentation State Storage
1.2.840.10008.5.1.4.1.1.11.10|C||Segmented Volume Rendering Volumetric Presentation State Storage
1.2.840.10008.5.1.4.1.1.11.11|C||Multiple Volume Rendering Volumetric Presentation State Storage
1.2.840.10008.5.1.4.1.1.11.12|C||Variable Modality LUT Softcopy Presentation State Storage
1.2.840.10008.5.1.4.1.1.12.1|C||X-Ray Angiographic Image Storage
1.2.840.10008.5.1.4.1.1.12.1.1|C||Enhanced XA Image Storage
1.2.840.10008.5.1.4.1.1.12.2|C||X-Ray Radiofluoroscopic Image Storage
1.2.840.10008.5.1.4.1.1.12.2.1|C||Enhanced XRF Image Storage
1.2.840.10008.5.1.4.1.1.12.3|C|R|X-Ray Angiographic Bi-Plane Image Storage
1.2.840.10008.5.1.4.1.1.12.77|C|R|
1.2.840.10008.5.1.4.1.1.13.1.1|C||X-Ray 3D Angiographic Image Storage
1.2.840.10008.5.1.4.1.1.13.1.2|C||X-Ray 3D Craniofacial Image Storage
1.2.840.10008.5.1.4.1.1.13.1.3|C||Breast Tomosynthesis Image Storage
1.2.840.10008.5.1.4.1.1.13.1.4|C||Breast Projection X-Ray Image Storage - For Presentation
1.2.840.10008.5.1.4.1.1.13.1.5|C||Breast Projection X-Ray Image Storage - For Processing
1.2.840.10008.5.1.4.1.1.14.1|C||Intravascular Optical Coherence Tomography Image Storage - For Presentation
1.2.840.10008.5.1.4.1.1.14.2|C||Intravascular Optical Coherence Tomography Image Storage - For Processing
1.2.840.10008.5.1.4.1.1.20|C||Nuclear Medicine Image Storage
1.2.840.10008.5.1.4.1.1.30|C||Parametric Map Storage
1.2.840.10008.5.1.4.1.1.40|C|R|
1.2.840.10008.5.1.4.1.1.66|C||Raw Data Storage
1.2.840.10008.5.1.4.1.1.66.1|C||Spatial Registration Storage
1.2.840.10008.5.1.4.1.1.66.2|C||Spatial Fiducials Storage
1.2.840.10008.5.1.4.1.1.66.3|C||Deformable Spatial Registration Storage
1.2.840.10008.5.1.4.1.1.66.4|C||Segmentation Storage
1.2.840.10008.5.1.4.1.1.66.5|C||Surface Segmentation Storage
1.2.840.10008.5.1.4.1.1.66.6|C||Tractography Results Storage
1.2.840.10008.5.1.4.1.1.67|C||Real World Value Mapping Storage
1.2.840.10008.5.1.4.1.1.68.1|C||Surface Scan Mesh Storage
1.2.840.10008.5.1.4.1.1.68.2|C||Surface Scan Point Cloud Storage
1.2.840.10008.5.1.4.1.1.77.1|C|R|VL Image Storage - Trial
1.2.840.10008.5.1.4.1.1.77.2|C|R|VL Multi-frame Image Storage - Trial
1.2.840.10008.5.1.4.1.1.77.1.1|C||VL Endoscopic Image Storage
1.2.840.10008.5.1.4.1.1.77.1.1.1|C||Video Endoscopic Image Storage
1.2.840.10008.5.1.4.1.1.77.1.2|C||VL Microscopic Image Storage
1.2.840.10008.5.1.4.1.1.77.1.2.1|C||Video Microscopic Image Storage
1.2.840.10008.5.1.4.1.1.77.1.3|C||VL Slide-Coordinates Microscopic Image Storage
1.2.840.10008.5.1.4.1.1.77.1.4|C||VL Photographic Image Storage
1.2.840.10008.5.1.4.1.1.77.1.4.1|C||Video Photographic Image Storage
1.2.840.10008.5.1.4.1.1.77.1.5.1|C||Ophthalmic Photography 8 Bit Image Storage
1.2.840.10008.5.1.4.1.1.77.1.5.2|C||Ophthalmic Photography 16 Bit Image Storage
1.2.840.10008.5.1.4.1.1.77.1.5.3|C||Stereometric Relationship Storage
1.2.840.10008.5.1.4.1.1.77.1.5.4|C||Ophthalmic Tomography Image Storage
1.2.840.10008.5.1.4.1.1.77.1.5.5|C||Wide Field Ophthalmic Photography Stereographic Projection Image Storage
1.2.840.10008.5.1.4.1.1.77.1.5.6|C||Wide Field Ophthalmic Photography 3D Coordinates Image Storage
1.2.840.10008.5.1.4.1.1.77.1.5.7|C||Ophthalmic Optical Coherence Tomography En Face Image Storage
1.2.840.10008.5.1.4.1.1.77.1.5.8|C||Ophthalmic Optical Coherence Tomography B-scan Volume Analysis Storage
1.2.840.10008.5.1.4.1.1.77.1.6|C||VL Whole Slide Microscopy Image Storage
1.2.840.10008.5.1.4.1.1.77.1.7|C||Dermoscopic Photography Image Storage
1.2.840.10008.5.1.4.1.1.77.1.8|C||Confocal Microscopy Image Storage
1.2.840.10008.5.1.4.1.1.77.1.9|C||Confocal Microscopy Tiled Pyramidal Image Storage
1.2.840.10008.5.1.4.1.1.78.1|C||Lensometry Measurements Storage
1.2.840.10008.5.1.4.1.1.78.2|C||Autorefraction Measurements Storage
1.2.840.10008.5.1.4.1.1.78.3|C||Keratometry Measurements Storage
1.2.840.10008.5.1.4.1.1.78.4|C||Subjective Refraction Measurements Storage
1.2.840.10008.5.1.4.1.1.78.5|C||Visual Acuity Measurements Storage
1.2.840.10008.5.1.4.1.1.78.6|C||Spectacle Prescription Report Storage
1.2.840.10008.5.1.4.1.1.78.7|C||Ophthalmic Axial Measurements Storage
1.2.840.10008.5.1.4.1.1.78.8|C||Intraocular Lens Calculations Storage
1.2.840.10008.5.1.4.1.1.79.1|C||Macular Grid Thickness and Volume Report Storage
1.2.840.10008.5.1.4.1.1.80.1|C||Ophthalmic Visual Field Static Perimetry Measurements Storage
1.2.840.10008.5.1.4.1.1.81.1|C||Ophthalmic Thickness Map Storage
1.2.840.10008.5.1.4.1.1.82.1|C||Corneal Topography Map Storage
1.2.840.10008.5.1.4.1.1.88.1|C|R|Text SR Storage - Trial
1.2.840.10008.5.1.4.1.1.88.2|C|R|Audio SR Storage - Trial
1.2.840.10008.5.1.4.1.1.88.3|C|R|Detail SR Storage - Trial
1.2.840.10008.5.1.4.1.1.88.4|C|R|Comprehensive SR Storage - Trial
1.2.840.10008.5.1.4.1.1.88.11|C||Basic Text SR Storage
1.2.840.10008.5.1.4.1.1.88.22|C||Enhanced SR Storage
1.2.840.10008.5.1.4.1.1.88.33|C||Comprehensive SR Storage
1.2.840.10008.5.1.4.1.1.88.34|C||Comprehensive 3D SR Storage
1.2.840.10008.5.1.4.1.1.88.35|C||Extensible SR Storage
1.2.840.10008.5.1.4.1.1.88.40|C||Procedure Log Storage
1.2.840.10008.5.1.4.1.1.88.50|C||Mammography CAD SR Storage
1.2.840.10008.5.1.4.1.1.88.59|C||Key Object Selection Document Storage
1.2.840.10008.5.1.4.1.1.88.65|C||Chest CAD SR Storage
1.2.840.10008.5.1.4.1.1.88.67|C||X-Ray Radiation Dose SR Storage
1.2.840.10008.5.1.4.1.1.88.68|C||Radiopharmaceutical Radiation Dose SR Storage
1.2.840.10008.5.1.4.1.1.88.69|C||Colon CAD SR Storage
1.2.840.10008.5.1.4.1.1.88.70|C||Implantation Plan SR Storage
1.2.840.10008.5.1.4.1.1.88.71|C||Acquisition Context SR Storage
1.2.840.10008.5.1.4.1.1.88.72|C||Simplified Adult Echo SR Storage
1.2.840.10008.5.1.4.1.1.88.73|C||Patient Radiation Dose SR Storage
1.2.840.10008.5.1.4.1.1.88.74|C||Planned Imaging Agent Administration SR Storage
1.2.840.10008.5.1.4.1.1.88.75|C||Performed Imaging Agent Administration SR Storage
1.2.840.10008.5.1.4.1.1.88.76|C||Enhanced X-Ray Radiation Dose SR Storage
1.2.840.10008.5.1.4.1.1.88.77|C||Waveform Annotation SR Storage
1.2.840.10008.5.1.4.1.1.90.1|C||Content Assessment Results Storage
1.2.840.10008.5.1.4.1.1.91.1|C||Microscopy Bulk Simple Annotations Storage
1.2.840.10008.5.1.4.1.1.104.1|C||Encapsulated PDF Storage
1.2.840.10008.5.1.4.1.1.104.2|C||Encapsulated CDA Storage
1.2.840.10008.5.1.4.1.1.104.3|C||Encapsulated STL Storage
1.2.840.10008.5.1.4.1.1.104.4|C||Encapsulated OBJ Storage
1.2.840.10008.5.1.4.1.1.104.5|C||Encapsulated MTL Storage
1.2.840.10008.5.1.4.1.1.128|C||Positron Emission Tomography Image Storage
1.2.840.10008.5.1.4.1.1.128.1|C||Legacy Converted Enhanced PET Image Storage
1.2.840.10008.5.1.4.1.1.129|C|R|Standalone PET Curve Storage
1.2.840.10008.5.1.4.1.1.130|C||Enhanced PET Image Storage
1.2.840.10008.5.1.4.1.1.131|C||Basic Structured Display Storage
1.2.840.10008.5.1.4.1.1.200.1|C||CT Defined Procedure Protocol Storage
1.2.840.10008.5.1.4.1.1.200.2|C||CT Performed Procedure Protocol Storage
1.2.840.10008.5.1.4.1.1.200.3|C||Protocol Approval Storage
1.2.840.10008.5.1.4.1.1.200.4|C||Protocol Approval Information Model - FIND
1.2.840.10008.5.1.4.1.1.200.5|C||Protocol Approval Information Model - MOVE
1.2.840.10008.5.1.4.1.1.200.6|C||Protocol Approval Information Model - GET
1.2.840.10008.5.1.4.1.1.200.7|C||XA Defined Procedure Protocol Storage
1.2.840.10008.5.1.4.1.1.200.8|C||XA Performed Procedure Protocol Storage
1.2.840.10008.5.1.4.1.1.201.1|C||Inventory Storage
1.2.840.10008.5.1.4.1.1.201.2|C||Inventory - FIND
1.2.840.10008.5.1.4.1.1.201.3|C||Inventory - MOVE
1.2.840.10008.5.1.4.1.1.201.4|C||Inventory - GET
1.2.840.10008.5.1.4.1.1.201.5|C||Inventory Creation
1.2.840.10008.5.1.4.1.1.201.6|C||Repository Query
1.2.840.10008.5.1.4.1.1.201.1.1|I||Storage Management SOP Instance
1.2.840.10008.5.1.4.1.1.481.1|C||RT Image Storage
1.2.840.10008.5.1.4.1.1.481.2|C||RT Dose Storage
1.2.840.10008.5.1.4.1.1.481.3|C||RT Structure Set Storage
1.2.840.10008.5.1.4.1.1.481.4|C||RT Beams Treatment Record Storage
1.2.840.10008.5.1.4.1.1.481.5|C||RT Plan Storage
1.2.840.10008.5.1.4.1.1.481.6|C||RT Brachy Treatment Record Storage
1.2.840.10008.5.1.4.1.1.481.7|C||RT Treatment Summary Record Storage
1.2.840.10008.5.1.4.1.1.481.8|C||RT Ion Plan Storage
1.2.840.10008.5.1.4.1.1.481.9|C||RT Ion Beams Treatment Record Storage
1.2.840.10008.5.1.4.1.1.481.10|C||RT Physician Intent Storage
1.2.840.10008.5.1.4.1.1.481.11|C||RT Segment Annotation Storage
1.2.840.10008.5.1.4.1.1.481.12|C||RT Radiation Set Storage
1.2.840.10008.5.1.4.1.1.481.13|C||C-Arm Photon-Electron Radiation Storage
1.2.840.10008.5.1.4.1.1.481.14|C||Tomotherapeutic Radiation Storage
1.2.840.10008.5.1.4.1.1.481.15|C||Robotic-Arm Radiation Storage
1.2.840.10008.5.1.4.1.1.481.16|C||RT Radiation Record Set Storage
1.2.840.10008.5.1.4.1.1.481.17|C||RT Radiation Salvage Record Storage
1.2.840.10008.5.1.4.1.1.481.18|C||Tomotherapeutic Radiation Record Storage
1.2.840.10008.5.1.4.1.1.481.19|C||C-Arm Photon-Electron Radiation Record Storage
1.2.840.10008.5.1.4.1.1.481.20|C||Robotic Radiation Record Storage
1.2.840.10008.5.1.4.1.1.481.21|C||RT Radiation Set Delivery Instruction Storage
1.2.840.10008.5.1.4.1.1.481.22|C||RT Treatment Preparation Storage
1.2.840.10008.5.1.4.1.1.481.23|C||Enhanced RT Image Storage
1.2.840.10008.5.1.4.1.1.481.24|C||Enhanced Continuous RT Image Storage
1.2.840.10008.5.1.4.1.1.481.25|C||RT Patient Position Acquisition Instruction Storage
1.2.840.10008.5.1.4.1.1.501.1|C||DICOS CT Image Storage
1.2.840.10008.5.1.4.1.1.501.2.1|C||DICOS Digital X-Ray Image Storage - For Presentation
1.2.840.10008.5.1.4.1.1.501.2.2|C||DICOS Digital X-Ray Image Storage - For Processing
1.2.840.10008.5.1.4.1.1.501.3|C||DICOS Threat Detection Report Storage
1.2.840.10008.5.1.4.1.1.501.4|C||DICOS 2D AIT Storage
1.2.840.10008.5.1.4.1.1.501.5|C||DICOS 3D AIT Storage
1.2.840.10008.5.1.4.1.1.501.6|C||DICOS Quadrupole Resonance (QR) Storage
1.2.840.10008.5.1.4.1.1.601.1|C||Eddy Current Image Storage
1.2.840.10008.5.1.4.1.1.601.2|C||Eddy Current Multi-frame Image Storage
1.2.840.10008.5.1.4.1.2.1.1|C||Patient Root Query/Retrieve Information Model - FIND
1.2.840.10008.5.1.4.1.2.1.2|C||Patient Root Query/Retrieve Information Model - MOVE
1.2.840.10008.5.1.4.1.2.1.3|C||Patient Root Query/Retrieve Information Model - GET
1.2.840.10008.5.1.4.1.2.2.1|C||Study Root Query/Retrieve Information Model - FIND
1.2.840.10008.5.1.4.1.2.2.2|C||Study Root Query/Retrieve Information Model - MOVE
1.2.840.10008.5.1.4.1.2.2.3|C||Study Root Query/Retrieve Information Model - GET
1.2.840.10008.5.1.4.1.2.3.1|C|R|Patient/Study Only Query/Retrieve Information Model - FIND
1.2.840.10008.5.1.4.1.2.3.2|C|R|Patient/Study Only Query/Retrieve Information Model - MOVE
1.2.840.10008.5.1.4.1.2.3.3|C|R|Patient/Study Only Query/Retrieve Information Model - GET
1.2.840.10008.5.1.4.1.2.4.2|C||Composite Instance Root Retrieve - MOVE
1.2.840.10008.5.1.4.1.2.4.3|C||Composite Instance Root Retrieve - GET
1.2.840.10008.5.1.4.1.2.5.3|C||Composite Instance Retrieve Without Bulk Data - GET
1.2.840.10008.5.1.4.20.1|C||Defined Procedure Protocol Information Model - FIND
1.2.840.10008.5.1.4.20.2|C||Defined Procedure Protocol Information Model - MOVE
1.2.840.10008.5.1.4.20.3|C||Defined Procedure Protocol Information Model - GET
1.2.840.10008.5.1.4.31|C||Modality Worklist Information Model - FIND
1.2.840.10008.5.1.4.32|C|R|General Purpose Worklist Management Meta SOP Class
1.2.840.10008.5.1.4.32.1|C|R|General Purpose Worklist Information Model - FIND
1.2.840.10008.5.1.4.32.2|C|R|General Purpose Scheduled Procedure Step SOP Class
1.2.840.10008.5.1.4.32.3|C|R|General Purpose Performed Procedure Step SOP Class
1.2.840.10008.5.1.4.33|C||Instance Availability Notification SOP Class
1.2.840.10008.5.1.4.34.1|C|R|RT Beams Delivery Instruction Storage - Trial
1.2.840.10008.5.1.4.34.2|C|R|RT Conventional Machine Verification - Trial
1.2.840.10008.5.1.4.34.3|C|R|RT Ion Machine Verification - Trial
1.2.840.10008.5.1.4.34.4|O|R|Unified Worklist and Procedure Step Service Class - Trial
1.2.840.10008.5.1.4.34.4.1|C|R|Unified Procedure Step - Push SOP Class - Trial
1.2.840.10008.5.1.4.34.4.2|C|R|Unified Procedure Step - Watch SOP Class - Trial
1.2.840.10008.5.1.4.34.4.3|C|R|Unified Procedure Step - Pull SOP Class - Trial
1.2.840.10008.5.1.4.34.4.4|C|R|Unified Procedure Step - Event SOP Class - Trial
1.2.840.10008.5.1.4.34.5|I||UPS Global Subscription SOP Instance
1.2.840.10008.5.1.4.34.5.1|I||UPS Filtered Global Subscription SOP Instance
1.2.840.10008.5.1.4.34.6|O||Unified Worklist and Procedure Step Service Class
1.2.840.10008.5.1.4.34.6.1|C||Unified Procedure Step - Push SOP Class
1.2.840.10008.5.1.4.34.6.2|C||Unified Procedure Step - Watch SOP Class
1.2.840.10008.5.1.4.34.6.3|C||Unified Procedure Step - Pull SOP Class
1.2.840.10008.5.1.4.34.6.4|C||Unified Procedure Step - Event SOP Class
1.2.840.10008.5.1.4.34.6.5|C||Unified Procedure Step - Query SOP Class
1.2.840.10008.5.1.4.34.7|C||RT Beams Delivery Instruction Storage
1.2.840.10008.5.1.4.34.8|C||RT Conventional Machine Verification
1.2.840.10008.5.1.4.34.9|C||RT Ion Machine Verification
1.2.840.10008.5.1.4.34.10|C||RT Brachy Application Setup Delivery Instruction Storage
1.2.840.10008.5.1.4.37.1|C||General Relevant Patient Information Query
1.2.840.10008.5.1.4.37.2|C||Breast Imaging Relevant Patient Information Query
1.2.840.10008.5.1.4.37.3|C||Cardiac Relevant Patient Information Query
1.2.840.10008.5.1.4.38.1|C||Hanging Protocol Storage
1.2.840.10008.5.1.4.38.2|C||Hanging Protocol Information Model - FIND
1.2.840.10008.5.1.4.38.3|C||Hanging Protocol Information Model - MOVE
1.2.840.10008.5.1.4.38.4|C||Hanging Protocol Information Model - GET
1.2.840.10008.5.1.4.39.1|C||Color Palette Storage
1.2.840.10008.5.1.4.39.2|C||Color Palette Query/Retrieve Information Model - FIND
1.2.840.10008.5.1.4.39.3|C||Color Palette Query/Retrieve Information Model - MOVE
1.2.840.10008.5.1.4.39.4|C||Color Palette Query/Retrieve Information Model - GET
1.2.840.10008.5.1.4.41|C||Product Characteristics Query SOP Class
1.2.840.10008.5.1.4.42|C||Substance Approval Query SOP Class
1.2.840.10008.5.1.4.43.1|C||Generic Implant Template Storage
1.2.840.10008.5.1.4.43.2|C||Generic Implant Template Information Model - FIND
1.2.840.10008.5.1.4.43.3|C||Generic Implant Template Information Model - MOVE
1.2.840.10008.5.1.4.43.4|C||Generic Implant Template Information Model - GET
1.2.840.10008.5.1.4.44.1|C||Implant Assembly Template Storage
1.2.840.10008.5.1.4.44.2|C||Implant Assembly Template Information Model - FIND
1.2.840.10008.5.1.4.44.3|C||Implant Assembly Template Information Model - MOVE
1.2.840.10008.5.1.4.44.4|C||Implant Assembly Template Information Model - GET
1.2.840.10008.5.1.4.45.1|C||Implant Template Group Storage
1.2.840.10008.5.1.4.45.2|C||Implant Template Group Information Model - FIND
1.2.840.10008.5.1.4.45.3|C||Implant Template Group Information Model - MOVE
1.2.840.10008.5.1.4.45.4|C||Implant Template Group Information Model - GET
1.2.840.10008.7.1.1|O||Native DICOM Model
1.2.840.10008.7.1.2|O||Abstract Multi-Dimensional Image Model
1.2.840.10008.8.1.1|O||DICOM Content Mapping Resource
1.2.840.10008.10.1|C||Video Endoscopic Image Real-Time Communication
1.2.840.10008.10.2|C||Video Photographic Image Real-Time Communication
1.2.840.10008.10.3|C||Audio Waveform Real-Time Communication
1.2.840.10008.10.4|C||Rendition Selection Document Real-Time Communication
1.2.840.10008.15.0.3.1|O||dicomDeviceName
1.2.840.10008.15.0.3.2|O||dicomDescription
1.2.840.10008.15.0.3.3|O||dicomManufacturer
1.2.840.10008.15.0.3.4|O||dicomManufacturerModelName
1.2.840.10008.15.0.3.5|O||dicomSoftwareVersion
1.2.840.10008.15.0.3.6|O||dicomVendorData
1.2.840.10008.15.0.3.7|O||dicomAETitle
1.2.840.10008.15.0.3.8|O||dicomNetworkConnectionReference
1.2.840.10008.15.0.3.9|O||dicomApplicationCluster
1.2.840.10008.15.0.3.10|O||dicomAssociationInitiator
1.2.840.10008.15.0.3.11|O||dicomAssociationAcceptor
1.2.840.10008.15.0.3.12|O||dicomHostname
1.2.840.10008.15.0.3.13|O||dicomPort
1.2.840.10008.15.0.3.14|O||dicomSOPClass
1.2.840.10008.15.0.3.15|O||dicomTransferRole
1.2.840.10008.15.0.3.16|O||dicomTransferSyntax
1.2.840.10008.15.0.3.17|O||dicomPrimaryDeviceType
1.2.840.10008.15.0.3.18|O||dicomRelatedDeviceReference
1.2.840.10008.15.0.3.19|O||dicomPreferredCalledAETitle
1.2.840.10008.15.0.3.20|O||dicomTLSCyphersuite
1.2.840.10008.15.0.3.21|O||dicomAuthorizedNodeCertificateReference
1.2.840.10008.15.0.3.22|O||dicomThisNodeCertificateReference
1.2.840.10008.15.0.3.23|O||dicomInstalled
1.2.840.10008.15.0.3.24|O||dicomStationName
1.2.840.10008.15.0.3.25|O||dicomDeviceSerialNumber
1.2.840.10008.15.0.3.26|O||dicomInstitutionName
1.2.840.10008.15.0.3.27|O||dicomInstitutionAddress
1.2.840.10008.15.0.3.28|O||dicomInstitutionDepartmentName
1.2.840.10008.15.0.3.29|O||dicomIssuerOfPatientID
1.2.840.10008.15.0.3.30|O||dicomPreferredCallingAETitle
1.2.840.10008.15.0.3.31|O||dicomSupportedCharacterSet
1.2.840.10008.15.0.4.1|O||dicomConfigurationRoot
1.2.840.10008.15.0.4.2|O||dicomDevicesRoot
1.2.840.10008.15.0.4.3|O||dicomUniqueAETitlesRegistryRoot
1.2.840.10008.15.0.4.4|O||dicomDevice
1.2.840.10008.15.0.4.5|O||dicomNetworkAE
1.2.840.10008.15.0.4.6|O||dicomNetworkConnection
1.2.840.10008.15.0.4.7|O||dicomUniqueAETitle
1.2.840.10008.15.0.4.8|O||dicomTransferCapability
1.2.840.10008.15.1.1|O||Universal Coordinated Time
1.2.840.10008.1.4.1.1|F||Talairach Brain Atlas Frame of Reference
1.2.840.10008.1.4.1.2|F||SPM2 T1 Frame of Reference
1.2.840.10008.1.4.1.3|F||SPM2 T2 Frame of Reference
1.2.840.10008.1.4.1.4|F||SPM2 PD Frame of Reference
1.2.840.10008.1.4.1.5|F||SPM2 EPI Frame of Reference
1.2.840.10008.1.4.1.6|F||SPM2 FIL T1 Frame of Reference
1.2.840.10008.1.4.1.7|F||SPM2 PET Frame of Reference
1.2.840.10008.1.4.1.8|F||SPM2 TRANSM Frame of Reference
1.2.840.10008.1.4.1.9|F||SPM2 SPECT Frame of Reference
1.2.840.10008.1.4.1.10|F||SPM2 GRAY Frame of Reference
1.2.840.10008.1.4.1.11|F||SPM2 WHITE Frame of Reference
1.2.840.10008.1.4.1.12|F||SPM2 CSF Frame of Reference
1.2.840.10008.1.4.1.13|F||SPM2 BRAINMASK Frame of Reference
1.2.840.10008.1.4.1.14|F||SPM2 AVG305T1 Frame of Reference
1.2.840.10008.1.4.1.15|F||SPM2 AVG152T1 Frame of Reference
1.2.840.10008.1.4.1.16|F||SPM2 AVG152T2 Frame of Reference
1.2.840.10008.1.4.1.17|F||SPM2 AVG152PD Frame of Reference
1.2.840.10008.1.4.1.18|F||SPM2 SINGLESUBJT1 Frame of Reference
1.2.840.10008.1.4.2.1|F||ICBM 452 T1 Frame of Reference
1.2.840.10008.1.4.2.2|F||ICBM Single Subject MRI Frame of Reference
1.2.840.10008.1.4.3.1|F||IEC 61217 Fixed Coordinate System Frame of Reference
1.2.840.10008.1.4.3.2|F||Standard Robotic-Arm Coordinate System Frame of Reference
1.2.840.10008.1.4.3.3|F||IEC 61217 Table Top Coordinate System Frame of Reference
1.2.840.10008.1.4.4.1|F||SRI24 Frame of Reference
1.2.840.10008.1.4.5.1|F||Colin27 Frame of Reference
1.2.840.10008.1.4.6.1|F||LPBA40/AIR Frame of Reference
1.2.840.10008.1.4.6.2|F||LPBA40/FLIRT Frame of Reference
1.2.840.10008.1.4.6.3|F||LPBA40/SPM5 Frame of Reference
1.2.840.10008.1.2.4.110|T||JPEG XL Lossless
1.2.840.10008.1.2.4.111|T||JPEG XL JPEG Recompression
1.2.840.10008.1.2.4.112|T||JPEG XL
1.2.840.10008.1.2.8.1|T||Deflated Image Frame Compression
1.2.840.10008.5.1.4.1.1.66.7|C||Label Map Segmentation Storage
1.2.840.10008.5.1.4.1.1.66.8|C||Height Map Segmentation Storage
1.2.840.10008.5.1.4.1.1.9.100.1|C||Waveform Presentation State Storage
1.2.840.10008.5.1.4.1.1.9.100.2|C||Waveform Acquisition Presentation State Storage
`;
