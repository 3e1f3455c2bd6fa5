"""Tesseract on the same frozen benchmark, as it is commonly used to find text: figures to stand beside the detector's.

    python3 evaluate_tesseract.py --benchmark FOLDER [--modes 3,11,11x2]
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import tempfile

import cv2
import numpy as np

from evaluate_detector import covered_by


def mask_of(image: np.ndarray, mode: str) -> np.ndarray:
    """Boxes of the words that it reads, padded by 4 pixels. `11x2`: page segmentation 11 on twice the size."""
    scale = 2 if mode.endswith("x2") else 1
    shown = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC) if scale > 1 else image
    mask = np.zeros(image.shape[:2], np.uint8)
    with tempfile.TemporaryDirectory() as folder:
        cv2.imwrite(os.path.join(folder, "i.png"), shown)
        command = ["tesseract", os.path.join(folder, "i.png"), os.path.join(folder, "o"), "--psm", mode.removesuffix("x2"), "tsv"]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"})
        rows = list(csv.DictReader(open(os.path.join(folder, "o.tsv"), encoding="utf8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        if row["level"] != "5" or not (row["text"] or "").strip():
            continue
        x, y, w, h = (int(row[key]) // scale for key in ("left", "top", "width", "height"))
        mask[max(0, y - 4) : y + h + 4, max(0, x - 4) : x + w + 4] = 1
    return mask


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--benchmark", required=True)
    parser.add_argument("--modes", default="3,11")
    options = parser.parse_args()
    modes = options.modes.split(",")
    print(json.dumps(covered_by(lambda image: {mode: mask_of(image, mode) for mode in modes}, options.benchmark), indent=1, default=float))


if __name__ == "__main__":
    main()
