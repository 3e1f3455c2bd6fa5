"""Screens to try releasing on: lines that name somebody beside, among and mixed with lines of the closed list, in fonts that training never drew.

    python3 release_set.py --out FOLDER [--pages 120] [--seed 990001] [--nasty]

Writes NNN.pgm and truth.json in the form of the real screens' truth: boxes of lines, their text, and whether they identify.
"""

from __future__ import annotations

import argparse
import json
import os
import random

import cv2
import numpy as np

import fonts
import strings

ROWS, COLUMNS = 600, 800
NASTY = False
#: Names that are short, that are also words, or that a reader may take for settings; and common ones.
NAMES = (
    "LI WU NG LEE LOW KIM HO MA YU XU LU AU VO DO LE AN BA RE DI CHI THI SRI MEI JUN LIN TAN CHAN WONG HEAD NECK FOOT HAND LONG SHORT STONE MASS PAGE POWER RAY VAN MARK MAX ART DEAN GATES FIELD LANE "
    "CHESTER HEADLEY KNEELAND LEFTWICH WRIGHT RIGHTER PELLE RENALDO CARDEN BREASTED THYRA SPINELLI AXEL CORONA SAGE FROST FREEZER STRESSER ZOOMER GAINES COMPTON FILTON FOCARDI MAPLE EDGERTON TILTON SWEEPER SMITH "
    "JONES BROWN TAYLOR WILSON EVANS THOMAS ROBERTS WALKER MULLER SCHMIDT WEBER MEYER WAGNER BECKER ROSSI RUSSO FERRARI MARTIN BERNARD DUBOIS GARCIA LOPEZ PEREZ SILVA SANTOS NOVAK HORVAT NAGY KOVACS IVANOV PETROV YILMAZ KAYA KHAN ALI SINGH PATEL DAS "
    "NGUYEN TRAN PHAM SATO SUZUKI TANAKA PARK CHOI MBEKI OKAFOR HANSEN OLSEN BERG VIRTANEN DOE"
).split()
GIVEN = "ANNA JOHN MARIA PETER LUCIA OMAR GRACE IVAN SOFIA LIAM NOAH EMMA HUGO CLARA LENA RUTH SAUL MEI WEI JO AL ED BO TY KAI IAN EVA LEA UWE PAT SAM TIM JAN".split()
#: Names that are words of technology, or that a letter parts from one of the list, and what is nearly nothing: initials, rooms, beds, hours, short numbers.
NEAR = (
    "MARK GAINS LONG MAX ROSE LEE DEPP MAPP HIPP KNEES SAGE SAGER CORONA CHESTA THORA BREASTER CARDI RENALD PELVI SPINES KIDNE LIVERS SPLEE AORT "
    "ECHOLS ZOOMA GAINE FREES FROZE FROMEN THYROI ABDO NODES LOBO LOBES DOPP HARMON RESTON STRESSE TRACEY CALCE PRINZ SECTO DUALE SPLITT MODES SCANO STATI "
    "PHASEY MEANS AREAS RATIOS STEEN SCALES TILTON PULSE BASS GRIDLEY PRESS POWERS FREDA FRED FREY DERMOT HERTZ KILO MILLI TESLA OHM WATT WATTS VOLTA "
    "AMPER CELSIUS CURIE GRAY SIEVERT LATTER LATTA PALM RAOUL LAOS MINA TIBBS TISCH MIKA IMMER SERRA SEFTON IMANI FRAME FRAMER PAGET PAGEL SLICER"
).split()
PLACES = strings.PLACE + "GENERAL HOSPITAL|CHEST CLINIC|BREAST CENTER|HEAD AND NECK UNIT|ST LUKES|US DEPT|ABDOMEN LAB|MED CTR|CARDIAC INST|SPINE CLINIC NORD|KNEE CENTER|THYROID UNIT 3".split("|")
TECHNICAL = (
    "L|R|LT|RT|AP|PA|LAT|SUPINE|120 kV|80kVp|16cm|15.0 cm|40Hz|3.5 MHz|65dB|54 %|W 400 L 40|W: 350 L: 50|MI 1.2|TIS 0.4|TIB 0.2|TIS<0.4 MI=0.8 AO=100%|Gain 54 %|Gn 60|C 50|G 54%|P 30mm|DR 60|2D|FROZEN|CINE|THI|PWR|ECG|P Low|WF Low|"
    "HGen|HPen|General|Adult Echo|Thyroid|Breast|Abdomen|Chest|PELVIS|Carotid|RT KIDNEY|LT LOBE|LYMPH NODE|Dist 1.43 cm|Asc Ao Diam 3.3 cm|FR 31,3 FPS|85BPM|75 mm/s|Im: 3/12|Se: 2/4|Page 1/3|S5-1|C5-1|L12-5|6L3|PRC 16/4/1|PST 0|44CG43|78F78|TR 2000|TE 95|SL 5 mm|DVA: 94%"
).split("|")


