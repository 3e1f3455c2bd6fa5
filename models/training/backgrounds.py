"""What text is burned over, and what must not be taken for text. All images are rows x columns x 3, uint8."""

from __future__ import annotations

import glob
import math
import os
import random

import cv2
import numpy as np


def fractal(n: np.random.Generator, size: int, octaves: int, persistence: float) -> np.ndarray:
    """Noise with structure at many scales, 0..1."""
    out, amplitude, total = np.zeros((size, size), np.float32), 1.0, 0.0
    for k in range(octaves):
        cells = max(2, size >> (octaves - k))
        out += amplitude * cv2.resize(n.random((cells, cells), dtype=np.float32), (size, size), interpolation=cv2.INTER_CUBIC)
        total += amplitude
        amplitude *= persistence
    return np.clip(out / total, 0, 1)


def _ellipse(canvas: np.ndarray, r: random.Random, centre: tuple[float, float], axes: tuple[float, float], value: float) -> None:
    cv2.ellipse(canvas, (int(centre[0]), int(centre[1])), (max(1, int(axes[0])), max(1, int(axes[1]))), r.uniform(0, 180), 0, 360, value, -1, cv2.LINE_AA)


def section(r: random.Random, n: np.random.Generator, size: int) -> np.ndarray:
    """CT- or MR-like: a body with organs, bone arcs, vessels, texture and noise."""
    image = np.zeros((size, size), np.float32)
    cx, cy, rx, ry = size * r.uniform(0.2, 0.8), size * r.uniform(0.2, 0.8), size * r.uniform(0.35, 0.8), size * r.uniform(0.3, 0.7)
    _ellipse(image, r, (cx, cy), (rx, ry), r.uniform(0.25, 0.6))
    for _ in range(r.randint(4, 30)):
        _ellipse(image, r, (cx + r.gauss(0, rx / 2), cy + r.gauss(0, ry / 2)), (rx * r.uniform(0.02, 0.35), ry * r.uniform(0.02, 0.35)), r.uniform(0.02, 0.8))
    for _ in range(r.randint(0, 14)):  # cortical bone: bright thin arcs, often in rows like ribs or vertebrae
        a = r.uniform(0, 360)
        cv2.ellipse(image, (int(cx + r.gauss(0, rx / 2)), int(cy + r.gauss(0, ry / 2))), (int(r.uniform(4, rx / 2) + 1), int(r.uniform(3, ry / 3) + 1)), r.uniform(0, 180), a, a + r.uniform(40, 360), r.uniform(0.8, 1.0), r.randint(1, 4), cv2.LINE_AA)
    for _ in range(r.randint(0, 60)):  # vessels end on
        cv2.circle(image, (r.randrange(size), r.randrange(size)), r.randint(1, 4), r.uniform(0.5, 1.0), -1, cv2.LINE_AA)
    image = cv2.GaussianBlur(image, (0, 0), r.uniform(0.5, 1.8))
    image *= 0.75 + 0.5 * fractal(n, size, r.randint(4, 8), r.uniform(0.5, 0.95))
    return image + n.normal(0, r.uniform(0.0, 0.09), image.shape).astype(np.float32)


def radiograph(r: random.Random, n: np.random.Generator, size: int) -> np.ndarray:
    image = fractal(n, size, r.randint(2, 5), 0.5)
    for _ in range(r.randint(2, 12)):
        layer = np.zeros((size, size), np.float32)
        a, b = (r.randrange(size), r.randrange(size)), (r.randrange(size), r.randrange(size))
        cv2.line(layer, a, b, r.uniform(0.1, 0.4), r.randint(4, 50), cv2.LINE_AA)
        image += cv2.GaussianBlur(layer, (0, 0), r.uniform(1, 5))
    for _ in range(r.randint(0, 3)):  # wires, needles, leads
        points = np.cumsum(n.normal(0, size / 14, (r.randint(3, 12), 2)), 0) + n.uniform(0, size, 2)
        cv2.polylines(image, [points.astype(np.int32)], False, r.uniform(0.8, 1.2), r.randint(1, 3), cv2.LINE_AA)
    return image / max(0.2, image.max()) + n.normal(0, r.uniform(0, 0.04), image.shape).astype(np.float32)


