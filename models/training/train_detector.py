"""Trains the text detector. One process makes samples, this one learns; seeds are fixed by --seed.

    python3 train_detector.py --out FOLDER (--steps 9000 | --minutes 80) [--real FOLDER] [--device cpu|cuda] [--resume]

--minutes lets the rate end with the processor time at hand, however fast the machine is and however often it is stopped for something
else; --steps repeats a run exactly as long.

--real names a folder of DICOM series that are free of text (its sub-folders in REAL are used as backgrounds; the
benchmark's series are never among them). Without it only generated backgrounds are used and the card must say so.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import time

import cv2
import numpy as np
import torch

import backgrounds
import compose
from network import TextDetector, loss

#: Split by patient: what the benchmark measures false area on is not here.
REAL = ("ct-abdomen-philips", "mr-brain-t1", "mr-t1-nifti2dicom", "pet-qin-headneck", "mr-philips-dti", "mr-ge-dti")
SIZE, CROP = 384, 256


def produce(queue: torch.multiprocessing.Queue, seed: int, real: str | None) -> None:
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    slices = backgrounds.load_real(real, REAL, 80) if real else []
    while True:
        sample = compose.compose(seed, SIZE, slices, keep_ink=True, rotation=0.4, hard=True)
        grey = compose.to_grey(sample.image, random.Random(seed), colourful=0.3)
        compose.leave_out_unseen(sample, grey)
        region, core, ignore = compose.labels(sample, SIZE)
        queue.put((grey.astype(np.float16), region.astype(np.float16), core.astype(np.float16), ignore.astype(np.float16)))
        seed += 1


def crop(sample: tuple[np.ndarray, ...], r: random.Random) -> tuple[np.ndarray, ...]:
    y, x = 4 * r.randint(0, (SIZE - CROP) // 4), 4 * r.randint(0, (SIZE - CROP) // 4)
    grey = sample[0][y : y + CROP, x : x + CROP]
    maps = [m[y // 4 : (y + CROP) // 4, x // 4 : (x + CROP) // 4] for m in sample[1:]]
    if r.random() < 0.15:
        grey = 1 - grey
    if r.random() < 0.15:
        grey, maps = grey[:, ::-1], [m[:, ::-1] for m in maps]
    if r.random() < 0.1:
        grey, maps = np.rot90(grey, 2), [np.rot90(m, 2) for m in maps]
    return tuple(np.ascontiguousarray(a, dtype=np.float32) for a in (grey, *maps))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True)
    parser.add_argument("--steps", type=int, default=9000)
    parser.add_argument("--minutes", type=float, help="of processor time, this and earlier runs together; takes the place of --steps")
    parser.add_argument("--fresh", type=int, default=2, help="new samples a step at most; the rest are other crops of known ones")
    parser.add_argument("--real")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--producers", type=int, default=1)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--lr", type=float, default=2.5e-3)
    parser.add_argument("--until", type=float, help="minutes on the clock, this run alone: the rate comes to nothing then, however busy the machine was")
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    torch.manual_seed(options.seed)
    torch.set_num_threads(1 if options.device == "cpu" else 4)
    r = random.Random(options.seed)
    queue = torch.multiprocessing.Queue(16)
    makers: list[torch.multiprocessing.Process] = []
    for k in range(options.producers):
        makers.append(torch.multiprocessing.Process(target=produce, args=(queue, options.seed + 10_000_000 * (k + 1), options.real), daemon=True))
        makers[-1].start()
    layout = torch.channels_last if options.device == "cpu" else torch.contiguous_format
    model = TextDetector().to(options.device).to(memory_format=layout)
    average = TextDetector().to(options.device).eval()
    state_path = os.path.join(options.out, "state.pt")
    optimiser = torch.optim.AdamW(model.parameters(), lr=options.lr, weight_decay=1e-4)
    step, spent = 0, 0.0
    if options.resume and os.path.exists(state_path):
        state = torch.load(state_path, map_location=options.device)
        model.load_state_dict(state["model"]); average.load_state_dict(state["average"]); optimiser.load_state_dict(state["optimiser"])
        step, spent = state["step"], state["spent"]
    else:
        average.load_state_dict(model.state_dict())
    pool: list[tuple[np.ndarray, ...]] = []
    opened = time.monotonic()
    started, running, curve = time.process_time() - spent, 0.0, open(os.path.join(options.out, "curve.jsonl"), "a")
    while True:
        done = (time.process_time() - started) / 60 / options.minutes if options.minutes else step / options.steps
        if options.until:
            done = max(done, (time.monotonic() - opened) / 60 / options.until)
        if done >= 1:
            break
        if not all(maker.is_alive() for maker in makers):
            raise SystemExit("a process that makes samples has ended: what follows would learn the same samples by heart")
        # New samples as fast as they come; each is seen a few times in other crops before it leaves the pool.
        taken = 0
        while len(pool) < 64 or taken < options.fresh and not queue.empty():
            pool.append(queue.get())
            taken += 1
            if len(pool) > 600:
                pool.pop(r.randrange(300))
        rate = options.lr * min(1, (step + 1) / 100) * (0.5 + 0.5 * math.cos(math.pi * done)) + 1e-5
        for group in optimiser.param_groups:
            group["lr"] = rate
        batch = [torch.from_numpy(np.stack(part)).to(options.device) for part in zip(*(crop(r.choice(pool), r) for _ in range(options.batch)))]
        model.train()
        value = loss(model.logits(batch[0][:, None].contiguous(memory_format=layout)), batch[1], batch[2], batch[3])
        optimiser.zero_grad()
        value.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimiser.step()
        decay = min(0.998, step / (step + 50))
        with torch.no_grad():
            for slow, fast in zip(average.state_dict().values(), model.state_dict().values()):
                if slow.dtype.is_floating_point:
                    slow.mul_(decay).add_(fast, alpha=1 - decay)
                else:
                    slow.copy_(fast)
        running = 0.98 * running + 0.02 * float(value.item()) if step else float(value.item())
        step += 1
        if step % 50 == 0:
            print(json.dumps({"step": step, "seconds": round(time.process_time() - started), "loss": round(running, 4), "rate": round(rate, 6)}), file=curve, flush=True)
        if step % 250 == 0:
            torch.save({"model": model.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict(), "step": step, "spent": time.process_time() - started}, state_path + ".part")
            os.replace(state_path + ".part", state_path)
    torch.save({"model": model.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict(), "step": step, "spent": time.process_time() - started}, state_path)


if __name__ == "__main__":
    main()
