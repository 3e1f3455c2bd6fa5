"""Sensitivity and false candidates per scan on phantoms with inserted balls of 4 to 12 mm, at several thresholds.

    python models/ct-nodule-candidates/check.py [FOLDER OF A CT SERIES]

Phantoms are slabs of 70 mm of a chest with vessels, emphysema and noise of 30 to 35 HU; a third of the balls touch the
pleura. In a real series balls are inserted into its lungs; what else is found there counts as false. The package is run
in a copy with a lower threshold, so that what lies below is seen too; the threshold it ships with was set beforehand. Needs numpy, scipy and pydicom, and runs `npm run -s cli -- infer`.
"""
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from scipy import ndimage

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "models/training"))
from phantom import chest, sphere, write_series  # noqa: E402

DIAMETERS = (4, 5, 6, 8, 10, 12)
SPACING = (1.25, 1.0, 1.0)


def insert(hu, lungs, spacing, random, per_size=3):
    """Balls of 0 to 60 HU at least 18 mm apart, blurred as the scan is; returns their centres in mm from the middle."""
    deep = ndimage.distance_transform_edt(ndimage.binary_closing(lungs, iterations=6), sampling=spacing)
    balls = []
    for index, diameter in enumerate(sorted(DIAMETERS * per_size)):
        at_pleura = index % 3 == 2
        fits = np.abs(deep - diameter * 0.3) < 0.6 if at_pleura else deep > diameter / 2 + 2
        fits[:8], fits[-8:] = False, False
        places = np.argwhere(fits)
        for _ in range(200):
            place = places[random.integers(len(places))]
            centre = (place - (np.array(hu.shape) - 1) / 2 + random.uniform(-0.5, 0.5, 3)) * spacing
            if all(np.linalg.norm(centre - other["centre"]) > 18 for other in balls):
                break
        else:
            continue
        share = ndimage.gaussian_filter(sphere(hu.shape, spacing, centre, diameter), [0.45 / s for s in spacing])
        hu += share * (random.uniform(0, 60) + 860)
        balls.append({"centre": centre, "diameter": diameter, "at_pleura": at_pleura})
    return balls


def candidates(folder, models):
    with tempfile.TemporaryDirectory() as out:
        command = ["npm", "run", "-s", "cli", "--", "infer", "--model", str(models / "ct-nodule-candidates"), "--models", str(models), str(folder), "--out", out, "--json"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(done.stderr)
        series = json.loads(done.stdout)["series"][0]
        return series["findings"], series["seconds"]


def judge(found, balls, shape, spacing):
    """For each candidate its score and which ball it hits, if any."""
    rows = []
    for candidate in found:
        column, row = candidate["shape"]["centre"]
        at = (np.array([candidate["slice"], row - 0.5, column - 0.5]) - (np.array(shape) - 1) / 2) * spacing
        near = [np.linalg.norm(at - ball["centre"]) - ball["diameter"] / 2 for ball in balls]
        hit = int(np.argmin(near)) if near and min(near) <= 1.0 else None
        rows.append((candidate["score"], hit))
    return rows


def main(arguments):
    folders = arguments
    scans = []
    with tempfile.TemporaryDirectory() as work:
        models = Path(work) / "models"
        shutil.copytree(ROOT / "models/ct-nodule-candidates", models / "ct-nodule-candidates")
        path = models / "ct-nodule-candidates/manifest.json"
        manifest = json.loads(path.read_text())
        manifest["task"]["decode"]["threshold"] = manifest["task"]["decode"]["floor"] = 0.15
        path.write_text(json.dumps(manifest))
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", f"{work}/key.pem"], check=True, capture_output=True)
        subprocess.run(["npm", "run", "-s", "cli", "--", "models", "sign", str(path.parent), "--key", f"{work}/key.pem", "--trust"], cwd=ROOT, check=True, capture_output=True)
        for seed in (201, 202) if not folders else (301,):
            random = np.random.default_rng(seed)
            if folders:
                import pydicom

                images = sorted((pydicom.dcmread(p) for p in Path(folders[0]).glob("*.dcm")), key=lambda d: float(d.ImagePositionPatient[2]))
                z = [float(d.ImagePositionPatient[2]) for d in images]
                spacing = ((z[-1] - z[0]) / (len(z) - 1), *map(float, images[0].PixelSpacing))
                hu = np.stack([d.pixel_array * float(d.RescaleSlope) + float(d.RescaleIntercept) for d in images]).astype(np.float32)
                pieces, _ = ndimage.label(ndimage.gaussian_filter(hu, 1) < -400)
                sizes = np.bincount(pieces.ravel())
                sides = np.unique(np.concatenate([pieces[:, 0].ravel(), pieces[:, -1].ravel(), pieces[:, :, 0].ravel(), pieces[:, :, -1].ravel()]))
                sizes[sides] = 0
                lungs = np.isin(pieces, np.argsort(-sizes)[:2])
                per_size = 1
            else:
                spacing, per_size = SPACING, 2
                hu, masks, _ = chest((56, 316, 316), spacing, seed=seed, noise=25 + 5 * (seed % 4))
                lungs = masks["right"] | masks["left"]
            balls = insert(hu, lungs, spacing, random, per_size)
            folder = Path(work) / str(seed)
            write_series(folder, hu, spacing)
            found, seconds = candidates(folder, models)
            scans.append((balls, judge(found, balls, hu.shape, spacing)))
            print(f"scan {seed}: {len(balls)} balls, {len(found)} candidates, {seconds} s", flush=True)
    print("threshold  sensitivity  " + "  ".join(f"{d:>2} mm" for d in DIAMETERS) + "  inside  at pleura  false per scan")
    for threshold in (0.15, 0.3, 0.4, 0.45, 0.5, 0.6):
        hit, false = [], 0
        for balls, rows in scans:
            rows = [r for r in rows if r[0] >= threshold]
            hits = {h for _, h in rows if h is not None}
            false += sum(h is None for _, h in rows)
            hit += [(ball, index in hits) for index, ball in enumerate(balls)]
        share = lambda which: (lambda l: f"{100 * np.mean(l):5.0f}" if l else "    -")([h for b, h in hit if which(b)])
        print(f"{threshold:>9}  {share(lambda b: True):>11}  " + "  ".join(share(lambda b, d=d: b["diameter"] == d) for d in DIAMETERS) + f"  {share(lambda b: not b['at_pleura'])}  {share(lambda b: b['at_pleura']):>9}  {false / len(scans):.1f}")


main(sys.argv[1:])
