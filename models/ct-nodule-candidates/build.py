"""Makes model.onnx: how much each voxel looks like the middle of a ball, at five sizes, by the eigenvalues of the Hessian.

A ball curves down alike in all three directions, a vessel in two, a pleura in one. The response is the smallest curvature
squared over the largest (Li, Sone and Doi 2003), scaled so that a ball of soft tissue in lung gives 1.

    python models/ct-nodule-candidates/build.py
"""
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))
from graph import Graph  # noqa: E402

DIAMETERS_MM = (4.0, 5.5, 7.5, 10.0, 13.0)  # voxels are 1 mm
COARSE_ABOVE_MM = 1.5  # smoothed with a wider Gaussian than this, every second voxel is enough
CONTRAST_HU = 850.0  # soft tissue in lung
# Curvature in the middle of a ball of contrast 1, times sigma squared, at the sigma that answers most: radius / sqrt(3).
IDEAL = 4 * np.pi / 3 * 3**1.5 / (2 * np.pi) ** 1.5 * np.exp(-1.5)

g = Graph()


SECOND, FIRST = (1.0, -2.0, 1.0), (-0.5, 0.0, 0.5)


def second_derivatives(x, factor):
    """xx, yy, zz, xy, xz, yz by central differences. Axis 2 of the three is x."""
    dz, dy = (g.along(x, np.multiply(FIRST, factor), axis) for axis in (0, 1))
    same = [g.along(x, np.multiply(SECOND, factor), axis) for axis in (2, 1, 0)]
    return (*same, g.along(dy, FIRST, 2), g.along(dz, FIRST, 2), g.along(dz, FIRST, 1))


def response(smooth, sigma):
    xx, yy, zz, xy, xz, yz = second_derivatives(smooth, sigma**2 / (IDEAL * CONTRAST_HU))
    square = lambda x: g.op("Mul", x, x)
    add = lambda *xs: xs[0] if len(xs) == 1 else g.op("Add", xs[0], add(*xs[1:]))
    mean = g.scalar("Mul", add(xx, yy, zz), 1 / 3)
    a, b, c = (g.op("Sub", d, mean) for d in (xx, yy, zz))
    off = add(square(xy), square(xz), square(yz))
    p = g.op("Sqrt", g.scalar("Add", g.scalar("Mul", add(square(a), square(b), square(c), g.scalar("Mul", off, 2.0)), 1 / 6), 1e-12))
    mul = lambda *xs: xs[0] if len(xs) == 1 else g.op("Mul", xs[0], mul(*xs[1:]))
    determinant = g.op(
        "Sub",
        add(mul(a, b, c), g.scalar("Mul", mul(xy, xz, yz), 2.0)),
        add(mul(a, square(yz)), mul(b, square(xz)), mul(c, square(xy))),
    )
    r = g.scalar("Mul", g.op("Div", determinant, mul(p, p, p)), 0.5)
    r = g.op("Clip", r, g.constant(-1.0), g.constant(1.0))
    angle = g.scalar("Mul", g.op("Acos", r), 1 / 3)
    largest = g.op("Add", mean, mul(g.scalar("Mul", p, 2.0), g.op("Cos", angle)))
    least = g.op("Add", mean, mul(g.scalar("Mul", p, 2.0), g.op("Cos", g.scalar("Add", angle, 2 * np.pi / 3))))
    # Bright balls curve down: the largest eigenvalue is the weakest curvature, and must be negative.
    weakest = g.op("Relu", g.op("Neg", largest))
    strongest = g.scalar("Add", g.op("Relu", g.op("Neg", least)), 1e-6)
    return g.op("Div", square(weakest), strongest)


def wider(smooth, before, sigma, voxel):
    """Two Gaussians one after the other are a wider one. `voxel` in mm."""
    return g.gaussian(smooth, np.sqrt(sigma**2 - before**2) / voxel)


def every_second(x):
    """Voxels 0, 2, 4 ... along each axis: what is this smooth loses nothing, and is an eighth of the work."""
    whole = np.iinfo(np.int64).max
    return g.op("Slice", x, *(g.constant(v, np.int64) for v in ([0, 0, 0], [whole] * 3, [2, 3, 4], [2, 2, 2])))


def every_voxel(x):
    scales = g.constant([1, 1, 2, 2, 2])
    return g.op("Resize", x, "", scales, mode="nearest", coordinate_transformation_mode="asymmetric", nearest_mode="floor")


best = diameter = air = None
smooth, before, voxel = "input", 0.0, 1
for mm in DIAMETERS_MM:
    sigma = mm / 2 / np.sqrt(3)
    if voxel == 1 and before > COARSE_ABOVE_MM:
        fine, best, diameter, smooth, voxel = (best, diameter), None, None, every_second(smooth), 2
    smooth, before = wider(smooth, before, sigma, voxel), sigma
    if air is None:
        air = g.op("Sigmoid", g.scalar("Div", g.op("Sub", g.constant(-400.0), smooth), 20.0))
    found = response(smooth, sigma / voxel)
    if best is None:
        best, diameter = found, g.scalar("Add", g.scalar("Mul", found, 0.0), mm)
    else:
        diameter = g.op("Where", g.op("Greater", found, best), g.constant(mm), diameter)
        best = g.op("Max", best, found)
coarse = every_voxel(best)
diameter = g.op("Where", g.op("Greater", coarse, fine[0]), every_voxel(diameter), fine[1])
blobs = g.op("Clip", g.op("Max", coarse, fine[0]), g.constant(0.0), g.constant(1.0))
g.save(Path(__file__).parent / "model.onnx", "ct-nodule-candidates", {"blobs": blobs, "diameters": diameter, "air": air})
