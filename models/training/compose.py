"""Burns lines of text into a background and says where: one sample for training or for the frozen benchmark."""

from __future__ import annotations

import functools
import random
from dataclasses import dataclass, field

import cv2
import numpy as np

import backgrounds
import fonts
import strings

#: Share of full scale under which nobody sees a difference: black letters end where what is under them is black.
LEAST_CONTRAST = 0.06


@dataclass
class Word:
    text: str
    box: tuple[int, int, int, int]  # column, row, width, height in pixels
    height: int  # of the capitals
    identifies: bool
    rotated: bool
    contrast: float  # of ink to its surroundings, share of full scale
    font: str
    ink: np.ndarray | None = None  # rows x columns of the box, bool


@dataclass
class Sample:
    image: np.ndarray  # rows x columns x 3, uint8
    words: list[Word] = field(default_factory=list)


def _height(r: random.Random) -> int:
    return r.choice((r.randint(5, 9), r.randint(7, 14), r.randint(9, 20), r.randint(9, 20), r.randint(15, 34), r.randint(30, 64)))


@functools.lru_cache(maxsize=4096)
def _capitals(face: fonts.Face, height: int) -> int:
    """How high capitals come out: bitmap fonts have sizes of their own."""
    drawn = fonts.draw("H", face, height, random.Random(0))
    return height if drawn is None else drawn.shape[0]


