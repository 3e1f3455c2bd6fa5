#!/usr/bin/env bash
# Trains both models and measures them, from nothing: train.sh OUT [REAL] [DEVICE]
#   OUT     folder for states, curves, the frozen benchmark and figures; what is there already is gone on with
#   REAL    folder of DICOM series that are free of text, used as backgrounds; without it backgrounds are drawn only
#   DEVICE  cpu (default) or cuda
# MINUTES_DETECTOR and MINUTES_RECOGNISER say how long; the models of this version say in their cards how long they had.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$1 real=${2:-} device=${3:-cpu}
python=${PYTHON:-python3}
backgrounds=(); [ -n "$real" ] && backgrounds=(--real "$real")
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}
mkdir -p "$out"
"$python" "$here/train_detector.py" --out "$out/detector" --minutes "${MINUTES_DETECTOR:-90}" --device "$device" --resume "${backgrounds[@]}"
"$python" "$here/train_recogniser.py" --out "$out/recogniser" --minutes "${MINUTES_RECOGNISER:-120}" --device "$device" --resume "${backgrounds[@]}"
[ -f "$out/benchmark/truth.json" ] || "$python" "$here/benchmark.py" --out "$out/benchmark" --images 156 "${backgrounds[@]}"
"$python" "$here/export_detector.py" --state "$out/detector/state.pt" --out "$here/../text-detector/model.onnx"
"$python" "$here/export_recogniser.py" --state "$out/recogniser/state.pt" --out "$here/../text-recogniser/model.onnx"
"$python" "$here/evaluate_detector.py" --state "$out/detector/state.pt" --benchmark "$out/benchmark" --passes upright,doubtful "${backgrounds[@]}" > "$out/detector.json"
"$python" "$here/evaluate_recogniser.py" --state "$out/recogniser/state.pt" --tesseract > "$out/recogniser.json"
"$python" "$here/evaluate_tesseract.py" --benchmark "$out/benchmark" > "$out/tesseract.json"
echo "sign what was exported (docs/models.md), then: npm run bench -- accuracy --benchmark $out/benchmark"
