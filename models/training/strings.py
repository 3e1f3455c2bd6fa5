"""What real machines burn in. Everybody named here is invented."""

from __future__ import annotations

import random

FIRST = "ANNA JOHN MARIA PETER LUCIA OMAR GRACE IVAN SOFIA LIAM NOAH EMMA HUGO CLARA MEI JUN ARJUN FATIMA OLGA PIERRE JOSE INGRID BJORN AMELIE ZOE KOFI LENA TOMAS RUTH SAUL".split()
LAST = "SMITHSON OKAFOR MUELLER GARCIA ROSSINI KOWALSKY NGUYENA TANAKAWA IVANOVSKY JOHANSEN DUBOISE SILVEIRA HASSANI OCONNELL VANDERBERG FITZROY LINDQVIST PAPADOPOULOU BHATTACHARYA CZERNY YILMAZ HOROWITZ MBEKI QUISPE XAVIERO".split()
PLACE = "ST MARY GENERAL|CITY HOSPITAL|UNIVERSITY MEDICAL CENTER|RIVERSIDE CLINIC|NORTH WING RADIOLOGY|KLINIKUM OST|HOPITAL SAINT LUC|MERCY HEALTH|COUNTY IMAGING|LAKEVIEW".split("|")
TECHNICAL = "kV 120|mA 240|mAs 12.5|FOV 250mm|W 400 L 40|WL:40 WW:400|TR 2000|TE 95|FR 28Hz|MI 0.9|TIS 0.4|Gn 54|DR 60|2D 62%|C 50|P Low|HRes|Zoom 1.2|Se: 3/2|Im: 12/88|SL 5.0 mm|DFOV 35.0 cm|Depth 14 cm|Freq 3.5 MHz|PW 60%|SV 2.0mm|HR 72 bpm|Tilt 0.0|KVP 80|EXP 1/60|Frame 12/60|PRF 4.0k|WF Low|Ref 12|AVG 1|Matrix 512x512".split("|")
MARKER = "L|R|LT|RT|AP|PA|LAT|SUPINE|UPRIGHT|PORTABLE|A|P|H|F|S|I|LEFT|RIGHT|LCC|RMLO|ERECT|LL|RL".split("|")
LABEL = "Name|ID|DOB|Patient|Pat ID|Date|Time|Acc|Acc#|Hosp|Ref Phys|Operator|Dr.|Sex|Age|MRN|Study|Series|Institution|Tech|Station".split("|")
SETTING = "kV|kVp|KVP|mA|mAs|FOV|DFOV|W|L|C|WL|WW|TR|TE|TI|FA|FR|MI|TIS|TIB|TIC|Gn|G|Gain|GAIN|DR|2D|M|PW|CW|CF|P|PWR|Pwr|AO|AO%|Zoom|Se|Im|Series|Image|Frame|Fr|SL|Thk|Depth|D|Freq|F|SV|HR|Tilt|EXP|PRF|WF|Ref|AVG|Persist|Smooth|Map|Chroma|Angle|Steer|Dist|Vel|PG|Area|Vol|Sector|Page|Filter|Focus|Rej|Comp|COMP|Edge|Dyn|Line|Col|Sweep|Speed|NEX|ETL|BW|Pitch|Matrix|Cine|SNR|Lat|LAT|Rot|RAO|LAO|CRA|CAU".split("|")
UNIT = "kV|kVp|mA|mAs|mm|cm|cm/s|m/s|mm/s|Hz|HZ|kHz|MHz|MHZ|dB|DB|fps|FPS|bpm|BPM|%|HU|T|ms|s|mmHg|mL|ml|deg|CM|MM|sec|G|mW|x|X".split("|")
WORD = "Low|High|Med|Off|On|Gen|HGen|HPen|HRes|Res|Pen|Std|Auto|Adult|Echo|Abdomen|Thyroid|Breast|Cardiac|Vascular|Carotid|Obstetric|Pelvis|Renal|Small Parts|General|Head|Chest|Spine|Knee|Frozen|FROZEN|FREEZE|LIVE|Harmonic|THI|Tissue|Color|Power|Duplex|Doppler|Sagittal|Axial|Coronal|Long|Trans|Store|SUPINE|PRONE|ERECT|UPRIGHT|PORTABLE|LEFT|RIGHT|STRESS|REST|MAX|MIN|AVG|ON|OFF|AUTO".split("|")
PRESET = "Thyroid|Abdomen|Pancreas|Femoral|Epicardiac|Adult Echo|Asc Ao Diam|Asc Ao Index|Lymph Node|Mscskel|Gen OB|Small Parts|Carotid|Liver|Kidney|Spleen|Gallbladder|Bladder|Uterus|Ovary|Testis|Shoulder|Elbow|Wrist|Hip|Knee|Ankle|LT Kidney|RT Lobe|Sag|Trans|Long|Gen THI S|MB Off|Dist|Sector|Res|HRes|+ Dist|RES-A|RES-G|XMIT:A|TI(S)|ITm|IM|XV C3|Mid|Upper|Lower|Medial|Lateral|Aorta|Aortic Arch|4 Chamber|Apical".split("|")
PROBE = "S5-1|C5-1|L12-5|X5-1|6L3|4C1|3S-RS|9L-D|LA435|PA240|M5S|C1-5|L9-3|V4|4V1c|9L4|6C1|CA1-7A|SC6-1".split("|")
MAKER = "PHILIPS SIEMENS TOSHIBA HITACHI ALOKA ESAOTE SAMSUNG MINDRAY CANON FUJIFILM SHIMADZU HOLOGIC GE".split()
MONTH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
RANGES = {
    "cjk": [(0x4E00, 0x9000), (0x3041, 0x3096), (0x30A1, 0x30FA), (0xAC00, 0xD000)],
    "cyrillic": [(0x0410, 0x044F)],
    "greek": [(0x0391, 0x03A1), (0x03A3, 0x03C9)],
    "arabic": [(0x0627, 0x063A), (0x0641, 0x064A)],
}


