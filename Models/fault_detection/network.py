"""An autoencoder of linear layers and ReLU."""

import torch
from torch import nn


class Autoencoder(nn.Module):
    """[N, 96] standardised features to their reconstruction through eight numbers."""

    def __init__(self, count: int = 96, hidden: tuple[int, ...] = (64, 32), code: int = 8):
        super().__init__()
        widths = [count, *hidden, code, *reversed(hidden), count]
        layers: list[nn.Module] = []
        for inputs, outputs in zip(widths, widths[1:]):
            layers += [nn.Linear(inputs, outputs), nn.ReLU()]
        self.layers = nn.Sequential(*layers[:-1])  # the output may be negative

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        return self.layers(features)
