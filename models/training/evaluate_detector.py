"""Measures a detector on the frozen benchmark and on real text-free slices; figures for the model card.

    python3 evaluate_detector.py --state FOLDER/state.pt --benchmark FOLDER [--real FOLDER] [--threshold 0.35] [--passes upright,turned,double]

A word is hit when at least 90 % of its ink lies under the mask, missed under 50 %. False area is what the mask covers
farther than 10 pixels from any text, as a share of the image.
"""

from __future__ import annotations

import argparse
import json
import os
from typing import Callable

import cv2
import numpy as np
import torch

import backgrounds
import benchmark
from network import TextDetector


def region_map(model: TextDetector, grey: np.ndarray) -> np.ndarray:
    rows, columns = grey.shape
    padded = cv2.copyMakeBorder(grey, 0, -rows % 16, 0, -columns % 16, cv2.BORDER_REPLICATE)
    with torch.no_grad():
        out = model(torch.from_numpy(np.ascontiguousarray(padded, dtype=np.float32))[None, None])[0, 0].numpy()
    return out


def full(out: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    return np.kron(out, np.ones((4, 4), np.float32))[: shape[0], : shape[1]]


def detect(model: TextDetector, grey: np.ndarray, passes: list[str]) -> np.ndarray:
    found = np.zeros(grey.shape, np.float32)
    for name in passes:
        if name == "upright":
            found = np.maximum(found, full(region_map(model, grey), grey.shape))
        elif name == "doubtful":
            found = np.maximum(found, BELIEF * doubtful(model, grey, found))
        elif name == "turned":
            found = np.maximum(found, np.rot90(full(region_map(model, np.rot90(grey)), grey.shape[::-1]), -1))
        elif name == "double":
            big = cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR)
            found = np.maximum(found, cv2.resize(full(region_map(model, big), big.shape), grey.shape[::-1], interpolation=cv2.INTER_AREA))
    return found


#: The second look of src/core/inference/detect (second-look.ts, text-detector.ts), with the same figures.
BELIEF = 0.5
PLACE, MARGIN, LEAST, SURE, BUDGET = 128, 32, 0.06, 0.6, 0.45 * 2**20


def doubtful(model: TextDetector, grey: np.ndarray, before: np.ndarray) -> np.ndarray:
    """Turned, but only the squares that the passes before left most in doubt."""
    rows, columns = grey.shape
    if rows * columns <= BUDGET:
        return detect(model, grey, ["turned"])
    seen = PLACE + 2 * MARGIN
    places = []
    for y in range(0, rows, PLACE):
        for x in range(0, columns, PLACE):
            part = before[y : y + PLACE : 4, x : x + PLACE : 4]
            doubts = int(((part >= LEAST) & (part < SURE)).sum())
            if doubts:
                places.append((-doubts, y, x))
    found = np.zeros_like(before)
    around = cv2.copyMakeBorder(np.ascontiguousarray(grey, dtype=np.float32), MARGIN, seen, MARGIN, seen, cv2.BORDER_REPLICATE)
    for _, y, x in sorted(places)[: int(max(1, rows * columns / 2**20) * BUDGET / seen**2)]:
        crop = around[y : y + seen, x : x + seen]
        map_ = np.rot90(full(region_map(model, np.rot90(crop)), (seen, seen)), -1)[MARGIN:-MARGIN, MARGIN:-MARGIN]
        part = found[y : y + PLACE, x : x + PLACE]
        part[:] = map_[: part.shape[0], : part.shape[1]]
    return found


def mask_of(found: np.ndarray, threshold: float) -> np.ndarray:
    """Cells over the threshold, padded by 3 pixels."""
    return cv2.dilate((found >= threshold).astype(np.uint8), np.ones((7, 7), np.uint8))


def renderings(image: np.ndarray) -> list[np.ndarray]:
    luma = image @ np.array([0.114, 0.587, 0.299], np.float32) / 255
    if int(np.ptp(image, axis=2).max()) < 24:
        return [luma]
    return [luma, np.ptp(image, axis=2).astype(np.float32) / 255]


def ink_of(word: dict) -> np.ndarray:
    _, _, w, h = word["box"]
    flat = np.zeros(w * h, bool)
    for start, end in zip(word["ink"][::2], word["ink"][1::2]):
        flat[start:end] = True
    return flat.reshape(h, w)


def legible(word: dict) -> bool:
    difference, noise = word["separation"]
    return difference >= max(0.06, noise)


