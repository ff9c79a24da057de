"""One training loop: Adam, cosine learning rate, a new augmentation of the data in every epoch."""

import time
from collections.abc import Callable

import numpy as np
import torch


def train(
    model: torch.nn.Module,
    epoch_data: Callable[[int], tuple[np.ndarray, np.ndarray]],
    loss: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    *,
    epochs: int,
    batch: int,
    rate: float,
    decay: float = 1e-4,
) -> list[float]:
    """Trains `model` in place; `epoch_data(epoch)` gives inputs and targets in their order of use.

    Returns the mean loss of each epoch.
    """
    start = time.monotonic()
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=decay)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    losses = []
    for epoch in range(epochs):
        model.train()
        inputs, targets = (torch.from_numpy(array) for array in epoch_data(epoch))
        total, count = 0.0, 0
        for first in range(0, len(inputs) - batch + 1, batch):
            optimizer.zero_grad()
            value = loss(model(inputs[first : first + batch]), targets[first : first + batch])
            value.backward()
            optimizer.step()
            total, count = total + value.item(), count + 1
        schedule.step()
        losses.append(total / count)
        if epoch % 5 == 4 or epoch == epochs - 1:
            print(f"epoch {epoch + 1:3}  loss {losses[-1]:.4f}  {time.monotonic() - start:5.0f} s")
    model.eval()
    return losses


def outputs(model: Callable, inputs: np.ndarray, batch: int = 256) -> np.ndarray:
    """What `model` makes of `inputs`, without gradients; `batch` 1 for an exported module."""
    with torch.no_grad():
        parts = [
            model(torch.from_numpy(inputs[first : first + batch])).numpy()
            for first in range(0, len(inputs), batch)
        ]
    return np.concatenate(parts)
