"""A chest as CT shows it: body, ribs of a kind, two lungs with vessels and emphysema, trachea with main bronchi, noise.
Everything is computed at the centres of voxels. Needs numpy, scipy and pydicom."""
from pathlib import Path

import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, generate_uid
from scipy import ndimage


def grid(shape, spacing):
    axes = [(np.arange(n) - (n - 1) / 2) * mm for n, mm in zip(shape, spacing)]
    return np.meshgrid(*axes, indexing="ij", sparse=True)


def ellipsoid(zyx, centre, radii):
    return sum(((a - c) / r) ** 2 for a, c, r in zip(zyx, centre, radii)) <= 1


def tube(zyx, a, b, ra, rb):
    """A cone from a to b (z, y, x in mm) with radii ra and rb."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    way = b - a
    along = sum((g - p) * w for g, p, w in zip(zyx, a, way)) / (way @ way)
    share = np.clip(along, 0, 1)
    square = sum((g - p - share * w) ** 2 for g, p, w in zip(zyx, a, way))
    return square <= (ra + share * (rb - ra)) ** 2


LUNGS = {"right": ((0, 0, -75), (115, 85, 52)), "left": ((0, 5, 75), (112, 82, 48))}  # x grows to the patient's left


def chest(shape=(200, 400, 400), spacing=(1.25, 0.8, 0.8), seed=1, noise=25.0, emphysema=0.12, vessels=60):
    """Hounsfield units without nodules, and the masks of the lungs (vessels left out)."""
    random = np.random.default_rng(seed)
    zyx = grid(shape, spacing)
    hu = np.full(shape, -1000.0, np.float32)
    hu[np.broadcast_to(((zyx[1] / 115) ** 2 + (zyx[2] / 155) ** 2 <= 1), shape)] = 40
    hu[np.broadcast_to(((zyx[1] - 78) / 16) ** 2 + (zyx[2] / 18) ** 2 <= 1, shape)] = 350  # spine
    hu[np.broadcast_to((np.abs(zyx[1] - 135) < 4) & (np.abs(zyx[2]) < 150), shape)] = -300  # table
    masks = {}
    for name, (centre, radii) in LUNGS.items():
        inside = ellipsoid(zyx, centre, radii)
        texture = ndimage.gaussian_filter(random.standard_normal(shape).astype(np.float32), [2.0 / s for s in spacing])
        texture *= 25 / texture[inside].std()
        holes = ndimage.gaussian_filter(random.standard_normal(shape).astype(np.float32), [4.0 / s for s in spacing])
        limit = np.quantile(holes[inside], emphysema)
        hu[inside] = -860 + texture[inside]
        hu[inside & (holes < limit)] = -975
        tree = np.zeros(shape, bool)
        side = np.sign(centre[2])
        for _ in range(vessels):
            start = np.array([random.uniform(-50, 50), random.uniform(-25, 25), side * random.uniform(30, 40)])
            radius, at = random.uniform(1.8, 4.5), start
            direction = np.array([random.normal(0, 1), random.normal(0, 0.7), side * abs(random.normal(1, 0.3))])
            for _ in range(3):
                direction = direction / np.linalg.norm(direction)
                to = at + direction * random.uniform(15, 30)
                low = [max(0, int((min(p, q) - 6) / s + (n - 1) / 2)) for p, q, s, n in zip(at, to, spacing, shape)]
                high = [min(n, int((max(p, q) + 6) / s + (n - 1) / 2) + 2) for p, q, s, n in zip(at, to, spacing, shape)]
                if any(h <= l for l, h in zip(low, high)):
                    break
                window = tuple(slice(l, h) for l, h in zip(low, high))
                part = [g[tuple(slice(l, h) if g.shape[k] > 1 else slice(None) for k, (l, h) in enumerate(zip(low, high)))] for g in zyx]
                tree[window] |= tube(part, at, to, radius, radius * 0.7)
                at, radius = to, radius * 0.7
                direction = direction + random.normal(0, 0.5, 3)
        tree &= inside
        hu[tree] = 30
        masks[name] = inside & ~tree
    airway = tube(zyx, (125, -5, 0), (20, 0, 0), 9, 8)
    wall = tube(zyx, (125, -5, 0), (20, 0, 0), 10.5, 9.5)
    for side in (-1, 1):
        airway |= tube(zyx, (20, 0, 0), (0, 0, side * 38), 6, 5)
        wall |= tube(zyx, (20, 0, 0), (0, 0, side * 38), 7.5, 6.5)
    hu[wall] = 30
    hu[airway] = -990
    for name in masks:
        masks[name] &= ~wall
    blurred = ndimage.gaussian_filter(hu, [0.45 / s for s in spacing])
    grain = ndimage.gaussian_filter(random.standard_normal(shape).astype(np.float32), [0, 0.5, 0.5])
    return blurred + grain * (noise / grain.std()), masks, {"airway": airway}


def sphere(shape, spacing, centre, diameter):
    """Share of each voxel inside, from 4 x 4 x 4 points."""
    share = np.zeros(shape, np.float32)
    radius = diameter / 2
    low = [max(0, int((c - radius) / s + (n - 1) / 2) - 1) for c, s, n in zip(centre, spacing, shape)]
    high = [min(n, int((c + radius) / s + (n - 1) / 2) + 3) for c, s, n in zip(centre, spacing, shape)]
    axes = []
    for l, h, s, n, c in zip(low, high, spacing, shape, centre):
        fine = l + (np.arange((h - l) * 4) + 0.5) / 4 - 0.5
        axes.append((fine - (n - 1) / 2) * s - c)
    inside = (axes[0][:, None, None] ** 2 + axes[1][None, :, None] ** 2 + axes[2][None, None, :] ** 2) <= radius**2
    size = [h - l for l, h in zip(low, high)]
    share[tuple(slice(l, h) for l, h in zip(low, high))] = inside.reshape(size[0], 4, size[1], 4, size[2], 4).mean((1, 3, 5))
    return share


def write_series(folder, hu, spacing, body="CHEST"):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    study, series, space = generate_uid(), generate_uid(), generate_uid()
    depth, rows, columns = hu.shape
    stored = np.clip(np.round(hu) + 1024, 0, 4095).astype(np.uint16)
    for z in range(depth):
        d = Dataset()
        d.file_meta = FileMetaDataset()
        d.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        d.SOPClassUID = d.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
        d.SOPInstanceUID = d.file_meta.MediaStorageSOPInstanceUID = generate_uid()
        d.StudyInstanceUID, d.SeriesInstanceUID, d.FrameOfReferenceUID = study, series, space
        d.PatientName, d.PatientID, d.Modality, d.BodyPartExamined = "Phantom^Chest", "PHANTOM", "CT", body
        d.PatientBirthDate = d.PatientSex = d.StudyDate = d.StudyTime = d.AccessionNumber = d.StudyID = ""
        d.ReferringPhysicianName = ""
        d.ImageType, d.SeriesNumber, d.InstanceNumber = ["ORIGINAL", "PRIMARY", "AXIAL"], 1, z + 1
        d.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
        d.ImagePositionPatient = [-(columns - 1) / 2 * spacing[2], -(rows - 1) / 2 * spacing[1], (z - (depth - 1) / 2) * spacing[0]]
        d.PixelSpacing, d.SliceThickness = [spacing[1], spacing[2]], spacing[0]
        d.Rows, d.Columns, d.SamplesPerPixel, d.PhotometricInterpretation = rows, columns, 1, "MONOCHROME2"
        d.BitsAllocated, d.BitsStored, d.HighBit, d.PixelRepresentation = 16, 12, 11, 0
        d.RescaleSlope, d.RescaleIntercept, d.RescaleType = 1, -1024, "HU"
        d.PixelData = stored[z].tobytes()
        d.save_as(folder / f"{z + 1:04d}.dcm", enforce_file_format=True)
    return stored.astype(np.float32) - 1024
