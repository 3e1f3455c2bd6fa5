"""Decodes what was covered and what it was made of, with pydicom's decoders, and counts what differs outside the box.

pixels.py LIST.json -> [{"name", "differ", "most", "colours", "lossy", "why"}]; LIST holds name, before, after and box (x, y, width, height).
"""

import json
import logging
import sys
import warnings

import numpy as np
import pydicom
from pydicom.encaps import generate_frames
from pydicom.pixels import pixel_array

warnings.simplefilter("ignore")
logging.getLogger("pydicom").setLevel(logging.CRITICAL)


def values(dataset, other):
    """Stored values; colours where the two say them in different spaces. Frames x rows x columns x samples."""
    same = dataset.PhotometricInterpretation == other.PhotometricInterpretation
    if "FloatPixelData" in dataset or "DoubleFloatPixelData" in dataset:
        array = dataset.pixel_array
    else:
        array = pixel_array(dataset, raw=same)
    frames = int(dataset.get("NumberOfFrames", 1) or 1)
    return np.asarray(array).reshape(frames, dataset.Rows, dataset.Columns, -1)


def is_sequential_jpeg(dataset):
    """Some files call a stream lossless that is not: the marker of its frame says so."""
    if dataset.file_meta.get("TransferSyntaxUID") not in ("1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70"):
        return False
    stream, at = next(generate_frames(dataset.PixelData, number_of_frames=int(dataset.get("NumberOfFrames", 1) or 1))), 2
    while at + 4 <= len(stream):
        marker = stream[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return marker != 0xC3
        at += 2 + int.from_bytes(stream[at + 2 : at + 4], "big")
    return False


said = []
for entry in json.load(open(sys.argv[1], encoding="utf-8")):
    x, y, width, height = entry["box"]
    try:
        before, after = (pydicom.dcmread(entry[which], force=True) for which in ("before", "after"))
        a, b = values(before, after), values(after, before)
    except Exception as error:  # noqa: BLE001 -- whatever it is, pydicom has no decoder or cannot read it
        said.append({"name": entry["name"], "why": f"{type(error).__name__}: {str(error)[:120]}"})
        continue
    if a.shape != b.shape:
        said.append({"name": entry["name"], "differ": -1, "most": -1, "colours": 0, "why": f"shape {a.shape} became {b.shape}"})
        continue
    gap = np.abs(a.astype(np.float64) - b.astype(np.float64)).max(-1)
    gap = np.where(np.isnan(gap), 0, gap)
    inside = b[:, y : y + height, x : x + width]
    colours = max(len(np.unique(frame.reshape(-1, frame.shape[-1]), axis=0)) for frame in inside)
    gap[:, y : y + height, x : x + width] = 0
    said.append({"name": entry["name"], "differ": int((gap > 0).sum()), "most": float(gap.max()), "colours": colours, "lossy": is_sequential_jpeg(before)})
print(json.dumps(said))
