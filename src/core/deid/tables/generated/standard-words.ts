// Words of DICOM PS3.3, PS3.6 and PS3.16 as carried by innolitics 2024b (MIT), pydicom 3.0.2 (MIT) and dicom3tools; (c) NEMA. Written by ../generate.mjs.
/** words of three letters and more, without accents, in small letters */
export const STANDARD_WORDS = `
aapm abd abdo abdomen abdomenpelvis abdominal abdominis abdominopelvic abducens abduction abductor aberdeen aberrated
abigar ability ablation abnormal abnormalities abnormality abnormally abondance aborigine abort aborted abortion
about above abrupt abscess absence absent absolute absorbed absorbing absorptiometry absorption abstract abtenauer
abuse abyssinian acanthioparietal accel accelerated acceleration accentuated acceptable acceptance accepted access
accessed accessible accession accessories accessory accident according account accreditation accumbens accumulated
accumulation accuracy acd ace aceh acepromazine acessorius acetabular acetabulum acetate acetic acetrizoate acetyl
acetylaspartate acetylaspartylglutamate ache achham achieve achieved achilles acid acidified acinar acoustic acq acqu
acquire acquired acquiring acquisition acquisitions acr acridine acriflavine acromioclavicular acromion across
acrylic act acting actinic action actionable activation active actively activities activity actual acuity acuson
acute adac adaev adamawa adapt adaptaur adaptive adc add added addended addendum adding addition additional address
addressed addresses adds adduction adductor aden adeno adenocarcinoma adenohypophysis adenoid adenoidal adenolipoma
adenoma adenomyoepithelioma adenopathy adenosine adenosis adhoc adiabatic adipose adjacent adjudicator adjunct
adjusted adjustment adjustments adjuvant admin administered administering administrating administration administrator
admission admissions admitted admitting adobergb adolescent adrenal adrenergic adult adults advance advanced
adventitia adventitial adverse advice aerobic aes afc afdl afdr affect affected affenpinscher afferent affine afghan
african africana africander africangnus africangus after afterloader afterloading afz against agar agatston age
agency agent agents agerolese agfa aggregated aggregation aggressive agn ago agonist agreement aic aided aidi aif ain
ainu air airedale aires airflow airway ait akbash akha akhal akinesia akinesis akita aksai ala alaeque alambadi
alanine alano alapaha alarm alaska alaskan alax albanian alberes albers albert albese albino albumin alcian alcohol
alcoholic aldehyde alentejana alentejo aleppo alert alerts alexander alfentanil algarvia algorithm algorithmic
algorithms aliab alias aliased align aligned aligning alignment alistana alive alizarin alkali alkaline all allergic
allergies allergy alliance allocated allocation allow allowed allows alloy almanzorena almost alone along alpha
alphachloralose alphadelta alphadolone alphaxalone alpine alps already also altai altay alter altered alternans
alternate alternative although altitude aluminium aluminum alur alveolar always ambient ambiguous amboim ambu
ambulatory amelanotic america american americas amerifaxcattle amicas amine aminoglycoside aminotransferase
ammendment ammonia amniocentesis amnioinfusion amnion amniotic amorphous amount amphetamine amplifier amplitude
amputation amrit amritmahal amygdala amygdaloid amyloid anadolu anal analgesic analog analyses analysis analytical
analyzed analyzer analyzers anastomosis anastrozole anatolian anatomic anatomical anatomically anatomy anc anchor
anchoring anconeus and andalusian andaluza andean androgen anechoic anesthesia anesthesiology anesthetic aneurysm
aneurysmal aneurysms ang angeln angina anginal angio angiocardiography angiogram angiographic angiography angiolipoma
angioma angiomatosis angioplasty angiosarcoma angioscopy angiotensin angle angles anglo angoni angora angular
angulation anguli angus ani aniline animal animals animation anion aniso anisotropy anjou ankina ankle ankole ann
annex annot annotated annotates annotation annotations annular annulus anode anomalous anomaly anon anonyma
anonymizer another ant antagonist antares antebrachii antecubital antegrade anterior anteriorly antero anterolateral
anteroseptal anthracene anthropomorphic anti antiarrhythmic antibiotic antibody antibradycardia anticholinergic
anticoagulant anticonvulsant antidiuretic antiemetic antifungal antigen antihelix antihemophilic antihistamine
antihypertensive antihypoglycemic antilipemic antilles antitachycardia antitragus antra anulus anus anxiety any aorta
aortic aortography aortopulmonary aosta apad apennine aperture apex aphakia aphakic api apical apnea apneic apocrine
app appaloosa apparatus apparent appear appearance appearing appendage appendiceal appendicular appendix appenzell
appenzeller appl apple appliance applicability applicable application applications applicator applicators applied
applies apply applying appointment apposition approach appropriate approval approvals approve approved approver
approving approximate aprn apso apulian aquarius aqueduct aqueous aquitaine araappaloosa arab arabi arabian aracena
arachnoid arado aragonesa aramid arapawa arbitrary arbuckle arc arcelin arch architectural architecture archive
arcott arcuate ardennais ardennes are area areas areola argb argentine argentino ariege ariegeois aries arithmetic
arm armant armorican arms around arouquesa arousal arousals arranged arrangements array arrays arrest arrhythmia
arrhythmic arrival arrive arrived arsenic arsi art arterial arteries arteriography arteriolosclerosis
arteriosclerosis arteriosclerotic arteriosum arteriosus arteriovenous artery artesian articular artifact artifacts
artifactual artificial artois ascending ascitic ascorbate ascorbic asd ashanti ashman asian asl asleep aspartate
aspect aspects aspen asphericity aspirate aspiration assembly asserter assertion assertions assess assessed
assessment assigned assigning assignment assigns assist assistant assisted assisting associated associates
association associations assurance assy astg asthenia asthma astigmatism astm astringent astrocytoma asturian asum
asymmetric asymmetry asymptomatic asymx asymy asynchronous asystole ata ataxia atc atd atebrin atelectasis ath
atherectomy atheroma atheromatous atherosclerotic atlantal atlanto atlantoaxial atlantooccipital atlas atomic atopic
atpadi atresia atrial atrioventricular atrium atrophy atropine atsm attach attached attachment attempt attempted
attending attenuated attenuation attenuator attenuators attest attn attntd attribute attributes atypical aubrac aucbn
audemer audio audiology audit auditory augment augmentation augmented aulie aunt auramine aure auricular auricularis
australian austrian authenticate authentication author authority authorization authorized authorizing auto
autocorrelation automated automatic automatically automation autonomic autonomous autorefraction autorefractor
autosequence auvergne auxiliary auxois availability available avelignese average averaged averages averaging avetonou
avf avg avilena avl avoidance avr awaiting awake awakening awassi aweil aws awsoft axes axial axilla axillaris
axillary axis axt ayrshire azaouak azaperone azawakh azerbaijan azimuthal azo azocarmine azophloxin azores azorubin
azteca azure azurine azurol azygoesophageal azygos azygous bac bachaur back background backrest backscatter bacon
bacterial bad baden badger baffle bag baggara bagot bahia bahima bailout bakosi bakwiri baladi baladicattle balance
balanced baldinger baldy balearic bali balikun balinese balkan balke balkhi ball balloon baltaret baltic baluchi
balwen bamaxiang bambara bambawa bambey bamei bami ban banat band bandwidth bangladesh banjara banker bantu banyo
baoule bapedi barb barbado barbados barbari barbary barbet barbiturate barcode bardigiano bargur bari baria barium
barka barometric barotse barra barrett barrosa barroso barzona basal base based baseline basenji bashi bashkir basic
basilar basilic basis basket baskets basque basset bassett basuto bat batak batanes batangas batard bath battery
bauer baum bavarian bavenda bay bayar bayesian bazadais bazett bazna bdus beaded beagle beam beams beamsplitter bear
bearded bearing bearnais beat beath beats beauceron beclere becquerel becquerels bedding bedlington beef beefmaker
been beer beetal before begin beginning behavior beijing being beiroa beja belarus belge belgian belgium belied
bellied belmont belonging belorus below belt belted beltsville benadir bengal bengali benign benralizumab bentheim
bentheimer benzo benzodiazepine bergamasca bergamasco berger bergschaf berkshire berlin bernard bernese bernoulli
bernthsen berrendas bertel beryllium bessel best bestuzhev beta betizuak between beulah bevacizumab beyond bhagnari
bhirum bhuj bhutia bias bibliographic bibrik bic biceps bichon bichons bicisate bicycle bidirectional biebrich
biellese bifascicular bifurcation bigeminy bilateral bile biliary bilinear bilirubin billing billy bimal bin binary
binh binning bins biochemistry biohazardous biomagnetic biomedical biometry biomicroscope biophysical biopsy bioptome
biosafety biparietal biped biplane bipolar biquad bird birefringence birman birth bis bisaro bismark bismuth bison
bisynchronous bit bite biteblock bitmap bits biventriculare bizanian bkb black blackbelly blackett blackhead
blackheaded blackmouth blacknosed blacksided bladder blalock blanc blanca blanco blank blanket blaukoepfiges bldsmpl
bleach bleeding blend blending bleomycin bleu blinatumomab blind blink blinks block blockage blocked blocker blocking
blocks bloedorn blond blonde blood bloodhound bloody bloom blue blueblood bluefaced blunted blur bmatrix bmd bmi bmk
boak boar board boarding bob bobtail bode bodmin body boer boerboel bold boli bolivian bolognese bolting bolus
boluses bombay bon bond bone bones bonsmara bony booroola booted boothby bootstrap bor boran bordeaux border
borderline borders boreray borg borghigiana borgou borneo bororo borzoi bos bosnian boston both bottle bottom bouin
boulonnais bound boundaries boundary bounded bounding bourbonnais bouscat bouvier bovinae bovine bovska bowtie box
boxer boxes boyd boykin bpd bpda bqml bra brabacon brabant bracco brachial brachialis brachii brachiocephalic
brachioradialis brachy brachytherapy bracke bradycardia braford bragado braganca brahma brahman brahmousin brahorn
brain brainstem bralers branch branching brand brandenburg brandlbracke brandrood brangus braque brasileiro braunes
braunvieh bravia bravon brazilian brazilin brca break breakout breast breasts breath breathing brecknock
brecommendation bred breech breed breeders bregma breitov brenner brentuximab brep bretagne bretegne breton breve
brevis brewerton briard bridge bright brightfield brightness brillenschaf brilliant brindle bring briquet british
brittany brn broad broden broholmer bromide bromine bronchial bronchioloalveolar bronchiologram bronchodilator
bronchogram bronchopulmonary bronchospasm bronchovascular bronchus broselow brother brought brown bruce bruising
brumby bruno bsa bsi buccal buccinator buckskin bud budyonny buffered built bulb bulbi bulboventricular bulgarian
bulk bull bulldog bulldogge bullet bullmastiff bunamiodyl bundle bundner buohai bupivacaine burden burgos burlina
burman burmese burned burning burns bursa burst bursts burwash buryat busa bushuev busyness but butabarbital butana
butanol butterfly butterworth buttock button butyrate bwp byelorussian bypass byte caballus cabannina cabano cabg
caceres cachena cachexia cad caffeine cage cahoon cai cairn caiua calabrian calascibetta calasparrena calcaneal
calcaneum calcaneus calcification calcifications calcified calcium calculate calculated calculation calculations
caldeano caldelana caldwell calendar calf calibrated calibration calibrator california californium callback called
callithrix callosum caloric calvana calyx cam camargue camarron cambodian camborough cambourgh cambridge camera
cameras camp campanian campbell campolina camtronics can canaan canada canadian canal canario canary canastra
canastrao canastrinho cancel canceled cancellation cancer canchim cane canik caninde canine canines canis cannabis
cannot cannula canon canthus cantonese cao cap capabilities capability capable capacity cape capillary capitao
capitis capra caprine capromab capsular capsule captain capture captures caput caracu carazebu carbamate carbapenem
carbol carbon carbonate carcinogen carcinoma carcinosarcoma card cardia cardiac cardigan cardiogenic cardiology
cardiomegaly cardiomyopathy cardiophrenic cardiopulmonary cardiorespiratory cardiosphere cardiothoracic cardiotonic
cardiovascular cardioversion cardresp care carestream carfentanil carina carinthian carlo carm carmine carminic
carmoisine carnae carneae carnoy carolina carotid carpathe carpathian carpi carpus carrier carries cartesian
carthusian cartilage cartilaginous cartridge carunchinho caruncho caruncle cas casanareno case casertana cashmere
caspian cassette cast casting castlemilk castro cat catahoula catalan catalana catalina catalog cataract catch
catching categorization category cath catheter catheterization catheters cattle cattlebreed catus caucasian caucasus
caudad caudal caudate caudo caudocranial caudodistal caudodorsal caudoventral cause caused causton cava caval
cavalier cavallino cavernosum cavia cavity cavopulmonary cavum cayuse cba cca ccd ccu cda cdca cdcm cdcr cddi cddo
cdvo cecum celestine celiac cell cells celsius celtiberica cemented center centered centerline centerpoint centimeter
central centralis centralizer centrally centre centric centrilobular centroid cephalad cephalic cephalosporin
cephalostat cerbat cereb cerebellar cerebellum cerebral cerebrospinal cerebrovascular certain certainty certificate
certification certified ceruloplasmin cervical cervicales cervicis cervico cervicothoracic cervix cesium cesky
cessation cestrum cetuximab cfr cfx chair chakouyi challenge challenges cham chamber chamberlain chamfer chamois
chamoisee chan chandigarh chang change changed changes changing channel channels channi chantilly chaos chaouia
chapar char chara character characteristic characteristics characters charbray charcoal charford charge charging
charles charmed charnequeria charolais charollais charollandais chart chartreux chase chassard chausse chd chebyshev
check checked checkerboard checks cheek cheju chemical chemotherapy chenghua chernigov chesapeake chesi chest
chestabdpelvis chester chestnut cheurfa cheviot chewing chi chiangus chianina chiasm chiasma chickasaw chicken chico
chien chiford chihuahua child children chilean chills chilote chimaine chin china chinampo chincoteague chinese chino
chinook chios chip chitkara chittagong chitty chloracetate chloral chloride chloriodized chloroacetate chloroform
chlorpromazine chnl cholesterol choline cholinergic cholistani chondroma chondrosarcoma chord chordae chordal chords
choriocapillaris choroid choroidal chosen chow chromate chromaticities chromaticity chrome chromic chromium
chromotrope chronic chronically chronotropic chryak chrysoidine chumbivilcas chumysh chunan churro cic cid cielab
ciexy cigarette cildir ciliary cine cinefluorography cingulum cinisara circ circadian circle circleofwillis circuit
circular circulating circulation circulatory circum circumference circumferential circumflex circumscribed cirit
cirneco cirrhosis cirsoid cisterna citation cited citrate citric ckd cks cla claim clammy clamshell class classes
classic classification classified claudication clavicle clavicular clawn clean clear clearance clearing cleavage
cleaves clemente clements cleveland clinical clinician clinoid clip clipping clitoris cln clock clockface close
closed closes closest closewool closure clot clothing cloud clouds clr club clumber clun cluster clustered clydesdale
cmab cmos cms coach coaching coagulant coagulation coalescent coarctation coarse coarseness coarsewool coast coat
coated coating cob cobalt cobb coburger cocaine coccygeal coccygeus coccyx cochineal cochlearis cocker cockett
cockroft code coded codes coding coefficient coefficients coeliacus coenzyme coercion coherence coil coiled coiling
coin coincidence col colcher cold coldblood colher colic collapse collar collated collateral collation collected
collection collects colli collie collimated collimation collimator collision collocation colloid colloidal colombian
colon colonial colonic colonography color colorado colorectal colored colorpoint colostomy colourpoint colpar
columbia column columns comapl combination combinations combine combined comeback comedocarcinoma comes comisana
command commanded commencing comment comments commercial commissioning commissure commitment committee common
communes communicate communicated communicating communication communications communis community compact compactness
comparative compared comparison comparisons compartment compensation compensator compensators complaint complete
completed completely completion complex complexes complexion complexity complicated complication complications
component composed composing composite compositing composition compositor compound comprehensive compressed
compression comprise comprised comprising computation computed computer computerized comtois con concatenation
concave concentration concentric concept conception concepts conceptual conceptually concern concha conclusion
conclusions concurrent condenser condition conditionality conditions conductance conducted conduction conduit cone
conepresent conference confidentiality configuration configurations configured confirmation confirmed confirms
confluence confocal conformal conformality conformance conformation conformity confuse congenital congestion
congestive congo conical conjunction conjunctiva conjunctival conjunctive connected connecting connection connective
connector connemara connor consciousness consent conservation considered consist consistency consistent consisting
consists const constant constants constituent constituents constitutes constrain constrained constraint constraints
constricted constriction constrictive constructed construction consult consultant consultation consulting consumable
consumption cont contact contain contained container containing contains content contents context contextual
contiguous continental continuation continue continuing continuity continuous continuously contour contouring
contours contra contraception contraceptives contracta contractility contraction contraindicated contraindication
contraindications contralateral contrast contributing contribution contributions control controlled controller
controlling controls conventional convergent conversion convert converted converter converting convex convey conveyed
conveying convolution convulsions cooker cool coon coonhound coopelso cooper coopworth coordinate coordinated
coordinates coordinating copied copies coplanar copper copy cor coracobrachialis coracoid cord cordis cordocentesis
core corgi coriphosphine cormo corn cornea corneal corner cornish cornwall coro corona coronal coronary
coronaryartery corporeal corpus corralero correct corrected correction corrections correlates correlation
corresponding corresponds corriedale corriente corsican corso cortex corticobulbar corticospinal cosentina cosine
costa costae costal costarum costeno costocervical costochondral coton cotswold couch cough coughed couinaud could
count counter counting country counts county coupled couplet coupling course cousin coventry cover coverage coverslip
cow cpap cpf cpm cpz cracker cradle cramp cranial craniales cranio craniofacial cranioproximal cranium crdre crdrn
crdrt cream crease create created creates creatine creating creatinine creation creator creole crescent crest crested
cresyl cretan crga crgc crgs crgt cribriform cricothyroideus criollo crioulo criteria critical crl croatian crocein
croix crop cropping crord crore crorn cross crossed crosshair crossing crosstable crown crpro crre crrn crrt crt
cruro crus crusher cruz cryoablation cryotherapy crystal crystalline csa cspine css cst csv ctdi ctdifreeair ctdivol
ctdiw cthd ctp ctspine ctv cuanzo cuban cube cubic cubital cuernos cuff cuino cukurova cul culposcopy culprit
cumulative cuniculus cup cuprem cur curative curcumin curettage curl curled curly curraleiro current currently cursor
curta curvature curve curved cushion cusp custodial custodian custom cut cutaneous cutaneus cutchi cutline cutoff
cutter cutting cuvak cwd cxrcad cyanine cyanocobalamin cyanol cyanosis cycle cyclopentolate cyl cylinder cylindrical
cylindroid cyprus cyst cystadenocarcinoma cystatin cysteinate cystic cystoscopy cytokine cytologic cytology cytotoxic
czech czechoslovakian dabieshan dac dachsbracke dachshund dachsund daera dagestan dahe dairy dajal dala dales
dalesbred dalland dalmatian dama damage damani damara damascus damietta damping damus danakil dandie dane danelius
dangi danish danube danubian dark darkfield dartmoor dashed dashing dashtiari data datamapping datamodel dataset date
dates datetime datong datum daughter daweizi day daya days dbi dca dcal dcdo dce dcfbc dcis dcmr dcmtk dcmuid dct
ddio ddl dds dea dead death debility debouillet decay deceased deceleration decibel decide deciduous decimal decimate
decimeter decision declare declaring decomposition decongestant deconvolution deconvolutn decorrelation decrease
decreased decreasing decubitus decy dedicated deep deerhound default defect defects deferens defibrillation
defibrillator define defined defines defining definite definition definity deflated deflection deformable deformation
deformations deformed deformity deg degeneration degree degrees dehydration deidentification dekalb del delaine delay
delayed delclos deleted deletion deliboz delimitation delimiter delimiters delineated deliver delivered deliveries
delivering delivery dell delphian delta deltoid deltoideus demand demarcated demographic demographics dengchuan
denominator dens dense densities densitometric densitometry density dental deogir deoni deoxygenation
deoxynucleotidyl departed department dependence dependent depending dependovirus deployed deployment depolarizing
deprecated depreotide depression depressor deprivation depth depths derbyshire derivation derivative derive derived
dermantsi dermatitis dermatology dermoscope dermoscopic dermoscopy des desaturation desc descendants descending
descent describe described describes describing description descriptions descriptive descriptor descriptors desert
desflurane design designator desired desmoid dest destination destinations destruction detach detachable detached
detail detailed details detect detected detection detections detector detectors determination determine determined
determines determining deterministic deuterium deutsche deutsches deviation deviations device devices devon dexa
dexamethasone dexter dextran dextrocardia dfn dfpm dfpt dgn dhanni dhs diabetes diabetic diacetyl diagnoses diagnosis
diagnostic diagonal diali dialog diameter diamond diani diaphanography diaphoretic diaphragm diaphragma diaphragmatic
diaphragmatis diastasis diastole diastolic diatrizoate diazepam dibromofluorescein dichloride dichroic dichromate
dicm dicom dicomdir dicos dictation did didinga died diencephalon dies diet dietary diethlyamide diethyl diethylamide
diethylenetriamine difference differences different differential differentiated differentiation differs difficult
difficulty diffuse diffusely diffusion diffusivity digastricus digestion digiscan digit digital digitales digiti
digitized digitizer digitizing digitorum digits digoxin dihydrotetrabenazine dilatation dilated dilation diluent
dilution dimeglumine dimension dimensional dimensionality dimensions dimer din ding dingo dinka dinmont diode
diopters dioxide diphenhydramine diprotrizoate dipyridamole direct directed direction directional directionality
directions directive directly directory disability disabled disagreement disapproval disapproved disc discarded
discharge discharged discharges discoid discoloration discomfort disconnected discontinuation discontinued
discordance disease diseased diseases dishty disintegration disk disks disodium disofenin disorder disorders
disoriented disp dispense dispersion displaced displacement display displayed disposed disposition disproportion
dissecting dissection disseminated dissimilarity dissociation distal distalphalanx distance distances distant
distilled distinct distinctly distorted distortion distraction distributed distribution distributions disturbance
diuretic div divergence diverticulum divg divide divided division divisor dizziness djakore djerma dki dleo dlo dlp
dls dlx dlyd dmo dms dnepropetrovsk dnieper doayo doberman dobrogea dobutamine doc doctor document documented
documenting documents dodd dodge does doesn dog dogo dogue dom domain domestic dominance dominant don done dongola
dongyang donnersberg donor door dop dopa doppler doran dorna dorper dorsal dorsales dorsalis dorset dorsi dorso
dorsocaudal dorsodistal dorsolateral dorsomedial dorsopalmar dorsoplantar dorsoproximal dorsorostral dorsum dortyol
dosage dose doses dosimeter dosimetric dosimetrist dosimetry dosing dot dotatate doubilet double doublet dower down
downgaze downsloping downward dpa dpl dpm dpr draft drakensberger draped drawings dre drents drentse drever drive
drivers drn drop droperidol drops droughtmaster drowsy drr drs drt drto dru drug drutm drw dry drysdale dsa dsi
dstate dti dtim dual duck duct ductal ductogram ductography ductus due duke dulmen dun dunker dunkerhound dunlap
duodenal duodenum duplex duplicate dupuy dura duration durations durazol during duroc dutch dvd dvh dwarf dwi dxmg
dxx dxy dxz dye dyn dynamic dynamics dyscrasia dysfunction dyskinesia dyskinesis dysplasia dyspnea dyssynchrony
dystrophic dyy dyz dzumalia dzz each ear eared earlier earliest early easi east eastern eating ecat eccentric
eccentricity ecg echo echocardiography echogenic echogenicity echotexture echovist echt eclampsia ecromeximab ecst
ect ectasia ectatic ectopic eczema edd edelschwein edema edge edited editing edotreotide edta educational eeg eem eff
effect effective effectiveness effects efferent effort effusion efw eggshell egyptian eighth either ejection ekg ela
elapsed elastic elasticity elastography elb elbow elderly elec elective electric electrical electrocardiogram
electrocardiographic electrocardiography electrode electrodes electroencephalogram electroencephalography electrogram
electromagnetic electromechanical electromyogram electromyography electron electrooculogram electrooculography
electrophysiology electroporation electroretinogram elegant eleia elem element elemental elements elevated elevation
eleventh eligibility eligible elite elizabethan elkhound ell ellestad elliottdale ellipse ellipsoid ellipsoidal
elliptic elm elongation elscint elsewhere emageon email embed embedding embolism embolization embolus embryonic
emergency emergent emg emission emissive emitter emitters emitting emmetropia emmetropic emphasis emphysema empirical
empted empty emptying emulation enable enabled enabling encap encapsulated encapsulation encephalomyelitis encephalon
enclosed enclosing encode encoded encodes encoding encrypted end ended enderby ending endo endobronchial endocardial
endocarditis endocav endocavitary endocrine endocrinology endoleak endometrial endometrium endorectal endoscope
endoscopic endoscopy endothelial endothelium endotracheal endovaginal endovascular endplate endsystole enema energy
enflurane engadine engineering english enhanced enhancement enhances enhancing enlarged enrichment enrollment ensures
enteral entered enterer entire entirely entities entity entlebucher entorhinal entrance entrapment entries entropy
entry envelope environment environmental enzc enzyme eog eosin epagneul ephedrine epi epicardial epicardium epid
epidermal epidermoid epididymis epidural epifluorescence epigastric epilepsy epileptic epileptiform epileptogenic
epinephrine epiploic epirus episode epithelial epithelium epitrochlear eponymous epoxy eps epss equal equalization
equation equidistant equipment equivalent equivocal equus era erase erased eraso erb erect erector ergometer erhulian
erie eriksen eriochrome eriskay erl erlunchun eroded error errors eruption erythema erythematosus erythrosin
erzgebirg esak escape esdbs esdnobs eskimo esophageal esophagus espanol espanoles essex est establish established
establishes esterase estimate estimated estimates estimating estimation estonian estrela estrogen estrogenic esur etc
ethanol ether ethics ethidium ethmoid ethnic ethyl ethylenediamine etiam etidronate etiology etna etomidate eui euler
eurasian eurasier euroline european europium eustachian evaluate evaluated evaluating evaluation evaluator evans eve
even event events ever every evidence evidencedocument evoked evolene evolution ewing exact exaggerated exametazime
examination examined examiner examining example examples exams exceeded exceeds excellent excess excessive exchange
exchanged excision excitation excl excluded excluding exclusion exclusive excretion excursion executed execution
exercise exerciser exertion exertional exif exist existence exit exm exmoor exogenous exotic expanded expander
expanding expansion expected experimental expert expertise expiration expired expiry explanation explantation
explicit exponent exponential export exposed exposure exposures expression extended extensible extension extensor
extent extents external externally externus extra extracardiac extracorporeal extracted extracting extraction
extrafoveal extraluminal extraocular extrapulmonary extrasystole extravasation extremadura extremely extremena
extremities extremity eye eyeball eyebrow eyelash eyelid eyes fabrianese fabrication face faced faceplate facet
facial faciales facialis facilitates facility fact factor factors faeroes failed failure failures falabella falcon
fallopian fallot fallypride false familial familiaris family fan fanb fannong farm fascia fasciae fascial fascicular
fasciculation fasciculus fast fasting fastpac fat fatal father fatigue fatty faults fauve fca fcf fcpa fcpv fcv fcz
fda fdg fdk feature features febrile feces federation feed feedback feeding feet feetfirst feist feline felis fell
fellata fellow felver female femoral femoralis femoris femur fenestration fengjing ferguson fermi ferrandais ferric
ferromagnetic ferrous fetal fetlock fetocide fetus fetuses feulgen fever ffd ffdl ffdr ffp ffs fhc fiber fiberoptic
fibers fibrate fibril fibrillation fibrils fibrinogen fibrinoid fibrinolysin fibro fibroadenolipoma fibroadenoma
fibroadenomatoid fibrocalcific fibrocystic fibroelastosis fibroglandular fibromatosis fibromuscular fibronodular
fibrosarcoma fibrosing fibrosis fibrosus fibrous fibula fibular fibularis fidelity fiducial fiducials field fifth
fighting figure fila file filename files fill filled filler filling fills film films filt filter filtered filtering
filters filtration final find finding findings fine finewool finger fingers finish finite finncattle finnhorse
finnish fino fio fir firing firm first fish fisk fissure fistula fit fitted fitting fitzpatrick five fixated fixation
fixative fixator fixed fixedweights fjall fjord flab flag flagellar flagging flags flail flandres flank flash flat
flatness flattening flb fleck fleisch fleischner fleischschaf flemish fletcher fleuve flexible flexion flexor flexure
flight flip flipping float floating flocculent floor florbetaben florbetapir flores florida flortaucipir flow flows
fltr fluanisone flubatine fluciclatide fluciclovine fluctuation fluence fluffy fluid flumazenil fluorescein
fluorescence fluorescent fluorethyltyrosin fluorexon fluoride fluorine fluoro fluorobenzothiazole fluorocholine
fluorodeoxyglucose fluorodopa fluoroestradiol fluoroetanidazole fluoroethylflumazenil fluoromethane
fluoromisonidazole fluoropropyl fluoroscopic fluoroscopy fluorotriopride fluorouracil flurpiridaz flush flushing
flutemetamol flutter flynn fma fmiso fmri fmx focal focus focused fogera foi fold folder folio follicle follow
followed following font fontan fontanel fonthill foo food foot footing for foramen force forced forceps forearm
forefetlock forefoot foreground forehead foreign forelimb forensic forepastern forest form formaldehyde formalin
format formation formats formatted former formerly forming formol forms formula fornix forrest fort forw forward
fossa fosses fouchet found foundation four fourier fourth fousek fouta fov fovea foveal fox foxhound fplp fpz fractal
fraction fractional fractionation fractions fracture frame frames framing framingham francais france frank frati
fredericia frederiksborg free freedom freehand freezing freiberg french frenulum freq frequencies frequency frequent
fresolimumab fridericia friedman friend fries friesian frijolillo frise friuli frog from front frontal frontalis
frontalsinus fronto froxfield frozen frs fta fuan fuchs fuchse fuchsin fuchsschaf fujian fulani fulfill full fumati
function functional functioning functions functool fundoscopy fundus funiculus fur furioso furo further furthermore
fused fusiform fusion future fuzhou fuzzy fwp gabou gacko gado gadobenate gadobutrol gadodiamide gadofosveset
gadolinium gadopentetate gadoterate gadoteridol gadoversetamide gadoxetate gain gait galactocele galactosyl galiceno
galician gallbladder gallium gallocyanine gallope galloway galvanic galway gambian gamma gammopathy ganglion ganong
gansu gantry ganz ganzhongnan ganzhou gaolao gaoundere gap garfagnina garganica garment garnet garrano garre garth
gas gasara gascogne gascon gascony gaseous gasping gastric gastro gastrocnemius gastroduodenal gastrointestinal gate
gated gatei gating gauge gault gaunling gaussian gavage gayal gaynor gaze gbc gbk gcct gcl gctt geary gehoernte geiis
gel gelbray gelbveih gelderland gems gen gene general generalized generally generate generated generating generation
generationmode generationmodes generator generic genetic genicular geniculate genie genioglossus genital genitalia
genitourinary genpet gentian gentile genu genus geographic geolocation geometric geometrical geometrically geometry
george georgian geriatric germain german germanium gest gestation gestational geud gfr ghana ghori ghost giacomini
giant gidda gidran giemsa gieson gingiva ginkgo gir girdle girgentana girolando girons given glan gland glands
glandular glans glare glass glaucoma glcm glembatumumab glen glenn glenoid glioblastoma global globulin globus
glomerular glossokinetic glossopharingeus glossopharyngeal glottis gloucester gls glucagon glucoheptonate glucose
glucuronidase glue gluing glutamate glutamic glutamine gluteal gluteus glycogen glycolysis gmelini gmellus gml gmm
gnhd goal goat gobra gol gold golden goldstein gole golpayegani gonad gonads goniolens good goomsur gorbatov gordon
gorlin goryn gotland gottingen governmental gps gpsdop gqb gqn gracilis grade graded gradient graft grafting gram
granadina grand grande grandfather grandmother grandy granular granuloma graph graphic graphical graphics grashey
grati graticule graue gravity gray grayscale great greater greatest greek green greenland gregn grey greyhound grid
grids griffon grip grips grisonne grisons gritstone groenendael groin gromark groningen groove gross ground group
grouped groups growth grunwald gss gtv guadarrama guadeloupe guadiana guang guangdong guangxi guanling guanzhong
guard guardian gudali guelma guernsey guid guidance guide guided guideline guidewire guiding guinea guizhou gujamavu
gujarati gulf gum gums guoxia gurktal gussing gute guttate gutter guzerando guzerat gvn gyn gynecologic gynecological
gynecology gynecomastia gypsy haas habenular habitual habitus hack hackney hadlock haflinger hafnium hai haigis
hailum hainan hair haired hairless hairs haiti half halfblood halhin hall hallikar hallingdal hallucis halo halogen
halothane hamartoma hamiltonstovare hamline hamming hampen hampline hamprace hampshire hamroc han hand handgrip
handler handles handling hanford hang hanging hanjiang hanning hanoverian hansel hansmann hanzhong harbin hard
hardcopy hardening hardi hardware hariana harlequin harnai harness harper harrier harris hart harton harvesting harz
has hasht hatton haustra havana havanese have hawaiian hays hazaragie hcat hcl hdr head headache header headfirst
headframe heading headings headneck headrest heads health healthcare healthy healy heart heat heated heater heating
heavy hebrew hebridean heel heideschaap heidschnucke height heihe heilongjiang heilongkaing held helical helios
helium helix hellenic hellman helly help hemangioma hemangiopericytoma hemangiosarcoma hematein hematocrit hematology
hematoma hematopoietic hematoxylin hemi hemifacial hemifield hemisphere hemispheric hemispherical hemodynamic
hemodynamics hemoglobin hemolymph hemoptysis hemorrhage hemostasis hemostatic henschen henschke heparin hepatic
hepatitis hepatobiliary hepatomegaly hequ herder herdwick here hereford hereland herens hermaphrodite herniated
heroin hertz hessen hetao heterogeneity heterogeneous heterogeneously hexacyanoferrate hexagonal hezuo hfdl hfdr hfl
hfp hfs hhcc hiatus hibcc hickey hierarchic hierarchical high higher highest highland highlighted highly highmi hijri
hilar hill hilum hindfetlock hindfoot hindlimb hindpastern hinis hino hinterwald hip hippocampal hippocampus hircus
hirtz hirzai his hispanic hissar hist histiocytoma histogram histologic histological histology histopathology
historical history hiv hoa hoc hodges hodgkin hoffer hoffman hog hohler hokkaido hold holder holders holding holgus
holladay holland holly holmblad holmium holmonger hologic holstein holsteincattle holsteiner holter homatropine home
homo homogeneity homogeneous honduras honeycomb hong hope horizontal hormel hormone horn horned hornlose horro horse
horses hospital hot hough hound hounsfield hour hours housing hovawart how however hpc hpgl hrbinecky hrf hsieh htcm
huai huang huazhong hubei hubert huchuan hucul huertana hughston hull human humerus humidity humor hungahyb hungairan
hungarian hungarofries hunter hunterian huskie hybrid hydrate hydration hydrochloride hydrocholoride hydrocortisone
hydroxide hydroxyapatite hydroxydopamine hydroxymethylglutaryl hyoid hyper hypercholesterolemia hyperechoic hyperemic
hyperintense hyperintensity hyperkinesis hyperkinetic hypermetropia hyperopia hyperplasia hypersensitivity
hypertension hypertensive hypertrophic hyperventilation hypo hypochondriac hypoechoic hypogastric hypoglossal
hypoglossus hypoglycemic hypointense hypointensity hypokinesis hypopharyngeal hypopharynx hypoplasia hypoplastic
hypotension hypotensive hypothenar hysterectomy iabp iak ias iauc iaucbn ibage iban iberian ibizan ibsi ibt ibw ica
icc iccs icd icdo icelandic icg icon icrp ict icv idataset ideal iden identical identifiable identification
identified identifier identifiers identifies identify identifying identity idexx idi idiopathic idioventricular idm
ids iec ietf igloo ignored ihedbt iia iib iii iiia iiib iiic iir ijssel ikm ilcr ile ileal ileocecal ileocolic
ileostomy ileum iliac ilio iliocostalis iliohypogastricus iliopsoas ilium ill illawarra illegible illumination
illuminator illustrated illustration illyrian ilm ilocos iloilo ilops ima imaal imag image imaged imager images
imagify imaginary imaging img iminodiacetate immediate immediately immersion immobile immunocompromised
immunodeficiency immunofluorescent immunohistochemistry immunology immunomodulator impaired impairment impedance
imperative imperial implant implantable implantation implants implementation import important imported importer
impression impressions improved improvement imps inactive inadequate inappropriate inbound inc inca incident incision
incisional incisor incisure incl include included includes including inclusion incompetence incomplete inconsistent
incoordination incorporated incorporates incorrect incorrectly increase increased increasing increment incremental
increments incubation ind independent indeterminate index indexed india indian indicated indicates indicating
indication indications indicator indices indicis indicus indifferent indigo indigotindisulfonate indirect indistinct
indium individual individually indo indocyanine indophenol induced inductance induction induration ineligible ines
inf infant infarct infarction infection infectious inferior inferioris inferolateral inferomedial inferoseptal
inferred infertility infiltrate infiltrating infiltration infiniteline infinitt infinity inflammation inflammatory
inflatable inflated inflation inflow info informant information informative informed infra infraalar infraclavicular
inframammary infraorbitalis infrared infrarenal infraspinatus infrasternal infrequent infusate infusion ingessana
ingredient inguinal inguinalis inhalation inhibited inhibitor inhomogeneous initial initiation initiator inject
injectate injection injections injector injury ink inkuku inl inlay inlet inline inner innermost innominate inobuta
inositol inotropic input inputs inra inroom insert inserted insertion insertional inside insoluble inspace inspection
inspiration installation installed instance instances instantaneous institution institutional institutionally
instruction instructions instrument instrumental instruments insufficiency insufficient insula insular insulin
insurance insuring int intact intake integer integral integrated integrating integration integrity intelerad
inteleviewer intelligence intended intensifier intensity intensive intent intents inter interacting interaction
interactions interatrial intercept interchange intercostal intercostales interdigitating interest interface
interference interfering interferometric interferometry interferon interiliac interlobar interlobular interlock
intermediate intermedius intermittent intern internal international internus interoperability interossei
interpectoral interpolated interpolation interpolator interpret interpretation interpreted interpreter interpsinales
interquartile interrupted intersection interspinales interstitial intertarsal intertragal interval intervals
intervention interventional interventions interventricular intervertebral intestinal intestine intima intimal into
intra intracardiac intracavitary intracoronary intracorpus intracranial intracutaneous intracystic intradermal
intraductal intraepithelial intragenus intraglandular intrahepatic intralobular intralumenary intraluminal
intramammary intramedullary intramural intramuscular intraocular intraoperative intraparotid intraperitoneal
intrapulmonary intrathecal intratumor intrauterine intravascular intravenous intraventricular introduced introitus
intubation intvl inu invalid invasion invasive inventoried inventory inverse inversion inverted investigated
investigational investigator invocation invoked involution involved involvement involving inward iod iodamide iodide
iodinated iodine iodipamide iodixanol iodized iodoalphionic iodobenzylguanidine iodocholesterol iodohippurate
iodomethamate iodophenyl iodophthalein iodopyracet iods iofetamine ioflupane iohexol iol iomud ion ionic ionizing
iopamidol iopanoic iophendylate iophenoxic iopromide iothalamate ioversol ioxaglate ioxilan ipl ipodate ipsilateral
iranian iraqi iridium irig iris irish iron irrad irradiated irradiating irradiation irregular irregularities
irreversible irrigation irritation isa isbt ischemia ischemic ischerwood ischiadicus ischium isherwood isi isis iskar
island islander iso isocenter isocentric isodense isodose isoechoic isoelectric isoflurane isointense isolated
isolation isorhythmic isotope isotropic isovelocity isovolumic israeli issue issuer isthmus istoben istrian italian
italiano italic itching item items iterations iterative itinerary itis itr its itself itv iuc iugr iupc iupp ivim
ivoct ivs ivus jabe jabugo jacchus jack jacob jagdterrier jalajala jamaica james jamthund janma janmahasatian janus
japanese jarmelista jaulan jaundice jaundiced java javan javanese jaw jawline jeanty jejunal jejunostomy jejunum
jellicut jem jenner jenubi jerdi jersey jersind jet jewelry jezerskosolcavska jhn jianchang jianli jiaoxi jiaxing
jiddu jielin jijjiga jilin jindo jinhong jinhua jining jinnan jinzhou job joint jonica joslin jotko jpeg judd judet
jugular julian junction junctional junqueira jura jurisdiction just justification jutland juvenile juxtaintestinal
juxtaposed kabarda kabota kabyle kachcha kachhi kaghani kai kajli kakhetian kalakheri kalmyk kaman kamdhino kameroen
kamori kandahari kandel kandhari kanem kangal kangaroo kangayam kaningan kankrej kaokoveld kappiliyan kapsiki
karabair karabakh karachai karakacan karakul karamajong karan karelian karelo kasabach katahdin katerini kathiawari
kaye kazakh kedah keep keeshond kelantan kele kelpie kemerovo kemp ken kenacid kenana kenkatha kennedy kennel kenran
kentucky kenya kep keratectomy keratoconus keratolytic keratometer keratometric keratometry keratomileusis
keratoscope keratosis keratotomy kerley kerma kernel kerry ketamine keteku kevlar key keyword keywords khamala
kharkov kherigarh khevsurian khillari kholmogory khorsan khuong khurasani kidney kiger kigezi kiko kilara kilis kill
kilovolt kinder kinds kinetdx kinetic king kinniya kirdi kirgiz kirhiz kisantu kisber kishu kiso kit kite kladruby
klee kleen knabstrup knee kneeling knob known kochi kolbroek kolubara komondor konari konink kooiker kooikerhondje
kooka koolie korat korean koronadal kostroma kovacs kpa krasky kravarsky kretz krishna krishnagari krolevets
kromfohrlander krskopolje krypton kscore ktrans kuchendorf kuchinoshima kui kula kumamoto kumauni kunekune kurdi
kurgan kuri kurtosis kurtz kurzbauer kushum kustanai kutta kuvasz kuznet kvp kwai kyi kyoga lab label labeled
labeling labels labia labii labium laboratory laboreiro labrador lacmoid lacombe laconie lacrimal lactam lactate
lactated lactating lactation lactational lactocele lacunar lad ladakhi laden laeken lafe lagrangian lagune laika
lakeland lakenvelder lamalese lambda lamina laminar laminated lamp lan landais lander landmark landmarks landolt
landrace landscape landschaf lang langhe language languedoc lans lansa lantang lao laoshan laparoscopy laperm lapin
lapine lapphund laquerriere large largest largo laringis laryngeal larynx lasek laser lasik last lat latae late later
lateral laterale lateralis laterality laterally laterals latero laterodorsoproximal lateromedial latest lati
latissimus latitude latuka latvian lauenstein launcher lavinia law lawrence layer layers layout lbbb lbm lbmjames
lbmjanma lbw lcx lcxdm ldl ldpr ldr lead leading leads leaf leaflet leak leakage lean leaping learning least leaves
lebanese lebedin lecd lecdo led ledo lee leen left leftmost leg legacy legs leicester leicoma leineschaf leiomyoma
leiomyosarcoma leiqiong leishman lemniscus len length lengths lens lenses lensometer lensometry lenticular leo
leonard leonberger leopard leping ler lero lertl lesion lesions less lesser lessoway letters leucofuchsin leucopus
leukemia leukemic lev levator levatores level levenberg levine levo levovist lewis lewitzer lflt lfp lfs lhasa liang
liaoning liberian libitum library libyan license licensing lichuan lid lidocaine lidofenin life ligament ligamentum
light lighting lights lijiang likar like likely lilienfeld lim lima limb limbic limbus limiana limit limited limiting
limits limon limousin limping limpurger lin linac lincoln lincomycin lindblom line linear linearity lineback liner
lines linezolid lingao linguae lingual linking liothyronine lip lipetsk lipid lipidic lipizzaner lipoadenoma lipoma
lipopolysaccharide liposarcoma liquid lissamine list listed lists lithotomy lithuanian litigation little liver
livestock living livny ljsselvee lkup llanero llanwenog lld lleyn llpv lma lmin lminm lmp lms loaghtan loashan lobar
lobe lobi lobular lobulated lobulations lobule local localization localized localizer localizing locally locate
located location locations locator lock lodox loenberger log loge logging logical login logout logs lohani lohi loinc
lokai lombok long longhair longhaired longhorn longissimus longitude longitudinal longlin longum longus longuss
longwool longyou lonk lookat lookup loop loops lop lopsided lordotic lorentzian lorenz lorquina loss losses lossy
lost lot lourdais low lowchen lower lowest lowland lowline lown lpa lph lpv lrntz lsau lsdi lsspine lubricant
lucanian lucency lucent lucerna luchuan lucie lugware luing lumbales lumbalis lumbar lumbo lumborum lumbosacral
lumbosacralis lumbricales lumen luminal luminance lump lumpectomy lunar lunbricales lundehund lundy lung lungcad
lungs lupus lupv lurcher lusitano lut lutai luten lutetium lutz luxi luxol luzein lvc lvot lvs lwh lympathic lymph
lymphadenopathy lymphatic lymphocytic lymphogram lymphoid lymphoma lysergic lysholm lysolecithin
lysophosphatidylcholine mab mac macau macedonian machine macro macrocalcifications macrolide macros macroscopic
macula macular madagascar madaripur made madonie madura mag magal magna magnesium magnet magnetic magnetization
magnification magnified magnify magnitude magnum magnus magyar mahal main maine maintain maintenance major majora
majorum majus makaweli make maker making malabsorption malachite malaguena malakan malamute malawi male malformation
malformations malignancy malignant malinois malleolar mallorquin mallory malnad malopolski maltese malvi mammary
mammo mammogram mammograms mammographic mammography mammoplasty mampati managed management managing managra manapari
mancha manchester mandalong mandatory mandi mandible mandibular mandibularis maneuver mangafodipir mangalarga
mangalista mangalitsa mangalitza mangalizta manganese maniculatus manifest manifold manipulated manipulation manipuri
manner manometer manor mantiqueira manu manual manually manubrium manufacture manufactured manufacturer manufacturing
manx manxamese map mapped mapping mappings maps marchador marchigiana maremma maremmana marfan margetuximab margin
marginal margins marianas marijuana marinhoa mark marked markedly marker markers marking maronesa marquardt marrow
marsh martinero martius marwari maryland maryuti mas masai mash mashen mashona mask masked masking masks mason mass
massage masseter massif mastectomy mastergilt masticatores mastiff mastoid mastopathy mat matakina match matches
matching mater material materials maternal mating matrices matrix matter mau maure mauritius max maxilla maxillaris
maxillary maximal maximum maximus may mayden mayer mayoasrg mazandarani mazury mcd mcfee mcn mcnab mcr mdc mddx mdns
mdr mdrd mds mdw mean meaning means measure measured measurement measurements measures measuring meat meatline meatus
mebrofenin mec mech mechanical mechanism mechanisms mecklenburg med medc medcom medcon medi media medial mediale
medialis medially median mediani medianus mediastinal mediastinum medical medication medications medicine mediface
medio mediolateral mediopalmarodistal medioplantarodistal medium medius medr medronate medullary medx meet meets
megabecquerel megaelectronvolt megavolt megezh meglumine megrel meishan meixin melanin melanoma melanomas meldola
mellitus member members membrane membranous membri memo memory mems men menggu meninges meniscus menopausal menopause
menstrual menstruation mental mentalis menufi meo merauke mercaptoacetyl mercaptoacetyltriglycine mercer merchant
mercuric mercury merens mergelland meridional merino merinolandschaf merkel mertolenga mertz merz mes mescaline
mesenteric mesentery mesh meslan mesocardia mesopic mesothelioma mesothelium mespiperone message messaoria messara
met meta metabolic metabolism metabolite metacarpal metacarpus metadata metaemotion metaiodobenzylguanidine metal
metanil metaplasia metastases metastasis metastatic metatarsal metatarsus meter metering meterset metersets methadone
methanol methionine methlyphenidate method methodology methods methohexital methoxyflurane methyl methylene
methylpentadecanoic methylphenidate methylprednisolone methylthiosemicarbazone methyltryptophan metohija metomidate
metric metrizamide metrizoate metronidazole meusse mev mewati mexican meyer mezen mezohegyes mezzalina mgi mgminml
mgpi mgy mhaswad mhw miami mibg mic michel micro microaggregated microarray microbiology microbubbles
microcalcifications microclip microcysts microdissection microdosimetric microglandular microinvasion microlobulated
micrometer micromole micronodule micropapillary microscope microscopic microscopy microspheres microwave mid
midazolam midbrain midcolic middle midlayer midline midlung midventricular might migration miguel mild mildly miliary
military milk milking miller millicurie milligrams milliliter millimeter millimoles milling millisecond millitesla
mils milv mime miml min minature minbei mineral mingrelian minhota miniature minimal minimi minimize minimum minimus
minipig minisib minnesota minor minora minorcan minus minusin minute minutes minzhu mip mirandesa mircroscope mird
mirdose mirgorod mirror mirroring misaki misc mishima missing missouri mist misuse mitral mixed mixture miyako mlc
mlcx mlcy mlem mlev mlg mlk mlm mlming mlminml mlml mlo mmhg mobile mobitz mod modalities modality mode model
modeling modelling models modenese moderate moderately modern modicana modifiable modification modifications modified
modifier modifiers modify modifying modular modulated modulation modulator modulators module modules modulus
modweights mogamulizumab moghani moi moiled molar mold molds mole molecular moles molybdenum moment monarch monchina
mondor mong mongalla mongolian monitor monitored monitoring mono monoblock monochromatic monochrome monoclonal
monoenergetic monomorphic monoplane monopole monoxide montafon montage montana montanara montbeliard montdale monte
month months montmorillon moore moorit mora morab morada moran morang morava moravian more morenas morgan morgue
moribund morochuco morphine morphologic morphological morphologically morphology morrison morrisons mortice morucha
mosaic moscow mosfet most mostly mother motility motion motn motor motorized mottled mouflon mount mountain mounted
mounting moura mouse mouth move moveable movement movements moxoto moyen moyle mozambique mpadio mph mpldio mpps mpr
mpwapwa mrdr mri mrs mrt msh msp mtc mtl mtt muban mucicarmine mucinous mucocutaneous mucosa mucous mudi mukota mul
mule mulefoot muller multi multicoil multiecho multifidii multifocal multilayer multiline multiparametric multiplanar
multiple multiplet multiplex multiplexed multiplication multiplicity multiplier multipoint multisegment multispectral
multiview munchkin munich munster munsterlander muong murakoz mural murboden murcian murciana murgese murghese murine
murle murmur murnau murray mus muscle muscles muscular musculi musculocutaneus musculoskeletal musculus
musculustriceps must mustang mustard mustela mutant mutton mva mvx mycotic mydriatic myelin myeloma myeloperoxidase
mylohyoideus myocardial myocarditis myocardium myoclonic myoclonus myofibroblastoma myogenic myokymia myokymic myopia
myotonic mytilene nachi nadbuzanska nadir nafl nafld nagori nagri nail nailing nakali nakayama nama name named names
namespace namib nanjing nanocolloidal nantais nanyang naphthalene naphthol narcotic narrative narrow narrowband
narrowing narym nasal nascet nash nasi nasion nasolabial nasopharyngeal nasopharynx nat national native natural
nature naughton nausea navajo navarro navicular navigation navigator nbd nbg ncdr nco ndagu ndc near nearline
nebelung neblett necessarily necessary neck neckchest neckchestabdomen neckchestabdpelv necrosis necrotic need needed
needle needles needs neelsen neer neg negative negatives negra nehb nei neighborhood neighbourhood neighbouring
neijiang nejdi nellore nelore nelson nema neo neoaortic neointima neointimal neonatal neoplasia neoplasm neoplastic
neopolitan nepalese nephrology nerve nervi nervous nervus nested nesting net network neu neuroectodermal
neuroendocrine neurofibroma neurofibromatosis neurohypophysis neuroimaging neurology neuromuscular neurophysiology
neuroradiologic neuroradiology neurosurgery neurosurgical neurovascular neutered neutral neutralize neutron
neutrophil never new newfoundland next nganda nghia ngldm ngtdm nguni nhieu nic nicip nickel nifedipine nifene
nigerian night nigra nigrosine nih nii niip nil nile nilo nilotic nimari nimrod ninetieth ninety ning ningxiang ninth
niobium nipple nitra nitrate nitrazine nitrogen nitroglycerin nitrous nivernais nizinny nkedi nkone nmb nnt nnusa
nodal node nodes nodular nodule nodules noir noise nolke noma nomarski nomenclature nominal non nonalcoholic
nonaugmented noncardiac noncerebral nonconforming noncontact nondepolarizing none nonidentifying nonimmersion
noninfiltrating nonionic nonius nonlinear nonparenchymal nonparoxysmal nonplanar nonprogressive nonspecific
nonsustained nonuniformity nooitgedacht noordhollander norbottenspets nordion nordland norfolk norgaard noric norland
norline normal normality normalization normalized normally normals norman normand normande normandie normanzu
normative noroeste north northeastern northern norvegicus norwegian norwich norwood nos nose not notch note noted
notes notification notspecified nottingham nova npi npo nrgy nsaid ntp nuba nubian nuchal nuclear nucleus nud nuer
nulling nulliparous num numaris number numbers numerator numeric numerical nuras nurbs nurse nursing nutrition
nutritional nyberg nyha nyoro nystagmoid nyumccg oam oberhasli oberland obesity obinituzimab obj object objective
objectives objects obliq oblique obliquus obs obscured observable observation observations observed observer
obstetric obstetrical obstetrics obstructed obstruction obstructive obtained obturator obturatorius obtuse
ocaratuzumab occipital occipitofrontalis occlusal occlusion occult occupancy occupation occupational occurred
occurrence occurrences occurring occurs ocicat ocs oct ocular oculi oculomotor oculomotorius oecf oesophageal ofd off
offending office offis offline offset offsets often ohmini oic oid oil oils oiq old olde oldenborg oldenburg oled
oleic olfactory oligemia olinda oliventina olsen omental omentum omission omitted oncologic oncology one ongoing
ongole online only onset ood oog ooi oozing opacities opacity opaque open opening openings opens operating operation
operational operations operative operator operators ophtalmicus ophthalmic ophthalmology ophthalmoscope
ophthalmoscopy opiate opl opm opponens opposite opt optbsv optenf optic optical opticus optima optimization optimized
option optional optionally options optison optometry optotype opv oral orange orbicularis orbit orbital orbitalis
orbito orbitoparietal orcein orchid ord order ordered ordering ore oregon orehla orejinegro organ organism
organization organizational organizations organized oriental orientation oriented orifice origin original originality
originally originating originator oris orkney orlov orn orobica oronary oropa oropharyngeal oropharynx orthogonal
orthopedic orthopedics orthostatic oryctolagus osaka osborne oscillating osem osld osmium osmolality osmolarity
osmosis osp ossabaw osseous ossification ossimi osteosarcoma ostium other otorhinolaryngology otp otter ottonello
ouessant ouest oulmes out outaouais outer outflow outlets outline outlined outpatient output outside outward oval
ovale ovalis ovambo ovarian ovary ovcar ovcharka over overall overbed overdose overflow overlap overlapping overlaps
overlay overlays overridden override overrides overriding oversampling overview ovfl ovine ovis ovoid ovr ovtcharka
ovulation owczarek owl own owner oxford oxide oxidronate oximetry oxygen oxygenation oxyquinoline oxytocic pabna pacd
pace paced pacemaker pacemakers pacer pacific pacing package packing pacs pad padded padding paddle padio page paget
pagliarola pain painful paint paintings pair paired pairs pajuna palatal palate palatina palatine palatoglossal pale
palette palladium palliative pallidus pallor palm palmar palmares palmaris palmarodistal palmarolateral palmaromedial
palmaroproximal palmera palmitate palo palomino palouse palpated palpation palpitations pam pamo pamphlet pan panah
panama pancreas pancreatic pancreaticoduodenal pancreaticosplenic pancuronium panitumumab panje pankota panoramic
pantaneiro pantelleria pap papaverine paper paphos papillary papilloma papillomas papillomatosis papillon papr
papyrus para paracervical paraesophageal paraffin paraformaldehyde parallel parallelepiped paralysis paralytic
paramammary parameter parameterized parameters parametrial parametric paranasal paraproteinemia pararectal
parasagittal paraspinal parasternal parasystole parathyroid paratracheal paravaginal paravesicular parenchyma
parenchymal parent parenteral paresthesia parietal parieto parietoacanthial park parkinson parm parmense parotid
paroxsysmal paroxysmal parqui pars part parthenais parti partial partially participant participation particle
particles particular particulate parts party parungao pas paso pass passed passes passive passthru past pastern
pasture patella patellar patency patent paternal path pathlex pathologic pathologies pathology paths pathway pati
patibarcina patient patients patnt patrijshond patterdale pattern patterns paulista pause pawlow pci pcn pcnt pda
pddl pdf pdr peacock peak pearson peau pechora pectineus pectoral pectoralis pectoris pediatric pedicle pedis
peduncle pedunculated pee peeling peer peg pegdinetanib pei pekingese pelibuey pellet pellucidi pellucidum pelon
peloponnesus pelvic pelvis pembroke pen penbuk pendetide peneia penetration penicillin penile penis penner penshire
pentaacetic pentetate pentetreotide pentobarbital people pepper pequeno per perceived percent percentage percentile
perception percheron percutaneous perdigueiro perdiguero perendale perfluorocarbon perforating perforator perforators
performance performed performer performers performing perfusion peri periangan pericardial pericardiophrenic
pericarditis pericardium perigastric perijanero perilesional perimeter perimetry perineal perineum period periodic
periods perioperative perioral peripancreatic peripapillary peripheral peritioneum peritoneal peritoneum perivascular
permanent permethrin perna peromyscus peroneal peroneus peroxidase perpendicular persian persistence persistent
person personal personnel perspective pertaining pertechnetate pertinent peruvian pester pet petd petiso petit petite
pfdl pfdr pff pfp pge phakic phalanx phantom pharaoh pharmaceutical pharmacologic pharmacological pharyngeal
pharyngotympanic pharynx phase phased phases phencyclidine phentolamine phenylephrine phenylpropan philippine philips
philtrum phlebosclerosis phloxin phoenix phonation phone phonocardiogram phonocardiographic phosphatase phosphate
phosphor phosphorus phosphotungstic photo photoacoustic photodriving photodynamic photogrammetric photographic
photography photometric photomicrography photomyogenic photon photoparadoxysmal photopic photoreceptors
photorefractive phototimer phrenic phrenicus phy phyllodes physical physician physicist physics physio physiologic
physiological physiology physiotherapy phytate pia piau pic picard picardie picric pictures pie piece pieces pied
pierquin pierre pietrain piezocomposite piflufolastat pig piggham piggyback pigmentation pils pin pinatuzumab pindos
pine pineal pineywoods pinh pinhole pink pinna pinning pinscher pintabian pinto pinzgau pinzgauer pinzgua pinzhou
pinzirita pipe pipeline pipelines piquira pirapetinga pirie piriform piriformis pisa pisana pit pitangueiras pitch
pitman pitt pittsburgh pituitary pixel pixelated pixels pixie pixl pla place placed placement placenta placental
placer placing plain plaines plan planar plane planes planimetry planina planned planning plans plantae plantar
plantares plantaris plantarodistal plantarolateral plantaromedial plantaroproximal plantodorsal plaque plasma
plasmacytoma plastic plate plateau platinum platysma plax playback pldio pleomorphic pleonemia pleura pleural pleven
plexus pll pllo plmo plott plotter plpr plus plv pmod pmot pmtf pmx pname pneumomediastinum pneumothorax pnt pnx pod
podengo podhalandski podolian point pointer pointers pointes pointing points poiseuille poitevin poitou poland polar
polarimeter polarity polarization polarized polarizing polatuzumab pole polesian police policy poliovirus polish poll
polled pollicis polo polski poltava polwarth poly polycycloidal polygon polygonal polygons polyline polylines polymer
polymorphic polynomial polyp polypay polysomnography polyurethane polyvinylpyrrolidone pomeranian pon ponceau pont
pontamine pontremolese ponwar pony poodle pool poor poorly popcorn popliteal popliteus population porcelaine
porcellus porcine port portable portacath portal portfilm portion portland porto portosystemic portrait portuguese
pos posavina position positioned positioner positioning positions positive positives positron possible possibly post
postartificial postauricular postaxial postbiopsy postductal posterior postero posteroanterior posterobasal
posterolateral posteromedial postfire postinterpret postmarker postoperative postprandial postprocedural
postprocedure postprocessing postsurgical posttreatment posture postvesicular pot potassium potential potentially
pottok pouch povidone power powerline poz ppas ppg ppm ppn pqc practitioner prairie pramenka prc prcs prdi pre
preamplifier preauricular preaxial prececal precedence precession precision preclinical precordial predecessor
predicted prediction predictor prednisone preductal prefemoral preference preferences preferred prefire preformed
pregnancy pregnant preinfarction prelaryngeal preliminary prem premature premier premolar preoperative preparation
prepare prepericardial prepped prepuce presa prescribe prescribed prescription prescriptions presence present
presentation presented presenting presents preserve preserved press pressa pressed pressure prestice presymphysial
preta pretracheal pretreatment prevascular prevented preventive prevertebral prevesicular previous previously
prewakwa priangan prick prilocaine primarily primary prime primitive primitives principal print printer printing
prinzmetal priob prior priority priors prisheksninsk prism private prk probabilistic probability probably probe
problem problems procedural procedure procedures proceed proceeding proceeds process processed processing procion
produce produced producer product production prof professional profile profunda profundus profusion progesterone
program programmable programmed progress progression progressive proj projection projections prokinetic prolapse
proleptic proliferation proliferative prominence promontory prompts pronation pronator prone prong pronounced prop
propagation propcnts propcps proper properly properties property prophylactic prophylaxis propofol proportional
proposed propranolol proprii propyliodone prospective prostaglandin prostate prostatectomy prostatic prostatitis
prosthesis prosthetic protamine protargol protease protection protocol protocols proton proven provencale provide
provided provider provides provision prox proximal proximity proximo prussian psax pseudo pseudoaneurysm
pseudoangiomatous pseudocontinuous pseudohermaphrodite pseudophakia pseudoplaque pseudotumor psma psn psoriasis
psychiatry psychology ptca pten pterygoideus ptis pto ptp ptr ptsm ptv ptx pub pubchem pubis public publication
puborectalis pudelpointer pudendum pudendus puerto pug puglia pul pulawy puli pull pullback pulm pulmonary pulmonic
pulmonology pulsatility pulsation pulse pulsed pulser pulses pumi pump punctate punganur pupil pupillary pupillograph
purebred purified purkinje purple purpose purposes putamen putian putorius pvalues pvc pvcs pvdf pygmy pygora pyloric
pyramid pyramidal pyrenean pyrenee pyrenees pyridoxyl pyriform pyronin pyronine pyrophosphate pyruvaldehyde pyruvic
qin qinchuan qingping qon qrs qtc qtu quad quadrant quadrantectomy quadratic quadrature quadratus quadriceps
quadruped qualification qualifier qualifiers qualitative quality quantification quantified quantify quantitation
quantitative quantities quantitification quantity quarab quarter quartile quasah quasiperiodic query quest
questionable queue quinacrine quinidine quinolone quotation quoted raa raad rabbit rabo race racemose racial rack
racka racking racks raclopride rad radelement radial radialis radian radiata radiation radiations radical radices
radio radioactive radiobiologic radiobiological radiofluoroscopic radiofluoroscopy radiofrequency radiograph
radiographer radiographic radiography radioisotope radiologic radiology radiolucent radionuclide radiopaque
radiopharmaceutical radiopharmaceuticals radiotherapeutic radiotherapy radium radius radiusulna radl radlex radnor
radon rads rafer rafert ragamuffin ragdoll rahvan raised raloxifene rambouillet ramgarhi ramla ramo ramp ramus ran
rana randall randoms range rangeline ranger ranges ranging ranibizumab rank ranking rano rao rapid rare ras rasa rash
rastelli raster rastreador rat rate rath rather rathi ratien rating ratio rational rationale ratios rattus raw ray
raynaud rays razor rca rcbf rcbv rcd rcs rct rdd rdsr reach reaction read readable reader readiness reading ready
reagent real realignment realtime rear reason reasons rebreathing recalculated recall receive receiver receiving
recent receptor recess recipients reciprocating recist recognition recognizable recommendation recommendations
recommended recon reconstruct reconstructable reconstructed reconstruction reconstructions record recorded recorder
recording records recovery rect rectal rectangle rectangular rectification rectifier rectilinear rectouterine rectum
rectus recumbent recurrence recurrent recut recutting red redbone redfree redgreensplit redistribution reduce
reductase reduction reentrant ref refer reference referenced references referencing referred referring refers
reflectance reflected reflection reflector reformat reformatting refraction refractive refractory refused reg regards
reggiana regime region regional regions registered registrar registration registry regnal regression regular
regularity regulation regulatory regurgitant regurgitation regus rehabilitation reid reimbursement reinjection
rejected rejecting rejection rel rela relate related relating relation relational relationship relationships relative
relatives relaxant relaxation relaxivity release relevant reliability religious rem remaining remains remifentanil
remission remodeling remote removal removed rempen renal rendena render rendered rendering renders rendition renitelo
reordered reordering reoriented repaint repair repartida repeat repeated repeating repetition repetitive replaced
replacement replicate repolarization report reported reporting reports repositioned repositioning repository
represent representation representations representative represented representing represents reprojection request
requested requester requesting required requirement requirements requires resampled resampling resava rescale
rescanning rescheduled rescheduling research reserve residence resident residual resin resistance resistivity
resistors resolution resolved resonance resonant resource resources resp respect respir respiration respiratory
responded response responsibility responsible rest restenotic resting restless restoration restraint restrict
restricted restrictive result resulting results resume resurfacing retain retention retest retesting reticle
reticular reticulonodular retina retinal retinopathy retinta retired retracted retraction retrieval retrieve
retriever retro retrocecal retrograde retroillumination retromolar retroperitoneal retroperitoneum retropharyngeal
retropyloric retrospective retrospectively retrotracheal return returned reuse reused rev reversal reverse reversed
reversible review reviewer revised revolution rex rfc rfid rfp rfs rgb rgba rgbalut rhabdomyosarcoma rhaetian
rheinberg rhenium rhese rheumatic rheumatology rhine rhineland rho rhodamine rhodesian rhodium rhoenschaf rhomboideus
rhythm rhythmic rib rican rich richardson rideau ridge ridgeback riding riesz right rightmost rigid rijnlam rima ring
ringer rio riopardenze ripemd ris rise risk risorius rituximab rld rlo rlpv rms rnc rnfl roa roan robert robertson
robinson robot robotic robust rock rocky rod rodopi roi rojhan role roledumab roles roll rolled rolling romagnola
romanian romanov romanowsky rombo romedale rommrgb romnelet romney romosinuano rongchang roof room roosevelt root
rosacea rose rosen rosenberg rosolic rostov rostral rostrocaudal rostrodorsal rostroventral rot rota rotary rotating
rotation rotational rotations rotator rottal rottweiler rouge rough round rounded route routine routing rove row rows
roya royal rpa rpe rplgd rri rrid rsupraclavicular rtcd rtcdo rtd rtdo rtdose rtdvh rtimage rtlel rtp rtplan rtr
rtrecord rtro rtstruct rtv rtvo rubidium ruler rules rump run runge running runs rupture ruptured rupv russel russell
russian russo rustaqi rustic ruthenium rutherford rvot rwave rwv rwvm rxnorm rya ryeland rygja saanen sabbagha sable
sabre sabueso sabuesos sac saccade saccular sacral sacrales sacralis sacro sacrococcygeal sacroiliac sacrum sad
saddle saddleback saddlebred safe safety saffron safranin sagittal sahel sahford sahiwal saidi saint saintongeois
sakhalin salerno salers saliency saline salivary salorn salt saluki salvage sam samarium same samoyed sample samples
sampling san sanabresa sandalwood sandan sandy sanfratello sanga sanhe sanjiang sano santa santandereano saph
saphenofemoral saphenopopliteal saphenous saphenus sapiens sar sarabi sarcoma sarcosine sarda sardinian sardo sarny
sarplaninac sartorius sarvar satellites satisfy saturation satzeling saved saving savinja sawtooth sax sayaguesa
scale scalene scalenous scalenus scales scaling scalp scan scandium scanned scanner scanners scanning scans scaphoid
scapula scapulae scapular scar scarlet scarred scat scatter scattered scatterer scene schapendoes scheduled scheduler
scheimpflug scheme schemes schiff schiller schipperke schleswig schnauzer schonberg schoonebeker schuller schwartz
schwarzwalder schwerfurt schwyz scintillator sclera scleral sclerosing sclerosis sclerotic scm scoord scope score
scoring scotia scotopic scottish scout scp scpecg scraping screen screening screens screw scrofa scroll scrolling
scrotal scrotum scrub sddn sdhn sdi sds sdvn sea sealyham seam seat sebaceous sec second secondary seconds secreting
secretory section sectional sectioning sections sector secure security sedated sedation sedative see seed seeds seen
seferihisar seg segami segment segmental segmentation segmentations segmentectomy segmented segmenting segments
seizure select selected selection selective selector selenium selenomethionine selenomethionione self selkirk sella
selle semantics semi semiautomatic semimembranosus seminal semiprone semirechensk semispinalis semitendinosus
senarmont send sending senegus senepol sengologa senne senning seno sensation sense sensing sensitivity sensor
sensors sent sentinel sepa separate separately separation sepp sepsis sept septal septi septum sequence sequenced
sequences sequencing sequential sequestrant serere serial serie series seroma serous serpentina serpentine serra
serrana serratus sers serum server service sesamoid seshaga sessile session sessions sestamibi set sets settegast
setter setting settings settling setup setups seventh several severe severely severity sevoflurane sewing sex sfr sha
shade shading shadow shadowing shaft shagya shahutou shakhansurri shaking shall shallow shan shanghai shanxi shape
shaped shapes shaping shar sharabi share shared sharp sharply sharpness shaving shcolpar shear sheath sheep sheepdog
sheepdogs sheet sheko shell shelter shendi shengxian shenxian shepard shepherd shetland shiba shield shielding
shields shift shifter shifters shih shilluk shiloh shin shininess shinozuka shire shkodra shld shock shoot short
shortening shorthair shorthaired shorthorn shorthorned shot should shoulder show showing shropshire shstpar shunt
shutter shutters shuwa shzoom siamese siberian sibling siboney sicilian sick sid side sided sides siemens siena
sienet sienetisapla sig sigma sigmodon sigmoid sign signal signals signature signatures signed signer signet
significance significant signs silent silesian silhouette silicon silicone silky silver simbrah similar simmental
simple simplified simplifies simply simpson simulated simulation simulator simulators simultaneous simultaneously
sinc since sinclair sindhi singapura single singles singleton singular sinhala sini sino sinoatrial sinotubular sinus
sinuses siphon siri sirius siska sistani sister sita site sites sitting situ situation sixth size sizes skeletal skew
skewness skin skip skudde skull sky skye skyros slab slabs slavonian sleep slew slice slicerate slices slide sliding
slim slip slit slnt sloop slope slot slots sloughi slovak slovakian slovenian slovhyb slow sma small smallest smart
smash smear smearing smil smile smio smithfield smoked smoker smoking smooth smoothing smpte smr sms smv snm snomed
snout snowshoe snr sntp soay social socotra sodium soft softcopy software sokoke sokolka sokoto solar sole soleal
soleus solid solitary solochrome solognote soluble solution somali somba some sometimes son sonazoid sonkheri
sonographer sonographic sonologist sonovue sop sopravissana sorocaba sorraia sort sorting sound soundpath source
sourced sources south southdown southeast southern southwest sovereign soviet space spacing span spangled spaniel
spanish sparse spasms spatial spatially spec special specialist specialization specialize specialized specializing
specialty species specific specifically specification specifications specificity specified specifies specifiy specify
specifying specimen specimens speckle speckled spect spectacle spectacles spectral spectrally spectroscopic
spectroscopy spectrum specular speech speed sphenoid sphere spherical sphericity sphincter sphynx spi spiculated
spiculation spiculations spiegel spike spikes spin spinae spinal spinales spinalis spindle spine spinone spinous
spiperone spiral spirit spirometer spiti spitz spleen splenic splenium splenius spline split splitting spm spoiling
sponsor spontaneous spore sport spot spotted spouse spreading spreca springer sps spsuid sqrt squamous square squared
squares src srd srf srgb srk srkii srt ssd ssde ssm stable stabyhoun stack staffordshire stage staged stages staging
stain stainer staining stainless stalk stamp stamped stand standalone standard standardbred standardized standby
standing stannous stansel staple star start started starting stasis state statement states static statins station
stationary statistical statistics statscan status statuses staunig stay std stddev stdy steady steam steatohepatitis
stecher steel steep steering steigar steinschaf stem stenoses stenosis stenotic stent stented stenting stentor
stenver stenvers step steppe stepping steps stepwise stereo stereographic stereolithography stereometric stereoscopic
stereotactic stereotactically sterile sterling stern sternal sternoclavicular sternocleidomastoid
sternocleidomastoideus sternum steroid steroidal sticker stiffle stifle stim stimulant stimulating stimulation
stimuli stimulus stippeled stir stitching stl stland stock stocli stoma stomach stone stooped stop stopped stopper
stopping storage store stored stores stow stpar strain strategy streaks stream streamline street strei strength
streptokinase stress stretched stretcher stria striatum string strip stripe striped stroke stroma stromal strong
strongly strontium struc structural structure structured structures stryker student studied studies study stump
stumpy style styrian sub subacute subaortic subarachnoid subareolar subcapsular subcarinal subcategory subclavian
subclavius subcortical subcostal subcutaneous subdiaphragmatic subepithelial subfamily subheadings subiliac subject
subjective subjectively subjects sublimate submandibular submental submentovertical submission suboptimal subotica
subpart subpleural subpyloric subscapular subscapulares subscapularis subscription subsegmental subsequent subset
subsets subspecies substance substantia substituted subsystem subsystems subtask subtr subtract subtraction subtype
subvalvular subxiphoid succeeded successful successor succimer succinate succinylcholine such sudan sudanese
sufentanil suffolk suggestive suia suisbu suit suitable suited suksun sulawesi sulfate sulfon sulfonamide sulfur sum
sumadija sumba sumbawa summarized summary summation sunandini sung sunkuma sunset sup superbreed superficial
superficialis superfine superimposed superior superiori superioris supernumerary superolateral superomedial
superseding superset supination supinator supine supplement supplemental supplementary supplied supplies supply
support supported supporting supportive supports suppressed suppression suppressions supra supraaortic
supraclavicular supraglottis supramammary supraorbitalis suprapulmonic suprapyloric suprarenal supraspinatus
suprasternal supraventricular surae sure surealis surface surfaces surgeon surgery surgical surgically surrounding
surveillance survey sus susceptibility suspected suspend suspended suspension suspicious sussex sussman sustained
suture suv suvbsa suvbw suvibw suvlbm svd svg svision swab swabian swaledale swallow swallowing swann swanson swap
sweat sweating swedish swelling swiss switch switching swivel sychevka syed sykia sym symbology symmetric symmetry
sympathetic sympathomimetic symphysis symptom symptoms syn sync synchronization synchronized synchronously syncope
syndrome syndromes syngo synkinesis syntax synthesizing synthetic synuclein syringe sysrate system systemic
systemroll systems systemyaw systole systolic tabapua tabl table tables tabletop tabular tabulated tac tachycardia
tad tadzhik tag tagged tagging tagil tahltan taihu tail taille taino taishuh taiwan tajma take taken takes taking
talc talus tamankaduwa tambov tamoxifen tamponade tamworth tan tangential tantalum tanzanian taoyuan tap tape taper
tapetum tapse tarai tarentaise targestar target targeted targeting targhee tarina tarpan tarrant tarsal tarsus
tartrazine task tasks taste tau taurine tauroselcholic taurus taussig tavda tawleed tax taxonomic taylor tbd tbi tcd
tcoord tcs tdi tdr tds teaching tears teboroxime tec tech technetium technical technique techniques technologist
technology teddy tee teeswater teeth tei teichholz teke telangiectasia telecom telemark telemis telencephalon
telephone teletherapy telomain telomian temperature template templates temporal temporalis temporally temporary
temporomandibular tend tendency tendineae tendon teneriffe tennessee tensor tenth terarecon terbium teres term
terminal terminalis terminals terminate terminated termination terminology terms terra terrier territories territory
tersk tervuren test testicle testicular testing testis tests tetra tetracycline tetralogy tetrofosmin tetroxide
teufel texas texel texon text textual texture tgc thai thailand thalamic thalamus thalli thallium thallous than thanh
tharparkar that thc the thecal theiler their them then thenar therapeutic therapies therapist therapy there therefore
thermal thermistor thermocouple thermography thermoluminescent these thessalonian thessaly theta they thiamylal
thibar thick thickening thickness thigh thillari thin thinning thioflavine thionin thionine thiopental
thiosemicarbazone third this thk thm thoracentesis thoracic thoracici thoracicus thoracis thoraco thoracolumbar
thorax those thrace threat three threshold thresholds throat thrombectomy thrombin thrombolysis thrombolytic
thrombophlebitis thromboplastin thrombosed thrombosis thrombus through thumb thumbnail thuoc thuringian thus
thymidine thymus thyrocervical thyroid tia tibetan tibia tibiafibula tibial tibialis tick ticks tid tidal tieling
tiffany tile tiled tiles tiletamine tilt tilting time timecode timeframe timeout timer timers times timestamp
timezone timi timing timor tin tinged tinima tinos tip tips tissue tissues titan titanium title titterington tld tlhc
tlspine tmax tmj tmp tms tobacco todaro toe tof toff tofts together toggenburg tokara tokyo tolazoline tolerance
tolling toluidine tomo tomograph tomographer tomographic tomography tomosynthesis tomotherapeutic tomotherapy tone
tong tonga tongcheng tongue tonkinese tonsil tonsillar too tool tooth top topic topical topographer topographic
topographical topographically topography toposa tori toric toro toronke torsades torsion tortuosity tortuous torus
tosa toshiba total touabire toubou touch toupouri toward towne toxin toy trabeculae trabecular trace tracer trachea
tracheal tracheobronchial tracheostomy tracheotomy track tracking tracks tract traction tractography tragus trailing
train trajectories trajectory trakehner trakya tramline trans transaction transaminase transarterial transcatheter
transcranial transcribed transcriber transcription transcutaneous transducer transducers transesophageal transfer
transferase transferred transferrin transferring transforamenal transform transformation transformations transformed
transforming transfusion transgastric transgenic transhepatic transient transients transillumination transit
transition transitional transjugular translation translational translucency translucent transluminal transmission
transmit transmittance transmitted transmitter transmural transoral transorbital transpancreatic transplant
transplantation transpleural transponder transport transported transposition transrectal transrenal transseptal
transsplenic transtemporal transthecal transthoracic transtracheal transurethral transvenous transverse transversus
transvesical transylvanian trapeze trapezius trapping trastuzumab trauma traumatic traversal traverse tray trc
treadmill treat treated treatment treatments tree treeing tremor trend trendelenburg tretinoin trial trials triangle
triangulated triatriatum tribred tribromoethanol tributary triceps trichrome tricolore tricuspid trifascicular trig
trigeminal trigeminus trigeminy trigg trigger triggered triggering triggers triglycine trigone triloculare trim
triolein trioxide triphasic triple triplet trisodium trmt trnsfm trochanter trochlear trochlearis trodat trofolastat
trondheim tropaeolin tropical tropicamide tropicana trote trotter trotting trout trss tru true trues truncal
truncated truncus trunk trust trypan tsivilsk tsn tsp tssh tswana ttd ttp tuarine tubal tube tubercle tubes tubular
tudanca tuigpaard tukey tukidale tulear tuli tumbling tumor tunchang tune tungchang tungsten tuni tunica tunis tunnel
turbulence turcica turino turkish turkmen turkoman turn turntable turopolje tushin tuva tux tuy twelfth twining twins
two type types typical typically tyroartenoideus tyrol tyrolean tyropanoate tzu uas uberaba uberon ublituximab ucb
ucds ucum uda udi ugitract uid uidref uids uih ujumqin ukrainian ukranian ulcer ulcerated ulceration ulcerative ulna
ulnar ulnaris ultra ultrasonic ultrasonography ultrasound ultraviolet umb umbilical umbilicus umblachery umd uml umls
umolminml umolml unable unadministered unaltered unapproved unassigned unavailability unavailable uncalibrated
uncemented uncertain uncertainty uncinate unclassifiable unclassified uncle uncompressed unconstrained uncorrected
undefined under underdose underflow underlined underlying undetermined undifferentiated undiluted unformatted
unheated unidirectional unif unified unifocal uniform uniformity uniformly unilateral uninvolved unipolar unique
uniquely unit united units universal unkn unknown unl unless unlimited unmodified unmounted unnecessary unobstructed
unresponsive unsafe unscheduled unsharp unspecified unstable unstageable unsteady unstructured unsuccessful
unsynchronized until untrackable unusable unused unverified unwanted unzeroed update updated upgaze upin upon upper
upright ups upsloping uptake upward ural ureter ureteral ureteric urethan urethane urethra urethral urgency urgent
uri uric urinary urinarytract urine url urn urokinase urology urostomy urticaria urzhum usa usable usage usb usbiopsy
use used usefulness user uses usg using usual usually utc uteri uterine uterus utilized utricle uuid uvula uzbek
uzunyayla vacuum vagal vagina vaginal vagus valais valdini valdres valid validation valley vallhund valsalva value
valued values valuesthat valve valved valveless valvular van vancomycin vanner var variability variable variance
variant variation varicose variegated varies variety various vary vas vascular vascularity vasculature vasculitis
vasoconstriction vasoconstrictor vasodilatation vasodilating vasodilation vasodilator vasorum vasovagal vastus vaynol
vcdo vcfv vcg vector vectors vedotin veiling vein veins velasquez velocity vena vendeen venerie venezuelan
venipuncture venosus venous vent venter venticular ventilated ventilation ventilator ventral ventricle ventricles
ventricular ventriculogram ventriculography ventro ventrocaudal ventrorostral verapamil verata verbal verhoeff
verifed verification verified verifying verinesa vermelho vermilion versenate version versions vertebra vertebral
vertex vertical vertices verticosubmental vertrebrae very verzasca ves vesical vesicle vesicular vessel vessels
vestibularis vestibule vestibulocochlear vestibulocochlearis vestland vestpd vesubie vet veterinarian via viability
vial vianesa vich victoria victorian video videofluorography vieh vietnam vietnamese view viewed viewing viewpoint
views vii viii viking villard violation violet viral virginal virtual virus visa visceral viscosity visibility
visible visit visual visualized vita vital vitamin vitelline vitoria vitrectomy vitreous vivo vizsla vlaamperd
vladimir vle vmat vmax vmi vogelsberg voi voice voiding voilps volar voltage volume volumes volumetric voluntary
volynsk vomer vomiting vorderwald voronezh vosges voxel voxelized voxelwise vps vrt vsd vti vulnerable vulva vulval
vulvar vyatka wado wagyu wai wait wake wakwa walachenschaf waldeyer waler wales walker walking wall wallis walls
waltz wandering wannan wanzhe warfarin warm warmblood warmed warmer warming warning was wash washout waste water
waters wattle wattled watusi wave waveform waveforms wavefront wavelength wavelengths waves wax waxoline wayson
waziri wcn weak weakly weal wedge wedges wedging wee week weekday weeks weight weighted weighting weights weimaraner
weisse welder welera well welsh wenchang wenckebach wenshan wensleydale werdenfels were wessex west western
westphalian westrain wet what wheaten when whenever where wherein whether which while whippet white whitebred
whiteface whitehead whiteheaded whl who whole wholebody wicket wide width wielkopolski wigby wild will williams
willis wiltshire window windows windsnyer wing winston wire wireframe wirehair wirehaired wise with withdrawn within
without witrik wobble wokalup wolf wolfhound women wood wooden woodland wool word work worker workflow working
workitem workitems worklist workload workstation workstations world worst wound wraparound wright wrist wsd wsi wujin
wurttemberg wurttemburg wuyi wuzhishan wynne xds xelprv xenon xiang xiangxi xii xilingol xinjiang xinjin xiphoid xmab
xrf xtal xuyen xxxx xylazine xylene xylidine xylose xyz yacumento yakut yanan yanbian yanqi yarkoni yaroslavl yaw ybr
year years yellow yemeni yes yili yimeng yiwu ymhd yolk yonaguni yongkang york yorkshire ytterbium yttrium yuca
yucatan yuedong yugoslavian yujiang yunnan yurino yyy zabumba zambia zanelli zanzibar zaobei zavot zealand zeboid
zebu zenker zero zeta zhemaichu zhongwei ziehl zillertal zinc zirconium zlotniki znamensk zobel zolazepam zonal zone
zones zoom zygoma zygomatic zygomaticus zzz
`;
