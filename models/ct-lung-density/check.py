"""Checks ct-lung-density against an implementation that shares nothing with it: scipy, on the voxels as they were taken.

    python models/ct-lung-density/check.py [FOLDER OF A CT SERIES]...

Without folders three phantoms are made. Prints a line for each lung; fails when LAA-950 differs by 0.1 points or more.
Needs numpy, scipy and pydicom, and runs `npm run -s cli -- infer`.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pydicom
from scipy import ndimage

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "models/training"))
from phantom import chest, write_series  # noqa: E402


def read(folder):
    images = []
    for path in Path(folder).iterdir():
        try:
            images.append(pydicom.dcmread(path))
        except pydicom.errors.InvalidDicomError:
            continue
    images.sort(key=lambda d: float(d.ImagePositionPatient[2]))
    z = [float(d.ImagePositionPatient[2]) for d in images]
    hu = np.stack([d.pixel_array * float(d.RescaleSlope) + float(d.RescaleIntercept) for d in images])
    return hu, ((z[-1] - z[0]) / (len(z) - 1), *map(float, images[0].PixelSpacing))


def lungs(hu, spacing):
    """Smoothed by 1.2 mm, below -400, not open to the sides, cut apart by erosion, each voxel to the nearest core."""
    smooth = ndimage.gaussian_filter(np.clip(hu, -1024, 600), [1.2 / s for s in spacing], mode="nearest")
    pieces, count = ndimage.label(smooth < -400)
    sides = np.unique(np.concatenate([pieces[:, 0].ravel(), pieces[:, -1].ravel(), pieces[:, :, 0].ravel(), pieces[:, :, -1].ravel()]))
    inside = (pieces > 0) & ~np.isin(pieces, sides)
    deep = ndimage.distance_transform_edt(np.pad(inside, ((20, 20), (0, 0), (0, 0)), mode="edge"), sampling=spacing)[20:-20]
    ml = np.prod(spacing) / 1000
    for radius in (2.5, 4, 5.5, 7.5, 9):
        cores, count = ndimage.label(deep > radius)
        sizes = np.bincount(cores.ravel())
        cores[np.isin(cores, np.flatnonzero(sizes * ml < 0.3))] = 0
        at = ndimage.distance_transform_edt(cores == 0, sampling=spacing, return_distances=False, return_indices=True)
        owner = np.where(inside, cores[tuple(at)], 0)
        sizes = np.bincount(owner.ravel())
        sizes[0] = 0
        best = np.argsort(-sizes)[:2]
        if len(best) == 2 and sizes[best[1]] >= max(0.15 * sizes[best[0]], 30 / ml):
            break
    x = {b: ndimage.center_of_mass(owner == b)[2] for b in best}
    right, left = sorted(best, key=lambda b: x[b])
    return {"Right lung": owner == right, "Left lung": owner == left}


def numbers(hu, mask, spacing):
    values = hu[mask]
    return [mask.sum() * np.prod(spacing) / 1000, values.mean(), (values < -950).mean() * 100, (values < -910).mean() * 100, np.percentile(values, 15)]


def ours(folder):
    with tempfile.TemporaryDirectory() as out:
        command = ["npm", "run", "-s", "cli", "--", "infer", "--model", "ct-lung-density", str(folder), "--out", out, "--json"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(done.stderr)
        series = json.loads(done.stdout)["series"][0]
        return {f["name"]: [m["value"] for m in f["measurements"]] for f in series["findings"]}, series


def compare(name, folder, truth=None):
    hu, spacing = read(folder)
    theirs = lungs(hu, spacing)
    found, series = ours(folder)
    fails = 0
    print(f"{name}: {series['seconds']} s, notices {series['notices']}")
    print("                            ml      mean   LAA-950   LAA-910      PD15")
    for lung, mask in theirs.items():
        rows = {"ours": found[lung], "scipy": numbers(hu, mask, spacing)}
        if truth is not None:
            rows["planted"] = numbers(hu, truth[lung], spacing)
        for who, row in rows.items():
            print(f"  {lung:10} {who:8} " + " ".join(f"{v:9.3f}" for v in row))
        fails += abs(rows["ours"][2] - rows["scipy"][2]) >= 0.1
    return fails


def main(folders):
    fails = sum(compare(Path(folder).name, folder) for folder in folders)
    if not folders:
        for seed, options in ((1, {}), (2, {"emphysema": 0.35, "noise": 40}), (3, {"spacing": (2.0, 0.7, 0.7), "shape": (125, 460, 460), "emphysema": 0.02})):
            with tempfile.TemporaryDirectory() as folder:
                spacing = options.get("spacing", (1.25, 0.8, 0.8))
                hu, masks, _ = chest(seed=seed, **options)
                write_series(folder, hu, spacing)
                fails += compare(f"phantom {seed}", folder, {"Right lung": masks["right"], "Left lung": masks["left"]})
    sys.exit(1 if fails else 0)


main(sys.argv[1:])
