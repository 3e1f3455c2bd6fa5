// Words of the closed list. None of them is also a name, a month, a place, an age or a sex: Long, Low, Neck, Page, Power, Foot, Hand,
// Max, Mass and Stone are names of people and stand here only where a number or another word makes clear what they mean.

const list = (text: string): readonly string[] => text.split('|').map((word) => word.trim());

/** What machines call their settings. A number follows, and perhaps a unit. Not A, F, M, H, S, W, Y, Nr, No, ID: they stand before ages, sexes and numbers of people. */
export const SETTINGS = list(
  'kV|kVp|mA|mAs|FOV|DFOV|TR|TE|TI|FA|FR|DR|Gn|G|Gain|C|P|Pwr|AO|AO%|Zoom|SL|Thk|SliceThk|Depth|Freq|Frq|SV|HR|Tilt|PRF|WF|AVG|Comp|Dyn|' +
    'DynR|DynRange|Sector|SectorWidth|Persist|Persistence|PRS|PST|PRC|XM|Rej|Reject|Edge|Enhance|Smooth|Map|Chroma|Steer|Filter|Focus|NEX|NSA|ETL|EPI|Sweep|DVA|SNR|' +
    'Res|Lines|LineDensity|FrameRate|FPS|SRIII|CRI|Xres|CFM|PWD|CWD|TDI|Exp|Exposure|Pitch|RotTime|Gantry|GantryTilt|Matrix|' +
    'DAP|CTDI|CTDIvol|DLP|RAO|LAO|CRAN|CAUD|SID|SOD|SDD|Dose|REX|Sens|SensVal|Scale|Baseline|Steps|TGC|LGC|Frames|Cine|Density|Contrast|Brightness|' +
    'Spin|Rotation|Thickness|Location|SliceLoc|Window|Level|Magnification|' +
    'Amp|Vel|Duty|AcqTime|Flip|FlipAngle|EchoNum|Echoes|Averages|Slice|Slices|SliceThickness|Spacing|XMIT|PROC',
);

/** The same, but also names of people, or letters that may be initials: only before a number with its unit. */
export const SETTINGS_WITH_UNIT = list(
  '2D|3D|Power|Speed|Gap|Angle|Base|Echo|Step|Grid|Rot|f|EE|CG|MB|CF|BW|PG|DF|EI|b',
);

/** Values of settings that are words. */
export const VALUES = list(
  'Low|Med|High|Off|On|Auto|Std|Max|Min|Normal|Soft|Sharp|Fast|Slow|Full|Lo|Mid|Hi|Gen|Pen|Res',
);

/** Modes, states and buttons. */
export const MODES = list(
  '2D|3D|4D|CFM|CPA|PWR|ECG|CINE|FREEZE|FROZEN|LIVE|H Gen|H Pen|H Res|HPen-HGen|HPen-HRes|RES-A|RES-G|RES-P|RES-L|GEN-A|GEN-M|PEN-A|PEN-M|PEN-L|General|Gen THI|Gen THI S|Res THI|Pen THI|' +
    'Harmonic|Harmonics|Tissue Harmonic|Harmonic Imaging|Tissue Doppler|Colour Doppler|Color Doppler|Power Doppler|PW Doppler|CW Doppler|Duplex|Triplex|B-Mode|M-Mode|BMode|MMode|B/M|' +
    'Elastography|Elasto|SonoCT|XRES|XRes Pro|CrossXBeam|MB On|MB Off|Biopsy|Sector|Trapezoid|Dual|Split|Quad|Full Screen|Frozen Image|Store in progress|Stored|Storing|Saved|Image stored|Print|' +
    'Caliper|Trace|Ellipse|Measure|Distance|Dist|Area|Volume|Calc|Annotate|Body Mark|Loop|Replay|Pause|Auto|Freeze|TIS|TIB|TIC|TI(S)|TI(B)|TI(C)|TIS:|MI:|Gain|Depth|Zoom|Off|' +
    'AXIAL|CORONAL|SAGITTAL|OBLIQUE|TRANSVERSE|LONGITUDINAL|Transversal|Sag|SAG|Trans|TRV|SCOUT|TOPOGRAM|LOCALIZER|LOCALISER|SCANOGRAM|STRESS|REST|STATIC|DYNAMIC|RAW|MIP|MPR|MinIP|VRT|SSD|' +
    'Non Contrast|Contrast|Post Contrast|Pre Contrast|Arterial|Venous|Portal Venous|Delayed|Inspiration|Expiration|T1|T2|T1W|T2W|FLAIR|STIR|DWI|ADC|SWI|TOF|TSE|FSE|GRE|EPI|SPGR|MPRAGE|Magnitude|Phase|' +
    'Not for diagnostic use|Not for diagnosis|For presentation|Lossy|Lossy compressed|Zoomed|Inverted|Magnified|Uncalibrated|Frontal|Lateral|Anterior|Posterior|Inferior|Proximal|Distal|Medial',
);

