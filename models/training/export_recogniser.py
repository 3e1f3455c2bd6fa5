"""Writes the trained recogniser as ONNX (opset 13, columns free; log-softmax inside).

    python3 export_recogniser.py --state FOLDER/state.pt --out models/text-recogniser/model.onnx
"""

from __future__ import annotations

import argparse
import hashlib

import torch

from lines import HEIGHT
from train_recogniser import TextRecogniser

#: Since 2.5 torch has a second exporter, from 2.9 on it is the default; this one writes plain operators and needs `onnx` alone.
EXPORTER = {"dynamo": False} if tuple(int(part) for part in torch.__version__.split(".")[:2]) >= (2, 5) else {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    model = TextRecogniser().eval()
    model.load_state_dict(torch.load(options.state, map_location="cpu")["average"])
    torch.onnx.export(model, torch.zeros(1, 1, HEIGHT, 128), options.out, opset_version=13, input_names=["line"], output_names=["letters"], dynamic_axes={"line": {3: "columns"}, "letters": {2: "steps"}}, do_constant_folding=True, **EXPORTER)
    data = open(options.out, "rb").read()
    print(len(data), "bytes, sha256", hashlib.sha256(data).hexdigest())


if __name__ == "__main__":
    main()