def ultrasound(r: random.Random, n: np.random.Generator, size: int) -> np.ndarray:
    speckle = cv2.GaussianBlur(n.rayleigh(0.5, (size, size)).astype(np.float32), (0, 0), sigmaX=r.uniform(0.8, 3), sigmaY=r.uniform(0.5, 1.5))
    image = speckle * (0.1 + fractal(n, size, r.randint(3, 6), 0.6) ** r.uniform(1, 3))
    for k in range(r.randint(0, 8)):  # reverberation and bright interfaces
        y = int(size * r.random())
        cv2.ellipse(image, (size // 2, -size // 4), (size // 4 + y, size // 4 + y), 90, -60, 60, r.uniform(0.2, 0.8), r.randint(1, 3), cv2.LINE_AA)
    image = image / max(0.3, float(np.quantile(image, 0.995)))
    if r.random() < 0.7:
        mask = np.zeros((size, size), np.float32)
        cv2.ellipse(mask, (int(size * r.uniform(0.2, 0.8)), int(-size * r.uniform(0, 0.3))), (int(size * r.uniform(0.8, 1.3)),) * 2, 90, -r.uniform(25, 60), r.uniform(25, 60), 1, -1)
        image *= mask
    return image


def flat(r: random.Random, n: np.random.Generator, size: int) -> np.ndarray:
    image = np.full((size, size), r.choice((0, 0, 0, 0.02, r.random())), np.float32)
    if r.random() < 0.4:
        image += np.linspace(0, r.uniform(-0.4, 0.4), size, dtype=np.float32)[:: r.choice((1, -1)), None]
    return image + n.normal(0, r.choice((0, 0, 0.01, 0.04)), image.shape).astype(np.float32)


def noise(r: random.Random, n: np.random.Generator, size: int) -> np.ndarray:
    image = fractal(n, size, r.randint(5, 9), r.uniform(0.6, 1.0))
    low, high = np.quantile(image, (r.uniform(0, 0.6), r.uniform(0.62, 1)))
    image = (image - low) / max(1e-3, high - low)
    return image + n.normal(0, r.choice((0, 0, 0.1, 0.4)), image.shape).astype(np.float32)  # the last: a saturated, noisy scout


def screen(r: random.Random, size: int) -> np.ndarray:
    """Panels, bars and boxes of a machine's screen, in colour."""
    image = np.full((size, size, 3), [r.randint(0, 60) for _ in range(3)], np.uint8)
    for _ in range(r.randint(2, 14)):
        x, y, w, h = r.randrange(size), r.randrange(size), r.randint(10, size), r.randint(8, size // 2)
        colour = [r.randint(0, 255)] * 3 if r.random() < 0.5 else [r.randint(0, 255) for _ in range(3)]
        cv2.rectangle(image, (x, y), (x + w, y + h), colour, r.choice((-1, -1, 1, 2)))
    return image


def doppler(image: np.ndarray, r: random.Random, n: np.random.Generator) -> None:
    """A field of colour or power flow over the grey image: a mosaic of small cells in a machine's colours. Never text."""
    size = image.shape[0]
    w, h = r.randint(40, size // 2), r.randint(40, size // 2)
    x, y = r.randrange(size - w), r.randrange(size - h)
    cell = r.choice((1, 1, 2, 3, 4))
    flow = fractal(n, max(w, h), r.randint(2, 6), r.uniform(0.5, 0.9))[:h, :w] * 2 - 1
    flow = (flow - flow.mean()) * r.uniform(1, 3)
    grain = n.normal(0, r.uniform(0.05, 0.5), (h // cell + 1, w // (cell * 2) + 1)).astype(np.float32)
    flow = flow + cv2.resize(grain, (w, h), interpolation=r.choice((cv2.INTER_NEAREST, cv2.INTER_LINEAR)))
    show = np.abs(flow) > r.uniform(0.1, 0.6)
    up, down = np.clip(flow, 0, 1), np.clip(-flow, 0, 1)
    over = np.clip(np.abs(flow) - 0.4, 0, 1) * 1.2
    colours = r.choice(((up, over, down), (up, over * (flow > 0), down + over * (flow < 0)), (up + down, over, 0 * up), (over, up, down), (up + over, up * 0.6, down)))
    field = np.clip(np.stack(colours, -1) * 255, 0, 255).astype(np.uint8)
    image[y : y + h, x : x + w][show] = field[show]


def distractors(image: np.ndarray, r: random.Random, n: np.random.Generator) -> None:
    size = image.shape[0]
    for _ in range(r.choice((0, 0, 1, 1, 2, 3, 5))):
        grey = r.randint(60, 255)
        colour = [grey] * 3 if r.random() < 0.6 else [r.randint(0, 255) for _ in range(3)]
        kind = r.randrange(11)
        x, y = r.randrange(size), r.randrange(size)
        if kind == 0:  # ruler with ticks, any side
            step, length = r.choice((4, 5, 8, 10, 20)), r.randint(3, 10)
            vertical = r.random() < 0.5
            for k, at in enumerate(range(0, size, step)):
                reach = length * (2 if k % 5 == 0 else 1)
                cv2.line(image, (x, at) if vertical else (at, y), (x + reach, at) if vertical else (at, y + reach), colour, 1)
        elif kind == 1:  # grid
            step = r.randint(12, 60)
            for at in range(r.randrange(step), size, step):
                cv2.line(image, (at, 0), (at, size), colour, 1)
                cv2.line(image, (0, at), (size, at), colour, 1)
        elif kind == 2:  # grey or colour bar
            w, h = r.randint(6, 24), r.randint(60, size // 2 + 60)
            ramp = np.linspace(0, 255, h).astype(np.uint8)[:, None]
            bar = np.repeat(np.repeat(ramp, w, 1)[:, :, None], 3, 2)
            if r.random() < 0.5:
                bar = cv2.applyColorMap(bar, r.choice((cv2.COLORMAP_JET, cv2.COLORMAP_HOT, cv2.COLORMAP_BONE)))
            region = image[y : y + h, x : x + w]
            region[:] = bar[: region.shape[0], : region.shape[1]]
        elif kind == 3:  # ECG
            t = np.arange(size)
            beat = r.randint(40, 120)
            phase = (t + r.randrange(beat)) % beat / beat
            wave = 30 * np.exp(-((phase - 0.3) ** 2) / 0.0004) - 8 * np.exp(-((phase - 0.34) ** 2) / 0.0006) + 6 * np.exp(-((phase - 0.6) ** 2) / 0.004)
            cv2.polylines(image, [np.stack([t, y - wave], 1).astype(np.int32)], False, colour, 1, cv2.LINE_AA)
        elif kind == 4:  # callipers and their dotted line
            x2, y2 = r.randrange(size), r.randrange(size)
            for px, py in ((x, y), (x2, y2)):
                d = r.randint(3, 7)
                cv2.line(image, (px - d, py), (px + d, py), colour, 1)
                cv2.line(image, (px, py - d), (px, py + d), colour, 1)
            count = int(math.hypot(x2 - x, y2 - y) // 6)
            for k in range(count):
                cv2.circle(image, (x + (x2 - x) * k // max(1, count), y + (y2 - y) * k // max(1, count)), 1, colour, -1)
        elif kind == 5:
            cv2.arrowedLine(image, (x, y), (r.randrange(size), r.randrange(size)), colour, r.randint(1, 3), cv2.LINE_AA, 0, 0.15)
        elif kind == 6:  # depth dots
            step = r.randint(10, 40)
            for at in range(0, size, step):
                cv2.circle(image, (x, at), r.randint(1, 2), colour, -1)
        elif kind == 7:
            cv2.circle(image, (x, y), r.randint(3, 40), colour, r.choice((-1, 1, 1, 2)), cv2.LINE_AA)
        elif kind == 8:
            cv2.rectangle(image, (x, y), (x + r.randint(5, 120), y + r.randint(5, 120)), colour, r.choice((1, 1, 2)))
        elif kind == 9:  # wire or needle
            points = np.cumsum(n.normal(0, 25, (r.randint(3, 10), 2)), 0) + (x, y)
            cv2.polylines(image, [points.astype(np.int32)], False, colour, r.randint(1, 3), cv2.LINE_AA)
        else:
            doppler(image, r, n)


def grain(image: np.ndarray, r: random.Random, n: np.random.Generator) -> None:
    """Noise over all of it, or over a part as where a slice ends: fine or in squares, grey."""
    size = image.shape[0]
    y, x = (0, 0) if r.random() < 0.5 else (r.randrange(size // 2), r.randrange(size // 2))
    part = image[y : y + (size if y == 0 else r.randint(40, size)), x : x + (size if x == 0 else r.randint(40, size))]
    h, w = part.shape[:2]
    square = r.choice((1, 1, 2, 3, 4))
    field = n.normal(0, 1, (h // square + 1, w // square + 1)).astype(np.float32)
    field = cv2.resize(field, (w, h), interpolation=r.choice((cv2.INTER_NEAREST, cv2.INTER_LINEAR, cv2.INTER_CUBIC)))
    part[:] = np.clip(part + r.choice((0, 0, 60, 128)) + 255 * r.uniform(0.05, 0.4) * field[:, :, None], 0, 255).astype(np.uint8)


def load_real(folder: str, names: tuple[str, ...], limit: int) -> list[np.ndarray]:
    """Text-free real slices as stored values in modality units, float32. Nothing of them is written to disk."""
    import pydicom

    slices: list[np.ndarray] = []
    for name in names:
        paths = sorted(p for p in glob.glob(os.path.join(folder, name, "**", "*"), recursive=True) if os.path.isfile(p))
        step = max(1, len(paths) // limit)
        for path in paths[::step]:
            try:
                data = pydicom.dcmread(path, force=True)
                if data.file_meta.TransferSyntaxUID.endswith("4.80"):
                    import subprocess, tempfile
                    with tempfile.NamedTemporaryFile(suffix=".dcm") as raw:
                        subprocess.run(["dcmdjpls", path, raw.name], check=True)
                        data = pydicom.dcmread(raw.name)
                array = data.pixel_array.astype(np.float32)
            except Exception as problem:  # a file that is no image is left out, and said so
                print(f"left out one file of {name}: {type(problem).__name__}")
                continue
            if array.ndim == 2 and min(array.shape) >= 96 and array.std() > 0:
                slices.append(array)
    return slices


def real(r: random.Random, slices: list[np.ndarray], size: int) -> np.ndarray:
    """A crop of a real slice under one of the windows a reader or a machine might use."""
    slice_ = r.choice(slices)
    low = float(np.quantile(slice_, r.choice((0.0, 0.0, 0.01, 0.05, 0.3, 0.5, 0.7))))
    high = float(np.quantile(slice_, r.choice((1.0, 1.0, 0.999, 0.99, 0.95, 0.9, 0.8))))
    if high <= low:
        low, high = float(slice_.min()), float(slice_.max())
    view = np.clip((slice_ - low) / max(1e-6, high - low), 0, 1)
    scale = r.choice((0.5, 0.75, 1, 1, 1, 1.5, 2, 3, size / min(view.shape)))
    scale = max(scale, size / min(view.shape) if r.random() < 0.5 else 0.3)
    view = cv2.resize(view, None, fx=scale, fy=scale, interpolation=r.choice((cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_NEAREST)))
    view = np.rot90(view, r.randrange(4))
    out = np.zeros((size, size), np.float32)
    h, w = view.shape
    y, x = (r.randint(0, h - size) if h > size else 0), (r.randint(0, w - size) if w > size else 0)
    part = view[y : y + size, x : x + size]
    oy, ox = r.randint(0, size - part.shape[0]), r.randint(0, size - part.shape[1])
    out[oy : oy + part.shape[0], ox : ox + part.shape[1]] = part
    return np.clip(out, 0, 1)


def background(r: random.Random, n: np.random.Generator, size: int, slices: list[np.ndarray]) -> np.ndarray:
    import echo  # which draws with what is above

    roll = r.random()
    flow = False
    if roll < 0.32:
        image = (echo.sector if r.random() < 0.85 else echo.trace)(r, n, size)
        echo.marks(image, r, n)
        return image
    if slices and roll < 0.62:
        grey = real(r, slices, size)
    elif roll < 0.68:
        return screen(r, size)
    else:
        kind = r.choice((section, section, radiograph, ultrasound, flat, flat, noise, echo.ridges))
        grey, flow = kind(r, n, size), kind is ultrasound and r.random() < 0.4
    grey = (np.clip(grey, 0, 1) * 255 * r.choice((1, 1, r.uniform(0.4, 1)))).astype(np.uint8)
    image = np.repeat(grey[:, :, None], 3, 2)
    if r.random() < 0.06:
        image = cv2.applyColorMap(grey, r.choice((cv2.COLORMAP_HOT, cv2.COLORMAP_JET, cv2.COLORMAP_BONE, cv2.COLORMAP_OCEAN)))
    image = np.ascontiguousarray(image)
    for _ in range(r.randint(1, 3) if flow else 0):
        doppler(image, r, n)
    if r.random() < 0.2:
        grain(image, r, n)
    if r.random() < 0.3:
        echo.marks(image, r, n)
    return image
