"""A small CNN of convolutions, ReLU, mean and linear: the NPU runs all but the mean."""

import torch
from torch import nn


def separable(inputs: int, outputs: int, stride: int) -> nn.Sequential:
    """A 3x3 depthwise and a 1x1 convolution, each with batch normalization and ReLU."""
    return nn.Sequential(
        nn.Conv2d(inputs, inputs, 3, stride, 1, groups=inputs, bias=False),
        nn.BatchNorm2d(inputs),
        nn.ReLU(),
        nn.Conv2d(inputs, outputs, 1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
    )


class ShapeNetwork(nn.Module):
    """[N, 1, 32, 32] brightness, 0 to 1, to [N, 8] logits."""

    def __init__(self, classes: int = 8):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 16, 3, 2, 1, bias=False),
            nn.BatchNorm2d(16),
            nn.ReLU(),
            separable(16, 32, 1),
            separable(32, 48, 2),
            separable(48, 64, 1),
            separable(64, 96, 2),
        )
        self.classifier = nn.Linear(96, classes)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        return self.classifier(self.features(images).mean((2, 3)))