def case(r: random.Random, text: str) -> str:
    return r.choice((text, text, text.title(), text.lower() if r.random() < 0.3 else text))


def person(r: random.Random) -> str:
    last, first = r.choice(NAMES), r.choice(GIVEN)
    return case(r, r.choice((last, last, first, f"{last}, {first}", f"{last}^{first}", f"{first} {last}", f"{first[0]} {last}", f"{last} {first[0]}", f"{first[0]}. {last}", f"Dr {last}", f"DR. {last}", f"{first[0]}{last[0]}", f"{last} {r.randint(1, 99)}")))


def demographic(r: random.Random) -> str:
    age, sex = r.randint(0, 99), r.choice("MFO")
    return r.choice((
        f"{age}Y", f"0{age:02}Y", f"{age} y", f"{age}yrs", f"{sex}", f"{sex} {age}", f"{age}{sex}", f"{age} {sex}", f"{age}/{sex}", f"{sex}/{age}", f"Age {age}", f"Age: {age}", f"AGE:{age}", f"Sex: {sex}", f"Sex:{sex}", "Male", "FEMALE", f"{age}", f"{r.randint(0, 11)}M",
        f"{r.randint(40, 199)} cm", f"{r.randint(140, 199)}cm", f"1.{r.randint(40, 99)} m", f"{r.randint(30, 150)} kg", f"{r.randint(30, 150)}kg", f"Ht {r.randint(140, 199)}", f"Wt {r.randint(40, 120)}", f"Ht: {r.randint(140, 199)} cm", f"Weight: {r.randint(40, 120)} kg", f"BSA 1.{r.randint(50, 99)}", f"GA {r.randint(8, 41)}w{r.randint(0, 6)}d",
    ))


def date(r: random.Random) -> str:
    y, m, d = r.randint(1931, 2026), r.randint(1, 12), r.randint(1, 28)
    return r.choice((strings.date(r), strings.date(r), strings.time(r), f"{m}/{d}/{y % 10}", f"{m:02}/{y}", f"{m}/{y % 100:02}", f"{y}", f"{d}.{m}.", f"{r.choice(strings.MONTH)} {y}", f"{d} {r.choice(strings.MONTH)}"))


def identifier(r: random.Random) -> str:
    digits = "".join(r.choice("0123456789") for _ in range(r.randint(3, 12)))
    return r.choice((digits, digits, f"{r.choice('ABCGLMPRSVX')}{digits}", f"{digits[:2]}-{digits[2:]}", f"#{digits}", f"{digits} {digits[:2]}", f"ID {digits}", f"No {digits[:3]}", f"{digits}{r.choice('ABCGMPX')}"))


def labelled(r: random.Random) -> str:
    value = r.choice((person, identifier, date, demographic))(r)
    label = r.choice([label for label in strings.LABEL if label != "Series"])  # a number of a series is on the list
    return f"{label}{r.choice((': ', ' ', ':', ' = '))}{value}"