/** Presets, parts of the body and organs. */
export const BODY = list(
  'Adult Echo|Adult Cardiac|General Abdomen|Small Parts|Superficial|Vascular|Gen OB|Gen Abd|Gen Vasc|Musculoskeletal|MSK|MSCSKEL|MSK Gen|Obstetric|Obstetrics|Gynecology|Gynaecology|Epicardiac|Epicardial|Cardiology|Crd|Urology|Nerve|' +
    'Thyroid|Parathyroid|Parotid|Breast|Abdomen|Abdominal|Cardiac|Carotid|Pelvis|Pelvic|Renal|Chest|Thorax|Spine|Knee|Lumbar|Lumbar spine|Cervical spine|Thoracic spine|C-Spine|L-Spine|T-Spine|Skull|Cranium|Shoulder|Elbow|Wrist|' +
    'Hip|Hips|Ankle|Femur|Tibia|Fibula|Humerus|Radius|Ulna|Clavicle|Scapula|Sternum|Ribs|Sacrum|Coccyx|Mandible|Maxilla|Sinuses|Orbits|Thumb|Toes|Calcaneus|Patella|' +
    'Liver|Pancreas|Pancreas TR|Spleen|Kidney|Kidneys|Bladder|Gallbladder|Gall bladder|CBD|Aorta|Aortic arch|IVC|Portal vein|Hepatic vein|Hepatic veins|Hepatic artery|Renal artery|Renal vein|Celiac|SMA|SMV|Adrenal|Uterus|Ovary|Ovaries|Adnexa|' +
    'Cervix|Endometrium|Myometrium|Placenta|Fetus|Prostate|Testis|Testes|Testicle|Scrotum|Epididymis|Appendix|Stomach|Duodenum|Esophagus|Oesophagus|Rectum|Lungs|Pleura|Diaphragm|Mediastinum|Trachea|Larynx|Mitral valve|Aortic valve|' +
    'Tricuspid valve|Pulmonary valve|Left ventricle|Right ventricle|Left atrium|Right atrium|LVOT|RVOT|Apical|Subcostal|Parasternal|Suprasternal|PLAX|PSAX|A4C|A2C|A3C|A5C|Lymph node|Lymph nodes|Node|Nodule|Cyst|Lobe|Isthmus|Upper pole|Lower pole|Cortex|' +
    'Femoral|Popliteal|Brachial|Axilla|Axillary|Subclavian|Jugular|Saphenous|Iliac|Vertebral|CCA|ICA|ECA|CFA|SFA|CFV|SFV|GSV|Bulb|Tendon|Achilles|Muscle|Rotator cuff|Supraspinatus|Subscapularis|Infraspinatus|Biceps|Triceps|' +
    'Codo|Hombro|Tobillo|Genou|Coude|Epaule|Handgelenk|Schilddruese|Harnblase|Tiroide|Fegato|Milza|Higado|Tiroides|Prostata|Abdome',
);

/** Sides in words, before or after a part of the body. */
export const SIDES = list('L|R|LT|RT|Lt|Rt|LEFT|RIGHT|Left|Right|IZQ|DCHA|LINKS|RECHTS|GAUCHE|DROITE');

/** What is measured: a number and a unit follow. Gestational ages, dates and weights are not among it. */
export const MEASURES = list(
  'Dist|Distance|D1|D2|D3|D4|Length|Width|Depth|Diam|Diameter|Area|Circ|Circumference|Vol|Volume|Angle|Vel|Velocity|V1|V2|PSV|EDV|MDV|RI|PI|S/D|PG|Pk PG|Mn PG|Vmax|Vmean|VTI|Slope|PHT|DT|ET|AT|HR|Ratio|' +
    'BPD|HC|AC|FL|CRL|GS|YS|NT|OFD|HL|TCD|Cist Mag|CM|AFI|LVIDd|LVIDs|LVPWd|LVPWs|IVSd|IVSs|LVOT Diam|LA Diam|Ao Diam|Asc Ao Diam|Asc Ao Index|Ao Root|Ao Root Diam|Ao Sinus|RVIDd|EF|FS|ESV|SV|CO|TAPSE|MAPSE|' +
    'MV E|MV A|E/A|MV E/A|MV DT|AV Vmax|AV PG|TR Vmax|TR PG|MR Vmax|RA|LA|LVM|Ao|IMT|Mean|Min|SD|Std Dev|StdDev|Avg|ROI|HU',
);

/** Makers whose names nobody bears: not Philips, Siemens or Canon. */
export const MAKERS = list(
  'TOSHIBA|HITACHI|ALOKA|ESAOTE|SAMSUNG|MEDISON|MINDRAY|FUJIFILM|HOLOGIC|SONOSITE|SHIMADZU|CARESTREAM|ULTRASONIX|TERASON',
);