STRATA = {
    "all": lambda w: True,
    # A reader tells ink from what is around: by 6 % of the range at least, and by more than that wavers.
    "legible": lambda w: legible(w),
    "identifying": lambda w: w["identifies"],
    "legible identifying": lambda w: legible(w) and w["identifies"],
    "easy": lambda w: w["contrast"] > 0.4 and 9 <= w["height"] <= 40 and not w["rotated"],
    "rotated": lambda w: w["rotated"],
    "contrast below 0.2": lambda w: w["contrast"] < 0.2,
    "under 9 px": lambda w: w["height"] < 9,
    "9 to 24 px": lambda w: 9 <= w["height"] <= 24,
    "over 24 px": lambda w: w["height"] > 24,
    "bitmap fonts": lambda w: ".pcf" in w["font"],
    "stroke fonts": lambda w: ".jhf" in w["font"],
    "outline fonts": lambda w: ".pcf" not in w["font"] and ".jhf" not in w["font"],
}


def words_covered(model: TextDetector, folder: str, passes: list[str], thresholds: list[float]) -> dict:
    def masks(image: np.ndarray) -> dict[str, np.ndarray]:
        found = np.max([detect(model, grey, passes) for grey in renderings(image)], axis=0)
        return {str(t): mask_of(found, t) for t in thresholds}

    return covered_by(masks, folder)


def covered_by(masks: Callable[[np.ndarray], dict[str, np.ndarray]], folder: str) -> dict:
    """What masks made in one or several ways cover of each word, and what else."""
    truth = json.load(open(os.path.join(folder, "truth.json")))
    tallies: dict[str, dict[str, list[int]]] = {}
    false: dict[str, list[float]] = {}
    whole: dict[str, list[bool]] = {}
    for entry in truth["images"]:
        image = cv2.imread(os.path.join(folder, entry["file"]))
        made = masks(image)
        text = np.zeros(image.shape[:2], np.uint8)
        for word in entry["words"]:
            x, y, w, h = word["box"]
            text[y : y + h, x : x + w] = 1
        near = cv2.dilate(text, np.ones((21, 21), np.uint8))
        for t, mask in made.items():
            tallies.setdefault(t, {name: [0, 0, 0] for name in STRATA})
            false.setdefault(t, []).append(float((mask & (1 - near)).mean()))
            complete = True
            for word in entry["words"]:
                x, y, w, h = word["box"]
                ink = ink_of(word)
                share = float((mask[y : y + h, x : x + w].astype(bool) & ink).sum() / ink.sum())
                complete &= share >= 0.9 or not word["identifies"]
                for name, belongs in STRATA.items():
                    if belongs(word):
                        tallies[t][name][0] += 1
                        tallies[t][name][1] += share >= 0.9
                        tallies[t][name][2] += share < 0.5
            whole.setdefault(t, []).append(complete)
    return {t: {"falseAreaMean": np.mean(false[t]).round(5), "falseAreaMedian": np.median(false[t]).round(5), "imagesComplete": np.mean(whole[t]).round(4),
                "strata": {name: {"words": n, "hit": round(hit / max(1, n), 4), "missed": round(miss / max(1, n), 4)} for name, (n, hit, miss) in tallies[t].items()}} for t in tallies}


def false_area(model: TextDetector, folder: str, passes: list[str], thresholds: list[float]) -> dict:
    shares = {t: [] for t in thresholds}
    for slice_ in backgrounds.load_real(folder, benchmark.REAL, 40):
        for low, high in ((0.0, 1.0), (0.01, 0.99)):
            a, b = np.quantile(slice_, low), np.quantile(slice_, high)
            found = detect(model, np.clip((slice_ - a) / max(1e-6, b - a), 0, 1).astype(np.float32), passes)
            for t in thresholds:
                shares[t].append(float(mask_of(found, t).mean()))
    return {t: {"median": round(float(np.median(v)), 5), "mean": round(float(np.mean(v)), 5), "views": len(v)} for t, v in shares.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", required=True)
    parser.add_argument("--benchmark", required=True)
    parser.add_argument("--real")
    parser.add_argument("--passes", default="upright")
    parser.add_argument("--thresholds", default="0.1,0.2,0.35,0.5")
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = TextDetector().eval()
    model.load_state_dict(torch.load(options.state, map_location="cpu")["average"])
    thresholds = [float(t) for t in options.thresholds.split(",")]
    passes = options.passes.split(",")
    report = {"passes": passes, "benchmark": words_covered(model, options.benchmark, passes, thresholds)}
    if options.real:
        report["realTextFree"] = false_area(model, options.real, passes, thresholds)
    print(json.dumps(report, indent=1, default=float))


if __name__ == "__main__":
    main()