def nearly_nothing(r: random.Random) -> str:
    """What identifies with next to no letters, or looks like what machines write."""
    a, b, c = (r.choice("ABCDEFGHIJKLMNOPRSTVW") for _ in range(3))
    n, hour, minute = r.randint(1, 99), r.randint(0, 23), r.randint(0, 59)
    name, short = r.choice(NEAR), r.choice("LI AN WU NG LE DO HO MA YU XU LU AU VO BA RE DI JO AL ED BO TY".split())
    # Not all of them: two letters are a side or a view where they stand without points.
    initials = (f"{a}. {b}.", f"{a}.{b}.", f"{a}{b}{c}", f"{a} {b} {c}", f"{a}.{b}.{c}.", f"{a}/{b}{c}", f"{a}{b.lower()}", f"{a}-{b}{c}", f"{a}{b} {n}")
    rooms = (f"Rm {n}", f"ROOM {n}", f"Room {n}", f"Bed {n}", f"BED {r.randint(1, 9)}", f"Ward {n}", f"WARD {r.randint(1, 9)}{a}", f"Stn {n}", f"Zi. {n}", f"Rm{n}{a}", f"OR {n}", f"ER {n}", f"ICU {r.randint(1, 9)}", f"NICU {n}", f"Fl {r.randint(1, 9)}")
    times = (f"{hour:02}:{minute:02}", f"{hour}:{minute:02}", f"b. {hour:02}:{minute:02}", f"born {hour}.{minute:02}", f"{hour:02}{minute:02}", f"{hour:02}h{minute:02}", f"{hour:02}.{minute:02}", f"{hour} h", f"{hour % 12 + 1}:{minute:02} pm", f"T{hour:02}{minute:02}")
    numbers = (f"{r.randint(100, 999)}", f"{r.randint(1000, 9999)}", f"{r.randint(10000, 99999)}", f"{n}", f"{r.randint(0, 9)}", f"{a}{r.randint(100, 9999)}", f"{r.randint(10, 999)}{a}", f"{r.randint(100, 999)} {n}", f"{n} {r.randint(100, 999)}", f"No. {n}", f"#{n}", f"{n}/{r.randint(1, 99)}", f"{n}-{r.randint(1, 99)}", f"P{n}Y", f"{a}{n}{b}{n}")
    ages = (f"{n}J", f"{n} J.", f"{n}a", f"{n}A", f"{n} ans", f"{n} lat", f"{n}M {r.randint(1, 30)}D", f"{n % 12}m", f"{n % 30}d", f"{n % 30}D", f"{n % 52}w", f"{n % 52}W", f"* {r.randint(1930, 2024)}", f"'{n:02}", f"m {n}", f"F{n}", f"M{n}", f"w {n}")
    names = (name, name, f"{name} {short}", f"{short} {name}", f"{short}", f"{short} {n}", f"{name} {a}", f"{a} {name}", f"{a}. {name}", f"{name}, {a}", f"{name} {n}", f"{name}{n}", f"{short}, {a}", f"{short}^{a}", f"{name}-{short}")
    return case(r, r.choice(r.choice((initials, rooms, times, numbers, ages, names, names, names))))


def identifying(r: random.Random) -> tuple[str, int, int]:
    """A line, and from which to before which letter it identifies."""
    roll = r.random()
    if NASTY and r.random() < 0.6:
        return whole(nearly_nothing(r))
    if roll < 0.3:
        return whole(person(r))
    if roll < 0.45:
        return whole(demographic(r))
    if roll < 0.6:
        return whole(date(r))
    if roll < 0.72:
        return whole(identifier(r))
    if roll < 0.78:
        return whole(case(r, r.choice(PLACES)))
    if roll < 0.88:
        return whole(labelled(r))
    # A line of which only a part is on the list is none of the list.
    harmless, text = r.choice(TECHNICAL), r.choice((person, demographic, date, identifier))(r)
    if r.random() < 0.5:
        return f"{text} {harmless}", 0, len(text)
    return f"{harmless} {text}", len(harmless) + 1, len(harmless) + 1 + len(text)


