// Words of DICOM PS3.3, PS3.6 and PS3.16 as carried by innolitics 2024b (MIT), pydicom 3.0.2 (MIT) and dicom3tools; (c) NEMA; common English words of SCOWL 2020.12.07. Written by ../generate.mjs.
/** words of three letters and more, without accents, in small letters */
export const STANDARD_WORDS = `
aapm aardvark abandon abandoned abandoning abandons abbreviate abbreviated abbreviates abbreviating abbreviation
abbreviations abd abdo abdomen abdomenpelvis abdominal abdominis abdominopelvic abducens abduction abductor aberrated
abide abigar abilities ability ablation able abnormal abnormalities abnormality abnormally abolish abolished
abolishes abolishing abolition abondance aborigine abort aborted aborting abortion aborts about above abroad abrupt
abscess absence absent absolute absolutely absorb absorbed absorbing absorbs absorptiometry absorption abstract
abstraction absurd abtenauer abuse abused abuses abusing abusive abysmal academic academics acanthioparietal accel
accelerate accelerated acceleration accent accents accentuated accept acceptable acceptance accepted accepting
accepts access accessed accesses accessible accessing accession accessories accessory accident accidental
accidentally accidents accommodate accommodation accompanied accompanies accompany accompanying accomplish
accomplished accomplishes accomplishing accord accordance accorded according accordingly accords account accountant
accountants accounted accounting accounts accreditation accumbens accumulate accumulated accumulates accumulating
accumulation accuracy accurate accurately accusation accusations accuse accused accuses accusing accustom accustomed
accustoming accustoms acd ace aceh acepromazine acessorius acetabular acetabulum acetate acetic acetrizoate acetyl
acetylaspartate acetylaspartylglutamate ache achham achieve achieved achievement achievements achieves achieving acid
acidified acinar acknowledge acknowledged acknowledges acknowledging acorn acoustic acq acqu acquaintance acquire
acquired acquires acquiring acquisition acquisitions acr acridine acriflavine acromioclavicular acromion acronym
acronyms across acrylic act acted acting actinic action actionable actions activate activated activates activating
activation active actively activities activity actor actors actual actually acuity acuson acute adac adaev adamawa
adapt adaptation adaptaur adapted adapter adapting adaptive adaptor adapts adc add added addended addendum addict
addicted addicting addictive addicts adding addition additional additionally additions address addressed addresses
addressing adds adduction adductor adeno adenocarcinoma adenohypophysis adenoid adenoidal adenolipoma adenoma
adenomyoepithelioma adenopathy adenosine adenosis adequate adequately adhere adhered adheres adhering adhoc adiabatic
adipose adjacent adjective adjudicator adjunct adjust adjusted adjusting adjustment adjustments adjusts adjuvant
admin administer administered administering administers administrating administration administrative administrator
admirable admiration admire admission admissions admit admits admitted admittedly admitting adobergb adolescent adopt
adopted adopting adoption adopts adrenal adrenergic adult adults advance advanced advances advancing advantage
advantageous advantages adventitia adventitial adventure adventures adventurous adverse adversely advert advertise
advertised advertisement advertisements advertises advertising adverts advice advisable advise advised adviser
advisers advises advising advisor advisors advisory advocate advocated advocates advocating aerial aerobic aes
aesthetic aesthetically afc afdl afdr affair affairs affect affected affecting affection affects affenpinscher
afferent affine afford aforementioned afraid africana africander africangnus africangus after afterloader
afterloading afternoon afternoons afterward afterwards afz again against agar agatston age aged ageing agency agenda
agent agents agerolese ages agfa aggregated aggregation aggressive aging agn ago agonist agony agree agreed agreeing
agreement agreements agrees agricultural ahead aic aid aided aidi aiding aids aif aim aimed aiming aims ain air
aircraft airflow airport airway ait akbash akha akhal akin akinesia akinesis aksai ala alaeque alambadi alanine alano
alapaha alarm alarmed alarming alarms alas alax albeit alberes albers albese albino album albumin albums alcian
alcohol alcoholic aldehyde alentejana alentejo alert alerts alfentanil algarvia algebra algebraic algorithm
algorithmic algorithms aliab alias aliased aliases alien aliens align aligned aligning alignment aligns alike
alistana alive alizarin alkali alkaline all allegation allegations allege alleged allegedly alleges alleging allergic
allergies allergy alleviate alliance allies allocate allocated allocates allocating allocation allocations allow
allowable allowance allowances allowed allowing allows alloy ally almanzorena almost alone along alongside aloud
alpha alphabet alphabetic alphabetical alphachloralose alphadelta alphadolone alphaxalone already also altay alter
alteration alterations altered altering alternans alternate alternative alternatively alternatives alters although
altitude altogether aluminium aluminum alur alveolar always amateur amaze amazed amazes amazing amazingly ambassador
ambient ambiguities ambiguity ambiguous ambitious amboim ambu ambulatory amelanotic amend amended amending amendment
amends amerifaxcattle amicas amine aminoglycoside aminotransferase ammendment ammonia amniocentesis amnioinfusion
amnion amniotic among amongst amorphous amount amounts amp amphetamine ample amplifier amplitude amputation amrit
amritmahal amuse amused amusement amuses amusing amygdala amygdaloid amyloid anadolu anagram anal analgesic analog
analogous analogue analogy analyse analysed analyses analysing analysis analyst analytical analyze analyzed analyzer
analyzers analyzes analyzing anarchy anastomosis anastrozole anatomic anatomical anatomically anatomy anc ancestor
ancestors anchor anchoring ancient anconeus and andaluza androgen anecdote anecdotes anechoic anesthesia
anesthesiology anesthetic aneurysm aneurysmal aneurysms ang angeln angels anger angina anginal angio
angiocardiography angiogram angiographic angiography angiolipoma angioma angiomatosis angioplasty angiosarcoma
angioscopy angiotensin angle angles angoni angry anguish angular angulation anguli ani aniline animal animals
animation anion aniso anisotropy anjou ankina ankle ankole annex anniversary annot annotated annotates annotation
annotations announce announced announcement announcements announces announcing annoy annoyance annoyed annoying
annoys annual annually annular annulus anode anomalies anomalous anomaly anon anonyma anonymizer anonymous anorak
anoraks another answer answered answering answers ant antagonist antebrachii antecubital antegrade anterior
anteriorly antero anterolateral anteroseptal anthology anthracene anthropomorphic anti antiarrhythmic antibiotic
antibody antibradycardia anticholinergic anticipate anticipated anticipates anticipating anticipation anticoagulant
anticonvulsant antidiuretic antidote antiemetic antifungal antigen antihelix antihemophilic antihistamine
antihypertensive antihypoglycemic antilipemic antique antisocial antitachycardia antitragus antra anulus anus anxiety
anxious any anybody anyhow anyone anyplace anything anyway anywhere aorta aortic aortography aortopulmonary aosta
apad apart apathetic apathy apennine aperture apex aphakia aphakic api apical apnea apneic apocrine apologies
apologise apologised apologises apologising apologize apologized apologizes apologizing apology apostrophe app appal
appall appalled appalling appallingly appalls appals apparatus apparatuses apparent apparently appeal appealed
appealing appeals appear appearance appearances appeared appearing appears append appendage appended appendiceal
appendicular appending appendix appends appenzell appenzeller appl applause appliance applicability applicable
applicant applicants application applications applicator applicators applied applies apply applying appoint appointed
appointing appointment appointments appoints apposition appraisal appreciate appreciated appreciates appreciating
appreciation approach approached approaches approaching appropriate appropriately approval approvals approve approved
approver approves approving approximate approximately approximation aprn apso apt apulian aqueduct aqueous
araappaloosa arabi aracena arachnoid arado aragonesa aramid arapawa arbitrarily arbitrary arbuckle arc arcade arcane
arcelin arch archaic architectural architecture archive archived archives archiving arcott arcuate ardennais ardennes
are area areas arena areola argb argentino arguable arguably argue argued argues arguing argument arguments ariege
ariegeois arise arisen arises arising arithmetic arm armant armed arming armorican arms army arose around arouquesa
arousal arousals arrange arranged arrangement arrangements arranges arranging array arrays arrest arrested arresting
arrests arrhythmia arrhythmic arrival arrive arrived arrives arriving arrogance arrogant arrow arrows arse arsenic
arsi arterial arteries arteriography arteriolosclerosis arteriosclerosis arteriosclerotic arteriosum arteriosus
arteriovenous artery artesian article articles articular artifact artifacts artifactual artificial artificially
artist artistic artists artois arts ascend ascended ascending ascends ascitic ascorbate ascorbic asd ash ashamed
ashcan ashes ashman aside ask asked asking asks asl asleep aspartate aspect aspects asphericity aspirate aspiration
ass assault assemble assembled assembler assembles assembling assembly assert asserted asserter asserting assertion
assertions asserts assess assessed assesses assessing assessment asset assets assign assigned assigning assignment
assignments assigns assist assistance assistant assisted assisting assists associate associated associates
associating association associations assort assorted assorting assorts assume assumed assumes assuming assumption
assumptions assurance assure assured assures assuring assy asterisk asterisks astg asthenia asthma astigmatism astm
astringent astrocytoma astronomer astronomers astronomy asturian asum asymmetric asymmetry asymptomatic asymx asymy
asynchronous asystole ata ataxia atc atd ate atebrin atelectasis ath atheism atheist atheists atherectomy atheroma
atheromatous atherosclerotic atlantal atlanto atlantoaxial atlantooccipital atmosphere atmospheric atom atomic atoms
atopic atpadi atresia atrial atrioventricular atrium atrocities atrocity atrophy atropine atsm attach attached
attaching attachment attack attacked attacking attacks attain attempt attempted attempting attempts attend attendance
attendant attended attending attends attention attentions attenuated attenuation attenuator attenuators attest
attitude attitudes attn attntd attorney attorneys attract attracted attracting attraction attractive attracts
attribute attributed attributes attributing atypical aubrac aucbn audemer audible audience audiences audio audiology
audit auditory augment augmentation augmented aulie aunt auramine aure auricular auricularis authentic authenticate
authentication author authorisation authorise authorised authorises authorising authorities authority authorization
authorize authorized authorizes authorizing authors auto autobiography autocorrelation automate automated automates
automatic automatically automating automation automobile automobiles autonomic autonomous autorefraction
autorefractor autosequence auvergne auxiliary auxois availability available avelignese average averaged averages
averaging avetonou avf avg avilena avl avoid avoidance avoided avoiding avoids avr await awaited awaiting awaits
awake awakening award awarded awarding awards aware awareness awassi away aweil awful awfully awkward awsoft axe axes
axial axilla axillaris axillary axiom axioms axis axt azaouak azaperone azawakh azimuthal azo azocarmine azophloxin
azorubin azteca azure azurine azurol azygoesophageal azygos azygous babies baby bac bachaur back backbone backed
background backgrounds backing backlog backrest backs backscatter backspace backward backwards bacteria bacterial
bacterium bad badge badger badly baffle baffled baffles baffling bag baggage baggara bagot bags bahima bailout bake
baked bakes baking bakosi bakwiri baladi baladicattle balance balanced balances balancing baldinger baldy balikun
balke balkhi ballet balloon ballot balls baltaret baluchi balwen bamaxiang bambara bambawa bambey bamei bami ban
banal banana bananas banat band bands bandwagon bandwidth bang banjara bank banker bankrupt banned banner banning
bans banyo baoule bapedi bar barb barbado barbari barbet barbiturate barcode bardigiano bare barely bargain bargur
bari baria barium bark barka barked barking barks barometric baroque barotse barra barred barrel barrier barriers
barring barrister barristers barrosa barroso bars barzona basal base based baseline basement basenji bases bash
bashed bashes bashi bashing bashkir basic basically basics basilar basilic basing basis basket baskets basses basset
bassett bastard bastards basuto bat batak batanes batangas batard batch bath bathroom baths batteries battery baud
bavenda bay bayar bazadais bazett bazna bdus beaded beagle beam beams beamsplitter beans bear bearded bearding beards
bearing bearnais bears beast beasts beat beaten beath beating beats beauceron beautiful beautifully beauty became
because beclere become becomes becoming becquerels bed bedding bedlington bedroom beds beef beefmaker been beer beers
beetal before beforehand beg began beginner beginners beginning begins begun behalf behave behaved behaves behaving
behavior behaviour behind being beings beiroa beja belge belied belief beliefs believable believe believed believer
believers believes believing bellied bells belong belonged belonging belongs belorus beloved below belt belted
beltsville benadir bench bending bends beneath beneficial benefit benefits benign benralizumab bent bentheim
bentheimer benzo benzodiazepine bergamasca bergamasco bergschaf bernese bernthsen berrendas bertel beryllium beside
besides bestuzhev bet beta betizuak bets better betting between bevacizumab beware beyond bhagnari bhirum bhuj bhutia
bias biased biases biasing biblical bibliographic bibrik biceps bichon bichons bicisate bicycle bicycles bid bidding
bidirectional bids biebrich biellese bifascicular bifurcation big bigeminy bigger biggest bigot bigoted bigotry
bilateral bile biliary bilinear bilirubin billfold billing billion billions bills bimal bin binary bind binding binds
binh binning bins biochemistry biography biohazardous biological biologist biologists biology biomagnetic biomedical
biometry biomicroscope biophysical biopsy bioptome biosafety biparietal biped biplane bipolar biquad birds
birefringence birman birth birthday bis bisaro biscuit biscuits bismuth bison bisynchronous bit bite biteblock bites
biting bitmap bits bitten bitter biventriculare bizanian bizarre bkb black blackbelly blackboard blackett blackhead
blackheaded blackmail blackmouth blacknosed blacks blacksided bladder blade blades blalock blame blamed blames
blaming blanc blanco blank blanket blanks blast blasted blasting blasts blatant blatantly blaukoepfiges bldsmpl
bleach bleeding blend blending bleomycin bless blessed blesses blessing bleu blew blinatumomab blind blindly blink
blinks bliss blob block blockage blocked blocker blocking blocks bloedorn blond blonde blood bloodhound bloody blow
blowing blown blows blue blueblood bluefaced blues blunted blur blurb bmatrix bmd bmi bmk boak boar board boarding
boards boat boats bobs bobtail bode bodies bodmin body boerboel bog bogged bogging boggle boggles bogs bogus boil
boiled boiling boils bold boli bolognese bolt bolting bolus boluses bomb bombed bombing bombs bon bone bones bonsmara
bonus bony book booked booking booklet books bookshop bookshops bookstore boom booroola boost boot booted boothby
boots bootstrap bor boran border borderline borders bore bored boredom boreray bores borghigiana borgou boring borne
bororo borrow borrowed borrowing borrows borzoi bos bosnian boss both bother bothered bothering bothers bottle
bottles bottom bought bouin boulonnais bounce bound boundaries boundary bounded bounding bounds bourbonnais bouscat
bout bouvier bovinae bovine bovska bow bowl bowtie box boxer boxes boy boykin boys bpd bpda bqml bra brabacon brabant
bracco brachial brachialis brachii brachiocephalic brachioradialis brachy brachytherapy bracke bracket bracketed
bracketing brackets bradycardia braford bragado braganca brahmousin brahorn brains brainstem brake brakes bralers
branches branching brand branded branding brandlbracke brandrood brands brangus brasileiro brass braunes braunvieh
brave bravia bravon brazilin brca breach bread break breakdown breakfast breaking breakout breaks breast breasts
breath breathe breathed breathes breathing brecknock brecommendation bred breech breed breeders breeding breeds
breeze bregma breitov brentuximab brep bretagne bretegne brethren breve brevis brewerton briard brick bricks bridge
brief briefly brigade brighter brightest brightfield brightly brightness brillenschaf brilliant brilliantly brindle
bring bringing brings briquet brn broad broadcast broadcasting broadcasts broadly broden broholmer broke broken
bromide bromine bronchial bronchioloalveolar bronchiologram bronchodilator bronchogram bronchopulmonary bronchospasm
bronchovascular bronchus broselow brother brothers brought browse browsed browses browsing bruising brumby brush
brutal bsa bsi bubble buccal buccinator bucket bucks buckskin budget budyonny buffer buffered buffering buffers bug
bugger buggers bugs build building buildings builds built bulb bulbi bulboventricular bulbs bulk bull bulldog
bulldogge bullet bulletin bullets bullmastiff bump bunamiodyl bunch bundle bundner buohai bupivacaine burden
bureaucracy burgos buried buries burlina burman burn burned burning burnt burst bursting bursts burwash bury buryat
burying bus busa buses bushuev business businesses bust busy busyness but butabarbital butana butanol butter
butterfly butterworth buttock button buttons butyrate buy buyer buyers buying buys bwp bye byelorussian bypass byte
bytes caballus cabannina cabano cabbage cabg cabinet cable cabled cables cabling caceres cachena cachexia cad
caffeine cahoon cai cairn caiua cake cakes calabrian calascibetta calasparrena calcaneal calcaneum calcaneus
calcification calcifications calcified calcium calculate calculated calculates calculating calculation calculations
calculator calculus caldeano caldelana calendar calf calibrated calibration calibrator californium call callback
called caller calling callithrix callosum calls calm caloric calvana calyx cam camargue camarron camborough cambourgh
came camera cameras camp campaign campaigned campaigning campaigns campanian campolina camps campus camtronics can
canal canario canary canastra canastrao canastrinho cancel canceled canceling cancellation cancelled cancelling
cancels canchim candidate candidates cane canik caninde canine canines canis cannabis cannot cannula canonical cans
cant canthus cao cap capabilities capability capable capacity cape capillary capital capitalism capitalist capitals
capitao capitis caprine capromab caps capsular capsule captain capture captured captures capturing caput car caracu
carazebu carbamate carbapenem carbol carbon carbonate carcinogen carcinoma carcinosarcoma card cardboard cardia
cardiac cardigan cardiogenic cardiology cardiomegaly cardiomyopathy cardiophrenic cardiopulmonary cardiorespiratory
cardiosphere cardiothoracic cardiotonic cardiovascular cardioversion cardresp cards care cared career careers careful
carefully careless cares carestream carfentanil caring carinthian carm carminic carmoisine carnae carneae carnoy
carotid carpathe carpet carpi carpus carriage carried carries carrot carrots carry carrying cars carthusian cartilage
cartilaginous cartoon cartoons cartridge cartridges carunchinho caruncho caruncle cas casanareno cased casertana
cases cashmere casing cassette cassettes cast casting castle castlemilk casts casual cat catahoula catalana catalog
catalogs catalogue catalogues cataract catastrophic catch catches catching categorically categories categorization
category cater catered catering caters cath cathedral catheter catheterization catheters cats cattle cattlebreed
catus caudad caudal caudate caudo caudocranial caudodistal caudodorsal caudoventral caught causal causality cause
caused causes causing causton caution cava caval cavalier cavallino cave caveat cavernosum cavia cavity cavopulmonary
cavum cayuse cba cca ccd ccu cda cdca cdcm cdcr cddi cddo cdvo cease ceased ceases ceasing cecum ceiling celebrate
celebrated celebrates celebrating celebration celestine celiac cell cells cellular celtiberica cemented censor
censored censoring censors censorship cent center centered centering centerline centerpoint centers centimeter
central centralis centralizer centrally centre centred centres centric centrilobular centring centroid centuries
century cephalad cephalic cephalosporin cephalostat cerbat cereb cerebellar cerebellum cerebral cerebrospinal
cerebrovascular ceremony certain certainly certainty certificate certification certified ceruloplasmin cervical
cervicales cervicis cervico cervicothoracic cervix cesium cesky cessation cestrum cetuximab cfr cfx chain chains
chair chairman chairs chakouyi chalk challenge challenged challenges challenging cham chamber chamfer chamois
chamoisee champagne champion chancellor chances change changed changeover changes changing channel channels channi
chaos chaotic chaouia chap chapar chapel chaps chapter chapters char chara character characteristic characteristics
characters charcoal charford charge charged charges charging charitable charities charm charmed charming charms
charnequeria charollais charollandais chars chart charter chartreux charts chased chases chasing chassard chat chats
chatted chatting chausse chd cheap cheaper cheapest cheaply cheat cheated cheating cheats chebyshev check checked
checker checkerboard checking checks cheek cheerful cheers cheese cheju chemical chemicals chemist chemistry chemists
chemotherapy chenghua cheque chequed chequer cheques chequing chernigov chesi chess chest chestabdpelvis chestnut
cheurfa chew chewed chewing chews chiangus chianina chiasm chiasma chicken chickens chief chien chiford child
childhood childish children chills chilote chimaine chin chinampo chincoteague chino chios chip chips chitkara chitty
chloracetate chloral chloride chloriodized chloroacetate chloroform chlorpromazine chnl chocolate choice choices
choir cholesterol choline cholinergic cholistani chondroma chondrosarcoma choose chooses choosing chop chopped
chopping chops choral chord chordae chordal chords choriocapillaris choroid choroidal chorus chose chosen chow
chromate chromaticities chromaticity chrome chromic chromium chromotrope chronic chronically chronotropic chryak
chrysoidine chucked chucking chucks chumbivilcas chumysh chunan chunk chunks churches churro cic cider cielab ciexy
cigarette cildir ciliary cine cinefluorography cinema cingulum cinisara circ circa circadian circle circleofwillis
circles circuit circuitry circuits circular circulate circulated circulates circulating circulation circulatory
circum circumference circumferential circumflex circumscribed circumstance circumstances cirit cirneco cirrhosis
cirsoid cisterna citation cite cited cites cities citing citizen citizens citrate citric city civil civilian
civilisation civilise civilised civilises civilising civilization civilize civilized civilizes civilizing ckd cks cla
claim claimed claiming claims clammy clamshell clarification clarified clarifies clarify clarifying clarity clash
clashes class classed classes classic classical classics classification classified classifies classify classifying
classing claudication clause clauses clavicle clavicular clawn clean cleaned cleaner cleaners cleanest cleaning
cleanly cleans clear clearance cleared clearer clearest clearing clearly clears cleavage cleaves clemente clever
cleverer cleverest click client clients climate climb climbed climbing climbs clinic clinical clinician clinoid clip
clipped clipping clips clique clitoris cln clock clockface clocks clog clone clones close closed closely closer
closes closest closet closewool closing clot cloth clothe clothed clothes clothing cloud clouds clr club clubs clue
clues clumber clumsy clun cluster clustered clusters cmab cmos cms coach coaching coagulant coagulation coal
coalescent coarctation coarse coarseness coarsewool coast coat coated coating coats cob cobalt cobbler cobblers
coburger cocaine coccygeal coccygeus coccyx cochineal cochlearis cocker cockett cockroft code coded codes coding
coefficient coefficients coeliacus coenzyme coercion coffee coherence coherent coil coiled coiling coin coincide
coincidence coined coining coins col colcher cold coldblood colher colic collaboration collapse collapsed collapses
collapsing collar collate collated collateral collates collating collation colleague colleagues collect collected
collecting collection collections collective collects college colleges colli collie collimated collimation collimator
collision collocation colloid colloidal colonial colonic colonography colony color colorectal colored coloring
colorpoint colors colostomy colour coloured colouring colourpoint colours colpar column columns comapl combat
combination combinations combine combined combines combining come comeback comedocarcinoma comedy comes comfort
comfortable comfortably comic comics coming comisana comma command commanded commandment commandments commands commas
commence commencing comment commentary commentator commentators commented commenting comments commercial commercially
commission commissioned commissioning commissions commissure commit commitment commitments commits committed
committee committees committing commodity common commonly communal communes communicate communicated communicates
communicating communication communications communis communities community compact compactness companies companion
company comparable comparative comparatively compare compared compares comparing comparison comparisons compartment
compassion compatibility compatible compel compelled compelling compels compensate compensation compensator
compensators compete competed competence competent competes competing competition competitive competitor competitors
compilation compile compiled compiler compilers compiles compiling complacent complain complained complaining
complains complaint complaints complement complementary complete completed completely completeness completes
completing completion complex complexes complexion complexity complicate complicated complicates complicating
complication complications compliment comply component components compose composed composer composers composes
composing composite compositing composition compositor compound comprehend comprehensible comprehension comprehensive
compress compressed compresses compressing compression comprise comprised comprises comprising compromise compulsion
compulsory computation computational compute computed computer computerise computerised computerises computerising
computerize computerized computerizes computerizing computers computes computing comtois con concatenate concatenated
concatenates concatenating concatenation concave conceal concealed concealing conceals concede conceivable
conceivably conceive conceived conceives conceiving concentrate concentrated concentrates concentrating concentration
concentric concept conception concepts conceptual conceptually concern concerned concerning concerns concert concerto
concerts concha concise conclude concluded concludes concluding conclusion conclusions concrete concur concurrent
concurrently condemn condemnation condemned condemning condemns condense condensed condenser condenses condensing
condition conditional conditionality conditioned conditioning conditions condom condone conduct conductance conducted
conducting conduction conductor conducts conduit cone conepresent conference conferences confess confidence confident
confidential confidentiality configuration configurations configure configured configures configuring confine
confined confines confining confirm confirmation confirmed confirming confirms conflict conflicted conflicting
conflicts confluence confocal conform conformal conformality conformance conformation conformity confront confronted
confronting confronts confuse confused confuses confusing confusion congenital congest congested congesting
congestion congestive congests congratulate congratulations conical conjecture conjunction conjunctiva conjunctival
conjunctive connect connected connecting connection connections connective connector connects connor connotation
connotations conscience conscious consciously consciousness consecutive consensus consent consented consenting
consents consequence consequences consequent consequently conservation conservative conservatives consider
considerable considerably considerate consideration considerations considered considering considers consist consisted
consistency consistent consistently consisting consists consolation console conspicuous conspiracy const constant
constantly constants constituency constituent constituents constitute constitutes constitutional constrain
constrained constraining constrains constraint constraints constricted constriction constrictive construct
constructed constructing construction constructions constructive constructs consult consultancy consultant
consultants consultation consulted consulting consults consumable consume consumed consumer consumes consuming
consumption cont contact contacted contacting contacts contain contained container containing contains contemplate
contemplated contemplates contemplating contemporary contempt contend content contention contentious contents contest
context contexts contextual contiguous continual continually continuation continuations continue continued continues
continuing continuity continuous continuously continuum contour contouring contours contra contraception
contraceptives contract contracta contracted contractility contracting contraction contracts contradict contradicted
contradicting contradiction contradictory contradicts contraindicated contraindication contraindications
contralateral contrary contrast contravention contribute contributed contributes contributing contribution
contributions contributor contributors contrive contrived contrives contriving control controlled controller
controllers controlling controls controversial controversy convenience convenient conveniently convention
conventional conventions convergent conversation conversations converse conversely conversion conversions convert
converted converter converting converts convex convey conveyed conveying convict convicted convicting conviction
convictions convicts convince convinced convinces convincing convincingly convolution convulsions cooked cooker
cookie cookies cooking cooks cool cooled cooling cools coon coonhound coopelso cooperate cooperation coopworth
coordinate coordinated coordinates coordinating coordination cope coped copes copied copies coping coplanar copper
copy copying copyright cor coracobrachialis coracoid cord cordis cordocentesis core corgi coriphosphine cormo corn
cornea corneal corner corners coro corona coronal coronary coronaryartery corporate corporation corporeal corpse
corpses corpus corralero correct corrected correcting correction corrections correctly corrects correlate correlates
correlation correspond corresponded correspondence correspondent corresponding corresponds corridor corriedale
corriente corrupt corrupted corrupting corruption corrupts corso cortex corticobulbar corticospinal cosentina cosine
cosmic cosmology cost costa costae costal costarum costed costeno costing costly costocervical costochondral costs
cosy coton couch cough coughed couinaud could council councils counsel counseled counseling counselled counselling
counsels count counted counter counterexample counterpart counterparts counting countless countries country
countryside counts county couple coupled couples couplet coupling courage courier course courses court courtesy
courts cousin cover coverage covered covering covers coverslip cow cows cozy cpap cpf cpm cpz crack cracked cracker
cracking cracks cradle cramp cramped cramping cramps cranial craniales cranio craniofacial cranioproximal cranium
crap crash crashed crashes crashing crass crawl crawled crawling crawls crazy crdre crdrn crdrt cream crease create
created creates creatine creating creatinine creative creature creatures credibility credible credit credits creed
creep crescent crested cresyl crew crga crgc crgs crgt cribriform cricket cricothyroideus cried cries crime crimes
criminal criminals crioulo crisis crisp crisps criteria criterion critic critical criticise criticised criticises
criticising criticism criticisms criticize criticized criticizes criticizing critics crl crocein croix crop cropping
crops crord crore crorn crossed crosses crosshair crossing crossroad crossroads crosstable crossword crowd crowded
crowding crowds crown crpro crre crrn crrt crt crucial crude cruel cruelty cruised cruises cruising crunch crunched
crunches crunching cruro crus crush crushed crusher crushes crushing cry crying cryoablation cryotherapy cryptic
crystalline crystals csa cspine cst csv ctdi ctdifreeair ctdivol ctdiw cthd ctp ctspine ctv cuanzo cube cubic cubital
cuckoo cuddly cue cuernos cuff cuino cukurova cul culposcopy culprit cult cultural culture cultures cumbersome
cumming cums cumulative cuniculus cunning cup cupboard cuprem cups cur curative curcumin cure cured cures curettage
curing curiosity curious curiously curl curled curly curraleiro currency current currently curriculum curse cursor
curta curtain curtains curvature curve curved curves cushion cusp custard custodial custodian custom customary
customer customers customs cut cutaneous cutaneus cutchi cute cutline cutoff cuts cutter cutting cuvak cwd cxrcad
cyanine cyanocobalamin cyanol cyanosis cycle cycled cycles cycling cyclist cyclists cyclopentolate cyl cylinder
cylindrical cylindroid cynic cynical cyst cystadenocarcinoma cystatin cysteinate cystic cystoscopy cytokine cytologic
cytology cytotoxic dabieshan dac dachsbracke dachshund dachsund daera daft dagestan dahe daily dairy dajal dala dales
dalesbred dalland dama damage damaged damages damaging damani damara damietta damn damnation damned damning damns
damp damping damus danakil dance danced dances dancing dandie danelius danger dangerous dangerously dangers dangi
dared dares daring dark darkfield darkness dash dashed dashes dashing dashtiari data database databases datamapping
datamodel dataset date dated dates datetime dating datong datum daughter daweizi daya daylight days daytime dbi dca
dcal dcdo dce dcfbc dcis dcmr dcmtk dcmuid dct ddio ddl dds dea dead deadline deadly deaf deal dealer dealers dealing
deals dealt dear death deaths debatable debate debated debates debating debility debt debug debugged debugger
debugging debugs decade decades decay deceased deceleration decent decibel decide decided decides deciding deciduous
decimal decimate decimeter decision decisions deck declaration declarations declare declared declares declaring
decline declined declines declining decode decoded decodes decoding decomposition decongestant deconvolution
deconvolutn decorrelation decrease decreased decreases decreasing decubitus decy dedicate dedicated dedicates
dedicating deduce deduced deduces deducing deduction deductions deed deeds deem deemed deeming deems deep deeper
deepest deeply deerhound default defaults defeat defeated defeating defeats defect defective defects defence defend
defended defending defends defense defensive deferens defibrillation defibrillator deficiencies deficiency define
defined defines defining definite definitely definition definitions definitive definity deflated deflection
deformable deformation deformations deformed deformity defy deg degenerate degeneration degradation degrade degraded
degrades degrading degree degrees dehydration deidentification del delaine delay delayed delaying delays delclos
delete deleted deletes deleting deletion deliberate deliberately deliboz delicate delight delighted delightful
delighting delights delimitation delimiter delimiters delineated deliver delivered deliveries delivering delivers
delivery delphian deltoid deltoideus delusion demand demanded demanding demands demarcated demented demise democracy
democratically demographic demographics demolish demolished demolishes demolishing demonstrate demonstrated
demonstrates demonstrating demonstration demonstrations dengchuan denied denies denominator denote denotes dens dense
densities densitometric densitometry density dental dentist deny denying deogir deoni deoxygenation deoxynucleotidyl
departed department departmental departments departure depend dependant depended dependence dependent depending
dependovirus depends deployed deployment depolarizing deposit deprecated depreotide depress depressed depresses
depressing depression depressor deprivation deprive deprived deprives depriving depth depths deputy derange deranged
deranges deranging derbyshire derivation derivative derive derived derives deriving dermantsi dermatitis dermatology
dermoscope dermoscopic dermoscopy derogatory des desaturation desc descend descendants descended descending descends
descent describe described describes describing description descriptions descriptive descriptor descriptors desert
deserted deserting deserts deserve deserved deserves deserving desflurane design designate designated designates
designating designator designed designer designers designing designs desirable desire desired desires desiring desk
desktop desmoid despair desperate desperately despise despite dest destination destinations destine destined destines
destining destroy destroyed destroying destroys destruction destructive detach detachable detached detaches detaching
detail detailed detailing details detect detectable detected detecting detection detections detective detector
detectors detects deter determination determine determined determines determining deterministic deterrent detract
deuterium deutsche deutsches devastate devastated devastates devastating develop developed developer developers
developing development developments develops deviation deviations device devices devil devious devise devised devises
devising devoid devote devoted devotes devoting dexa dexamethasone dextran dextrocardia dfn dfpm dfpt dgn dhanni dhs
diabetes diabetic diacetyl diagnoses diagnosis diagnostic diagnostics diagonal diagram diagrams dialect dialects
dialed diali dialing dialings dialled dialling diallings dialog dialogue dials diameter diamond diani diaphanography
diaphoretic diaphragm diaphragma diaphragmatic diaphragmatis diary diastasis diastole diastolic diatrizoate diazepam
dibromofluorescein dice dichloride dichroic dichromate dicm dicom dicomdir dicos dictate dictation dictator
dictatorship dictionaries dictionary did didinga die died diencephalon dies diesel diet dietary diethlyamide diethyl
diethylamide diethylenetriamine differ differed difference differences different differential differentiate
differentiated differentiation differently differing differs difficult difficulties difficulty diffuse diffusely
diffusion diffusivity dig digastricus digest digestion digging digiscan digit digital digitales digiti digitized
digitizer digitizing digitorum digits dignity digoxin digs dihydrotetrabenazine dilatation dilated dilation dilemma
diluent dilution dim dimeglumine dimension dimensional dimensionality dimensions dimer din dine dined diner dines
ding dingo dining dinka dinmont dinner diode diopters dioxide dip diphenhydramine diplomatic diprotrizoate
dipyridamole dire direct directed directing direction directional directionality directions directive directives
directly director directories directors directory directs dirt dirty disability disable disabled disables disabling
disadvantage disadvantages disagree disagreed disagreeing disagreement disagrees disappear disappeared disappearing
disappears disappoint disappointed disappointing disappointment disappoints disapproval disapproved disaster
disasters disastrous disc discard discarded discarding discards discharge discharged discharges disciplinary
discipline disclaimer disco discoid discoloration discomfort disconnect disconnected disconnecting disconnects
discontinuation discontinue discontinued discontinues discontinuing discordance discount discounts discourage
discouraged discourages discouraging discover discovered discoveries discovering discovers discovery discrepancy
discrete discretion discriminate discriminated discriminates discriminating discrimination discs discuss discussed
discusses discussing discussion discussions disease diseased diseases disguise disguised disguises disguising disgust
disgusted disgusting disgusts dish dishes dishonest dishty disintegration disk disks dislike disliked dislikes
disliking dismal dismiss dismissed dismisses dismissing disodium disofenin disorder disorders disoriented disp
dispense dispersion displaced displacement display displayed displaying displays disposable disposal dispose disposed
disposes disposing disposition disproportion dispute disregard disrupt disruption dissecting dissection disseminated
dissertation dissimilar dissimilarity dissociation distal distalphalanx distance distances distant distasteful
distilled distinct distinction distinctions distinctive distinctly distinguish distinguished distinguishes
distinguishing distort distorted distorting distortion distorts distract distracted distracting distraction distracts
distress distressed distresses distressing distribute distributed distributes distributing distribution distributions
district disturb disturbance disturbed disturbing disturbs ditch ditto diuretic div dive dived divergence diverse
diversity divert diverted diverticulum diverting diverts dives divg divide divided divides dividing divine diving
division divisions divisor divorce dizziness djakore djerma dki dleo dlo dlp dls dlx dlyd dmo dms dnieper doayo
dobrogea dobutamine doc doctors doctrine document documentary documentation documented documenting documents dodd
does doesn dog dogma dogo dogs dogue doing dollar dollars dom domain domestic dominance dominant dominate dominated
dominates dominating donate donated donates donating donation donations done dongola dongyang donnersberg donor dons
doom doomed dooming dooms door doors dop dopa doran dorna dorper dorsal dorsales dorsalis dorsi dorso dorsocaudal
dorsodistal dorsolateral dorsomedial dorsopalmar dorsoplantar dorsoproximal dorsorostral dorsum dortyol dosage dose
doses dosimeter dosimetric dosimetrist dosimetry dosing dotatate dots dotted dotting doubilet double doubled doubles
doublet doubling doubt doubtful doubtless doubts dower down downgaze downhill downright downsloping downstairs
downward downwards dozen dozens dpa dpl dpm dpr draft drafted drafting drafts drag dragged dragging dragon drags
drain drained draining drains drakensberger drama dramatic dramatically drank draped drastic drastically draught
draughts draw drawback drawbacks drawing drawings drawn draws dre dread dreaded dreadful dreading dreads dream
dreamed dreaming dreams dreamt dreary drents drentse dress dressed dresses dressing drever dried dries drift drill
drink drinking drinks drip dripped dripping drips drive drivel driven driver drivers drives driving drn drop
droperidol dropped dropping drops droughtmaster drove drown drowned drowning drowns drowsy drr drs drt drto dru drug
drugs drum drums drunk drunken drutm drw dry drying drysdale dsa dsi dstate dti dtim dual dubious duck ducks duct
ductal ductogram ductography ductus due duff dug dull dulmen duly dumb dummy dump dumped dumping dumps dumpster dun
dunker dunkerhound duodenal duodenum duplex duplicate duplicated duplicates duplicating duplication dupuy dura
duration durations durazol during dust dustbin duties duty dvd dvh dwarf dwi dxmg dxx dxy dxz dye dying dyn dynamic
dynamically dynamics dyscrasia dysfunction dyskinesia dyskinesis dysplasia dyspnea dyssynchrony dystrophic dyy dyz
dzumalia dzz each eager eagerly eagle ear eared earlier earliest early earn earned earning earns ears earth ease easi
easier easiest easily easy eat eaten eater eating eats ecat eccentric eccentricity ecg echo echocardiography echoed
echoes echogenic echogenicity echoing echotexture echovist echt eclampsia ecological ecology economic economical
economically economics economies economy ecromeximab ecst ect ectasia ectatic ectopic eczema edd edelschwein edema
edge edges edit edited editing edition editions editor editorial editors edits edotreotide edta educate educated
educates educating education educational eeg eem eff effect effective effectively effectiveness effects efferent
efficiency efficient efficiently effort efforts effusion efw egg eggs eggshell ego egos eight eighteen eighth either
ejection ekg ela elaborate elapsed elastic elasticity elastography elb elbow elderly elec elect elected electing
election elections elective electoral electorate electric electrical electricity electrocardiogram
electrocardiographic electrocardiography electrode electrodes electroencephalogram electroencephalography electrogram
electromagnetic electromechanical electromyogram electromyography electron electronic electronically electronics
electrooculogram electrooculography electrophysiology electroporation electroretinogram elects elegant eleia elem
element elemental elementary elements elephant elephants elevated elevation elevator elevators eleven eleventh
eligibility eligible eliminate eliminated eliminates eliminating elite elitist elkhound ell ellestad elliottdale
ellipse ellipsoid ellipsoidal elliptic elm elongation elscint else elsewhere emageon email embarrass embarrassed
embarrasses embarrassing embarrassment embed embedded embedding embeds embolism embolization embolus embryonic emerge
emerged emergency emergent emerges emerging emg eminent eminently emission emissive emit emitter emitters emitting
emmetropia emmetropic emotion emotional emotionally emotions emphasis emphasise emphasised emphasises emphasising
emphasize emphasized emphasizes emphasizing emphysema empire empirical employ employed employee employees employer
employers employing employment employs empted emptied empties empty emptying emulate emulation emulator emulators
enable enabled enables enabling encap encapsulated encapsulation encephalomyelitis encephalon enclose enclosed
encloses enclosing encode encoded encodes encoding encounter encountered encountering encounters encourage encouraged
encouragement encourages encouraging encrypted end endeavor endeavour ended enderby ending endings endless endlessly
endo endobronchial endocardial endocarditis endocav endocavitary endocrine endocrinology endoleak endometrial
endometrium endorectal endoscope endoscopic endoscopy endothelial endothelium endotracheal endovaginal endovascular
endplate ends endsystole enema enemies enemy energy enflurane enforce enforced enforces enforcing engadine engage
engaged engages engaging engine engineer engineered engineering engineers engines enhance enhanced enhancement
enhances enhancing enjoy enjoyable enjoyed enjoying enjoyment enjoys enlarge enlarged enlarges enlarging enlighten
enlightened enlightening enlightenment enlightens enormous enormously enough enquire enquired enquires enquiries
enquiring enquiry enrichment enrollment ensure ensured ensures ensuring entail entails enter enteral entered enterer
entering enters entertain entertained entertaining entertainment entertains enthusiasm enthusiastic entire entirely
entirety entities entitle entitled entitles entitling entity entlebucher entorhinal entrance entrapment entries
entropy entry envelope envelopes environment environmental environments envisage envisaged envisages envisaging envy
enzc enzyme eog eosin epagneul ephedrine epi epic epicardial epicardium epid epidermal epidermoid epididymis epidural
epifluorescence epigastric epilepsy epileptic epileptiform epileptogenic epinephrine epiploic epirus episode episodes
epithelial epithelium epitrochlear eponymous epoxy eps epss equal equality equalization equally equals equate
equation equations equidistant equilibrium equip equipment equipped equipping equips equivalent equivalents equivocal
equus era erase erased eraser erases erasing eraso erb erect ergo ergometer erhulian eriksen eriochrome eriskay erl
erlunchun eroded err erroneous error errors eruption erythema erythematosus erythrosin erzgebirg esak escape escaped
escapes escaping esdbs esdnobs esophageal esophagus esoteric espanol espanoles especially essay essays essence
essential essentially est establish established establishes establishing establishments estate esterase estimate
estimated estimates estimating estimation estrela estrogen estrogenic esur etc eternal eternity ethanol ether ethic
ethical ethics ethidium ethmoid ethnic ethyl ethylenediamine etiam etidronate etiology etomidate etymology eui
eurasier euroline europium evaluate evaluated evaluates evaluating evaluation evaluator even evened evening evenings
evenly evens event events eventual eventually ever every everybody everyday everyone everything everywhere evidence
evidencedocument evident evidently evil evils evoked evolene evolution evolutionary evolve evolved evolves evolving
exact exactly exaggerate exaggerated exaggerates exaggerating exam exametazime examination examine examined examiner
examines examining example examples exams exceed exceeded exceeding exceedingly exceeds excellent except excepted
excepting exception exceptional exceptionally exceptions excepts excess excessive excessively exchange exchanged
exchanges exchanging excision excitation excite excited excitement excites exciting excl exclamation exclude excluded
excludes excluding exclusion exclusive exclusively excretion excursion excuse excuses executable execute executed
executes executing execution executive exempt exercise exercised exerciser exercises exercising exertion exertional
exhaust exhausted exhausting exhaustive exhausts exhibit exhibition exif exist existed existence existing exists exit
exited exiting exits exm exmoor exogenous exotic expand expanded expander expanding expands expansion expect
expectation expectations expected expecting expects expedition expenditure expense expenses expensive experience
experienced experiences experiencing experiment experimental experimentally experimentation experimented
experimenting experiments expert expertise experts expiration expire expired expires expiring expiry explain
explained explaining explains explanation explanations explanatory explantation explicit explicitly explode exploded
explodes exploding exploit exploitation exploited exploiting exploits exploration explore explored explores exploring
explosion explosions explosive exponent exponential export expose exposed exposes exposing exposure exposures express
expressed expresses expressing expression expressions expressway expressways extant extend extended extending extends
extensible extension extensions extensive extensively extensor extent extents external externally externus extinction
extra extracardiac extracorporeal extract extracted extracting extraction extracts extrafoveal extraluminal
extraneous extraocular extraordinarily extraordinary extrapulmonary extras extrasystole extravasation extremadura
extreme extremely extremena extremes extremist extremities extremity eye eyeball eyebrow eyelash eyelid eyes eyesight
fabrianese fabric fabrication face faced faceplate faces facet facial faciales facialis facilitate facilitates
facilities facility facing fact factor factories factors factory facts factual factually faculties faculty faeroes
fail failed failing fails failure failures faint fainter faintest fair fairer fairest fairly fairness fairy faithful
fake falabella falcon fall fallacious fallacy fallen falling fallot falls fallypride false fame familial familiar
familiaris familiarity families family famine famous fan fanb fancy fannong fans fantasies fantastic fantasy far
farce fare farewell farm farmers farther farthest fascia fasciae fascial fascicular fasciculation fasciculus
fascinate fascinated fascinates fascinating fascist fashion fashionable fashioned fashioning fashions fast faster
fastest fasting fastpac fat fatal fate fatigue fatty fatuous faucet fault faults faulty fauve favor favorable favored
favoring favorite favorites favors favour favourable favoured favouring favourite favourites favours fca fcf fcpa
fcpv fcv fcz fda fdg fdk fear feared fearing fears feasibility feasible feat feature featured features featuring
febrile feces fed federal federation fee feeble feed feedback feeding feeds feel feeling feelings feels fees feet
feetfirst feist feline felis fell fellata fellow fellows felt felver female females feminist feminists femoral
femoralis femoris femur fence fender fenders fenestration fengjing ferrandais ferric ferromagnetic ferrous festival
fetal fetch fetlock fetocide fetus fetuses feulgen fever few fewer fewest ffd ffdl ffdr ffp ffs fhc fiber fiberoptic
fibers fibrate fibre fibres fibril fibrillation fibrils fibrinogen fibrinoid fibrinolysin fibro fibroadenolipoma
fibroadenoma fibroadenomatoid fibrocalcific fibrocystic fibroelastosis fibroglandular fibromatosis fibromuscular
fibronodular fibrosarcoma fibrosing fibrosis fibrosus fibrous fibula fibular fibularis fiction fictional fiddle
fiddled fiddles fiddling fidelity fiducial fiducials field fierce fifteen fifth fifty fight fighter fighting fights
figure figured figures figuring fila file filed filename files filing fill filled filler filling fills film filmed
filming films filt filter filtered filtering filters filthy filtration final finalise finalised finalises finalising
finalize finalized finalizes finalizing finally finals finance finances financial financially find finding findings
finds fine fined finer fines finest finewool finger fingers fining finish finished finishes finishing finite
finncattle finnhorse fino fio fir fire fired fires firework fireworks firing firm firmly firms first firstly fiscal
fish fished fishes fishing fissure fistula fit fits fitted fitting five fiver fix fixated fixation fixative fixator
fixed fixedweights fixes fixing fizzy fjall fjord flab flag flagellar flagged flagging flags flail flame flames
flandres flank flash flashed flashes flashing flat flatness flattening flavor flavour flaw flawed flawing flaws flb
fleck fleet fleisch fleischner fleischschaf flesh fleuve flew flexibility flexible flexion flexor flexure flied flies
flight flip flipped flipping flips float floated floating floats flocculent flood flooded flooding floods floor
floors floppy florbetaben florbetapir flortaucipir flour flow flowed flower flowing flown flows fltr fluanisone
flubatine fluciclatide fluciclovine fluctuation fluctuations fluence fluent fluffy fluid flumazenil fluorescein
fluorescence fluorescent fluorethyltyrosin fluorexon fluoride fluorine fluoro fluorobenzothiazole fluorocholine
fluorodeoxyglucose fluorodopa fluoroestradiol fluoroetanidazole fluoroethylflumazenil fluoromethane
fluoromisonidazole fluoropropyl fluoroscopic fluoroscopy fluorotriopride fluorouracil flurpiridaz flush flushed
flushes flushing flute flutemetamol flutter fly flying fma fmiso fmri fmx foam focal focus focused fog fogera foi
fold folded folder folders folding folds folio folk folks follicle follow followed follower followers following
follows fond font fontan fontanel fonthill fonts foo food foods fool fooled fooling foolish fools foot football
footing footnote footnotes for foramen forbade forbid forbidden forbidding forbids force forced forceps forces
forcibly forcing forearm forecast forecasting forecasts forefetlock forefoot foreground forehead foreign foreigner
foreigners forelimb forensic forepastern foreseeable forests forever forgave forget forgets forgetting forgive
forgiven forgives forgiving forgot forgotten fork form formal formaldehyde formalin formally format formation formats
formatted formatting formed former formerly forming formol forms formula formulae formulation fornix fort forth
forthcoming fortnight fortunate fortunately fortune forty forum forw forward forwarded forwarding forwards fossa
fosses fossil fouchet fought foul found foundation foundations founded founding founds fountain four fourteen fourth
fousek fouta fov fovea foveal foxhound fplp fpz fractal fraction fractional fractionation fractions fracture fragile
fragment fragments frame frames framework framing framingham francais frankly frantic frati fraud freak freaks
fredericia frederiksborg free freed freedom freehand freeing freely frees freeway freeways freeze freezes freezing
freiberg frenulum freq frequencies frequency frequent frequently fresh fresolimumab friction fridericia fried friend
friendly friends friendship fries friesian frighten frightened frightening frightens frijolillo fringe frise friuli
frivolous frog frogs from front frontal frontalis frontalsinus fronto frown frowned frowning frowns froxfield froze
frozen frs fruit fruits frustrate frustrated frustrates frustrating frustration frying fta fuan fuchse fuchsin
fuchsschaf fudge fuel fujian fulfil fulfill fulfilled fulfilling fulfills fulfils full fullest fully fumati fume
fumes fun function functional functionality functioned functioning functions functool fund fundamental fundamentalist
fundamentally funded funding fundoscopy funds fundus funeral funiculus funnier funniest funny fur furioso furniture
furo furry further furthermore furthest fuse fused fusiform fusion fuss fussy futile future fuzzy fwp gabou gacko
gado gadobenate gadobutrol gadodiamide gadofosveset gadolinium gadopentetate gadoterate gadoteridol gadoversetamide
gadoxetate gain gained gaining gains gait galactic galactocele galactosyl galaxy galiceno galician gallbladder
gallium gallocyanine gallope galvanic galway gambian game games gamma gammopathy gang ganglion ganong gansu ganz
ganzhongnan ganzhou gaolao gaoundere gaps garage garbage garble garbled garbles garbling garden gardens garfagnina
garganica garment garnet garrano garre gas gasara gascogne gascon gaseous gasoline gasp gasping gastric gastro
gastrocnemius gastroduodenal gastrointestinal gate gated gatei gateway gather gathered gathering gathers gating gauge
gault gaunling gavage gave gayal gaynor gaze gbc gbk gcct gcl gctt gear geared gearing gears geary gehoernte geiis
gel gelbray gelbveih gelderland gems gen gender general generalisation generalisations generalise generalised
generalises generalising generalization generalizations generalize generalized generalizes generalizing generally
generate generated generates generating generation generationmode generationmodes generations generator generators
generic generous genes genetic genetically genetics genicular geniculate genie genioglossus genital genitalia
genitourinary genius genocide genpet genre gentian gentile gentle gentleman gentlemen gently genu genuine genuinely
genus geographic geographical geography geolocation geology geometric geometrical geometrically geometry geriatric
germain germanium gest gestation gestational gesture get gets getting geud gfr ghastly ghori ghost giacomini giant
gibberish gidda gidran giemsa gieson gift gifts gig gin gingiva ginkgo gir girdle girgentana girl girlfriend girls
girolando girons give given gives giving glad gladly glan glance gland glands glandular glans glare glasses glaucoma
glcm glean gleaned gleaning gleans glembatumumab glenoid glioblastoma global globally globulin globus glomerular
glorious glory glossokinetic glossopharingeus glossopharyngeal glossy glottis glove gloves glow glowed glowing glows
gls glucagon glucoheptonate glucose glucuronidase glue gluing glutamate glutamic glutamine gluteal gluteus glycogen
glycolysis gmelini gmellus gml gmm gnhd gnome goal goals goat gobra gods goes going gol gold goldfish goldfishes
goldstein gole golf golpayegani gonad gonads gone goniolens goodbye goodies goodness goods goody goomsur gorbatov
gorgeous gorlin goryn gossip got gotland gotten gottingen govern governed governing government governmental
governments governor governs gown gps gpsdop gqb gqn grab grabbed grabbing grabs gracilis grade graded grades
gradient gradual gradually graduate graduated graduates graduating graduation graffiti graffito graft grafting grain
gram grammar grammatical granadina grand grande grandfather grandmother grands grandy granted granting grants
granular granuloma graph graphic graphical graphics graphs grashey grasp grateful gratefully grati graticule
gratuitous gratuitously graue grave gravitational gravity grayscale greasy great greater greatest greatly greed
greedy gregn grew greyhound grid grids grief griffon grim grind grinding grinds grip grips grisonne grisons gritstone
groan groenendael groin gromark groningen groove grosses grossly ground grounds group grouped grouping groups grow
growing grown grows growth grunwald gss gtv guadarrama guadiana guang guangdong guangxi guanling guanzhong guarantee
guaranteed guaranteeing guarantees guard guarded guardian guarding guards gudali guelma guess guessed guesses
guessing guest guests guid guidance guide guided guideline guidelines guides guidewire guiding guilt guilty guitar
guizhou gujamavu gulf gullible gum gums gun guns guoxia gurktal gussing gut gute guts guttate gutter guys guzerando
guzerat gvn gyn gynecologic gynecological gynecology gynecomastia habenular habit habits habitual habitus hack hacked
hacker hackers hacking hackney hacks had hadlock haflinger hafnium hai haigis hail hailum hainan hair haircut haired
hairless hairs hairy half halfblood halhin hallikar hallingdal halls hallucis halo halogen halothane halt halted
halting halts halve halves hamartoma hamiltonstovare hamline hammer hamming hampen hampline hamprace hamroc hand
handbook handed handful handgrip handicap handing handle handled handler handles handling hands hang hanged hanging
hangover hangs hanjiang hanning hansmann hanzhong happen happened happening happens happier happiest happily
happiness happy hard hardback hardcopy harden hardened hardening hardens harder hardest hardi hardly hardship
hardware hariana harm harmful harmless harmony harnai harness harrier harsh harton harvesting harz has hash hasht
hassle hasten hasty hat hate hated hates hating hatred hats hatton haustra havanese have having havoc hazaragie
hazard hazards hazy hcat hcl hdr headache headed header headers headfirst headframe heading headings headline
headlines headneck headrest heads health healthcare healthy healy heap hear heard hearing hears heart heartily hearts
heat heated heater heating heats heaven heavens heavier heaviest heavily heavy hebridean heel heels heideschaap
heidschnucke height heights heihe heilongjiang heilongkaing held helical helicopter helium helix hell hello helly
helmet help helped helpful helping helpless helps hemangioma hemangiopericytoma hemangiosarcoma hematein hematocrit
hematology hematoma hematopoietic hematoxylin hemi hemifacial hemifield hemisphere hemispheric hemispherical
hemodynamic hemodynamics hemoglobin hemolymph hemoptysis hemorrhage hemostasis hemostatic hence henceforth henschen
henschke heparin hepatic hepatitis hepatobiliary hepatomegaly hequ her herd herdwick here hereby hereland herens
heresy heritage hermaphrodite herniated hero heroes heroic heroin herrings herself hes hesitate hessen hetao
heterogeneity heterogeneous heterogeneously heterosexual hexacyanoferrate hexadecimal hexagonal hey hezuo hfdl hfdr
hfl hfp hfs hhcc hiatus hibcc hickey hid hidden hide hided hideous hideously hides hiding hierarchic hierarchical
hierarchy high higher highest highland highlight highlighted highlighting highlights highly highmi highway highways
hijri hilar hilarious hills hilum him himself hindfetlock hindfoot hindlimb hindpastern hindsight hinis hino hint
hinted hinterwald hinting hints hip hippocampal hippocampus hircus hire hired hires hiring hirtz hirzai his hissar
hist histiocytoma histogram histologic histological histology histopathology historian historians historic historical
historically history hit hitherto hits hitting hiv hoa hobby hoc hoffer hog hohler hold holders holding holds hole
holes holgus holidays holladay hollow holmblad holmium holmonger hologic holsteincattle holsteiner holter holy
homatropine home homes homo homogeneity homogeneous homosexual homosexuality honest honestly honesty honey honeycomb
honor honorary honored honoring honors honour honoured honouring honours hook hooked hooking hooks hoped hopeful
hopefully hopeless hopelessly hopes hoping horde hordes horizon horizontal horizontally hormone horned hornlose
horrendous horrendously horrible horribly horrid horrific horrified horrifies horrify horrifying horro horror horse
horses hospital hospitals host hostile hosts hot hotel hough hound hounsfield hour hours housed household houses
housing hovawart how however hpc hpgl hrbinecky hrf hsieh htcm huai huazhong hubei huchuan hucul huertana huge hugely
hughston huh hum human humane humanity humans humble humbly humerus humidity humor humorous humour hundred hundreds
hung hungahyb hungairan hungarofries hungry hunted hunterian hunting hunts hurry hurt hurting hurts husband huskie
hut hybrid hydrate hydration hydrochloride hydrocholoride hydrocortisone hydrogen hydroxide hydroxyapatite
hydroxydopamine hydroxymethylglutaryl hyoid hyper hypercholesterolemia hyperechoic hyperemic hyperintense
hyperintensity hyperkinesis hyperkinetic hypermetropia hyperopia hyperplasia hypersensitivity hypertension
hypertensive hypertrophic hyperventilation hyphen hypo hypochondriac hypocrisy hypocrite hypocritical hypoechoic
hypogastric hypoglossal hypoglossus hypoglycemic hypointense hypointensity hypokinesis hypopharyngeal hypopharynx
hypoplasia hypoplastic hypotension hypotensive hypothenar hypothesis hypothetical hysterectomy hysterical iabp iak
ias iauc iaucbn ibage iban ibizan ibsi ibt ibw ica icc iccs icd icdo ice icg icon icons icrp ict icv idataset idea
ideal idealistic ideally ideals ideas iden identical identically identifiable identification identified identifier
identifiers identifies identify identifying identity ideological ideology idexx idi idiom idiopathic idiosyncratic
idiot idiotic idiots idioventricular idle idm ids iec ietf igloo ignorance ignorant ignore ignored ignores ignoring
ihedbt iia iib iii iiia iiib iiic iir ijssel ikm ilcr ile ileal ileocecal ileocolic ileostomy ileum iliac ilio
iliocostalis iliohypogastricus iliopsoas ilium ill illawarra illegal illegally illegible illiterate illness illogical
illumination illuminator illusion illustrate illustrated illustrates illustrating illustration illustrations illyrian
ilm ilocos iloilo ilops ima imaal imag image imaged imager images imagify imaginary imagination imaginative imagine
imagined imagines imaging imagining imbalance img iminodiacetate immature immediate immediately immense immensely
immersion imminent immobile immoral immortal immune immunocompromised immunodeficiency immunofluorescent
immunohistochemistry immunology immunomodulator impact impair impaired impairing impairment impairs impedance impend
impended impending impends imperative imperfect imperial impersonal implant implantable implantation implants
implausible implement implementation implementations implemented implementing implements implication implications
implicit implicitly implied implies imply implying import importance important importantly imported importer
importing imports impose imposed imposes imposing impossible impractical impress impressed impresses impressing
impression impressions impressive imprison imprisoned imprisoning imprisons improbable improve improved improvement
improvements improves improving imps impulse inability inaccessible inaccuracies inaccuracy inaccurate inactive
inadequate inadvertently inane inappropriate inbound inc incapable incarnation incentive inch inches incidence
incident incidental incidentally incidents incision incisional incisor incisure incl inclination incline inclined
inclines inclining include included includes including inclusion inclusive incoherent income incoming incompatible
incompetence incompetent incomplete incomprehensible inconsistencies inconsistency inconsistent inconvenience
inconvenienced inconveniences inconveniencing inconvenient incoordination incorporate incorporated incorporates
incorporating incorrect incorrectly increase increased increases increasing increasingly incredible incredibly
increment incremental increments incubation incur incurred incurring incurs ind indeed indefensible indefinite
indefinitely indent independent independently indeterminate index indexed indexes indexing indicate indicated
indicates indicating indication indications indicative indicator indicators indices indicis indictment indicus
indifferent indigo indigotindisulfonate indirect indirection indirectly indistinct indistinguishable indium
individual individually individuals indo indocyanine indophenol induce induced induces inducing inductance induction
indulge indulged indulges indulging induration industrial industries industry ineffective inefficiency inefficient
ineligible inequality inertia inevitable inevitably inexperienced inf infallible infamous infant infantile infarct
infarction infect infected infecting infection infectious infects infelicity infer inference inferior inferioris
inferiority inferolateral inferomedial inferoseptal inferred infertility infiltrate infiltrating infiltration
infinite infiniteline infinitely infinitt infinity inflammation inflammatory inflatable inflated inflation inflexible
inflict inflow influence influenced influences influencing influential info inform informal informally informant
information informative informed informing informs infra infraalar infraclavicular inframammary infraorbitalis
infrared infrarenal infraspinatus infrasternal infrastructure infrequent infringement infusate infusion ingenious
ingessana ingredient ingredients inguinal inguinalis inhabit inhabitant inhabitants inhabited inhabiting inhabits
inhalation inherent inherently inherit inheritance inherited inheriting inherits inhibit inhibited inhibiting
inhibition inhibitor inhibits inhomogeneous initial initialisation initialise initialised initialises initialising
initialization initialize initialized initializes initializing initially initials initiate initiated initiates
initiating initiation initiative initiator inject injectate injection injections injector injure injured injures
injuries injuring injury injustice ink inkuku inl inlay inlet inline inner innermost innocence innominate innovation
innovative inobuta inositol inotropic input inputs inputted inputting inquire inquired inquires inquiries inquiring
inquiry inra inroom insane insect insects insecure insensitive insert inserted inserting insertion insertional
inserts inside insidious insight insignificant insist insisted insistence insisting insists insofar insoluble inspace
inspect inspected inspecting inspection inspects inspiration inspire inspired inspires inspiring install installation
installations installed installing installs instance instances instant instantaneous instantly instead instinct
institute institution institutional institutionally institutions instruct instructed instructing instruction
instructions instructs instrument instrumental instruments insufficiency insufficient insula insular insulin insult
insulted insulting insults insurance insuring int intact intake integer integers integral integrate integrated
integrates integrating integration integrity intelerad inteleviewer intellect intellectual intelligence intelligent
intend intended intending intends intense intensely intensifier intensity intensive intent intention intentional
intentionally intentions intents inter interact interacted interacting interaction interactions interactive
interactively interacts interatrial intercept interchange intercostal intercostales intercourse interdigitating
interest interested interesting interestingly interests interface interfaced interfaces interfacing interfere
interfered interference interferes interfering interferometric interferometry interferon interiliac interim interior
interlobar interlobular interlock intermediate intermedius intermittent intern internal internally internals
international internus interoperability interossei interpectoral interpolated interpolation interpolator interpret
interpretation interpretations interpreted interpreter interpreting interprets interpsinales interquartile
interrogate interrupt interrupted interrupting interruption interruptions interrupts intersection intersections
interspinales interstitial intertarsal intertragal interval intervals intervene intervened intervenes intervening
intervention interventional interventions interventricular intervertebral interview interviewed interviewing
interviews intestinal intestine intima intimal intimate into intolerance intra intracardiac intracavitary
intracoronary intracorpus intracranial intracutaneous intracystic intradermal intraductal intraepithelial intragenus
intraglandular intrahepatic intralobular intralumenary intraluminal intramammary intramedullary intramural
intramuscular intraocular intraoperative intraparotid intraperitoneal intrapulmonary intrathecal intratumor
intrauterine intravascular intravenous intraventricular intrinsic intrinsically introduce introduced introduces
introducing introduction introductory introitus intubation intuitive intvl inu invade invaded invades invading
invalid invalidate invaluable invariably invasion invasive invent invented inventing invention inventions inventor
inventoried inventory invents inverse inversion invert inverted inverting inverts invest investigate investigated
investigates investigating investigation investigational investigations investigator investment invisible invitation
invite invited invites inviting invocation invoke invoked invokes invoking involution involve involved involvement
involves involving inward iod iodamide iodide iodinated iodine iodipamide iodixanol iodized iodoalphionic
iodobenzylguanidine iodocholesterol iodohippurate iodomethamate iodophenyl iodophthalein iodopyracet iods iofetamine
ioflupane iohexol iol iomud ion ionizing iopamidol iopanoic iophendylate iophenoxic iopromide iothalamate ioversol
ioxaglate ioxilan ipl ipodate ipsilateral irate iridium irig iron ironic irony irrad irradiated irradiating
irradiation irrational irregular irregularities irrelevant irrespective irresponsible irreversible irrigation
irritate irritated irritates irritating irritation isa isbt ischemia ischemic ischerwood ischiadicus ischium isi
iskar island islander islands isocenter isocentric isodense isodose isoechoic isoelectric isoflurane isointense
isolate isolated isolates isolating isolation isorhythmic isotope isotropic isovelocity isovolumic issue issued
issuer issues issuing isthmus istoben istrian italiano italic itching item items iterations iterative itinerary itis
itr its itself itv iuc iugr iupc iupp ivim ivoct ivs ivus jabe jabugo jacchus jacket jackets jagdterrier jail
jalajala jam jammed jamming jams jamthund janma janmahasatian jargon jarmelista jaulan jaundice jaundiced javan jaw
jawline jazz jealous jeans jeanty jejunal jejunostomy jejunum jellicut jellies jelly jem jenubi jerdi jerk jersind
jest jet jewelry jezerskosolcavska jhn jianchang jianli jiaoxi jiaxing jiddu jielin jijjiga jindo jinhong jinhua
jining jinnan jinzhou join joined joining joins joint jointly joints joke joked jokes joking jolly jonica joslin
jotko journal journalist journalists journals journey jpeg judet judge judged judgement judgements judges judging
judgment judgments jugular juice jump jumped jumping jumps junction junctional jungle junk junqueira jura
jurisdiction jury just justifiable justifiably justification justified justifies justify justifying juvenile
juxtaintestinal juxtaposed kabarda kabota kabyle kachcha kachhi kaghani kai kajli kakhetian kalakheri kaman kamdhino
kameroen kamori kandahari kandel kandhari kanem kangal kangaroo kangayam kaningan kankrej kaokoveld kappiliyan
kapsiki karabair karabakh karachai karakacan karakul karamajong karan karelian karelo kasabach katahdin katerini
kathiawari kedah keen keep keeper keeping keeps keeshond kelantan kele kelpie ken kenacid kenana kenkatha kennel
kenran kep kept keratectomy keratoconus keratolytic keratometer keratometric keratometry keratomileusis keratoscope
keratosis keratotomy kerley kerma kernel ketamine keteku kettle keyboard keyboards keyed keying keys keystroke
keystrokes keyword keywords khamala kherigarh khevsurian khillari kholmogory khorsan khuong khurasani kick kicked
kicking kicks kid kidded kidding kidnap kidnapped kidnapping kidnaps kidney kids kiger kigezi kiko kilara kilis kill
killed killer killing kills kilovolt kind kinder kindly kindness kinds kinetdx kinetic kingdom kings kinniya kirdi
kirgiz kirhiz kisantu kisber kishu kiso kiss kitchen kite kits kladruby kleen knabstrup knee kneeling knees knew
knife knob knock knocked knocking knocks know knowing knowledge known knows kochi kolbroek kolubara komondor konari
konink kooiker kooikerhondje kooka koolie korat koronadal kostroma kovacs kpa krasky kravarsky kretz krishnagari
krolevets kromfohrlander krskopolje krypton kscore ktrans kuchendorf kuchinoshima kui kula kumamoto kumauni kunekune
kurdi kurgan kuri kurtosis kurtz kurzbauer kushum kustanai kutta kuvasz kuznet kvp kwai kyi kyoga lab label labeled
labeling labelled labelling labels labia labii labium labor laboratory laboreiro labour labs lack lacked lacking
lacks lacmoid lacombe laconie lacrimal lactam lactate lactated lactating lactation lactational lactocele lacunar lad
ladakhi ladder laden ladies lady laeken lafe lag lager lagune laid laika lain lake lakenvelder lamalese lambda lamina
laminar laminated lamp lan landais landed lander landing landlord landmark landmarks landolt landrace lands landscape
landschaf langhe language languages languedoc lans lansa lantang laoshan laparoscopy laperm lapin lapine lapphund
laquerriere large largely larger largest largo laringis lark laryngeal larynx lasek laser lasers lasik last lasted
lasting lasts lat latae late lately later lateral laterale lateralis laterality laterally laterals latero
laterodorsoproximal lateromedial latest lati latissimus latitude latter latuka lauenstein laugh laughed laughing
laughs laughter launch launched launcher launches launching lavatory lavinia law lawn laws lawyer lawyers lay layer
layers laying layout lays laziness lazy lbbb lbm lbmjames lbmjanma lbw lcx lcxdm ldl ldpr ldr lead leaded leader
leaders leadership leading leads leaf leaflet leaflets league leak leakage leaned leaning leans leap leaping learn
learned learning learns learnt least leather leave leaved leaves leaving lebedin lecd lecdo lecture lectured lecturer
lecturers lectures lecturing led ledo leen leftmost leg legacy legal legally legend legendary legible legislation
legitimate legitimately legs leicoma leineschaf leiomyoma leiomyosarcoma leiqiong leishman leisure lemniscus lemon
lend lending lends length lengths lengthy lenient lens lenses lensometer lensometry lenticular leonberger leopard
leping ler lero lertl lesbian lesion lesions less lesser lesson lessons lessoway lest let lethal lets letter letters
letting leucofuchsin leucopus leukemia leukemic lev levator levatores level levels levenberg levo levovist lewitzer
lflt lfp lfs liability liable liaison liang liaoning libel liberal liberties liberty libitum librarian libraries
library licence licences license licensed licenses licensing lichuan lid lidocaine lidofenin lied lies life lifestyle
lifetime lift lifted lifting lifts ligament ligamentum light lighted lighter lightest lighting lightly lightning
lightninged lightnings lights lijiang likar like liked likelihood likely likes likewise liking lilienfeld lim limb
limbic limbs limbus limiana limit limitation limitations limited limiting limits limon limping limpurger linac
lincomycin lindblom line linear linearity lineback lined liner lines linezolid lingao linguae lingual linguistic
lining link linkage linked linking links lion liothyronine lip lipetsk lipid lipidic lipoadenoma lipoma
lipopolysaccharide liposarcoma lips liquid liquor lisp lissamine list listed listen listened listener listening
listens listing listings lists lit liter literal literally literary literate literature lithotomy litigation litre
litter live lived lively liver lives livest livestock living livny ljsselvee lkup llanero llanwenog lld lleyn llpv
lma lmin lminm lmp lms load loaded loader loading loads loaghtan loan loans loashan lobar lobby lobe lobi lobular
lobulated lobulations lobule local localization localized localizer localizing locally locals locate located locates
locating location locations locator lock locked locking locks lodox loenberger log loge logged logging logic logical
logically login logo logout logs lohani lohi loinc lokai lombok lonely longer longest longhair longhaired longhorn
longissimus longitude longitudinal longlin longum longus longuss longwool longyou lonk look lookat looked looking
looks lookup loop loophole loops loose loosely lop lopsided lordotic lorentzian lorquina lorries lorry lose loses
losing loss losses lossy lost lots loud louder loudest loudly lourdais lousy loved lovely lover lovers loves loving
low lowchen lower lowered lowering lowers lowest lowland lowline lown loyal lpa lph lpv lrntz lsau lsdi lsspine
lubricant lucanian lucency lucent lucerna luchuan lucie luck luckily lucky ludicrous ludicrously luggage lugware
luing lumbales lumbalis lumbar lumbo lumborum lumbosacral lumbosacralis lumbricales lumen luminal luminance lump
lumpectomy lumps lunar lunatic lunbricales lunch lunchtime lundehund lundy lung lungcad lungs lupv lurcher lurk
lurked lurking lurks lusitano lust lut lutai luten lutetium lutz luxi luxol luxury luzein lvc lvot lvs lwh lying
lympathic lymph lymphadenopathy lymphatic lymphocytic lymphogram lymphoid lymphoma lyric lyrics lysergic lysholm
lysolecithin lysophosphatidylcholine mab mac macau machine machinery machines macro macrocalcifications macrolide
macros macroscopic macula macular mad madaripur made madness madonie madura mag magal magazine magazines magic
magical magna magnesium magnet magnetic magnetization magnification magnificent magnified magnify magnitude magnum
magnus mahal mail mailbox mailed mailing mails main mainframe mainframes mainly mains mainstream maintain maintained
maintaining maintains maintenance maize majora majority majorum majus makaweli make maker makers makes making
malabsorption malachite malaguena malakan malamute males malformation malformations malfunction malicious malignancy
malignant malinois malleolar mallorquin malnad malopolski malvi mammary mammo mammogram mammograms mammographic
mammography mammoplasty mampati man manage managed management manager managers manages managing managra manapari
mancha mandalong mandate mandatory mandi mandible mandibular mandibularis maneuver mangafodipir mangalarga mangalista
mangalitsa mangalitza mangalizta manganese mangle mangled mangles mangling mania maniculatus manifest manifestation
manifestly manifesto manifold manipulate manipulated manipulates manipulating manipulation manipuri mankind manned
manner manometer manor manpower mans mantiqueira manu manual manually manuals manubrium manufacture manufactured
manufacturer manufacturers manufactures manufacturing manxamese many map mapped mapping mappings maps marchador
marchigiana maremma maremmana marfan margetuximab margin marginal marginally margins marijuana marinhoa marital
marked markedly marker markers market marketed marketing markets marking maronesa marquardt marriage married marries
marrow marry marrying martinero martius marvellous marvelous marwari maryuti mas mash mashen mashona mask masked
masking masks massage masseter massif massive massively mastectomy master mastergilt masticatores mastiff mastoid
mastopathy mat matakina match matched matches matching mate mater material materials maternal mathematical
mathematically mathematician mathematicians mathematics mating matrices matrix matter matters mature mau maure
maxilla maxillaris maxillary maximal maximise maximize maximum maximus maybe mayden mayoasrg mayor mazandarani maze
mazury mcd mcfee mcn mcnab mcr mdc mddx mdns mdr mdrd mds mdw meal meals mean meaning meaningful meaningless meanings
means meant meantime meanwhile measure measured measurement measurements measures measuring meat meatline meatus
mebrofenin mec mech mechanic mechanical mechanics mechanism mechanisms mecklenburg med medc medcom medcon medi medial
mediale medialis medially median mediani medianus mediastinal mediastinum medical medication medications medicine
medieval mediface medio mediolateral mediopalmarodistal medioplantarodistal medium mediums medius medr medronate
medullary medx meet meeting meetings meets megabecquerel megabyte megabytes megaelectronvolt megavolt megezh
meglumine megrel meishan meixin melanin melanoma melanomas meldola mellitus melt member members membership membrane
membranous membri memo memorable memories memory mems men mend mended mending mends menggu meninges meniscus
menopausal menopause menstrual menstruation mental mentalis mentality mentally mention mentioned mentioning mentions
menu menufi menus meo merauke mercaptoacetyl mercaptoacetyltriglycine merchant mercuric mercy mere merely merens
merge merged mergelland merges merging meridional merinolandschaf merit merits merkel merry mertolenga mertz merz mes
mescaline mesenteric mesentery mesh meslan mesocardia mesopic mesothelioma mesothelium mespiperone mess message
messages messaoria messara messed messes messing messy met meta metabolic metabolism metabolite metacarpal metacarpus
metadata metaemotion metaiodobenzylguanidine metal metanil metaphor metaplasia metastases metastasis metastatic
metatarsal metatarsus meter metering meters meterset metersets methadone methanol methionine methlyphenidate method
methodology methods methohexital methoxyflurane methyl methylene methylpentadecanoic methylphenidate
methylprednisolone methylthiosemicarbazone methyltryptophan metohija metomidate metre metres metric metrizamide
metrizoate metro metronidazole metros meusse mev mewati mezen mezohegyes mezzalina mgi mgminml mgpi mgy mhaswad mhw
mibg mic mice micro microaggregated microarray microbiology microbubbles microcalcifications microclip microcomputer
microcomputers microcysts microdissection microdosimetric microglandular microinvasion microlobulated micrometer
micromole micronodule micropapillary microprocessor microscope microscopic microscopy microspheres microwave mid
midazolam midbrain midcolic midday middle midlayer midline midlung midnight midventricular might mighty migrate
migrated migrates migrating migration mild mildly mile mileage miliary military milk milking millicurie milligrams
milliliter millimeter millimoles milling million millions millisecond millitesla mils milv mime mimic miml min
minature minbei mind minded minding mindless minds mine mined mineral mines mingrelian minhota miniature minimal
minimalist minimi minimise minimize minimum minimus mining minipig minisib minister ministers minor minora minorcan
minorities minority mint minus minusin minute minutes minzhu mip miracle miracles miraculous mirandesa mircroscope
mird mirdose mirgorod mirror mirroring mirrors misaki misc miscellaneous misdirect misdirected misdirecting
misdirects miserable miserably misery misfortune misguide misguided misguides misguiding mishima misinterpret
misinterpreted misinterpreting misinterprets mislead misleading misleads misled misplace misplaced misplaces
misplacing misprint misread misreading misreads misrepresent misrepresented misrepresenting misrepresents missed
misses missile missiles missing mission mist mistake mistaken mistakenly mistakes mistaking mistook mists
misunderstand misunderstanding misunderstands misunderstood misuse mitral mix mixed mixes mixing mixture miyako mlc
mlcx mlcy mlem mlev mlg mlk mlm mlming mlminml mlml mlo mmhg mnemonic moan moaned moaning moans mob mobitz mock mod
modalities modality mode model modeled modeling modelings modelled modelling modellings models modenese moderate
moderately moderation modern modes modest modicana modifiable modification modifications modified modifier modifiers
modifies modify modifying modular modulated modulation modulator modulators module modules modulus modweights
mogamulizumab moghani moi moiled molar mold molds mole molecular molecule molecules moles molybdenum mom moment
momentarily moments momentum monarch monchina mondor money mong mongalla monitor monitored monitoring monitors monkey
monkeys mono monoblock monochromatic monochrome monoclonal monoenergetic monomorphic monoplane monopole monopoly
monoxide monster monsters montafon montage montanara montbeliard montdale month monthly months montmorillon mood
moons moorit mora morab morada moral morality morally morals morang morava morenas moreover morgue moribund morning
mornings morochuco moron morons morphine morphologic morphological morphologically morphology morrisons mortal
mortality mortals mortice morucha mosfet most mostly mother mothers motility motion motions motivate motivated
motivates motivating motivation motive motives motn motor motorized motors motorway motorways mottled motto mouflon
mould mountain mountains mounted mounting mounts moura mouse mouth move moveable moved movement movements moves movie
movies moving moxoto moyen moyle mpadio mph mpldio mpps mpr mpwapwa mrdr mri mrs mrt msh msp mtc mtl mtt muban much
mucicarmine mucinous muck mucked mucking mucks mucocutaneous mucosa mucous mud muddle muddled muddles muddling mudi
mug mugs mukota mul mule mulefoot multi multicoil multiecho multifidii multifocal multilayer multiline
multiparametric multiplanar multiple multiples multiplet multiplex multiplexed multiplication multiplicity multiplied
multiplier multiplies multiply multiplying multipoint multisegment multispectral multiview mum mumble mummy munchkin
mundane munster munsterlander muong murakoz mural murboden murcian murciana murder murdered murderer murdering
murders murgese murghese murle murmur murnau mus muscle muscles muscular musculi musculocutaneus musculoskeletal
musculus musculustriceps museum museums music musical musician musicians must mustang mustard mustela mutant mutter
muttered muttering mutters mutton mutual mutually mva mvx mycotic mydriatic myelin myeloma myeloperoxidase
mylohyoideus myocardial myocarditis myocardium myoclonic myoclonus myofibroblastoma myogenic myokymia myokymic myopia
myotonic myself mysteries mysterious mysteriously mystery mystic myth mythical mythology myths mytilene nachi
nadbuzanska nadir nafl nafld nagori nagri nail nailed nailing nails naive nakali nakayama naked nama name named
nameless namely names namespace namib naming nanocolloidal nantais nanyang naphthalene naphthol narcotic narrative
narrow narrowband narrower narrowest narrowing narym nasal nascet nasi nasion nasolabial nasopharyngeal nasopharynx
nastier nastiest nasty national nationally nations native natives natural naturally nature naughton naughty nausea
navicular navigation navigator nay nbd nbg ncdr nco ndagu ndc near nearby nearer nearest nearline nearly neat neatly
nebelung neblett necessarily necessary necessity neck neckchest neckchestabdomen neckchestabdpelv necrosis necrotic
need needed needing needle needles needless needlessly needs neelsen neer neg negate negative negatives neglect
neglected neglecting neglects negligible negotiable negotiate negotiated negotiates negotiating negotiation
negotiations negra nehb nei neighbor neighborhood neighbors neighbour neighbourhood neighbouring neighbours neijiang
neither nejdi nellore nelore nema neoaortic neointima neointimal neonatal neoplasia neoplasm neoplastic neopolitan
nephrology nerve nerves nervi nervous nervus nest nested nesting nests net nets network networked networking networks
neu neural neuroectodermal neuroendocrine neurofibroma neurofibromatosis neurohypophysis neuroimaging neurology
neuromuscular neurophysiology neuroradiologic neuroradiology neurosurgery neurosurgical neurovascular neutered
neutral neutralize neutron neutrophil never nevertheless new newcomer newcomers newer newest newly news newsletter
newsletters newspaper newspapers next nganda nghia ngldm ngtdm nguni nhieu nic nicely nicer nicest nicip nicked
nickel nicking nickname nicknames nicks nifedipine nifene night nightmare nights nigra nigrosine nih nii niip nil
nilo nilotic nimari nine ninetieth ninety ning ningxiang ninth niobium nipple nitra nitrate nitrazine nitrogen
nitroglycerin nitrous nivernais nizinny nkedi nkone nmb nnt nnusa nobody nodal node nodes nodular nodule nodules noir
noise noises noisy nolke noma nomarski nomenclature nominal nominally nominate nominated nominates nominating non
nonalcoholic nonaugmented noncardiac noncerebral nonconforming noncontact nondepolarizing none nonetheless
nonidentifying nonimmersion noninfiltrating nonionic nonius nonlinear nonparenchymal nonparoxysmal nonplanar
nonprogressive nonsense nonspecific nonsustained nonuniformity nooitgedacht noon noordhollander nor norbottenspets
nordion nordland norgaard noric norland norline norm normality normalization normalized normally normals normande
normandie normanzu normative noroeste northeastern northern norvegicus norwood nos nose noses nostalgia not notable
notably notation notch note noted notes nothing notice noticeable noticeably noticed notices noticing notification
notified notifies notify notifying noting notion notions notorious notspecified notwithstanding noun nouns novel
novels novelty novice novices now nowadays nowhere npi npo nrgy nsaid ntp nuba nuchal nuclear nucleus nud nuer
nuisance null nulling nulliparous num numaris numb number numbered numbering numbest numeral numerals numerator
numeric numerical numerous nun nuns nuras nurbs nurse nurses nursing nut nutrition nutritional nuts nyberg nyha nyoro
nystagmoid nyumccg oam oar oberhasli oberland obesity obey obeyed obeying obeys obinituzimab obj object objected
objecting objection objectionable objections objective objectives objects obligation obligatory oblige obliged
obliges obliging obliq oblique obliquus obnoxious obs obscene obscure obscured obscures obscuring obscurity
observable observation observations observe observed observer observers observes observing obsess obsessed obsesses
obsessing obsession obsolete obstetric obstetrical obstetrics obstruct obstructed obstructing obstruction obstructive
obstructs obtain obtainable obtained obtaining obtains obturator obturatorius obtuse obvious obviously ocaratuzumab
occasion occasional occasionally occasions occipital occipitofrontalis occlusal occlusion occult occupancy occupation
occupational occupied occupies occupy occupying occur occurred occurrence occurrences occurring occurs ocean ocicat
ocs ocular oculi oculomotor oculomotorius odd oddly odds oecf oesophageal ofd off offence offences offend offended
offender offenders offending offends offense offenses offensive offer offered offering offerings offers offhand
office officer officers offices official officially officials offis offline offset offsets offsetting offspring often
ohmini oic oid oil oils oiq old olde oldenborg older oldest oled oleic olfactory oligemia olinda oliventina omental
omentum omission omissions omit omits omitted omitting once oncologic oncology one ones oneself ongoing ongole online
only onset onto onus onwards ood oog ooi oozing opacities opacity opaque open opened opening openings openly opens
opera operas operate operated operates operating operation operational operations operative operator operators
ophtalmicus ophthalmic ophthalmology ophthalmoscope ophthalmoscopy opiate opinion opinions opl opm opponens opponent
opponents opportunities opportunity oppose opposed opposes opposing opposite opposition oppress oppressed oppresses
oppressing oppression opt optbsv opted optenf optic optical opticus optima optimal optimisation optimise optimised
optimises optimising optimistic optimization optimize optimized optimizes optimizing optimum opting option optional
optionally options optison optometry optotype opts opus opuses opv oral orbicularis orbit orbital orbitalis orbito
orbitoparietal orcein orchestra orchestral orchid ord order ordered ordering orders ordinary ore orehla orejinegro
organ organic organisation organisations organise organised organiser organisers organises organising organism
organization organizational organizations organize organized organizer organizers organizes organizing organs
orientate orientated orientates orientating orientation oriented orienting orients orifice origin original
originality originally originals originate originated originates originating originator origins oris orlov orn
orobica oronary oropa oropharyngeal oropharynx orthodox orthogonal orthopedic orthopedics orthostatic oryctolagus
oscillating osem osld osmium osmolality osmolarity osmosis osp ossabaw osseous ossification ossimi osteosarcoma
ostium other others otherwise otorhinolaryngology otp otter ottonello ouessant ouest ought oulmes our ours ourselves
out outaouais outcome outcomes outcry outdated outer outflow outgoing outlets outline outlined outlines outlining
outlook outpatient output outputs outrage outraged outrageous outrages outraging outright outset outside outstanding
outward outweigh outweighs oval ovale ovalis ovambo ovarian ovary ovcar ovcharka over overall overbed overcame
overcome overcomes overcoming overdose overdraft overdue overflow overhead overheads overlap overlapping overlaps
overlay overlays overload overloaded overloading overloads overlong overlook overlooked overlooking overlooks overly
overnight overprice overpriced overprices overpricing overridden override overrides overriding overrode oversampling
overseas overtime overtone overtones overview overwhelm overwhelmed overwhelming overwhelms overwriting overwritten
ovfl ovine ovis ovoid ovr ovtcharka ovulation owczarek owe owed owes owing owl own owned owner owners ownership
owning owns oxide oxidronate oximetry oxygen oxygenation oxyquinoline oxytocic ozone pabna pacd paced pacemaker
pacemakers pacer pacifier pacing pack package packaged packages packaging packed packet packets packing packs pacs
pad padded padding paddle padio pads paged pages paget paging pagliarola paid pain painful painfully painless pains
paint painted painting paintings paints pair paired pairs pajuna palace palatal palate palatina palatine
palatoglossal pale palette palladium palliative pallidus pallor palm palmar palmares palmaris palmarodistal
palmarolateral palmaromedial palmaroproximal palmera palmitate palo palomino palouse palpated palpation palpitations
pamo pamphlet panah pancreas pancreatic pancreaticoduodenal pancreaticosplenic pancuronium panel panels panic
panitumumab panje pankota panoramic pant pantaneiro pantelleria pants pap papaverine paper paperback papers paphos
papillary papilloma papillomas papillomatosis papillon papr papyrus par para paracervical parade paradox
paraesophageal paraffin paraformaldehyde paragraph paragraphs parallel parallelepiped parallels paralysis paralytic
paramammary parameter parameterized parameters parametrial parametric paranasal paranoia paranoid paraphrase
paraproteinemia pararectal parasagittal paraspinal parasternal parasystole parathyroid paratracheal paravaginal
paravesicular pardon parenchyma parenchymal parent parenteral parentheses parenthesis parents paresthesia parietal
parieto parietoacanthial parity parked parking parm parmense parochial parody parotid paroxsysmal paroxysmal parqui
parrot pars parse parsed parses parsing part parthenais parti partial partially participant participants participate
participated participates participating participation particle particles particular particularly particulate parties
partition partitioned partitioning partitions partly partner partners parts party parungao pas paso pass passage
passages passed passenger passengers passes passing passionate passive passport passthru password passwords past
paste pastern pasture patch patched patches patching patella patellar patency patent paternal path pathetic pathlex
pathologic pathologies pathology paths pathway pati patibarcina patience patient patients patnt patrijshond patronise
patronised patronises patronising patronize patronized patronizes patronizing patterdale pattern patterns paulista
pause paused pauses pausing pavement pawlow pay payed paying payment payments pays pci pcn pcnt pda pddl pdf pdr
peaceful peacock peak peaks peanut peanuts peasant peasants peau pectineus pectoral pectoralis pectoris peculiar
pedal pedant pedantic pedantry pedants pedestrian pedestrians pediatric pedicle pedis peduncle pedunculated pee
peeling peer peers pegdinetanib pelibuey pellet pellucidi pellucidum pelon peloponnesus pelvic pelvis pen penalties
penalty penbuk pence pencil pended pendetide pending pends peneia penetration penguin penicillin penile penis penner
pennies pens penshire pentaacetic pentetate pentetreotide pentobarbital people peoples pepper pequeno per perceive
perceived perceives perceiving percent percentage percentile percents perception percutaneous perdigueiro perdiguero
perendale perfect perfection perfectly perfluorocarbon perforating perforator perforators perform performance
performances performed performer performers performing performs perfusion perhaps peri periangan pericardial
pericardiophrenic pericarditis pericardium perigastric perijanero perilesional perimeter perimetry perineal perineum
period periodic periodically periods perioperative perioral peripancreatic peripapillary peripheral peripherals
peritioneum peritoneal peritoneum perivascular permanent permanently permethrin permissible permission permit permits
permitted permitting perna peromyscus peroneal peroneus peroxidase perpendicular perpetual persecute persecuted
persecutes persecuting persist persistence persistent person personal personalities personality personally personnel
persons perspective persuade persuaded persuades persuading persuasion pertaining pertechnetate pertinent perverse
pester pet petd petiso petit petite petrol pfdl pfdr pff pfp pge phakic phalanx phantom pharmaceutical pharmacies
pharmacologic pharmacological pharmacy pharyngeal pharyngotympanic pharynx phase phased phases phasing phencyclidine
phenomena phenomenon phenomenons phentolamine phenylephrine phenylpropan philosopher philosophers philosophical
philosophies philosophy philtrum phlebosclerosis phloxin phonation phone phoned phones phoning phonocardiogram
phonocardiographic phosphatase phosphate phosphor phosphorus phosphotungstic photo photoacoustic photocopy
photodriving photodynamic photogrammetric photograph photographic photographs photography photometric
photomicrography photomyogenic photon photoparadoxysmal photopic photoreceptors photorefractive photos phototimer
phrase phrased phrases phrasing phrenic phrenicus phy phyllodes physic physical physically physician physicist
physicists physics physio physiologic physiological physiology physiotherapy phytate pia piano piau pic picard
picardie pick picked picking picks picric picture pictures pie piece pieces pied pierquin pietrain piezocomposite
piflufolastat pig pigeon piggham piggyback pigmentation pigs pile piles pill pills pilot pils pin pinatuzumab pinch
pinched pinches pinching pindos pine pineal pineywoods pinh pinhole pink pinna pinning pins pinscher pint pintabian
pinto pints pinzgau pinzgauer pinzgua pinzhou pinzirita pipe pipeline pipelines pipes piquira pirapetinga pirie
piriform piriformis pisana pit pitangueiras pitch pitfall pitfalls pitman pituitary pity pixel pixelated pixels pixie
pixl pizza pizzas pla place placed placement placenta placental placer places placing plague plagued plagues plaguing
plain plaines plainly plan planar plane planes planet planetary planets planimetry planina planned planning plans
plant plantae plantar plantares plantaris plantarodistal plantarolateral plantaromedial plantaroproximal planted
planting plantodorsal plants plaque plasma plasmacytoma plaster plastered plastering plasters plastic plate plateau
plates platform platinum platysma plausible plax play playback played player players playground playing plays pldio
plea pleasant pleasantly please pleased pleases pleasing pleasure plenty pleomorphic pleonemia pleura pleural pleven
plexus pll pllo plmo plot plots plott plotted plotter plotting ploy plpr plug plugged plugging plugs plural plus plv
pmod pmot pmtf pmx pname pneumomediastinum pneumothorax pnt pnx pocket pockets pod podengo podhalandski podolian poem
poems poet poetic poetry poets point pointed pointer pointers pointes pointing pointless points poiseuille poison
poisoned poisoning poisons poitevin poitou poke polar polarimeter polarity polarization polarized polarizing
polatuzumab polesian police policeman policies policy poliovirus polished polishes polishing polite politeness
political politically politician politicians politics poll polled pollicis polls pollution polski polwarth poly
polycycloidal polygon polygonal polygons polyline polylines polymer polymorphic polynomial polyp polypay
polysomnography polyurethane polyvinylpyrrolidone pompous pon ponceau pont pontamine pontremolese ponwar pony poodle
pool poor poorer poorest poorly pop popcorn popliteal popliteus popped popping pops populace popular popularity
populate populated populates populating population populations porcelaine porcellus porcine pork pornography port
portability portable portacath portal ported porters portfilm porting portion portions porto portosystemic portrait
portray portrayed portraying portrays ports pos posavina pose posed poses posing position positioned positioner
positioning positions positive positively positives positron possess possessed possesses possessing possession
possibilities possibility possible possibly postage postal postartificial postauricular postaxial postbiopsy postcard
postductal posted poster posterior postero posteroanterior posterobasal posterolateral posteromedial posters postfire
posting postinterpret postmarker postmaster postoperative postpone postponed postpones postponing postprandial
postprocedural postprocedure postprocessing posts postscript postsurgical posttreatment postulate posture
postvesicular pot potassium potato potatoes potential potentially pottok pouch pounds pour poured pouring pours
poverty povidone powder power powered powerful powering powerline poz ppas ppg ppm ppn pqc practicable practical
practically practicals practice practiced practices practicing practise practised practises practising practitioner
pragmatic prairie praise pramenka pray prayed prayer prayers praying prays prc prcs prdi pre preach preached preaches
preaching preamplifier preauricular preaxial precaution precautions prececal precede preceded precedence precedent
precedes preceding precession precious precise precisely precision preclinical precordial predecessor predecessors
predict predictable predicted predicting prediction predictions predictor predicts prednisone predominantly preductal
preface prefemoral prefer preferable preferably preference preferences preferred preferring prefers prefire prefix
prefixed prefixes prefixing preformed pregnancy pregnant preinfarction prejudice prejudiced prejudices prejudicing
prelaryngeal preliminary prem premature prematurely premier premise premises premium premolar preoperative
preparation prepare prepared prepares preparing prepericardial prepped prepuce prerequisite presa prescribe
prescribed prescribes prescribing prescription prescriptions presence present presentation presented presenting
presently presents preserve preserved preserves preserving president press pressa pressed presses pressing pressure
pressures prestice presumably presume presumed presumes presuming presymphysial preta pretend pretended pretending
pretends pretentious pretracheal pretreatment pretty prevail prevalent prevascular prevent prevented preventing
prevention preventive prevents prevertebral prevesicular preview previewer previous previously prewakwa priangan
priced prices pricing prick pride priest priests prilocaine primarily primary prime primes primitive primitives
principal principally principle principles print printed printer printers printing printout printouts prints
prinzmetal priob prior priorities priority priors prise prises prisheksninsk prism prison prisoner prisoners privacy
private privately privatisation privatization privilege privileged privileges privileging prize prizes prk pro
probabilistic probabilities probability probable probably probe problem problems procedural procedure procedures
proceed proceeded proceeding proceedings proceeds process processed processes processing processor processors procion
proclaim produce produced producer producers produces producing product production productive productivity products
prof profession professional professionals professor profile profiles profit profitable profits profound profunda
profundus profusion progesterone program programmable programme programmed programmer programmers programmes
programming programs progress progressed progresses progressing progression progressive prohibit prohibited
prohibiting prohibits proj project projected projecting projection projections projects prokinetic prolapse proleptic
proliferation proliferative prolong prolonged prolonging prolongs prominence prominent promise promised promises
promising promontory promote promoted promotes promoting promotion prompt prompted prompting promptly prompts
pronation pronator prone prong pronoun pronounce pronounced pronounces pronouncing pronunciation proof proofs prop
propaganda propagation propcnts propcps proper properly properties property prophet prophylactic prophylaxis propofol
proportion proportional proportions proposal proposals propose proposed proposes proposing proposition propranolol
proprietary proprii propyliodone prose prosecute prosecuted prosecutes prosecuting prosecution prospect prospective
prospects prostaglandin prostate prostatectomy prostatic prostatitis prosthesis prosthetic prostitute prostitutes
protamine protargol protease protect protected protecting protection protects protein protest protocol protocols
proton prototype proud prove proved proven provencale proves provide provided provider provides providing proving
provision provisional provisions provocative provoke provoked provokes provoking prox proximal proximity proximo psax
pseudo pseudoaneurysm pseudoangiomatous pseudocontinuous pseudohermaphrodite pseudophakia pseudoplaque pseudotumor
psma psn psoriasis psychiatry psychological psychologist psychologists psychology ptca pten pterygoideus ptis pto ptp
ptr ptsm ptv ptx pub pubchem pubis public publication publications publicise publicised publicises publicising
publicity publicize publicized publicizes publicizing publicly publish published publisher publishers publishes
publishing puborectalis pudding pudelpointer pudendum pudendus pug puglia pul pulawy puli pull pullback pulled
pulling pulls pulm pulmonary pulmonic pulmonology pulp pulsatility pulsation pulse pulsed pulser pulses pumi pump
pumped pumping pumps pun punched punches punching punctate punctuation puncture punganur punish punished punishes
punishing punishment puns punt punts pupil pupillary pupillograph pupils purchase purchased purchases purchasing pure
purebred purely purge purified purity purkinje purple purpose purposes pursue pursued pursues pursuing pursuit push
pushed pushes pushing put putamen putian putorius puts putt putted putting putts puzzle puzzled puzzles puzzling
pvalues pvc pvcs pvdf pygora pyloric pyramid pyramidal pyrenean pyrenee pyridoxyl pyriform pyronin pyronine
pyrophosphate pyruvaldehyde pyruvic qin qinchuan qingping qon qrs qtc qtu quad quadrant quadrantectomy quadratic
quadrature quadratus quadriceps quadruped qualification qualifications qualified qualifier qualifiers qualifies
qualify qualifying qualitative qualities quality quantification quantified quantify quantitation quantitative
quantities quantitification quantity quantum quarab quarter quarters quartile quasah quasiperiodic queries query
quest question questionable questioned questioning questionnaire questions queue queued queues queuing quibble quick
quicker quickest quickly quiet quieter quietest quietly quinacrine quinidine quinolone quit quite quits quitting quiz
quota quotas quotation quotations quote quoted quotes quoting raa raad rabbit rabbits rabid rabo race raced racemose
races racial racing racism racist rack racka racket racking racks raclopride rad radar radelement radial radialis
radian radiata radiation radiations radical radically radices radio radioactive radiobiologic radiobiological
radiofluoroscopic radiofluoroscopy radiofrequency radiograph radiographer radiographic radiography radioisotope
radiologic radiology radiolucent radionuclide radiopaque radiopharmaceutical radiopharmaceuticals radios
radiotherapeutic radiotherapy radium radius radiusulna radl radlex radnor radon rads rafer rafert rag ragamuffin
ragdoll rage rahvan raid raids rail railroad rails railway rain rainbow rained raining rains raise raised raises
raising raloxifene ram rambouillet ramgarhi ramla ramo ramp rampant ramus ran rana random randomly randoms rang range
ranged rangeline ranger ranges ranging ranibizumab rank ranking ranks rano rant ranted ranting rants rao rape rapid
rapidly rare rarely rarer rarest ras rasa rash rastelli raster rastreador rat rate rated rates rath rathi ratien
rating ratio rational rationale rationally ratios rats rattle rattled rattles rattling rattus rave raved raves raving
raw raynaud rays razor rcbf rcbv rcd rcs rct rdd rdsr reach reached reaches reaching react reacted reacting reaction
reactionary reactions reactor reacts read readable reader readers readership readily readiness readings reads ready
reagent real realignment realisation realise realised realises realising realistic reality realization realize
realized realizes realizing really realm realms realtime rear rearrange rearranged rearranges rearranging reason
reasonable reasonably reasoned reasoning reasons reassure reassured reassures reassuring rebreathing rebuild
rebuilding rebuilds rebuilt recalculated recall recalled recalling recalls receipt receive received receiver receives
receiving recent recently reception receptor recess recipe recipes recipient recipients reciprocating recist reckless
reckon reckoned reckoning reckons reclaim recognisable recognise recognised recognises recognising recognition
recognizable recognize recognized recognizes recognizing recollection recommend recommendation recommendations
recommended recommending recommends recon reconcile reconsider reconstruct reconstructable reconstructed
reconstruction reconstructions record recorded recorder recording recordings records recover recovered recovering
recovers recovery recreational recruit recruited recruiting recruitment recruits rect rectal rectangle rectangular
rectification rectified rectifier rectifies rectify rectifying rectilinear rectouterine rectum rectus recumbent
recurrence recurrent recursion recursive recut recutting recycle recycled recycles recycling red redbone redefine
redefined redefines redefining redfree redgreensplit redirect redistribution reduce reduced reduces reducing
reductase reduction reductions redundancy redundant reentrant ref refer reference referenced references referencing
referendum referred referring refers refine refined refines refining reflect reflectance reflected reflecting
reflection reflector reflects reflex reform reformat reformatting reformed reforming reforms refraction refractive
refractory refrain refresh refreshed refreshes refreshing refund refusal refuse refused refuses refusing refute reg
regain regard regarded regarding regardless regards reggiana regime region regional regions register registered
registering registers registrar registration registry regnal regression regret regrets regrettably regretted
regretting regular regularity regularly regulation regulations regulatory regurgitant regurgitation regus
rehabilitation reign reimbursement reinjection reinstate reinstated reinstates reinstating reiterate reject rejected
rejecting rejection rejects rel rela relate related relates relating relation relational relations relationship
relationships relative relatively relatives relativity relax relaxant relaxation relaxed relaxes relaxing relaxivity
relay release released releases releasing relevance relevant reliability reliable reliably relied relief relies
relieve relieved relieves relieving religion religions religious relocation reluctance reluctant reluctantly rely
relying rem remain remainder remained remaining remains remark remarkable remarkably remarked remarking remarks
remedy remember remembered remembering remembers remifentanil remind reminded reminder reminding reminds reminiscent
remission remodeling remote remotely removal remove removed removes removing rempen renal rename renamed renames
renaming rend rendena render rendered rendering renders rending rendition rends renew renewed renewing renews
renitelo rent reordered reordering reoriented repaint repair repaired repairing repairs repartida repeat repeatable
repeated repeatedly repeating repeats repent repertoire repetition repetitive rephrase replace replaced replacement
replacements replaces replacing replicate replied replies reply replying repolarization report reported reporter
reporting reports repositioned repositioning repository represent representation representations representatives
represented representing represents reproduce reproduced reproduces reproducing reproduction reprojection repulsive
reputation request requested requester requesting requests require required requirement requirements requires
requiring requisite reread rereading rereads resampled resampling resava rescale rescanning rescheduled rescheduling
rescue research researcher researchers resemblance resemble resembled resembles resembling resent reservation
reservations reserve reserved reserves reserving reset resets resetting reside residence resident residents resides
residual resign resignation resigned resigning resigns resin resist resistance resistivity resistors resolution
resolve resolved resolves resolving resonance resonant resort resorted resorting resorts resource resources resp
respect respectable respected respecting respective respectively respects respir respiration respiratory respond
responded responding responds response responses responsibilities responsibility responsible rest restart restarted
restarting restarts restaurant restaurants rested restenotic resting restless restoration restore restored restores
restoring restrain restrained restraining restrains restraint restrict restricted restricting restriction
restrictions restrictive restricts rests result resulted resulting results resume resumed resumes resuming
resurfacing retail retain retained retaining retains retention retest retesting reticle reticular reticulonodular
retina retinal retinopathy retinta retire retired retirement retires retiring retract retracted retraction retrieval
retrieve retrieved retriever retrieves retrieving retro retrocecal retrograde retroillumination retromolar
retroperitoneal retroperitoneum retropharyngeal retropyloric retrospective retrospectively retrotracheal return
returned returning returns reuse reused rev reveal revealed revealing reveals revelation revenge revenue reversal
reverse reversed reverses reversible reversing revert review reviewed reviewer reviewing reviews revise revised
revises revising revision revolt revolted revolting revolts revolution revolutionary reward rewards rewrite rewrites
rewriting rewritten rewrote rfc rfid rfp rfs rgb rgba rgbalut rhabdomyosarcoma rhaetian rheinberg rhenium rhese
rhetorical rheumatic rheumatology rho rhodamine rhodesian rhodium rhoenschaf rhomboideus rhyme rhythm rhythmic rib
ribbon rican richer richest rid ridden ridding rideau rides ridge ridgeback ridiculous ridiculously riding rids riesz
right rightly rightmost rights rigid rigorous rijnlam rima ring ringed ringer ringing rings riopardenze riot rip
ripemd ripped ripping rips ris rise risen rises rising risk risked risking risks risky risorius ritual rituals
rituximab rival rivals river rld rlo rlpv rms rnc rnfl roa road roads roan robot robotic robots robust rocket rocks
rode rodopi roi rojhan role roledumab roles roll rolled rolling rolls romagnola romance romanowsky romantic rombo
romedale rommrgb romnelet romosinuano rongchang roof room rooms roots rope rosacea rosen rosolic rostral rostrocaudal
rostrodorsal rostroventral rot rota rotary rotate rotated rotates rotating rotation rotational rotations rotator
rottal rotten rouge rough roughly round roundabout rounded rounding rounds rout route routed routes routine routinely
routines routing routs row rows roya royalties rpa rpe rplgd rri rrid rsupraclavicular rtcd rtcdo rtd rtdo rtdose
rtdvh rtimage rtlel rtp rtplan rtr rtrecord rtro rtstruct rtv rtvo rub rubber rubbish rubidium rude ruin ruined
ruining ruins rule ruled ruler rulers rules ruling rumor rumored rumoring rumors rumour rumoured rumouring rumours
rump run rung runge running runs rupture ruptured rupv rural rushed rushes rushing rustaqi rustic ruthenium rvot
rwave rwv rwvm rxnorm rya ryeland rygja saanen sabbagha sable sabotage sabueso sabuesos sac saccade saccular sack
sacked sacking sacks sacral sacrales sacralis sacred sacrifice sacrificed sacrifices sacrificing sacro sacrococcygeal
sacroiliac sacrum sad sadden saddened saddening saddens saddle saddleback saddlebred sadly safe safeguard safeguards
safely safer safest safety saffron safranin saga sagittal sahford sahiwal said saidi sail sailed sailing sails saint
saintongeois sake salaries salary sale salers sales salesman saliency saline salivary salorn salt saluki salvage
salvation sam samarium same sample sampled samples sampling sanabresa sandalwood sandan sandwich sandwiches sane
sanfratello sanga sanhe sanity sanjiang sank sano santandereano saph saphenofemoral saphenopopliteal saphenous
saphenus sapiens sar sarabi sarcasm sarcastic sarcoma sarcosine sarda sardinian sardo sarny sarplaninac sartorius
sarvar sat satellite satellites satire satisfaction satisfactorily satisfactory satisfied satisfies satisfy
satisfying saturation satzeling sauce save saved saves saving savings savinja saw sawtooth sax say sayaguesa saying
says scale scaled scalene scalenous scalenus scales scaling scalp scan scandal scandium scanned scanner scanners
scanning scans scaphoid scapula scapulae scapular scar scarce scarcely scare scared scares scarf scaring scarlet
scarred scat scatter scattered scatterer scattering scatters scenario scenarios scene scenery scenes sceptical
schapendoes schedule scheduled scheduler schedules scheduling scheimpflug scheme schemes schiff schipperke schleswig
scholar scholars schonberg school schools schoonebeker schuller schwarzwalder schwerfurt schwyz science sciences
scientific scientifically scientist scientists scintillator sclera scleral sclerosing sclerosis sclerotic scm scoord
scope score scored scores scoring scotopic scout scp scpecg scrap scraping scrapped scrapping scraps scratch
scratched scratches scratching scream screamed screaming screams screen screening screens screw screwed screwing
screws script scripts scrofa scroll scrolled scrolling scrolls scrotal scrotum scrub scum sddn sdhn sdi sds sdvn sea
seal sealed sealing seals sealyham seam search searched searches searching season seat seats sebaceous sec second
secondary seconded seconding secondly seconds secret secretaries secreting secretly secretory secrets sect section
sectional sectioning sections sector sects secular secure security sedated sedation sedative see seed seeds seeing
seek seeking seeks seem seemed seeming seemingly seems seen sees seferihisar seg segami segment segmental
segmentation segmentations segmentectomy segmented segmenting segments seizure seldom select selected selecting
selection selective selectively selector selects selenium selenomethionine selenomethionione self selfish sell sella
selle selling sells semantic semantics semi semiautomatic semimembranosus seminal seminar seminars semiprone
semirechensk semispinalis semitendinosus senarmont send sender sending sends senegus senepol sengologa senne senning
seno sensation sense senses sensible sensibly sensing sensitive sensitivity sensor sensors sent sentence sentenced
sentences sentencing sentient sentiment sentimental sentiments sentinel sepa separate separated separately separates
separating separation separator separators sepp sepsis sept septal septi septum sequel sequence sequenced sequences
sequencing sequential sequestrant serere serial serie series serious seriously seriousness sermon seroma serous
serpentina serpentine serrana serratus sers serum servant servants serve served server servers serves service
services serving sesamoid seshaga sessile session sessions sestamibi sets settegast setter setting settings settle
settled settles settling setup setups seven seventh several severe severely severity sevoflurane sewing sex sexes
sexist sexual sexuality sexually sexy sfr sha shade shades shading shadow shadowing shaft shagya shahutou shake
shaken shakes shakhansurri shaking shaky shall shallow shame shan shanxi shape shaped shapes shaping shar sharabi
share shared shareholder shareholders shares sharing sharply sharpness shaving shcolpar she shear sheath shed
shedding sheds sheep sheepdog sheepdogs sheer sheet sheets sheko shelf shells shelter shelve shelves shendi shengxian
shenxian shiba shield shielding shift shifted shifter shifters shifting shifts shih shilluk shin shine shined shines
shininess shining shinozuka shiny ship shipped shipping ships shire shirt shkodra shld shock shocked shocking shocks
shoe shoes shone shook shoot shooting shoots shop shopped shopping shops shortage shorten shortened shortening
shortens shorter shortest shorthair shorthaired shorthand shorthorned shortly shorts shot shots should shoulder
shoulders shout shouted shouting shouts shove show showed shower showers showing shown shows shstpar shunt shut
shutdown shuts shutter shutters shutting shuwa shy shzoom sibling siboney sic sick sicken sickened sickening sickens
side sided sides sideways siding siena sienet sienetisapla sig sigh sight sighted sighting sights sigma sigmodon
sigmoid sign signal signaled signaling signalled signalling signals signature signatures signed signer signet
significance significant significantly signing signs silence silent silesian silhouette silicon silicone silky
sillier silliest silly silver simbrah similar similarities similarity similarly simple simpler simplest simplicity
simplified simplifies simplify simplifying simplistic simply simulate simulated simulates simulating simulation
simulator simulators simultaneous simultaneously sin sinc since sincere sincerely sine sinful sing singapura singers
singing single singles sings singular singularly sinhala sini sinister sink sinking sinks sino sinoatrial sinotubular
sins sinus sinuses siphon sir siri siska sistani sister sit sita site sites sits sitting situ situate situated
situates situating situation situations six sixteen sixth sixties sixty size sized sizes sizing skeletal skeleton
skeptical sketch sketches skew skewness skill skilled skills skin skip skipped skipping skips skirt skudde skull sky
skyros slab slabs slag slang slash slave slaves slavonian sleep sleeping sleeps slept slew slice sliced slicerate
slices slicing slid slide slides sliding slight slighter slightest slightly slim slip slipped slippery slipping slips
slit slnt slogan sloop slope sloppy slot slots sloughi slovhyb slow slowed slower slowest slowing slowly slows sma
smaller smallest smallish smart smash smashed smashes smashing smear smearing smell smells smelly smil smile smiled
smiles smiling smio smithfield smoke smoked smoker smokers smokes smoking smooth smoothing smoothly smpte smr sms
smug smv snack snag snail sneak sneaked sneaking sneaks sneaky sniff snm snobbery snomed snout snowshoe snr sntp soap
soay sober social socialism socialist socially societies society sock socket sockets socks socotra sod sodium soft
softcopy software soil sokoke sokolka sokoto solar sold soldier soldiers sole soleal solely soles soleus solicitor
solicitors solid solitary solo solochrome solognote soluble solution solutions solve solved solves solving somba some
somebody somehow someone someplace something sometime sometimes somewhat somewhere sonazoid song songs sonkheri
sonographer sonographic sonologist sonovue sons soon sooner soonest sop sophisticate sophisticated sophisticates
sophisticating sopravissana sordid sore sorocaba sorraia sorry sort sorted sorting sorts sought soul souls sound
sounded sounding soundpath sounds soundtrack soup source sourced sources southdown southern sovereign space spaced
spaces spacing span spangled spaniel spare spares sparse spasms spatial spatially speak speaker speakers speaking
speaks spec special specialise specialised specialises specialising specialist speciality specialization specialize
specialized specializes specializing specially specialty species specific specifically specification specifications
specificity specified specifies specifiy specify specifying specimen specimens speckle speckled spect spectacle
spectacles spectacular spectral spectrally spectroscopic spectroscopy spectrum specular speculate speculation sped
speech speeches speed speeding speeds spell spelled spelling spellings spells spelt spend spending spends spent
sphenoid sphere spherical sphericity sphincter sphynx spi spiculated spiculation spiculations spiegel spies spigot
spike spikes spill spin spinae spinal spinales spinalis spindle spine spinone spinous spiperone spiral spirit spirits
spiritual spirometer spit spite spiti spits spitted spitting spleen splendid splenic splenium splenius spline split
splits splitting spm spoil spoiled spoiling spoils spoilt spoke spoken spokesman sponsor sponsored sponsoring
sponsors spontaneous spontaneously spoof spool spore sport sports spot spots spotted spotting spouse spout sprang
spray spread spreading spreads spreca spring springer springing springs sprung sps spsuid spur spurious spy sqrt
squad squamous square squared squares squaring squash squashed squashes squashing squeeze squeezed squeezes squeezing
src srd srf srgb srk srkii srt ssd ssde ssm stability stable stabyhoun stack stacks staff staffordshire stage staged
stages stagger staggered staggering staggers staging stain stainer staining stainless stair staircase stairs stake
stale stalk stall stamp stamped stamping stamps stance stand standalone standard standardbred standardise
standardised standardises standardising standardize standardized standardizes standardizing standards standby
standing standpoint stands stannous stansel staple star stare stared stares staring starred starring stars start
started starter starters starting startle startled startles startling starts starve starved starves starving stasis
state stated statement statements states static stating statins station stationary stations statistic statistical
statistics statscan status statuses staunig stay stayed staying stays std stddev stdy steadily steady steal stealing
steals steam steatohepatitis stecher steel steep steer steered steering steers steigar steinschaf stem stems stenoses
stenosis stenotic stent stented stenting stentor stenver stenvers step steppe stepped stepping steps stepwise stereo
stereographic stereolithography stereometric stereoscopic stereotactic stereotactically stereotype stereotypes
sterile sternal sternoclavicular sternocleidomastoid sternocleidomastoideus sternum steroid steroidal stick sticker
sticking sticks sticky stiff stiffle stifle still stim stimulant stimulate stimulated stimulates stimulating
stimulation stimuli stimulus stippeled stir stirred stirring stirs stitching stl stland stock stocks stocli stole
stolen stoma stomach stones stood stooped stop stopped stopper stopping stops storage store stored stores storey
storeys stories storing storm storms story stow stpar straight straightforward strain strains strange strangely
stranger strangest strategic strategies strategy straw stray streaks stream streamline streams street streets strei
strength strengthen streptokinase stress stressed stresses stressing stretch stretched stretcher stretches stretching
stria striatum strict strictly strike strikes striking string stringent strings strip stripe striped stripped
stripping strips strive stroke stroma stromal stronger strongest strongly strontium struc struck structural structure
structured structures structuring struggle struggled struggles struggling stryker stuck student students studied
studies studio study studying stuff stuffed stuffing stuffs stumble stumbled stumbles stumbling stump stumpy stun
stunned stunning stuns stunt stupid stupidity style styles styrian sub subacute subaortic subarachnoid subareolar
subcapsular subcarinal subcategory subclavian subclavius subcortical subcostal subcutaneous subdiaphragmatic
subepithelial subfamily subheadings subiliac subject subjected subjecting subjective subjectively subjects sublimate
submandibular submental submentovertical submission submit submits submitted submitting suboptimal subotica subpart
subpleural subpyloric subroutine subroutines subscapular subscapulares subscapularis subscribe subscription
subsegmental subsequent subsequently subset subsets subsidiary subsidise subsidised subsidises subsidising subsidize
subsidized subsidizes subsidizing subspecies substance substances substantia substantial substantially substitute
substituted substitutes substituting substitution subsystem subsystems subtask subtle subtleties subtlety subtly
subtr subtract subtraction subtype subvalvular subway subways subxiphoid succeed succeeded succeeding succeeds
success successful successfully succession successive successor succimer succinate succinylcholine such sudden
suddenly sued sues sufentanil suffer suffered sufferer sufferers suffering suffers suffice sufficient sufficiently
suffix sugar suggest suggested suggesting suggestion suggestions suggestive suggests suia suicidal suicide suing
suisbu suit suitability suitable suitably suite suited suiting suits suksun sulfate sulfon sulfonamide sulfur sum
sumadija sumba sumbawa summaries summarise summarised summarises summarising summarize summarized summarizes
summarizing summary summation summed summing sums sun sunandini sundry sunk sunkuma sunlight sunny sunrise sunset
sunshine sup super superb superbreed superficial superficialis superficially superfine superfluous superimposed
superiori superioris superiority supermarket supernatural supernumerary superolateral superomedial superseding
superset supervise supervised supervises supervising supervision supervisions supervisor supervisors supination
supinator supine supplement supplemental supplementary supplied supplier suppliers supplies supply supplying support
supported supporter supporters supporting supportive supports suppose supposed supposedly supposes supposing suppress
suppressed suppresses suppressing suppression suppressions supra supraaortic supraclavicular supraglottis
supramammary supraorbitalis suprapulmonic suprapyloric suprarenal supraspinatus suprasternal supraventricular supreme
surae sure surealis surely surface surfaces surgeon surgery surgical surgically surname surplus surprise surprised
surprises surprising surprisingly surround surrounded surrounding surroundings surrounds surveillance survey surveys
survival survive survived survives surviving sus susceptibility susceptible suspect suspected suspecting suspects
suspend suspended suspending suspends suspension suspicion suspicious suspiciously sussman sustain sustained
sustaining sustains suture suv suvbsa suvbw suvibw suvlbm svd svg svision swab swabian swaledale swallow swallowed
swallowing swallows swam swamp swamped swamping swamps swann swap swapped swapping swaps swear swearing swears sweat
sweating sweats sweep sweeping sweeps swelling swept swim swimming swims swing switch switched switches switching
swivel sword swore sworn swum sychevka syed sykia sym symbol symbolic symbology symbols symmetric symmetry
sympathetic sympathies sympathise sympathize sympathomimetic sympathy symphonies symphony symphysis symptom symptoms
syn sync synchronization synchronized synchronously syncope syndicate syndrome syndromes syngo synkinesis synonym
synonymous synonyms syntactic syntactically syntax synthesis synthesizer synthesizing synthetic synuclein syringe
sysrate system systematic systemic systemroll systems systemyaw systole systolic tab tabapua tabl table tables
tabletop tabs tabular tabulated tac tachycardia tack tacked tacking tackle tackled tackles tackling tacks tactic
tactical tactics tactless tag tagged tagging tagil tahltan taihu tail taille tailor tailored tailoring tailors tails
taino taishuh tajma take taken taker takers takes taking talc tale talent talented talents tales talk talked talking
talks tall talus tamankaduwa tambov tame tamoxifen tamponade tan tangent tangential tank tanks tantalum taoyuan tap
tape taper tapes tapetum tapse tarai tarentaise targestar targeted targeting targets targhee tarina tarpan tarrant
tarsal tarsus tartrazine task tasks taste tasted tasteless tastes tasting tau taught taurine tauroselcholic taussig
tavda tawleed tax taxation taxes taxi taxonomic taxpayer taxpayers tbd tbi tcd tcoord tcs tdi tdr tds tea teach
teacher teachers teaches teaching team teams teapot tear teared tearing tears teboroxime tec tech technetium
technical technically technique techniques technological technologist technology tedious tee teenage teenager
teenagers teeswater teeth tei teichholz teke telangiectasia telecom telemark telemis telencephalon telephone
telephones telescope teletherapy television telling tells telomain telomian temper temperature temperatures template
templates temporal temporalis temporally temporarily temporary temporomandibular tempt temptation tempted tempting
tempts ten tend tended tendencies tendency tender tendineae tending tendon tends teneriffe tennis tens tense tension
tensor tentative tentatively tenth terarecon terbium teres term termed terminal terminalis terminally terminals
terminate terminated terminates terminating termination terminator terming terminology terms terrible terribly
terrier terrified terrifies terrify terrifying territories territory terror terrorism terrorist terrorists terse
tersk tervuren test tested testicle testicular testing testis tests tetra tetracycline tetralogy tetrofosmin
tetroxide teufel texel texon text textbook textbooks texts textual texture tgc thalamic thalamus thalli thallium
thallous than thank thanked thankful thankfully thanking thanks tharparkar that thc the theater theatre thecal thee
theft their theirs them theme themes themselves then thenar theological theology theorem theorems theoretical
theoretically theories theory therapeutic therapies therapist therapy there thereabouts thereafter thereby therefore
therein thereof thermal thermistor thermocouple thermography thermoluminescent these theses thesis theta they
thiamylal thibar thick thickening thickness thief thieve thieves thigh thillari thin thing things think thinking
thinks thinning thioflavine thionin thionine thiopental thiosemicarbazone third thirst thirty this thk thm
thoracentesis thoracic thoracici thoracicus thoracis thoraco thoracolumbar thorax thorough thoroughfare thoroughfares
thoroughly those thou though thought thoughts thous thousand thousands thread threat threaten threatened threatening
threatens threats three threshold thresholds threw throat throats thrombectomy thrombin thrombolysis thrombolytic
thrombophlebitis thromboplastin thrombosed thrombosis thrombus through throughout throughput throw throwing thrown
throws thrust thrusting thrusts thumb thumbnail thuoc thuringian thus thy thymidine thymus thyrocervical thyroid
tibia tibiafibula tibial tibialis tick ticket tickets ticks tid tidal tidied tidies tidy tidying tie tied tieling
ties tiger tight tightly tile tiled tiles tiletamine till tilt tilting time timecode timed timeframe timeout timer
timers times timescale timestamp timetable timezone timi timing tin tinged tinima tinos tins tiny tip tips tire tired
tires tiresome tiring tissue tissues titanium title titles titterington tld tlhc tlspine tmax tmj tmp tms toad toast
tobacco todaro today toe toes tof toff tofts together toggenburg toggle toilet toilets tokara token tokens tolazoline
told tolerance tolerant tolerate tolerated tolerates tolerating toll tolling toluidine tomato tomatoes tome tomo
tomograph tomographer tomographic tomography tomorrow tomosynthesis tomotherapeutic tomotherapy ton tone tones tong
tongcheng tongue tonight tonkinese tons tonsil tonsillar too took tool tools tooth top topic topical topics
topographer topographic topographical topographically topography toposa tops tore tori toric torn toro toronke
torsades torsion tortuosity tortuous torture torus tosa toss total totally touabire toubou touch touched touches
touching tough toupouri tour tourist tourists toward towards tower towers town towne towns toxin toy toys trabeculae
trabecular trace traced tracer traces trachea tracheal tracheobronchial tracheostomy tracheotomy tracing track
tracked tracking tracks tract traction tractography trade traded trades trading tradition traditional traditionally
traditions traffic tragedy tragic tragus trail trailed trailing trails train trained training trains trajectories
trajectory trakehner trakya tramline trans transaction transactions transaminase transarterial transcatheter
transcranial transcribed transcriber transcript transcription transcutaneous transducer transducers transesophageal
transfer transferase transferred transferrin transferring transfers transforamenal transform transformation
transformations transformed transforming transforms transfusion transgastric transgenic transhepatic transient
transients transillumination transit transition transitional transjugular translate translated translates translating
translation translational translations translator translucency translucent transluminal transmission transmissions
transmit transmits transmittance transmitted transmitter transmitters transmitting transmural transoral transorbital
transpancreatic transparent transplant transplantation transpleural transponder transport transported transporting
transports transposition transrectal transrenal transseptal transsplenic transtemporal transthecal transthoracic
transtracheal transurethral transvenous transverse transversus transvesical transylvanian trap trapeze trapezius
trapped trapping traps trash trashcan trastuzumab trauma traumatic travel traveled traveling travelings travelled
travelling travellings travels traversal traverse tray trc tread treadmill treasure treat treated treating treatment
treatments treats treaty tree treeing trees trek tremendous tremendously tremor trend trendelenburg trends trendy
tretinoin trial trials triangle triangles triangulated triatriatum tribe tribes tribred tribromoethanol tributary
triceps trichrome trick tricks tricky tricolore tricuspid tried tries trifascicular trifle trig trigeminal trigeminus
trigeminy trigg trigger triggered triggering triggers triglycine trigone triloculare trilogy trim triolein trioxide
trip triphasic triple triplet tripos trips trisodium triumph trivia trivial trivially trmt trnsfm trochanter
trochlear trochlearis trodat trofolastat trolley troop troops tropaeolin tropical tropicamide trote trotter trotting
trouble troubles trouser trousers trout trss tru truck trucks true trues truly trumpet truncal truncate truncated
truncates truncating truncus trunk trunks trust trusted trusting trusts trusty truths try trying trypan tsivilsk tsn
tsp tssh ttd ttp tuarine tubal tube tubercle tubes tubular tudanca tuigpaard tukey tukidale tulear tuli tumbling
tumor tunchang tune tuned tunes tungchang tungsten tuni tunica tuning tunnel tunnels turbulence turcica turino
turkmen turkoman turn turned turning turns turntable turopolje tushin tutor tutorial tuva tux tuy twelfth twelve
twentieth twenty twice twin twining twins twist twisted twisting twists two tying type typed types typeset typesets
typesetting typewriter typical typically typing tyres tyroartenoideus tyrol tyrolean tyropanoate tzu uas uberaba
uberon ublituximab ucb ucds ucum uda udi ugh ugitract ugly uid uidref uids uih ujumqin ukranian ulcer ulcerated
ulceration ulcerative ulna ulnar ulnaris ultimate ultimately ultra ultrasonic ultrasonography ultrasound ultraviolet
umb umbilical umbilicus umblachery umbrella umd uml umls umolminml umolml unable unacceptable unadministered
unaffected unaltered unambiguous unapproved unassigned unattended unauthorised unauthorized unavailability
unavailable unavoidable unaware unbalanced unbearable unbelievable unbelievably unbiased uncalibrated uncemented
uncertain uncertainty unchanged uncinate unclassifiable unclassified uncle unclear uncomfortable uncommon
uncompressed unconnected unconscious unconstrained unconvincing uncorrected undefined under underdose underestimate
underflow undergo undergoes undergoing undergone undergraduate undergraduates underground undergrounds underlain
underlay underlie underlies underline underlined underlines underlining underlying underneath understand
understandable understanding understands understood undertake undertaken undertakes undertaking undertook underwent
undesirable undetermined undid undifferentiated undiluted undo undocumented undoes undoing undone undoubtedly unduly
uneasy unemployed unemployment unexpected unexpectedly unexplained unfair unfamiliar unfinished unformatted
unfortunate unfortunately unfounded unfriendly unhappy unhealthy unheated unhelpful unidirectional unif unified
unifies unifocal uniform uniformity uniformly unify unifying unilateral unimportant uninteresting uninvolved unipolar
unique uniquely unit unite united unites uniting units unity universal universally universe universities university
unjustified unkn unknown unl unless unlike unlikely unlimited unload unlock unlocked unlocking unlocks unlucky
unmodified unmounted unnatural unnecessarily unnecessary unobstructed unobtainable unofficial unpleasant unpopular
unpredictable unread unreadable unrealistic unreasonable unrelated unreliable unresponsive unsafe unsatisfactory
unscheduled unseen unset unsharp unsolicited unsound unspecified unstable unstageable unsteady unstructured
unsuccessful unsuitable unsupported unsure unsuspecting unsynchronized untidy until unto untrackable untrue unusable
unused unusual unusually unverified unwanted unwelcome unwilling unwise unworkable unzeroed upbringing update updated
updates updating upgaze upgrade upgraded upgrades upgrading upin upon upper upright upset upsets upsetting upside
upsloping upstairs uptake upward upwards ureter ureteral ureteric urethan urethane urethra urethral urge urged
urgency urgent urgently urges urging uri uric urinary urinarytract urine url urn urokinase urology urostomy urticaria
urzhum usa usable usage usb usbiopsy use used useful usefully usefulness useless user users uses usg using usual
usually utc uteri uterine uterus utilities utility utilized utricle utter utterly uuid uvula uzunyayla vacancies
vacancy vacation vacations vacuum vagal vagina vaginal vague vaguely vagus vain valais valdini valdres valid
validation validity valley vallhund valsalva valuable value valued values valuesthat valuing valve valved valveless
valves valvular vancomycin vandalism vanish vanished vanishes vanishing vanner vans var variability variable
variables variance variant variants variation variations varicose varied variegated varies varieties variety various
vary varying vas vascular vascularity vasculature vasculitis vasoconstriction vasoconstrictor vasodilatation
vasodilating vasodilation vasodilator vasorum vasovagal vast vastly vastus vat vaynol vcdo vcfv vcg vector vectors
vedotin vegetable vegetables vegetarian vehicle vehicles veiling vein veins velasquez velocity vena vend vended
vendeen vending vendor vends venerie venipuncture venosus venous vent venter venticular ventilated ventilation
ventilator ventral ventricle ventricles ventricular ventriculogram ventriculography ventro ventrocaudal ventrorostral
venture venue venues verapamil verata verb verbal verbally verbatim verbose verbs verdict verhoeff verifed
verification verified verifies verify verifying verinesa vermelho vermilion versatile verse versenate verses version
versions versus vertebra vertebral vertex vertical vertically vertices verticosubmental vertrebrae very verzasca ves
vesical vesicle vesicular vessel vessels vestibularis vestibule vestibulocochlear vestibulocochlearis vestland vestpd
vesubie vet veterinarian via viability viable vial vianesa vicar vice vich vicinity vicious victim victims victory
video videofluorography vieh view viewed viewer viewing viewpoint viewpoints views vigorously vii viii vile village
villages villard vintage vinyl violate violation violence violent violently violin viral virgin virginal virtual
virtually virtue virtues virus viruses visceral viscosity visibility visible vision visit visited visiting visitor
visitors visits visual visualized visually vita vital vitamin vitelline vitoria vitrectomy vitreous vivo vizsla
vlaamperd vle vmat vmax vmi vocabulary vocal vogelsberg voi voice voices void voiding voilps volar voltage volume
volumes volumetric voluntarily voluntary volunteer volunteered volunteering volunteers volynsk vomer vomit vomiting
vorderwald vosges vote voted voter voters votes voting vouch vowel voxel voxelized voxelwise vps vrt vsd vti
vulnerable vulva vulval vulvar vyatka waded wades wading wado waffle wage wages wagyu wai wait waited waiting waits
waked wakes waking wakwa walachenschaf waldeyer waler walk walked walking walks wallet waltz wander wandered
wandering wanders wannan want wanted wanting wants wanzhe war warehouse warfarin warm warmblood warmed warmer warming
warms warn warned warning warnings warns warp warped warping warps warrant warranty wars wartime wary was wash washed
washes washing washout waste wasted wasteful wastes wasting watch watched watches watching water wattle wattled wave
waved waveform waveforms wavefront wavelength wavelengths waves waving wax waxoline way ways wayson waziri wcn weak
weakly weakness weaknesses weal wealth wealthy weapon weapons wear wearing wears weary weasel weasels weather wed
wedded wedding wedge wedges wedging weds wee week weekday weekend weekends weekly weigh weight weighted weighting
weights weimaraner weird weisse welcome welcomed welcomes welcoming welder welera welfare well wenchang wenckebach
wenshan wensleydale went werdenfels were westphalian westrain wet wets wetting whale whales what whatever whatsoever
wheaten wheel wheels when whence whenever where whereas whereby wherein whereupon wherever whether which whichever
while whilst whim whippet whiskey whisky whistle whistles whitebred whiteface whiteheaded whl who whoever whole
wholebody wholeheartedly wholly whom whoop whoops whose why wicked wicket wide widely wider widespread widest width
wielkopolski wife wigby wild wildly willed willing willingly wills wiltshire win wind winded winding window windowing
winds windsnyer wine wines wing wings winner winners winning wins winter wipe wiped wipes wiping wire wired wireframe
wirehair wirehaired wires wiring wisdom wiser wisest wish wished wishes wishing wit witch with withdraw withdrawal
withdrawing withdrawn withdraws withdrew within without witness witnessed witnesses witnessing witrik witty wive
wives wizard wobble wokalup woke woken wolfhound woman wombat women won wondered wonderful wonderfully wondering
wonders wondrous wont wooden wool word worded wording words wore work workable worked worker workers workflow working
workings workitem workitems worklist workload works workshop workstation workstations world worlds worldwide worm
worn worried worries worry worrying worse worship worst worth worthless worthwhile worthy would wound wow wrap
wraparound wrapped wrapper wrappers wrapping wraps wrath wreck wrecked wrecker wrecking wrecks wretched wrist write
writer writers writes writing writings written wrong wrongly wrongs wrote wsd wsi wujin wurttemberg wurttemburg wuyi
wuzhishan wynne xds xelprv xenon xiang xiangxi xii xilingol xinjiang xinjin xiphoid xmab xrf xtal xuyen xxxx xylazine
xylene xylidine xylose xyz yacumento yanan yanbian yanqi yard yards yarkoni yaw yawn ybr year yearly years yellow yes
yesterday yet yeti yield yields yili yimeng yiwu ymhd yolk yonaguni yongkang you younger youngest your yours yourself
yourselves youth ytterbium yttrium yuca yuedong yujiang yurino yyy zabumba zanelli zaobei zavot zeboid zebu zenker
zero zeros zeta zhemaichu zhongwei ziehl zillertal zinc zirconium zlotniki znamensk zobel zolazepam zonal zone zones
zoom zygoma zygomatic zygomaticus zzz
`;
