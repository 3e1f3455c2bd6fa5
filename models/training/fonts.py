"""Fonts to burn text in with: outline, bitmap (X11, Terminus) and Hershey stroke fonts found on the machine.

The split between training and the frozen benchmark is by family, so that a benchmark word is never in a font that the
model saw. Families of HELD_OUT must not be drawn from while training.
"""

from __future__ import annotations

import functools
import glob
import os
import random
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

HELD_OUT = (
    "OpenSans", "open-sans", "JetBrains", "Caladea", "Cantarell", "OCR", "ter-", "Terminus", "ter_",
    "cour", "ncen", "char", "romant", "rowmant", "futuram", "scripts", "timesi", "ipag", "Vollkorn",
)
UNFIT = ("Emoji", "Symbol", "Math", "Music", "Dingbats", "Braille", "Barcode", "cursor", "deccurs", "decsess", "olcursor",
         "olgl", "nil", "micro", "symb", "Sign", "Ogham", "Cuneiform", "Hieroglyph", "Egyptian", "Anatolian", "Mono-Bold-Ext",
         "k14", "jiskan", "hanglg", "gb16", "gb24", "12x13ja", "18x18ja", "18x18ko", "opens", "cl", "arabic24", "heb")
SCRIPTS = {
    "cjk": ("wqy", "ipag", "Un", "DroidSansFallback"),
    "cyrillic": ("DejaVu", "FreeSans", "FreeSerif", "FreeMono", "Liberation", "Roboto-", "NotoSans-", "Hack"),
    "greek": ("DejaVu", "FreeSans", "FreeSerif", "Liberation", "NotoSans-"),
    "arabic": ("Amiri", "amiri", "Kacst", "Kacst", "kacst", "DejaVuSans"),
}


@dataclass(frozen=True)
class Face:
    path: str
    kind: str  # outline | bitmap | stroke


def is_held_out(path: str) -> bool:
    name = os.path.basename(path)
    return any(name.startswith(part) or f"/{part}" in path or part in name[: len(part) + 4] for part in HELD_OUT)


def _usable(path: str) -> bool:
    return not any(part in os.path.basename(path) for part in UNFIT)


@functools.lru_cache(maxsize=None)
def faces(held_out: bool) -> tuple[Face, ...]:
    outline = [p for p in glob.glob("/usr/share/fonts/**/*", recursive=True) if p.lower().endswith((".ttf", ".otf", ".ttc"))]
    # Of the many Noto families only those with Latin letters are of use here.
    outline = [p for p in outline if "noto" not in p.lower() or os.path.basename(p).startswith(("NotoSans-", "NotoSerif-", "NotoMono", "NotoSansMono", "NotoSansDisplay-", "NotoSerifDisplay-"))]
    bitmap = glob.glob("/usr/share/fonts/X11/misc/*.pcf.gz") + glob.glob("/usr/share/fonts/X11/75dpi/*.pcf.gz") + glob.glob("/usr/share/fonts/X11/100dpi/*.pcf.gz")
    bitmap = [p for p in bitmap if "ISO8859-1." in p or "misc" in p and "ISO" not in p and "KOI" not in p]
    stroke = glob.glob("/usr/share/hershey-fonts/*.jhf")
    stroke = [p for p in stroke if os.path.basename(p)[:-4] in ("futural", "futuram", "rowmand", "rowmans", "rowmant", "scripts", "timesi", "timesr", "timesrb", "cursive", "scriptc", "timesib")]
    found = [Face(p, "outline") for p in outline] + [Face(p, "bitmap") for p in bitmap] + [Face(p, "stroke") for p in stroke]
    return tuple(f for f in found if _usable(f.path) and is_held_out(f.path) == held_out and (f.kind == "stroke" or _has_latin(f)))


def _has_latin(face: Face) -> bool:
    """Fonts of other encodings and scripts draw one and the same sign for every letter."""
    try:
        font = _bitmap(face.path) if face.kind == "bitmap" else _outline(face.path, 24)
    except OSError:
        return False
    if font is None:
        return False
    signs = [_draw_font(letter, font, binary=True) for letter in "AKx58"]
    return all(sign is not None and sign.max() > 40 for sign in signs) and not any(np.array_equal(a, b) for a, b in zip(signs, signs[1:]))


@functools.lru_cache(maxsize=None)
def by_kind(kind: str, held_out: bool) -> tuple[Face, ...]:
    return tuple(f for f in faces(held_out) if f.kind == kind)


@functools.lru_cache(maxsize=None)
def for_script(script: str, held_out: bool) -> tuple[Face, ...]:
    starts = SCRIPTS[script]
    found = tuple(f for f in by_kind("outline", held_out) if os.path.basename(f.path).startswith(starts))
    return found or tuple(f for f in by_kind("outline", False) if os.path.basename(f.path).startswith(starts))