def spread(coverage: np.ndarray, spans: list[tuple[float, float]], by: int) -> tuple[np.ndarray, list[tuple[float, float]]]:
    """Letters farther from each other, as consoles write them."""
    out = np.zeros((coverage.shape[0], coverage.shape[1] + by * (len(spans) - 1)), coverage.dtype)
    moved = []
    for index, (left, right) in enumerate(spans):
        a, b = round(left), round(spans[index + 1][0]) if index + 1 < len(spans) else coverage.shape[1]
        a = 0 if index == 0 else a
        out[:, a + by * index : b + by * index] = coverage[:, a:b]
        moved.append((left + by * index, right + by * index))
    return out, moved


def whole(text: str) -> tuple[str, int, int]:
    return text, 0, len(text)


def ages_below_each_other(image: np.ndarray, lines: list[dict], face: fonts.Face, height: int, ground: float, r: random.Random) -> None:
    """A list in a place of its own at the right, as nobody should take for a scale; now and then a bar between two of them."""
    image[:, COLUMNS - 160 :] = ground
    lines[:] = [line for line in lines if line["x"] + line["w"] < COLUMNS - 160]
    pitch, y, before = round(height * r.uniform(1.6, 4)), 20, r.randint(0, 99)
    has_bars, first = r.random() < 0.3, r.randint(1, 99)
    while y < ROWS - 60:
        # Often as old as the one above, or a few years older.
        before = r.choice((r.randint(0, 99), r.randint(0, 99), before, before + r.randint(1, 7), first)) % 100 if not has_bars else (before + r.randint(1, 7)) % 98 + 1
        drawn = fonts.draw_line(str(before), face, height, r)
        if drawn is not None and drawn[0].shape[1] < 100 and y + drawn[0].shape[0] < ROWS:
            coverage = drawn[0].astype(np.float32) / (255 if drawn[0].max() > 1 else 1)
            h, w = coverage.shape
            ink = 0.05 if ground > 0.5 else 0.95
            patch = image[y : y + h, COLUMNS - 110 : COLUMNS - 110 + w]
            patch += coverage * (ink - patch)
            lines.append({"x": COLUMNS - 110, "y": y, "w": w, "h": h, "text": str(before), "kind": "name"})
            if has_bars and r.random() < 0.5:
                image[y + h + 3 : y + pitch - 3, COLUMNS - 110 : COLUMNS - 110 + w] = ink
        y += pitch


