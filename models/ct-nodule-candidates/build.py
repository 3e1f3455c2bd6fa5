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
CONTRAST_HU = 850.0  # soft tissue in lung
# Curvature in the middle of a ball of contrast 1, times sigma squared, at the sigma that answers most: radius / sqrt(3).
IDEAL = 4 * np.pi / 3 * 3**1.5 / (2 * np.pi) ** 1.5 * np.exp(-1.5)

g = Graph()


def hessian_kernels():
    """xx, yy, zz, xy, xz, yz by central differences."""
    k = np.zeros((6, 1, 3, 3, 3))
    for channel, axis in ((0, 2), (1, 1), (2, 0)):
        line = [slice(1, 2)] * 3
        line[axis] = slice(None)
        k[(channel, 0, *line)] = np.reshape([1, -2, 1], [3 if a == axis else 1 for a in range(3)])
    for channel, (a, b) in ((3, (2, 1)), (4, (2, 0)), (5, (1, 0))):
        for i in (-1, 1):
            for j in (-1, 1):
                at = [1, 1, 1]
                at[a], at[b] = 1 + i, 1 + j
                k[(channel, 0, *at)] = i * j / 4
    return k


def part(x, channel):
    return g.op("Slice", x, g.constant([channel], np.int64), g.constant([channel + 1], np.int64), g.constant([1], np.int64))


def response(smooth, sigma):
    pads = [0, 0, 1, 1, 1, 0, 0, 1, 1, 1]
    padded = g.op("Pad", smooth, g.constant(pads, np.int64), mode="edge")
    h = g.op("Conv", padded, g.constant(hessian_kernels() * sigma**2 / (IDEAL * CONTRAST_HU)))
    xx, yy, zz, xy, xz, yz = (part(h, c) for c in range(6))
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


best = diameter = air = None
for mm in DIAMETERS_MM:
    sigma = mm / 2 / np.sqrt(3)
    smooth = g.gaussian("input", sigma)
    if air is None:
        air = g.op("Sigmoid", g.scalar("Div", g.op("Sub", g.constant(-400.0), smooth), 20.0))
    found = response(smooth, sigma)
    if best is None:
        best, diameter = found, g.scalar("Add", g.scalar("Mul", found, 0.0), mm)
    else:
        diameter = g.op("Where", g.op("Greater", found, best), g.constant(mm), diameter)
        best = g.op("Max", best, found)
blobs = g.op("Clip", best, g.constant(0.0), g.constant(1.0))
g.save(Path(__file__).parent / "model.onnx", "ct-nodule-candidates", {"blobs": blobs, "diameters": diameter, "air": air})
