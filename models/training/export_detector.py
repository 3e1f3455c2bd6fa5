"""Writes the trained detector as ONNX (opset 13, plain operators, sigmoid inside, rows and columns free).

    python3 export_detector.py --state FOLDER/state.pt --out models/text-detector/model.onnx
"""

from __future__ import annotations

import argparse
import hashlib

import torch

from network import TextDetector

#: Since 2.5 torch has a second exporter, from 2.9 on it is the default; this one writes plain operators and needs `onnx` alone.
EXPORTER = {"dynamo": False} if tuple(int(part) for part in torch.__version__.split(".")[:2]) >= (2, 5) else {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    model = TextDetector().eval()
    model.load_state_dict(torch.load(options.state, map_location="cpu")["average"])
    free = {0: "batch", 2: "rows", 3: "columns"}
    torch.onnx.export(model, torch.zeros(1, 1, 256, 256), options.out, opset_version=13, input_names=["input"], output_names=["maps"], dynamic_axes={"input": free, "maps": free}, do_constant_folding=True, **EXPORTER)
    data = open(options.out, "rb").read()
    print(len(data), "bytes, sha256", hashlib.sha256(data).hexdigest())


if __name__ == "__main__":
    main()