def page(r: random.Random, n: np.random.Generator) -> tuple[np.ndarray, list[dict]]:
    ground = r.choice((0, 0, 0, 0.02, 0.05, 0.2, 0.35, 0.9))
    image = np.full((ROWS, COLUMNS), ground, np.float32)
    if r.random() < 0.15:
        soft = cv2.resize(n.random((12, 16), dtype=np.float32), (COLUMNS, ROWS), interpolation=cv2.INTER_CUBIC)
        image = np.clip(image + 0.3 * (soft - 0.5), 0, 1)
    kind = r.choices(("outline", "bitmap", "stroke"), (0.45, 0.45, 0.1))[0]
    if NASTY and ground < 0.5 and r.random() < 0.35:
        # As over anatomy: letters stand out of it more or less.
        coarse = cv2.resize(n.random((ROWS // r.randint(3, 12), COLUMNS // r.randint(3, 12)), dtype=np.float32), (COLUMNS, ROWS), interpolation=cv2.INTER_CUBIC)
        image = np.clip(image + r.uniform(0.05, 0.5) * coarse, 0, 1)
    face = r.choice(fonts.by_kind(kind, True))
    height = r.randint(9, 26) if r.random() < 0.85 else r.randint(27, 64)
    apart = r.randint(1, max(1, height // 2)) if NASTY and r.random() < 0.3 else 0
    usual = r.uniform(0.5, 1)
    lines: list[dict] = []
    y = 6
    while y < ROWS - 40:
        x, lowest = r.randint(4, 40), height
        while x < COLUMNS - 60:
            is_identifying = r.random() < 0.55
            text, first, last = identifying(r) if is_identifying else whole(r.choice(TECHNICAL))
            drawn = fonts.draw_line(text, face, height, r)
            if drawn is None:
                break
            coverage, spans = spread(*drawn, apart) if apart > 0 else drawn
            h, w = coverage.shape
            if x + w > COLUMNS - 4 or y + h > ROWS - 4:
                break
            strength = usual if r.random() < 0.7 else r.uniform(0.3, 1)
            ink = ground - 0.85 * strength if ground > 0.5 else ground + strength * (1 - ground)
            patch = image[y : y + h, x : x + w]
            image[y : y + h, x : x + w] = patch + coverage.astype(np.float32) / 255 * (ink - patch) if coverage.max() > 1 else patch + coverage * (ink - patch)
            part = coverage.copy()
            part[:, : max(0, round(spans[first][0]))] = 0
            part[:, round(spans[last - 1][1]) :] = 0
            rows, columns = np.nonzero(part > 0.3 * coverage.max())
            if len(rows) > 0:
                lines.append({"x": x + int(columns.min()), "y": y + int(rows.min()), "w": int(np.ptp(columns)) + 1, "h": int(np.ptp(rows)) + 1, "text": text, "kind": "name" if is_identifying else "technical"})
            # A bare number right behind a label is its value, whoever wrote it: no page says otherwise.
            x += w + round(height * r.choice((1.6, 2, 2.5, 3.5, 5, 8) if text in TECHNICAL else (0.5, 0.8, 1.5, 2, 2.5, 3.5, 5, 8)))
            lowest = max(lowest, h)
        y += lowest + round(height * r.choice((0.15, 0.3, 0.3, 0.6, 1.2)))
    if NASTY and r.random() < 0.4:
        ages_below_each_other(image, lines, face, height, ground, r)
    if r.random() < 0.3:
        image = cv2.GaussianBlur(image, (0, 0), r.uniform(0.3, 0.7))
    if r.random() < 0.3:
        image = np.clip(image + r.uniform(0.005, 0.03) * n.standard_normal(image.shape).astype(np.float32), 0, 1)
    grey = np.clip(np.rint(255 * image), 0, 255).astype(np.uint8)
    if r.random() < 0.35:
        grey = cv2.imdecode(cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, r.randint(70, 95)])[1], cv2.IMREAD_GRAYSCALE)
    return grey, lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True)
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--seed", type=int, default=990_001)
    parser.add_argument("--nasty", action="store_true", help="more of what is short, looks like technology, stands far apart or over anatomy")
    options = parser.parse_args()
    global NASTY
    NASTY = options.nasty
    r, n = random.Random(options.seed), np.random.default_rng(options.seed)
    os.makedirs(options.out, exist_ok=True)
    images: dict[str, dict] = {}
    for index in range(options.pages):
        grey, lines = page(r, n)
        name = f"{index:03}.pgm"
        cv2.imwrite(os.path.join(options.out, name), grey)
        images[name] = {"frame": 0, "complete": True, "lines": lines}
    with open(os.path.join(options.out, "truth.json"), "w") as file:
        json.dump({"about": "made by release_set.py", "images": images}, file)
    kinds = [line["kind"] for image in images.values() for line in image["lines"]]
    print(len(images), "pages,", kinds.count("name"), "lines that identify,", kinds.count("technical"), "of the list")


if __name__ == "__main__":
    main()
