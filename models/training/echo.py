"""Ultrasound as machines draw it, without text: beams bent into a sector, speckle that grows with depth, shadows, reverberation,
colour and power flow, traces over time, and the marks around the image. Only training draws from here, the benchmark never."""

from __future__ import annotations

import random

import cv2
import numpy as np

from backgrounds import fractal


def _smooth(n: np.random.Generator, rows: int, columns: int, cells: int) -> np.ndarray:
    """-1..1, as restless as there are cells."""
    coarse = n.uniform(-1, 1, (max(2, cells), max(2, cells))).astype(np.float32)
    return cv2.resize(coarse, (columns, rows), interpolation=cv2.INTER_CUBIC)


def _beams(r: random.Random, n: np.random.Generator, depth: int, beams: int) -> np.ndarray:
    """Brightness by depth and beam, 0..1."""
    axial, lateral = r.uniform(0.5, 1.6), r.uniform(0.8, 5)
    parts = [cv2.GaussianBlur(n.standard_normal((depth, beams), dtype=np.float32), (0, 0), sigmaX=lateral, sigmaY=axial) for _ in range(2)]
    speckle = np.hypot(*parts)
    speckle /= speckle.mean()
    tissue = 10 ** (r.uniform(0.3, 1.6) * _smooth(n, depth, beams, r.randint(3, 14)))
    for _ in range(r.randint(0, 5)):  # walls and interfaces, some repeated below as reverberation
        line = r.uniform(0.05, 0.95) * depth + r.uniform(0, 0.15) * depth * _smooth(n, 1, beams, r.randint(2, 6))[0]
        thick, bright, times, gap = r.uniform(0.6, 4), r.uniform(2, 30), r.choice((1, 1, 1, 3, 6)), r.uniform(4, 30)
        part = np.clip(_smooth(n, 1, beams, 5)[0] + r.uniform(0, 1), 0, 1)
        rows = np.arange(depth, dtype=np.float32)[:, None]
        for k in range(times):
            tissue += part * bright * 0.7**k * np.exp(-(((rows - line - k * gap) / thick) ** 2))
    for _ in range(r.randint(0, 4)):  # vessels and cysts
        mask = np.zeros((depth, beams), np.float32)
        cv2.ellipse(mask, (r.randrange(beams), r.randrange(depth)), (r.randint(3, beams // 4), r.randint(3, depth // 5)), r.uniform(0, 180), 0, 360, 1, -1)
        tissue *= 1 - r.uniform(0.7, 0.99) * cv2.GaussianBlur(mask, (0, 0), 1.5)
    if r.random() < 0.3:  # shadows
        tissue *= np.clip(0.6 + _smooth(n, 1, beams, r.randint(4, 16)), 0.02, 1)
    decibels = 20 * np.log10(np.maximum(speckle * tissue, 1e-6))
    dynamic = r.uniform(30, 65)
    return np.clip((decibels - np.quantile(decibels, r.uniform(0.98, 0.999))) / dynamic + 1, 0, 1)


def _vessels(r: random.Random, n: np.random.Generator, rows: int, columns: int) -> np.ndarray:
    """Over 0 where crooked lines run, thin and thick."""
    lines = np.zeros((rows, columns), np.float32)
    for _ in range(r.randint(3, 40)):
        steps = n.normal(0, r.uniform(1, 5), (r.randint(3, 14), 2)) + n.normal(0, 3, 2)
        points = np.cumsum(steps, 0) + n.uniform(0, 1, 2) * (columns, rows)
        cv2.polylines(lines, [points.astype(np.int32)], False, 1, r.choice((1, 1, 2, 3, 5)))
    return cv2.GaussianBlur(lines, (0, 0), r.uniform(0.3, 1.2)) - 0.3


def _flow(r: random.Random, n: np.random.Generator, depth: int, beams: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Colours, where they show, and the box they may show in: by depth and beam."""
    box = np.zeros((depth, beams), np.uint8)
    top, left = r.randint(0, depth // 2), r.randint(0, beams // 2)
    box[top : top + r.randint(depth // 6, depth), left : left + r.randint(beams // 6, beams)] = 1
    coarse = r.choice((1, 1, 2, 3))
    rows, columns = depth // coarse + 1, beams // coarse + 1
    grain = cv2.GaussianBlur(n.standard_normal((rows, columns), dtype=np.float32), (0, 0), sigmaX=r.uniform(0.4, 3), sigmaY=r.uniform(0.4, 1.2))
    velocity = r.uniform(0.4, 1.6) * _smooth(n, rows, columns, r.randint(2, 10)) + r.uniform(0.05, 0.9) * grain / max(1e-3, float(grain.std())) * r.choice((0.2, 0.5, 1))
    strength = _smooth(n, rows, columns, r.choice((r.randint(2, 10), r.randint(10, 50)))) + r.uniform(-0.3, 0.9)
    if r.random() < 0.35:  # vessels that branch
        strength = _vessels(r, n, rows, columns)
    up = lambda a: cv2.resize(a, (beams, depth), interpolation=r.choice((cv2.INTER_NEAREST, cv2.INTER_LINEAR)))
    velocity, shown = up(velocity), ((up(strength) > 0) & (box > 0)).astype(np.uint8)
    if r.random() < 0.5:  # too fast: from the end of one colour to the end of the other
        velocity = (velocity + 1) % 2 - 1
    fast = np.clip(np.abs(velocity), 0, 1)
    zero, bright = np.zeros_like(fast), 0.3 + 0.7 * fast
    towards = velocity > 0
    scheme = r.randrange(5)
    if scheme == 0:
        colours = (np.where(towards, bright, 0), np.where(towards, np.clip(2 * fast - 0.8, 0, 1), np.clip(2 * fast - 1, 0, 1)), np.where(towards, 0, bright))
    elif scheme == 1:
        colours = (np.where(towards, bright, fast * 0.2), np.where(towards, fast**2, fast), np.where(towards, zero, bright))
    elif scheme == 2:  # power
        colours = (bright, np.clip(2 * fast - 0.5, 0, 1), np.clip(3 * fast - 2, 0, 1))
    elif scheme == 3:  # with variance in green
        colours = (np.where(towards, bright, 0), np.clip(np.abs(up(grain)) * 0.6, 0, 1), np.where(towards, 0, bright))
    else:
        colours = (0.4 * fast, np.where(towards, bright, 0.3 * fast), np.where(towards, 0.2 * fast, bright))
    return np.stack(colours, -1).astype(np.float32), shown, box


def _bent(r: random.Random, size: int, depth: int, beams: int) -> tuple[np.ndarray, np.ndarray]:
    """For each pixel which beam and depth it shows; -1 outside."""
    yy, xx = np.mgrid[0:size, 0:size].astype(np.float32)
    if r.random() < 0.2:  # a linear array, perhaps steered
        width, x0, y0, lean = size * r.uniform(0.5, 1.4), size * r.uniform(-0.3, 0.3), size * r.uniform(-0.2, 0.3), r.choice((0, 0, r.uniform(-0.3, 0.3)))
        across, along = (xx - x0 - lean * yy) / width, (yy - y0) / (size * r.uniform(0.6, 1.6))
    else:
        apex_x, apex_y, half = size * r.uniform(0.1, 0.9), size * r.uniform(-0.8, 0.2), np.deg2rad(r.uniform(20, 60))
        near, reach = size * r.choice((0, 0, r.uniform(0.05, 0.6))), size * r.uniform(0.6, 1.8)
        across = np.arctan2(xx - apex_x, yy - apex_y) / (2 * half) + 0.5
        along = (np.hypot(xx - apex_x, yy - apex_y) - near) / reach
    outside = (across < 0) | (across > 1) | (along < 0) | (along > 1)
    return np.where(outside, -1, across * (beams - 1)).astype(np.float32), np.where(outside, -1, along * (depth - 1)).astype(np.float32)


def sector(r: random.Random, n: np.random.Generator, size: int) -> np.ndarray:
    """Rows x columns x 3, uint8."""
    depth, beams = r.choice((160, 256, 400)), r.choice((64, 96, 128, 200))
    inner = max(96, round(size / r.choice((1, 1, 1, 1.5, 2, 3))))  # copied screens are enlarged
    across, along = _bent(r, inner, depth, beams)
    grey = cv2.remap(_beams(r, n, depth, beams), across, along, cv2.INTER_LINEAR, borderValue=0)
    tint = np.array(r.choice(((1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 0.85, 0.6), (0.7, 0.85, 1))), np.float32)
    image = grey[:, :, None] * tint
    if r.random() < 0.5:
        colours, shown, box = _flow(r, n, depth, beams)
        sample = r.choice((cv2.INTER_NEAREST, cv2.INTER_LINEAR))
        over = cv2.remap(shown, across, along, cv2.INTER_NEAREST, borderValue=0)[:, :, None] > 0
        image = np.where(over, cv2.remap(colours, across, along, sample, borderValue=0), image)
        if r.random() < 0.6:
            frame = cv2.morphologyEx(cv2.remap(box, across, along, cv2.INTER_NEAREST, borderValue=0), cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8))
            image[frame > 0] = [r.uniform(0.3, 1) for _ in range(3)] if r.random() < 0.5 else r.uniform(0.5, 1)
    image = np.clip(image * 255, 0, 255).astype(np.uint8)
    if inner != size:
        image = cv2.resize(image, (size, size), interpolation=r.choice((cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_NEAREST)))
    if r.random() < 0.15:
        image = np.maximum(image, np.uint8(r.randint(8, 60)))
    return np.ascontiguousarray(image)


def trace(r: random.Random, n: np.random.Generator, size: int) -> np.ndarray:
    """M-mode or a spectrum over time."""
    image = np.zeros((size, size), np.float32)
    top, height = r.randint(0, size // 2), r.randint(size // 4, size // 2)
    t = np.arange(size)
    if r.random() < 0.5:
        beat = r.randint(40, 160)
        swing = np.sin(2 * np.pi * t / beat) + 0.4 * np.sin(4 * np.pi * t / beat + 1)
        rows = np.arange(height)[:, None] + r.uniform(0, 12) * swing[None] * (np.arange(height)[:, None] / height)
        profile = np.clip(fractal(n, max(height * 2, 64), 6, 0.8)[:, 0] * 2 - r.uniform(0.4, 1), 0, 1)
        body = profile[np.clip(rows, 0, len(profile) - 1).astype(int)] * n.rayleigh(0.6, (height, size))
        body = cv2.GaussianBlur(body.astype(np.float32), (0, 0), sigmaX=r.uniform(0.3, 3), sigmaY=r.uniform(0.3, 1.2))
    else:
        beat = r.randint(50, 200)
        phase = (t % beat) / beat
        shape = np.exp(-(((phase - 0.25) / 0.12) ** 2)) + r.uniform(0, 0.6) * np.exp(-(((phase - 0.65) / 0.1) ** 2))
        reach = shape * height * r.uniform(0.4, 0.9) * r.choice((-1, 1))
        base = r.uniform(0.3, 0.7) * height
        rows = np.arange(height)[:, None] - base
        inside = (np.sign(reach) * rows > 0) & (np.abs(rows) < np.abs(reach)[None])
        body = (inside * (0.3 + 0.7 * np.abs(rows) / (np.abs(reach)[None] + 1)) + r.uniform(0, 0.15)) * n.rayleigh(0.7, (height, size))
        body = cv2.GaussianBlur(body.astype(np.float32), (0, 0), sigmaX=r.uniform(0.3, 1.5), sigmaY=r.uniform(0.3, 1))
        body[int(base)] = 0.9
    image[top : top + height] = body[: size - top]
    return np.repeat((np.clip(image, 0, 1) * 255).astype(np.uint8)[:, :, None], 3, 2)


def ridges(r: random.Random, n: np.random.Generator, size: int) -> np.ndarray:
    """Fine bright ridges in every direction, as spongy bone, lung and folds show them: 0..1."""
    cells = size // r.choice((3, 4, 6, 8, 12))
    field = cv2.resize(n.standard_normal((cells, cells), dtype=np.float32), (size, size), interpolation=cv2.INTER_CUBIC)
    if r.random() < 0.5:
        field = cv2.GaussianBlur(field, (0, 0), sigmaX=r.uniform(0.3, 6), sigmaY=r.uniform(0.3, 2))
    field /= max(1e-3, float(field.std()))
    lines = np.clip(1 - np.abs(field) * r.uniform(1, 4), 0, 1)
    return lines * (0.2 + 0.8 * fractal(n, size, r.randint(2, 5), 0.6)) * r.uniform(0.5, 1.3) + r.uniform(0, 0.3)


def marks(image: np.ndarray, r: random.Random, n: np.random.Generator) -> None:
    """Callipers, body marks, scales at the edge of a sector, pointers: none of them text."""
    size = image.shape[0]
    for _ in range(r.choice((0, 1, 1, 2, 3, 4, 6))):
        grey = r.randint(90, 255)
        colour = [grey] * 3 if r.random() < 0.5 else [r.randint(0, 255) for _ in range(3)]
        x, y, kind = r.randrange(size), r.randrange(size), r.randrange(10)
        thick = r.choice((1, 1, 1, 2))
        if kind == 0:  # callipers of any form, with a line of dots
            x2, y2, d = x + r.randint(-150, 150), y + r.randint(-150, 150), r.randint(2, 8)
            for px, py in ((x, y), (x2, y2)):
                if r.random() < 0.5:
                    cv2.drawMarker(image, (px, py), colour, r.choice((cv2.MARKER_CROSS, cv2.MARKER_TILTED_CROSS, cv2.MARKER_STAR, cv2.MARKER_DIAMOND)), 2 * d + 1, thick)
                else:
                    cv2.drawMarker(image, (px, py), colour, cv2.MARKER_CROSS, 2 * d + 1, thick)
            count = max(1, int(np.hypot(x2 - x, y2 - y) // r.choice((3, 4, 6, 9))))
            for k in range(1, count):
                cv2.circle(image, (x + (x2 - x) * k // count, y + (y2 - y) * k // count), r.choice((0, 0, 1)), colour, -1)
        elif kind == 1:  # dots or dashes along a straight edge
            angle, step, length = r.uniform(0, np.pi), r.uniform(6, 50), r.choice((0, 0, 1, 2, 4, 8))
            dx, dy = np.cos(angle), np.sin(angle)
            for k in range(int(size / step)):
                px, py, much = x + dx * k * step, y + dy * k * step, length * (2 if k % 5 == 0 else 1)
                cv2.line(image, (int(px), int(py)), (int(px - dy * much), int(py + dx * much)), colour, thick)
        elif kind == 2:  # body mark: a few closed curves and a stroke for the probe
            scale = r.uniform(12, 45)
            for _ in range(r.randint(1, 4)):
                turn = np.linspace(0, 2 * np.pi, r.randint(6, 24))
                radius = scale * (1 + 0.35 * n.standard_normal(len(turn)))
                points = np.stack([x + radius * np.cos(turn) * r.uniform(0.4, 1), y + radius * np.sin(turn)], 1).astype(np.int32)
                cv2.polylines(image, [points], r.random() < 0.7, colour, thick, r.choice((cv2.LINE_8, cv2.LINE_AA)))
            cv2.line(image, (x, y), (x + r.randint(-12, 12), y + r.randint(-12, 12)), [r.randint(120, 255) for _ in range(3)], 3)
        elif kind == 3:  # pointers and focus marks
            d = r.randint(2, 9)
            points = np.array([[x, y - d], [x + r.choice((-2, -1, 1, 2)) * d, y], [x, y + d]], np.int32)
            (cv2.fillPoly if r.random() < 0.6 else lambda im, p, c: cv2.polylines(im, p, True, c, 1))(image, [points], colour)
        elif kind == 4:  # rules across, whole or broken
            for k in range(r.randint(1, 3)):
                at, run, gap = (y + k * r.randint(20, 120)) % size, r.choice((2, 4, 8, 40, size)), r.choice((2, 4, 8))
                for start in range(0, size, run + gap):
                    a, b = (start, at), (start + run - 1, at)
                    cv2.line(image, a if kind else b, b, colour, thick) if r.random() < 0.98 else None
                if r.random() < 0.4:
                    image[:] = np.ascontiguousarray(np.swapaxes(image, 0, 1))
        elif kind == 5:  # angle and gate of a spectrum
            angle, reach = r.uniform(-0.8, 0.8), r.randint(60, size)
            cv2.line(image, (x, y), (int(x + reach * np.sin(angle)), int(y + reach * np.cos(angle))), colour, 1, cv2.LINE_AA)
            gx, gy = int(x + reach * 0.5 * np.sin(angle)), int(y + reach * 0.5 * np.cos(angle))
            for k in (-1, 1):
                cv2.line(image, (gx - 8, gy + k * 4), (gx + 8, gy + k * 4), colour, thick)
        elif kind == 6:  # curve of gains or a respiration trace
            t = np.arange(0, r.randint(30, size), r.randint(2, 12))
            wave = np.cumsum(n.normal(0, r.uniform(0.5, 5), len(t)))
            cv2.polylines(image, [np.stack([x + t, y + wave], 1).astype(np.int32)], False, colour, thick, r.choice((cv2.LINE_8, cv2.LINE_AA)))
        elif kind in (7, 8):  # ECG, of any form and speed
            t = np.arange(x, min(size, x + r.randint(60, size)))
            beat = r.randint(30, 150)
            phase = (t + r.randrange(beat)) % beat / beat
            tall, sharp = r.uniform(5, 45), r.uniform(0.0003, 0.004)
            wave = tall * np.exp(-((phase - 0.3) ** 2) / sharp) - tall * r.uniform(0, 0.4) * np.exp(-((phase - 0.36) ** 2) / sharp) + tall * r.uniform(0, 0.35) * np.exp(-((phase - 0.6) ** 2) / 0.004)
            cv2.polylines(image, [np.stack([t, y - wave], 1).astype(np.int32)], False, colour, thick, r.choice((cv2.LINE_8, cv2.LINE_AA)))
        else:  # rows of little squares or a wedge of greys
            w, h = r.randint(3, 14), r.randint(3, 14)
            for k in range(r.randint(2, 12)):
                shade = [int(c * k / 12) for c in colour]
                cv2.rectangle(image, (x, y + k * (h + 1)), (x + w, y + k * (h + 1) + h), shade, -1)
