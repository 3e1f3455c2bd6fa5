"""Single lines of text cut out as the recogniser will see them: grey, 32 rows high, contrast-normalised."""

from __future__ import annotations

import random

import cv2
import numpy as np

import backgrounds
import compose
import fonts
import strings

HEIGHT, LONGEST = 32, 640
ALPHABET = "".join(chr(c) for c in range(33, 127)) + " "


def normalise(grey: np.ndarray) -> np.ndarray:
    """rows x columns in 0..1 to 32 x W in 0..1 with bright ink on dark: what inference does too, step by step."""
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

    def _background(self) -> np.ndarray:
        image = backgrounds.background(self.r, self.n, 768, self.slices)
        if self.r.random() < 0.4:
            backgrounds.distractors(image, self.r, self.n)
        return image

    def next(self) -> tuple[np.ndarray, str]:
        r = self.r
        if r.random() < 0.01:
            self.pool[r.randrange(len(self.pool))] = self._background()
        while True:
            made = self._make()
            if made is not None:
                return made

    def _make(self) -> tuple[np.ndarray, str] | None:
        r = self.r
        style = compose._style(r, self.held_out, 0)
        style["script"] = None
        style["height"] = max(7, style["height"])
        style["min_contrast"] = max(0.12, style["min_contrast"])
        text, _ = strings.line(r)
        if any(c not in ALPHABET for c in text):
            return None
        face = r.choice(fonts.by_kind(style["kind"], self.held_out))
        drawn = compose._line_coverage(text, face, style["height"], r)
        if drawn is None:
            return None
        coverage = drawn[0]
        h, w = coverage.shape
        pad = [r.randint(1, max(2, h // 4)) for _ in range(4)]
        rows, columns = h + pad[0] + pad[1], w + pad[2] + pad[3]
        if rows > 200 or columns > 740 or columns * HEIGHT / rows > LONGEST:
            return None
        source = r.choice(self.pool)
        y, x = r.randint(0, 768 - rows), r.randint(0, 768 - columns)
        image = source[y : y + rows, x : x + columns].copy()
        if compose._paint(image, coverage, (pad[2], pad[0]), style["height"], style, r) < 0.1:
            return None
        image = compose._after(image, r, self.n)
        return normalise(compose.to_grey(image, r)), text
