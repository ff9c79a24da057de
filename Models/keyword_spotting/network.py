"""A small DS-CNN of convolutions, ReLU, mean and linear: the NPU runs all but the mean."""

import torch
from torch import nn


def separable(channels: int) -> nn.Sequential:
    """A 3x3 depthwise and a 1x1 convolution, each with batch normalization and ReLU."""
    return nn.Sequential(
        nn.Conv2d(channels, channels, 3, 1, 1, groups=channels, bias=False),
        nn.BatchNorm2d(channels),
        nn.ReLU(),
        nn.Conv2d(channels, channels, 1, bias=False),
        nn.BatchNorm2d(channels),
        nn.ReLU(),
    )


class KeywordNetwork(nn.Module):
    """[N, 1, 49, 10] standardised MFCCs to [N, 10] logits."""

    def __init__(self, words: int = 10, channels: int = 32, blocks: int = 4):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, channels, (10, 4), 2, (5, 1), bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(),
            *[separable(channels) for _ in range(blocks)],
        )
        self.classifier = nn.Linear(channels, words)

    def forward(self, coefficients: torch.Tensor) -> torch.Tensor:
        return self.classifier(self.features(coefficients).mean((2, 3)))
