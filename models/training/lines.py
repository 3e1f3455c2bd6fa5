"""Single lines of text cut out as the recogniser will see them: grey, 24 rows high, contrast-normalised."""

from __future__ import annotations

import math
import random

import cv2
import numpy as np

import backgrounds
import compose
import fonts
import strings

HEIGHT, LONGEST = 24, 480
ALPHABET = "".join(chr(c) for c in range(33, 127)) + " "


def normalise(grey: np.ndarray) -> np.ndarray:
    """rows x columns in 0..1 to 24 x W in 0..1 with bright ink on dark: what inference does too, step by step."""
    low, high = np.quantile(grey, 0.02), np.quantile(grey, 0.98)
    view = np.clip((grey - low) / max(1e-3, high - low), 0, 1)
    edge = np.concatenate([view[0], view[-1], view[:, 0], view[:, -1]])
    if np.median(edge) > 0.5:
        view = 1 - view
    width = int(np.clip(round(view.shape[1] * HEIGHT / view.shape[0]), 8, LONGEST))
    return cv2.resize(view.astype(np.float32), (width, HEIGHT), interpolation=cv2.INTER_LINEAR if view.shape[0] < HEIGHT else cv2.INTER_AREA)


class Lines:
    """Endless lines. Backgrounds are costly, so a pool of them is reused in other crops and slowly replaced."""

    def __init__(self, seed: int, slices: list[np.ndarray], held_out: bool = False) -> None:
        self.r, self.n, self.slices, self.held_out = random.Random(seed), np.random.default_rng(seed), slices, held_out
        self.pool = [self._background() for _ in range(40)]
        #: Of the line that was made last: for figures by subgroup.
        self.about: dict[str, object] = {}

    def _background(self) -> np.ndarray:
        image = backgrounds.background(self.r, self.n, 768, self.slices)
        if self.r.random() < 0.4:
            backgrounds.distractors(image, self.r, self.n)
        return image

    def next(self) -> tuple[np.ndarray, str, np.ndarray]:
        r = self.r
        if r.random() < 0.01:
            self.pool[r.randrange(len(self.pool))] = self._background()
        while True:
            made = self._make()
            if made is not None:
                return made

    def _make(self) -> tuple[np.ndarray, str, np.ndarray] | None:
        r = self.r
        style = compose._style(r, self.held_out, 0)
        style["height"] = max(7, min(40, style["height"]))
        style["min_contrast"] = max(0.12, style["min_contrast"])
        text = text_of(r)
        if any(c not in ALPHABET for c in text):
            return None
        face = r.choice(fonts.by_kind(style["kind"], self.held_out))
        drawn = fonts.draw_line(text, face, style["height"], r)
        if drawn is None:
            return None
        coverage, spans = drawn
        h, w = coverage.shape
        if h < 5 or text.count(" ") == len(text):
            return None
        pad = [r.randint(1, max(2, round(h * 0.45))) for _ in range(4)]
        rows, columns = h + pad[0] + pad[1], w + pad[2] + pad[3]
        if rows > 200 or columns > 740 or columns * HEIGHT / rows > LONGEST:
            return None
        source = r.choice(self.pool)
        y, x = r.randint(0, 768 - rows), r.randint(0, 768 - columns)
        image = source[y : y + rows, x : x + columns].copy()
        contrast, restless, _ = compose._paint(image, coverage, (pad[2], pad[0]), style["height"], style, r)
        if contrast < 0.1:
            return None
        self.about = {"kind": style["kind"], "height": h, "contrast": contrast, "restless": restless}
        image = compose._after(image, r, self.n)
        line = normalise(compose.to_grey(image, r))
        return line, text, places(text, [(a + pad[2], b + pad[2]) for a, b in spans], columns, line.shape[1])


def text_of(r: random.Random) -> str:
    """What machines write, settings most of all since only they are ever released, and any mixture, so that no letter is only known from the words of the generator."""
    roll = r.random()
    if roll < 0.3:
        return strings.line(r)[0]
    if roll < 0.4:
        return r.choice((strings.number, strings.date, strings.time, strings.identifier))(r)
    if roll < 0.55:
        return strings.setting(r)
    if roll < 0.78:
        return strings.console(r)
    kinds = ("0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", ALPHABET[:-1])
    words = ("".join(r.choice(kind) for _ in range(r.randint(1, 7))) for kind in r.choices(kinds, (3, 4, 4, 2), k=r.randint(1, 3)))
    return " ".join(word if r.random() < 0.6 else word.title() for word in words)


#: In `places`: nothing is taught here, since a letter begins or ends.
UNSAID = -1


def places(text: str, spans: list[tuple[float, float]], columns: int, width: int) -> np.ndarray:
    """What each output column (two input columns) should say, 0 for between letters: teaches far faster than CTC alone."""
    scale = width / columns / 2
    out = np.zeros(math.ceil(width / 2), np.int64)
    for c, (a, b) in zip(text, spans):
        a, b = a * scale, b * scale
        first, last = int(a), min(len(out), math.ceil(b))
        out[first:last] = UNSAID
        inset = 0.28 * (b - a)
        low, high = int(math.ceil(a + inset - 0.5)), int(b - inset - 0.5)
        middle = int((a + b) / 2)
        for k in range(min(low, middle), max(high, middle) + 1):
            if 0 <= k < len(out):
                out[k] = ALPHABET.index(c) + 1
    # Between two equal letters CTC needs a blank.
    for k, c in enumerate(text[1:], 1):
        at = round(spans[k][0] * scale)
        if text[k - 1] == c and 0 <= at < len(out) and out[at] == UNSAID:
            out[at] = 0
    return out
