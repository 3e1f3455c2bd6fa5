"""Trains the line recogniser (printable ASCII; CTC, helped by where each letter was drawn). Same habits as train_detector.py.

    python3 train_recogniser.py --out FOLDER (--steps 40000 | --minutes 90) [--real FOLDER] [--device cpu|cuda] [--resume]

A line costs more to draw (10 ms) than to learn from (3 ms): drawn lines are kept and met several times, each time a little otherwise.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import time

import cv2
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import backgrounds
from lines import ALPHABET, HEIGHT, UNSAID, Lines
from train_detector import REAL


class Same(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv = nn.Sequential(nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.relu(x + self.conv(x))


class Along(nn.Module):
    """Looks along the line: depthwise over 9 steps, then mixes channels."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(width, width, (1, 9), padding=(0, 4), groups=width, bias=False), nn.BatchNorm2d(width), nn.ReLU(), nn.Conv2d(width, width, 1, bias=False), nn.BatchNorm2d(width))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.relu(x + self.body(x))


def step(a: int, b: int, stride: tuple[int, int]) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(a, b, 3, stride=stride, padding=1, bias=False), nn.BatchNorm2d(b), nn.ReLU())


class TextRecogniser(nn.Module):
    """Input 1 x 1 x 24 x W, 0..1, bright ink. Output 1 x 96 x W/2 log-probabilities; class 0 is blank, k is ALPHABET[k - 1].

    A line of 20 letters takes 60 million multiplications: narrow where the image is large, wide where it is one row."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(
            step(1, 16, (2, 2)), Same(16), step(16, 48, (2, 1)), Same(48), step(48, 80, (2, 1)), Same(80),
            nn.Conv2d(80, 160, (3, 3), padding=(0, 1), bias=False), nn.BatchNorm2d(160), nn.ReLU(), Along(160), Along(160), Along(160),
        )
        self.head = nn.Conv2d(160, len(ALPHABET) + 1, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.log_softmax(self.head(self.body(x))[:, :, 0], 1)


def produce(queue: torch.multiprocessing.Queue, seed: int, real: str | None) -> None:
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    lines = Lines(seed, backgrounds.load_real(real, REAL, 60) if real else [])
    while True:
        queue.put([(np.round(255 * line).astype(np.uint8), text, said) for line, text, said in (lines.next() for _ in range(16))])


def varied(images: np.ndarray, n: np.random.Generator) -> np.ndarray:
    """Met again, a line is a little brighter, noisier, or a row higher or lower. Padding stays black."""
    inked = images > 0
    out = images ** n.uniform(0.7, 1.4, (len(images), 1, 1, 1)).astype(np.float32)
    for k in range(len(out)):
        out[k, 0] = np.roll(out[k, 0], int(n.integers(-1, 2)), 0)
        if n.random() < 0.5:
            out[k, 0] += n.standard_normal(out[k, 0].shape, np.float32) * n.uniform(0, 0.08) * inked[k, 0]
    return np.clip(out, 0, 1)


def collate(batch: list[tuple[np.ndarray, str, np.ndarray]]) -> tuple[np.ndarray, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    width = max(8 * math.ceil(i.shape[1] / 8) for i, _, _ in batch)
    images = np.zeros((len(batch), 1, HEIGHT, width), np.float32)
    places = np.zeros((len(batch), width // 2), np.int64)
    for k, (image, _, said) in enumerate(batch):
        images[k, 0, :, : image.shape[1]] = image / np.float32(255)
        places[k, : len(said)] = said
    targets = [ALPHABET.index(c) + 1 for _, text, _ in batch for c in text]
    widths = torch.tensor([math.ceil(i.shape[1] / 2) for i, _, _ in batch])
    return images, torch.tensor(targets), widths, torch.tensor([len(t) for _, t, _ in batch]), torch.from_numpy(places)


def read(log_probabilities: np.ndarray) -> str:
    best = log_probabilities.argmax(0)
    return "".join(ALPHABET[c - 1] for k, c in enumerate(best) if c and (k == 0 or best[k - 1] != c))


def distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def measure(model: TextRecogniser, sample: list[tuple[np.ndarray, str, np.ndarray]]) -> dict:
    errors = letters = exact = 0
    model.eval()
    with torch.no_grad():
        for image, text, _ in sample:
            got = read(model(torch.from_numpy(image)[None, None])[0].numpy())
            errors += distance(got, text)
            letters += len(text)
            exact += got == text
    return {"lines": len(sample), "characterErrorRate": round(errors / letters, 4), "exact": round(exact / len(sample), 4)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True)
    parser.add_argument("--steps", type=int, default=40000)
    parser.add_argument("--minutes", type=float, help="of processor time, this and earlier runs together; takes the place of --steps")
    parser.add_argument("--until", type=float, help="minutes on the clock, this run alone: the rate comes to nothing then, however busy the machine was")
    parser.add_argument("--real")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--seed", type=int, default=20261123)
    parser.add_argument("--producers", type=int, default=1)
    parser.add_argument("--lr", type=float, default=3e-3)
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    torch.manual_seed(options.seed)
    chance = np.random.default_rng(options.seed)
    torch.set_num_threads(1 if options.device == "cpu" else 4)
    queue = torch.multiprocessing.Queue(6)
    makers: list[torch.multiprocessing.Process] = []
    for k in range(options.producers):
        makers.append(torch.multiprocessing.Process(target=produce, args=(queue, options.seed + 10_000_000 * (k + 1), options.real), daemon=True))
        makers[-1].start()
    layout = torch.channels_last if options.device == "cpu" else torch.contiguous_format
    model = TextRecogniser().to(options.device).to(memory_format=layout)
    optimiser = torch.optim.AdamW(model.parameters(), lr=options.lr, weight_decay=1e-4)
    path, steps, spent = os.path.join(options.out, "state.pt"), 0, 0.0
    if options.resume and os.path.exists(path):
        state = torch.load(path, map_location=options.device)
        model.load_state_dict(state["model"]); optimiser.load_state_dict(state["optimiser"])
        steps, spent = state["step"], state["spent"]
    average = TextRecogniser().to(options.device).eval()
    average.load_state_dict(state["average"] if steps else model.state_dict())
    source = Lines(99, [], held_out=True)
    held = [source.next() for _ in range(300)]
    pool: list[tuple[np.ndarray, str, np.ndarray]] = []
    opened = time.monotonic()
    started, running, curve = time.process_time() - spent, 4.0, open(os.path.join(options.out, "curve.jsonl"), "a")
    while True:
        done = (time.process_time() - started) / 60 / options.minutes if options.minutes else steps / options.steps
        if options.until:
            done = max(done, (time.monotonic() - opened) / 60 / options.until)
        if done >= 1:
            break
        if not all(maker.is_alive() for maker in makers):
            raise SystemExit("a process that makes samples has ended: what follows would learn the same samples by heart")
        taken = 0
        while len(pool) < 1024 or taken < 2 and not queue.empty():
            pool.extend(queue.get())
            taken += 1
        del pool[: max(0, len(pool) - 60000)]
        rate = options.lr * min(1, (steps + 1) / 200) * (0.5 + 0.5 * math.cos(math.pi * done)) + 1e-5
        for group in optimiser.param_groups:
            group["lr"] = rate
        # Lines of like width together, so that little of a batch is padding.
        picks = chance.integers(0, len(pool), 128)
        ordered = sorted((pool[k] for k in picks), key=lambda p: p[0].shape[1])
        at = int(chance.integers(0, 4)) * 32
        images, targets, widths, lengths, places = collate(ordered[at : at + 32])
        model.train()
        said = model(torch.from_numpy(varied(images, chance)).to(options.device).contiguous(memory_format=layout))
        value = F.nll_loss(said, places.to(options.device), ignore_index=UNSAID)
        if done > 0.06 or steps > 3000:  # by now it knows most letters; CTC adds the silence between them
            value = (0.5 - 0.4 * done) * value + F.ctc_loss(said.permute(2, 0, 1), targets.to(options.device), widths, lengths, zero_infinity=True)
        optimiser.zero_grad()
        value.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimiser.step()
        decay = min(0.998, steps / (steps + 50))
        with torch.no_grad():
            for slow, fast in zip(average.state_dict().values(), model.state_dict().values()):
                if slow.dtype.is_floating_point:
                    slow.mul_(decay).add_(fast, alpha=1 - decay)
                else:
                    slow.copy_(fast)
        running = 0.98 * running + 0.02 * float(value.item())
        steps += 1
        if steps % 250 == 0:
            print(json.dumps({"step": steps, "seconds": round(time.process_time() - started), "loss": round(running, 4), **measure(average, held)}), file=curve, flush=True)
            torch.save({"model": model.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict(), "step": steps, "spent": time.process_time() - started}, path + ".part")
            os.replace(path + ".part", path)
    torch.save({"model": model.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict(), "step": steps, "spent": time.process_time() - started}, path)
    print(json.dumps({"step": steps, **measure(average, held)}), file=curve, flush=True)


if __name__ == "__main__":
    main()
