"""Measures a reader on lines in fonts that training never drew, with Tesseract beside it; figures for the model card.

    python3 evaluate_recogniser.py --state FOLDER/state.pt [--lines 1000] [--tesseract]
"""

from __future__ import annotations

import argparse
import json
import subprocess

import cv2
import numpy as np
import torch

from lines import Lines
from train_recogniser import TextRecogniser, distance, read

SEED = 880_001
STRATA = {
    "all": lambda a: True,
    "plain": lambda a: a["contrast"] > 0.4 and a["restless"] < 0.05 and a["height"] >= 9,
    "contrast below 0.2": lambda a: a["contrast"] < 0.2,
    "on restless ground": lambda a: a["restless"] >= 0.05,
    "ink under 9 px high": lambda a: a["height"] < 9,
    "9 to 24 px": lambda a: 9 <= a["height"] <= 24,
    "over 24 px": lambda a: a["height"] > 24,
    "bitmap fonts": lambda a: a["kind"] == "bitmap",
    "stroke fonts": lambda a: a["kind"] == "stroke",
    "outline fonts": lambda a: a["kind"] == "outline",
}


def tesseract(line: np.ndarray) -> str:
    """Dark on bright, three times as large, with room around: what it likes best."""
    big = cv2.resize(255 - np.round(255 * line).astype(np.uint8), None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
    image = cv2.copyMakeBorder(big, 30, 30, 30, 30, cv2.BORDER_CONSTANT, value=255)
    done = subprocess.run(["tesseract", "stdin", "stdout", "--psm", "7"], input=cv2.imencode(".png", image)[1].tobytes(), capture_output=True, check=True)
    return done.stdout.decode("utf8", "replace").strip()


def sureness(log_probabilities: np.ndarray) -> float:
    """Of the least sure letter, as the product counts it; nothing read is 0."""
    best, most = log_probabilities.argmax(0), np.exp(log_probabilities.max(0))
    letters: list[float] = []
    for k, letter in enumerate(best):
        if letter and k and best[k - 1] == letter:
            letters[-1] = max(letters[-1], float(most[k]))
        elif letter:
            letters.append(float(most[k]))
    return min(letters, default=0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", required=True)
    parser.add_argument("--lines", type=int, default=1000)
    parser.add_argument("--tesseract", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = TextRecogniser().eval()
    model.load_state_dict(torch.load(options.state, map_location="cpu")["average"])
    source = Lines(SEED, [], held_out=True)
    tallies: dict[str, dict[str, list[float]]] = {}
    for _ in range(options.lines):
        line, text, _ = source.next()
        with torch.no_grad():
            said = model(torch.from_numpy(line)[None, None])[0].numpy()
        readings = {"own": read(said).strip()}
        if options.tesseract:
            readings["tesseract"] = tesseract(line)
        sure = sureness(said)
        for who, got in readings.items():
            for name, belongs in STRATA.items():
                if belongs(source.about):
                    tally = tallies.setdefault(who, {}).setdefault(name, [0, 0, 0, 0, 0, 0])
                    right = got == text.strip()
                    for k, value in enumerate((1, len(text), distance(got, text.strip()), right, who == "own" and sure >= 0.9, who == "own" and sure >= 0.9 and not right)):
                        tally[k] += value
    print(json.dumps({who: {name: {"lines": n, "characterErrorRate": round(errors / letters, 4), "exact": round(exact / n, 4), "sure": round(sure / n, 4), "sureAndWrong": round(wrong / max(1, sure), 4)} for name, (n, letters, errors, exact, sure, wrong) in strata.items()} for who, strata in tallies.items()}, indent=1))


if __name__ == "__main__":
    main()