# `ImageFont.truetype` searches every font folder when a file does not open; the class does not.
@functools.lru_cache(maxsize=4096)
def _outline(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.FreeTypeFont(path, size)


@functools.lru_cache(maxsize=None)
def _bitmap(path: str) -> ImageFont.FreeTypeFont | None:
    for size in (13, 14, 12, 10, 11, 8, 9, 15, 16, 17, 18, 20, 22, 24, 7, 6, 19, 25, 34, 26, 33, 28, 32):
        try:
            font = ImageFont.FreeTypeFont(path, size)
            if font.getbbox("A8")[2] > 2:
                return font
        except OSError:
            continue
    return None


@functools.lru_cache(maxsize=None)
def _hershey(path: str) -> dict[str, tuple[int, int, list[list[tuple[int, int]]]]]:
    """James Hurt's format: 5 characters number, 3 count of pairs, then coordinates as letters around 'R'."""
    glyphs: list[tuple[int, int, list[list[tuple[int, int]]]]] = []
    text = open(path, encoding="latin-1").read().replace("\r", "")
    lines = text.split("\n")
    index = 0
    while index < len(lines):
        line = lines[index]
        if len(line) < 8:
            index += 1
            continue
        count = int(line[5:8])
        body = line[8:]
        while len(body) < 2 * count and index + 1 < len(lines):
            index += 1
            body += lines[index]
        left, right = ord(body[0]) - 82, ord(body[1]) - 82
        strokes: list[list[tuple[int, int]]] = [[]]
        for k in range(1, count):
            pair = body[2 * k : 2 * k + 2]
            if pair == " R":
                strokes.append([])
            else:
                strokes[-1].append((ord(pair[0]) - 82, ord(pair[1]) - 82))
        glyphs.append((left, right, [s for s in strokes if s]))
        index += 1
    return {chr(32 + k): g for k, g in enumerate(glyphs[:95])}


def _draw_stroke(text: str, path: str, height: int, thickness: int) -> np.ndarray:
    table = _hershey(path)
    scale = height / 21.0
    pen, lines = 0.0, []
    for character in text:
        left, right, strokes = table.get(character, (-8, 8, []))
        for stroke in strokes:
            lines.append([((pen + x - left) * scale + 4, (y + 16) * scale + 4) for x, y in stroke])
        pen += right - left
    canvas = np.zeros((int(34 * scale) + 10, int(pen * scale) + 12), np.uint8)
    for line in lines:
        points = np.round(np.array(line) * 16).astype(np.int32).reshape(-1, 1, 2)
        cv2.polylines(canvas, [points], False, 255, thickness, cv2.LINE_AA, 4)
    return canvas


def draw(text: str, face: Face, height: int, rng: random.Random, thin: bool = False) -> np.ndarray | None:
    """Coverage (rows x columns, uint8) of one line, cropped to its ink; capital height is about `height` pixels. Thin strokes are one pixel wide at any height."""
    if face.kind == "stroke":
        canvas = _draw_stroke(text, face.path, height, 1 if thin else max(1, round(height / rng.choice((8, 12, 16, 20)))))
    elif face.kind == "bitmap":
        font = _bitmap(face.path)
        if font is None:
            return None
        canvas = _draw_font(text, font, binary=True)
        zoom = max(1, round(height / max(6, font.size * 0.72)))
        if canvas is not None and zoom > 1:
            canvas = cv2.resize(canvas, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_NEAREST)
    else:
        try:
            font = _outline(face.path, max(6, round(height / 0.72)))
            canvas = _draw_font(text, font, binary=rng.random() < 0.2)
        except OSError:
            return None
    if canvas is None or canvas.size == 0 or canvas.max() <= 40:
        return None
    rows, columns = np.where(canvas.max(1) > 40)[0], np.where(canvas.max(0) > 40)[0]
    return canvas[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _draw_font(text: str, font: ImageFont.FreeTypeFont, binary: bool) -> np.ndarray | None:
    left, top, right, bottom = font.getbbox(text)
    if right - left < 1 or bottom - top < 1 or right - left > 4000:
        return None
    image = Image.new("1" if binary else "L", (right - left + 4, bottom - top + 4))
    ImageDraw.Draw(image).text((2 - left, 2 - top), text, font=font, fill=1 if binary else 255)
    return np.asarray(image.convert("L"))


@functools.lru_cache(maxsize=200_000)
def _advance(font: ImageFont.FreeTypeFont, letter: str) -> float:
    return font.getlength(letter)


def draw_line(text: str, face: Face, height: int, rng: random.Random) -> tuple[np.ndarray, list[tuple[float, float]]] | None:
    """Coverage of a whole line, cropped to its ink, and from which to which column each character reaches."""
    if face.kind == "stroke":
        table, scale = _hershey(face.path), height / 21.0
        canvas = _draw_stroke(text, face.path, height, max(1, round(height / rng.choice((8, 12, 16, 20)))))
        ends = np.cumsum([0.0] + [(table.get(c, (-8, 8, []))[1] - table.get(c, (-8, 8, []))[0]) * scale for c in text]) + 4
        zoom = 1
    else:
        try:
            font = _bitmap(face.path) if face.kind == "bitmap" else _outline(face.path, max(6, round(height / 0.72)))
        except OSError:
            return None
        canvas = None if font is None else _draw_font(text, font, binary=face.kind == "bitmap" or rng.random() < 0.2)
        if font is None or canvas is None:
            return None
        left = font.getbbox(text)[0]
        ends = np.cumsum([0.0] + [_advance(font, c) for c in text])
        ends = ends * (font.getlength(text) / max(1.0, ends[-1])) + 2 - left
        zoom = max(1, round(height / max(6, font.size * 0.72))) if face.kind == "bitmap" else 1
        canvas = cv2.resize(canvas, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_NEAREST) if zoom > 1 else canvas
    if canvas.size == 0 or canvas.max() <= 40:
        return None
    rows, columns = np.where(canvas.max(1) > 40)[0], np.where(canvas.max(0) > 40)[0]
    ends = np.clip(ends * zoom - columns[0], 0, columns[-1] + 1 - columns[0])
    return canvas[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], list(zip(ends[:-1], ends[1:]))