def date(r: random.Random) -> str:
    y, m, d = r.randint(1931, 2026), r.randint(1, 12), r.randint(1, 28)
    mon = r.choice((MONTH[m - 1], MONTH[m - 1].upper()))
    return r.choice((
        f"{y}{m:02}{d:02}", f"{y}-{m:02}-{d:02}", f"{y}/{m:02}/{d:02}", f"{d:02}/{m:02}/{y}", f"{m}/{d}/{y % 100:02}", f"{d:02}.{m:02}.{y}",
        f"{d:02}-{mon}-{y}", f"{y} {mon} {d}", f"{mon} {d} {y}", f"{d} {mon} {y % 100:02}", f"{d:02}.{m:02}.{y % 100:02}",
    ))


def time(r: random.Random) -> str:
    h, m, s = r.randint(0, 23), r.randint(0, 59), r.randint(0, 59)
    return r.choice((f"{h:02}:{m:02}:{s:02}", f"{h:02}:{m:02}", f"{h % 12 + 1}:{m:02}:{s:02} {r.choice(('AM', 'PM'))}", f"{h:02}{m:02}{s:02}"))


def person(r: random.Random) -> str:
    f, l = r.choice(FIRST), r.choice(LAST)
    whole = r.choice((f"{l}^{f}", f"{l}, {f}", f"{f} {l}", f"{l} {f[0]}.", f"{l}^{f}^{r.choice('ABCDEGHJKLM')}", f"Dr. {l}", l, f))
    return r.choice((whole, whole, whole.title(), whole.title(), whole.lower()))


def identifier(r: random.Random) -> str:
    digits = "".join(r.choice("0123456789") for _ in range(r.randint(4, 12)))
    return r.choice((digits, digits, f"{r.choice('ABCMPRX')}{digits}", f"{digits[:3]}-{digits[3:]}", f"{r.choice(('MRN', 'US', 'CT', 'ACC'))}{digits}", f"#{digits}"))


def number(r: random.Random) -> str:
    return r.choice((str(r.randint(0, 999)), f"{r.uniform(0, 99):.1f}", f"{r.uniform(0, 9):.2f}", f"-{r.randint(1, 999)}", f"{r.randint(1, 400)}/{r.randint(1, 400)}", f"{r.randint(1, 99)}%"))


def setting(r: random.Random) -> str:
    """What a machine says of itself: a name and a number, a number and its unit, a word, a side."""
    value = r.choice((str(r.randint(0, 9)), str(r.randint(0, 99)), str(r.randint(0, 999)), f"{r.uniform(0, 9):.1f}", f"{r.uniform(0, 99):.1f}", f"{r.uniform(0, 9):.2f}", f"{r.randint(1, 99)}/{r.randint(1, 99)}", f"-{r.randint(1, 99)}"))
    label, unit, between = r.choice(SETTING), r.choice(UNIT), r.choice(("", " ", " ", ": ", ":", "=", " = ", "#", "<"))
    return r.choice((f"{value}{r.choice(('', ' '))}{unit}", f"{value}{r.choice(('', ' '))}{unit}", f"{label}{between}{value}", f"{label}{between}{value}{r.choice(('', ' '))}{unit}", f"{label}{between}{r.choice(WORD)}", f"{label} {value} {r.choice(SETTING)} {value}", f"{value}{label}", r.choice(WORD), r.choice(MARKER), label))


