"""The text detector: a small fully convolutional net of plain operators, so that WebGPU and WebAssembly both run all of it.

Input  1 x 1 x H x W, 0..1, H and W multiples of 16. Output 1 x 2 x H/4 x W/4, 0..1: text region, shrunk core of each word.
"""

from __future__ import annotations

import torch
import torch.nn as nn
import torch.nn.functional as F


class Residual(nn.Module):
    def __init__(self, width: int, dilation: int = 1) -> None:
        super().__init__()
        self.conv = nn.Conv2d(width, width, 3, padding=dilation, dilation=dilation, bias=False)
        self.norm = nn.BatchNorm2d(width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.relu(x + self.norm(self.conv(x)))


def down(a: int, b: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(a, b, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(b), nn.ReLU())


class TextDetector(nn.Module):
    """2.3 G multiplications for 1024 x 1024: widths are multiples of 16, which vector units of 512 bits fill."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(down(1, 16), down(16, 32))
        self.quarter = nn.Sequential(Residual(32))
        self.eighth = nn.Sequential(down(32, 48), Residual(48))
        self.sixteenth = nn.Sequential(down(48, 64), Residual(64), Residual(64, 2), Residual(64, 4), Residual(64, 2))
        self.up16 = nn.Conv2d(64, 48, 1)
        self.up8 = nn.Conv2d(48, 32, 1)
        self.merge = nn.Sequential(nn.Conv2d(32, 32, 1, bias=False), nn.BatchNorm2d(32), nn.ReLU())
        self.head = nn.Conv2d(32, 2, 1)

    def logits(self, x: torch.Tensor) -> torch.Tensor:
        a = self.quarter(self.stem(x))
        b = self.eighth(a)
        c = self.sixteenth(b)
        b = F.relu(b + F.interpolate(self.up16(c), scale_factor=2.0, mode="nearest"))
        a = F.relu(a + F.interpolate(self.up8(b), scale_factor=2.0, mode="nearest"))
        return self.head(self.merge(a))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.sigmoid(self.logits(x))


def loss(logits: torch.Tensor, region: torch.Tensor, core: torch.Tensor, ignore: torch.Tensor) -> torch.Tensor:
    """Hard negatives 3:1 mined over the batch, Dice on the region, and the core. Cells up to a quarter text teach nothing."""
    known = ((region <= 0.02) | (region >= 0.25)) & (ignore < 0.1)
    target = (region >= 0.25).float()
    positive = target * known
    each = F.binary_cross_entropy_with_logits(logits[:, 0], target, reduction="none")
    with torch.no_grad():
        # Chosen by weight, not by index: gathering and scattering cells costs a quarter of a step on a processor.
        negative = torch.where(known & (target < 0.5), each, torch.full_like(each, -1.0))
        count = min(int((negative >= 0).sum().item()), max(3 * int(positive.sum().item()), 4000))
        least = negative.flatten().kthvalue(negative.numel() - count + 1).values if count else torch.inf
        weight = 2 * positive + (negative >= least).float()
    p = torch.sigmoid(logits[:, 0]) * known
    dice = 1 - (2 * (p * target).sum() + 1) / (p.sum() + positive.sum() + 1)
    inner = F.binary_cross_entropy_with_logits(logits[:, 1], (core >= 0.5).float(), reduction="none")
    return (each * weight).sum() / weight.sum() + 0.5 * dice + 0.3 * (inner * (ignore < 0.1)).mean()
