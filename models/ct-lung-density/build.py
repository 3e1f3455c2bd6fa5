"""Makes model.onnx: Gaussian smoothing of Hounsfield units, and how surely a voxel is air or lung (below -400).

    python models/ct-lung-density/build.py
"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))
from graph import Graph  # noqa: E402

SIGMA_VOXELS = 0.8  # of 1.5 mm: noise goes, walls of large airways stay
LIMIT_HU = -400.0  # halfway between lung and soft tissue
SOFTNESS_HU = 20.0  # the answer is 0.5 exactly at the limit

graph = Graph()
smooth = graph.gaussian("input", SIGMA_VOXELS)
air = graph.op("Sigmoid", graph.scalar("Div", graph.op("Sub", graph.constant(LIMIT_HU), smooth), SOFTNESS_HU))
graph.save(Path(__file__).parent / "model.onnx", "ct-lung-density", {"air": air})