def console(r: random.Random) -> str:
    """How consoles run such things together: 78DR78, R3 A2 P16, PRC 16/4/1, TIS<0.4 MI=0.8, GAIN  82."""
    small = lambda: str(r.choice((r.randint(0, 9), r.randint(0, 99), r.randint(0, 99), r.randint(0, 999))))
    decimal = lambda: r.choice((f"{r.uniform(0, 9):.1f}", f"{r.uniform(0, 40):.1f}", f"{r.uniform(0, 40):.1f}".replace(".", ",")))
    value = r.choice((small, small, decimal))
    label = lambda: r.choice(SETTING)
    short = lambda: r.choice("RAPGCMDSFTI")
    roll = r.randrange(9)
    if roll == 0:
        return f"{value()}{r.choice(('', '', ' '))}{r.choice((str, str.upper, str.lower))(r.choice(UNIT))}"
    if roll == 1:
        return r.choice((f"{small()}{label()}{small()}", f"{small()}{label()}", f"{small()}cm{small()}cm", f"{r.randint(2, 15)}M{r.randint(2, 15)}L", f"{short()}{small()}"))
    if roll == 2:
        return " ".join(f"{short()}{small()}" for _ in range(r.randint(2, 4)))
    if roll == 3:
        return f"{r.choice(('PRC ', 'PROC ', 'Page ', 'Se: ', 'Im: ', 'T1/', '', '', 'IM#', 'CINE '))}{'/'.join(r.choice((small, decimal))() for _ in range(r.randint(2, 4)))}{r.choice(('', '', '/E/B/B', '-L', '/B'))}"
    if roll == 4:
        return f"{label()}{r.choice((' ', '  ', '   '))}{value()}{r.choice(('', '%', 'dB', ''))}"
    if roll == 5:
        return " ".join(f"{r.choice(('TIS', 'TIB', 'TIC', 'MI', 'AO', 'TI'))}{r.choice('=<=:>')}{decimal()}" for _ in range(r.randint(1, 2)))
    if roll == 6:
        return r.choice(((str.upper), str.title, str))(r.choice(PRESET))
    if roll == 7:
        return r.choice((r.choice(PROBE), r.choice(PROBE), r.choice(MAKER)))
    return r.choice((f"{label().lower()}: {value()} {r.choice(UNIT)}", f"W: {r.randint(1, 4000)} L: {r.randint(-200, 2000)}", f"{r.choice(PRESET)} {value()} {r.choice(UNIT)}", f"{short()} {small()}%", f"{label()}="))


def foreign(r: random.Random, script: str) -> str:
    def word() -> str:
        low, high = r.choice(RANGES[script])
        return "".join(chr(r.randint(low, high)) for _ in range(r.randint(2, 6)))

    return " ".join(word() for _ in range(r.randint(1, 3)))


def latin1(r: random.Random) -> str:
    return "".join(r.choice("ÄÖÜäöüßÉèêçñÑåøØaeiounrstlmdv") for _ in range(r.randint(3, 9))).title()


def line(r: random.Random) -> tuple[str, bool]:
    """A line and whether it identifies somebody (name, identifier, date, place)."""
    roll = r.random()
    if roll < 0.22:
        return person(r), True
    if roll < 0.34:
        return identifier(r), True
    if roll < 0.46:
        return date(r), True
    if roll < 0.52:
        return time(r), True
    if roll < 0.58:
        return r.choice((str.upper, str.title))(r.choice(PLACE)), True
    if roll < 0.68:
        value = r.choice((person, identifier, date))(r)
        return f"{r.choice(LABEL)}{r.choice((': ', ' ', ':', ' = '))}{value}", True
    if roll < 0.84:
        return r.choice(TECHNICAL), False
    if roll < 0.90:
        return number(r), False
    if roll < 0.96:
        return r.choice(MARKER), False
    if roll < 0.98:
        return latin1(r), True
    return "".join(r.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;/-+()[]*#@%&?!<>") for _ in range(r.randint(2, 14))), False
