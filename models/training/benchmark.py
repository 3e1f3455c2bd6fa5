"""The frozen benchmark: fonts, seeds and backgrounds that training never drew. Made anew from its seed, never stored in the project.

    python3 benchmark.py --out FOLDER [--images 150] [--real FOLDER]

Writes NNN.ppm, and truth.json with each word's box (columns and rows of pixels), traits, and its ink as run lengths.
"""

from __future__ import annotations

import argparse
import json
import os
import random

import cv2
import numpy as np

import backgrounds
import compose

SEED = 770_001
#: Other patients and scanners than those of training.
REAL = ("mr-siemens-dti", "ct-rtstruct-mini")


def cells(r: random.Random, n: np.random.Generator, size: int) -> np.ndarray:
    """A kind of texture that training does not have: cells with dark walls, like trabecular bone or lung."""
    small = size // 4
    points = n.uniform(0, small, (r.randint(40, 400), 2))
    yy, xx = np.mgrid[0:small, 0:small]
    distance = np.full((2, small, small), 1e9, np.float32)
    for x, y in points:
        d = np.hypot(xx - x, yy - y).astype(np.float32)
        distance = np.sort(np.concatenate([distance, d[None]]), axis=0)[:2]
    wall = np.clip((distance[1] - distance[0]) / 3, 0, 1) * r.uniform(0.3, 1)
    shade = backgrounds.fractal(n, small, 4, 0.6)
    return cv2.resize(wall * shade, (size, size), interpolation=cv2.INTER_CUBIC)


def rings(r: random.Random, n: np.random.Generator, size: int) -> np.ndarray:
    yy, xx = np.mgrid[0:size, 0:size].astype(np.float32)
    d = np.hypot(xx - size * r.random(), yy - size * r.random())
    wave = 0.5 + 0.5 * np.sin(d / r.uniform(4, 40)) * np.exp(-d / size / r.uniform(0.2, 1))
    return wave * (0.3 + 0.7 * backgrounds.fractal(n, size, 5, 0.7)) + n.normal(0, 0.03, (size, size))


def anatomy(r: random.Random, slices: list[np.ndarray], size: int) -> np.ndarray:
    """A real slice that shows something. Air under a window that stretches its noise over the whole range is what no machine shows
    and nobody writes on; what is left of a view when squares of 16 pixels become one tells the two apart."""
    for _ in range(20):
        view = backgrounds.real(r, slices, size)
        coarse = cv2.resize(view, (size // 16, size // 16), interpolation=cv2.INTER_AREA)
        if view.std() < 0.1 or coarse.std() >= 0.6 * view.std():
            return view
    return view


def unseen(r: random.Random, n: np.random.Generator, size: int, slices: list[np.ndarray]) -> np.ndarray:
    roll = r.random()
    if slices and roll < 0.4:
        grey = anatomy(r, slices, size)
    elif roll < 0.5:
        return backgrounds.screen(r, size)
    elif roll < 0.6:
        grey = backgrounds.ultrasound(r, n, size)
    else:
        grey = r.choice((cells, rings, backgrounds.flat, backgrounds.section))(r, n, size)
    return np.ascontiguousarray(np.repeat((np.clip(grey, 0, 1) * 255).astype(np.uint8)[:, :, None], 3, 2))


def runs(ink: np.ndarray) -> list[int]:
    flat = np.concatenate([[0], ink.astype(np.int8).ravel(), [0]])
    edges = np.flatnonzero(np.diff(flat))
    return [int(v) for v in edges]


def standing_out(image: np.ndarray, word: compose.Word) -> tuple[float, float]:
    """In the finished image, in the channel where it is easiest: ink against what is around, and how restless that is. 0..1."""
    x, y, w, h = word.box
    pad = 3
    top, left = max(0, y - pad), max(0, x - pad)
    patch = image[top : y + h + pad, left : x + w + pad].astype(np.float32) / 255
    ink = np.zeros(patch.shape[:2], bool)
    ink[y - top : y - top + h, x - left : x - left + w] = word.ink
    around = patch[~ink]
    if len(around) == 0:
        return 0.0, 1.0
    difference, noise = np.abs(patch[ink].mean(0) - around.mean(0)), around.std(0)
    best = int(np.argmax(difference - noise))
    return round(float(difference[best]), 3), round(float(noise[best]), 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True)
    parser.add_argument("--images", type=int, default=150)
    parser.add_argument("--real")
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    slices = backgrounds.load_real(options.real, REAL, 40) if options.real else []
    backgrounds.background = unseen
    truth, identifying = [], 0
    for k in range(options.images):
        size = (1024, 768, 512)[k % 3]
        sample = compose.compose(SEED + k, size, slices, held_out=True, keep_ink=True)
        name = f"{k:03}.ppm"
        cv2.imwrite(os.path.join(options.out, name), sample.image[:, :, ::-1])
        words = [w for w in sample.words if w.ink is not None]
        identifying += sum(w.identifies for w in words)
        truth.append({"file": name, "words": [{"text": w.text, "box": list(w.box), "height": w.height, "identifies": w.identifies, "rotated": w.rotated, "contrast": round(w.contrast, 3), "separation": standing_out(sample.image, w), "font": w.font, "ink": runs(w.ink)} for w in words]})
    with open(os.path.join(options.out, "truth.json"), "w") as file:
        json.dump({"seed": SEED, "images": truth}, file)
    print(json.dumps({"images": len(truth), "words": sum(len(t["words"]) for t in truth), "identifying": identifying}))


if __name__ == "__main__":
    main()
