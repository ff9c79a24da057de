"""Runs that give the same model every time."""

import numpy as np
import torch

THREADS = 1


def seed_everything(seed: int) -> None:
    """Fixes every source of chance; the number of threads is one, for it decides the order of sums."""
    torch.set_num_threads(THREADS)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(seed)


def generator(seed: int, *purpose: str) -> np.random.Generator:
    """A stream of its own for each purpose, so that more data of one kind leave the others alone."""
    key = [seed] + [byte for word in purpose for byte in [*word.encode(), 0]]
    return np.random.default_rng(key)