def _line_coverage(text: str, face: fonts.Face, height: int, r: random.Random, thin: bool) -> tuple[np.ndarray, list[tuple[str, int, int]]] | None:
    """The line's coverage and each word's first and last column, word by word so that every word's ink is known."""
    parts, spans, pen = [], [], 0
    gap = max(2, round(height * r.uniform(0.35, 0.8)))
    # Words of one line share a baseline: draw each with the same tall frame letter and cut it off again.
    frame = fonts.draw("Ág|", face, height, r, thin) if face.kind != "stroke" else None
    rows = None if frame is None else frame.shape[0]
    for word in text.split(" "):
        drawn = fonts.draw(word, face, height, r, thin)
        if drawn is None:
            return None
        parts.append((pen, drawn))
        spans.append((word, pen, pen + drawn.shape[1]))
        pen += drawn.shape[1] + gap
    tall = max(part.shape[0] for _, part in parts) if rows is None else max(rows, *(part.shape[0] for _, part in parts))
    canvas = np.zeros((tall, pen - gap), np.uint8)
    for at, part in parts:
        low = tall - part.shape[0] - (0 if part.shape[0] > 0.8 * tall else (tall - part.shape[0]) // 3)
        canvas[low : low + part.shape[0], at : at + part.shape[1]] = part
    return canvas, spans


def _burn(sample: Sample, taken: np.ndarray, r: random.Random, held_out: bool, keep_ink: bool, at: tuple[int, int] | None, style: dict) -> tuple[int, int] | None:
    text, identifies = strings.line(r)
    kind = style["kind"]
    face = r.choice(fonts.by_kind(kind, held_out))
    if style["script"]:
        text, identifies = strings.foreign(r, style["script"]), True
        face = r.choice(fonts.for_script(style["script"], held_out))
    elif style["face"] is not None and r.random() < 0.9:
        face = style["face"]
    style["face"] = face if not style["script"] else style["face"]
    height = style["height"]
    drawn = _line_coverage(text, face, height, r, style["thin"])
    if drawn is None:
        return None
    coverage, spans = drawn
    capitals = _capitals(face, height) if keep_ink else height
    turn = style["turn"]
    if turn in (1, 3):
        coverage = np.ascontiguousarray(np.rot90(coverage, turn))
    rows, columns = sample.image.shape[:2]
    h, w = coverage.shape
    if at is None:
        clipped = r.random() < 0.06
        edge = r.random() < 0.4
        x = r.randint(*sorted((-w // 3, columns - w + w // 3))) if clipped else (r.choice((2, max(2, columns - w - 3))) if edge else r.randint(0, max(0, columns - w)))
        y = r.randint(*sorted((-h // 3, rows - h + h // 3))) if clipped else r.randint(0, max(0, rows - h))
    else:
        x, y = at
    top, left, bottom, right = max(0, y), max(0, x), min(rows, y + h), min(columns, x + w)
    if bottom - top < 3 or right - left < 3 or taken[max(0, top - 3) : bottom + 3, max(0, left - 3) : right + 3].any():
        return None
    coverage = coverage[top - y : bottom - y, left - x : right - x]
    contrast, restless, visible = _paint(sample.image, coverage, (left, top), height, style, r)
    if contrast < max(LEAST_CONTRAST, style["over_noise"] * restless):
        taken[top:bottom, left:right] = 1  # too faint for anyone to read: neither text nor background is learned here
        sample.words.append(Word(text, (left, top, right - left, bottom - top), height, False, turn in (1, 3), contrast, "faint"))
        return None
    taken[top:bottom, left:right] = 1
    for word, first, last in spans:
        if turn == 1:
            box = (x, y + h - last, w, last - first)
        elif turn == 3:
            box = (x, y + first, w, last - first)
        else:
            box = (x + first, y, last - first, h)
        bx, by = max(0, box[0]), max(0, box[1])
        bw, bh = min(columns, box[0] + box[2]) - bx, min(rows, box[1] + box[3]) - by
        if bw < 2 or bh < 2:
            continue
        part = slice(by - top, by - top + bh), slice(bx - left, bx - left + bw)
        ink = (coverage[part] > 100) & visible[part]
        if not ink.any():
            continue
        on_rows, on_columns = np.where(ink.any(1))[0], np.where(ink.any(0))[0]
        tight = ink[on_rows[0] : on_rows[-1] + 1, on_columns[0] : on_columns[-1] + 1]
        word_box = (bx + int(on_columns[0]), by + int(on_rows[0]), tight.shape[1], tight.shape[0])
        sample.words.append(Word(word, word_box, capitals, identifies, turn in (1, 3), contrast, fonts.os.path.basename(face.path), tight if keep_ink else None))
    return (x, y + h) if turn == 0 else (x + w, y)


def _paint(image: np.ndarray, coverage: np.ndarray, at: tuple[int, int], height: int, style: dict, r: random.Random) -> tuple[float, float, np.ndarray]:
    """Contrast of the ink to what was there, and how restless that was: shares of full scale; and where it changed anything."""
    x, y = at
    h, w = coverage.shape
    region = image[y : y + h, x : x + w]
    around = float(np.median(region.mean(2)))
    if style["box"] is not None:
        pad = r.randint(1, 5)
        patch = image[max(0, y - pad) : y + h + pad, max(0, x - pad) : x + w + pad]
        patch[:] = (patch * (1 - style["box_alpha"]) + np.array(style["box"]) * style["box_alpha"]).astype(np.uint8)
        around = float(np.median(region.mean(2)))
    ink = np.array(style["ink"], np.float32)
    if style["faint"] > 0:
        ink = np.full(3, np.clip(around + (1 if around < 128 else -1) * 255 * style["faint"], 0, 255), np.float32)
    elif abs(ink.mean() - around) < style["min_contrast"] * 255:
        sign = 1 if around < 128 else -1
        ink = np.full(3, np.clip(around + sign * 255 * r.uniform(style["min_contrast"], 0.9), 0, 255), np.float32)
    if style["shadow"]:
        offset = r.choice((1, 1, 2))
        shade = np.zeros_like(coverage)
        shade[offset:, offset:] = coverage[:-offset, :-offset]
        if style["shadow"] == "outline":
            shade = cv2.dilate(coverage, np.ones((3, 3), np.uint8))
        dark = 0.0 if ink.mean() > 128 else 255.0
        alpha = shade[:, :, None] / 255.0
        region[:] = (region * (1 - alpha) + dark * alpha).astype(np.uint8)
    before = region.astype(np.float32).copy()
    alpha = coverage[:, :, None].astype(np.float32) / 255.0 * style["opacity"]
    region[:] = np.clip(region * (1 - alpha) + ink * alpha, 0, 255).astype(np.uint8)
    on = coverage > 100
    change = np.abs(region.astype(np.float32) - before).max(2) / 255.0
    contrast = float(change[on].mean()) if on.any() else 0.0
    return contrast, float(before.std(axis=(0, 1)).min() / 255.0), change >= LEAST_CONTRAST


def _style(r: random.Random, held_out: bool, rotation: float) -> dict:
    bright = r.random() < 0.75
    grey = [r.randint(150, 255) if bright else r.randint(0, 255)] * 3
    colour = grey if r.random() < 0.65 else [r.randint(0, 255) for _ in range(3)]
    return {
        "kind": r.choices(("outline", "bitmap", "stroke"), (0.5, 0.35, 0.15))[0],
        "script": r.choice(("cjk", "cjk", "cyrillic", "greek", "arabic")) if r.random() < 0.07 else None,
        "face": None,
        "height": _height(r),
        "turn": r.choice((1, 3)) if r.random() < rotation else 0,
        "ink": colour,
        "min_contrast": r.choice((0.07, 0.1, 0.2, 0.35, 0.5)),
        "box": None if r.random() < 0.85 else [r.randint(0, 255)] * 3,
        "box_alpha": r.choice((1.0, 1.0, r.uniform(0.3, 1))),
        "shadow": r.choices((None, "drop", "outline"), (0.8, 0.1, 0.1))[0],
        "opacity": r.choice((1.0, 1.0, 1.0, r.uniform(0.5, 1))),
        "faint": 0.0,
        "over_noise": 0.0,
        "thin": False,
    }


def _harder(style: dict, r: random.Random) -> None:
    """What a detector misses most comes more often, and what nobody could read for noise is not asked for."""
    if r.random() < 0.2:
        style["height"] = r.randint(5, 8)
    if r.random() < 0.15:
        style["faint"] = r.uniform(0.07, 0.22)
    if r.random() < 0.15:
        style["ink"] = [r.randint(0, 80)] * 3
    if r.random() < 0.06:  # blue and violet on black: little luma, much colour
        style["ink"], style["min_contrast"] = r.choice(([r.randint(50, 140), 0, r.randint(100, 255)], [0, 0, r.randint(110, 255)], [r.randint(70, 160), 0, 0])), 0.07
    if r.random() < 0.12:
        style["kind"], style["thin"] = "stroke", True
    style["over_noise"] = 0.6


def _cross(image: np.ndarray, r: random.Random) -> None:
    """Lines over the letters: a grid, an arrow, a trace. The words stay words."""
    size = image.shape[0]
    colour = [r.randint(0, 255) for _ in range(3)] if r.random() < 0.5 else [r.randint(60, 255)] * 3
    if r.random() < 0.5:
        step, phase = r.randint(12, 90), r.randint(0, 40)
        for at in range(phase, size, step):
            cv2.line(image, (at, 0), (at, size), colour, 1)
            if step > 20:
                cv2.line(image, (0, at), (size, at), colour, 1)
        return
    for _ in range(r.randint(1, 4)):
        a, b = [(r.randint(0, size), r.randint(0, size)) for _ in range(2)]
        if r.random() < 0.5:
            cv2.arrowedLine(image, a, b, colour, r.choice((1, 1, 2)), cv2.LINE_AA, tipLength=0.1)
        else:
            trace = np.stack([np.arange(0, size, 3), a[1] + np.cumsum([r.uniform(-4, 4) for _ in range(0, size, 3)])], 1)
            cv2.polylines(image, [np.round(trace).astype(np.int32)], False, colour, 1, cv2.LINE_AA)


def compose(seed: int, size: int, slices: list[np.ndarray], held_out: bool = False, keep_ink: bool = False, rotation: float = 0.22, hard: bool = False) -> Sample:
    r, n = random.Random(seed), np.random.default_rng(seed)
    sample = Sample(backgrounds.background(r, n, size, slices))
    backgrounds.distractors(sample.image, r, n)
    taken = np.zeros((size, size), np.uint8)
    area = (size / 384) ** 2
    for _ in range(r.choice((0, 1, 2, 3, 4, 5, 7)) if size <= 384 else round(r.randint(3, 8) * min(area, 4))):
        style = _style(r, held_out, rotation)
        if hard:
            _harder(style, r)
        at = _burn(sample, taken, r, held_out, keep_ink, None, style)
        for _ in range(r.choice((0, 0, 1, 2, 3, 5))):  # blocks of lines under each other share a style
            if at is None or style["turn"] != 0:
                break
            at = _burn(sample, taken, r, held_out, keep_ink, (at[0], at[1] + round(style["height"] * r.uniform(0.25, 0.8)) + 1), style)
    if hard and r.random() < 0.2:
        _cross(sample.image, r)
    sample.image = _after(sample.image, r, n)
    return sample


def _after(image: np.ndarray, r: random.Random, n: np.random.Generator) -> np.ndarray:
    """What happens to an image after the text was burned in."""
    if r.random() < 0.15:
        image = 255 - image
    if r.random() < 0.2:
        squeeze = r.uniform(0.35, 1)
        image = (image * squeeze + r.uniform(0, 255 * (1 - squeeze))).astype(np.uint8)
    if r.random() < 0.15:
        low, high = r.uniform(0, 60), r.uniform(180, 255)
        image = np.clip((image.astype(np.float32) - low) * 255 / (high - low), 0, 255).astype(np.uint8)
    if r.random() < 0.12:
        image = cv2.GaussianBlur(image, (0, 0), r.uniform(0.4, 0.9))
    if r.random() < 0.15:
        image = np.clip(image + n.normal(0, r.uniform(2, 12), image.shape), 0, 255).astype(np.uint8)
    if r.random() < 0.3:
        image = cv2.imdecode(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, r.randint(35, 92)])[1], cv2.IMREAD_COLOR)
    return image


def to_grey(image: np.ndarray, r: random.Random, colourful: float = 0.0) -> np.ndarray:
    """One channel as the detector sees it: luma, the brightest, a single channel, or (in that share) how colourful it is. 0..1 float32."""
    roll = r.random()
    if colourful and r.random() < colourful and int(np.ptp(image, axis=2).max()) >= 24:
        grey = image.max(2).astype(np.float32) - image.min(2)
    elif roll < 0.65:
        grey = image @ np.array([0.299, 0.587, 0.114], np.float32)
    elif roll < 0.85:
        grey = image.max(2).astype(np.float32)
    else:
        grey = image[:, :, r.randrange(3)].astype(np.float32)
    return grey / 255.0


def leave_out_unseen(sample: Sample, grey: np.ndarray) -> None:
    """Words that cannot be told from what is around in this one channel are neither text nor background: whoever learns them learns to see ghosts."""
    for word in sample.words:
        x, y, w, h = word.box
        top, left = max(0, y - 3), max(0, x - 3)
        patch = grey[top : y + h + 3, left : x + w + 3]
        ink = np.zeros(patch.shape, bool)
        if word.ink is not None:
            ink[y - top : y - top + h, x - left : x - left + w] = word.ink
        around = patch[~ink]
        if not ink.any() or len(around) == 0 or abs(patch[ink].mean() - around.mean()) < max(0.04, 0.5 * around.std()):
            word.font = "faint"


def labels(sample: Sample, size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """At a quarter of the resolution: text region (share of cell), shrunk core, and where not to learn."""
    region, core, ignore = (np.zeros((size, size), np.float32) for _ in range(3))
    for word in sample.words:
        x, y, w, h = word.box
        if word.font == "faint":
            ignore[y : y + h, x : x + w] = 1
            continue
        region[max(0, y - 1) : y + h + 1, max(0, x - 1) : x + w + 1] = 1
        short = min(w, h)
        inset = int(short * 0.25)
        core[y + inset : max(y + inset + 1, y + h - inset), x + inset : max(x + inset + 1, x + w - inset)] = 1
    quarter = lambda a: a.reshape(size // 4, 4, size // 4, 4).mean((1, 3))
    return quarter(region), quarter(core), quarter(ignore)
