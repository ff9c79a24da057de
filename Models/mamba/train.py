"""Trains a character language model: python train.py v96 [--steps 3000] [--output checkpoints/v96.pt].

Seeded: the same number of threads on the same processor gives the same weights. A checkpoint is written
every 200 steps; with --resume training goes on from it, on the same batches.
"""

import argparse
import math
import time
from pathlib import Path

import torch
import torch.nn.functional as F

import text
from model import CONFIGURATIONS, LanguageModel

SEED = 20261123
BATCH, LENGTH = 16, 128
PEAK_RATE, WARM_UP = 4e-3, 100
#: How many batches the committed weights saw.
STEPS = {"v96": 3000, "v128": 2500}


def learning_rate(step, steps):
    cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
    return PEAK_RATE * min(1, (step + 1) / WARM_UP) * (0.97 * cosine + 0.03)


@torch.no_grad()
def held_out_bits(model, held_out, length=512, rows=32):
    """Bits a character over rows of held-out text, each from empty state."""
    x = held_out[: rows * (length + 1)].view(rows, length + 1)
    logits = model.sequence(x[:, :-1])
    return F.cross_entropy(logits.flatten(0, 1), x[:, 1:].flatten()).item() / math.log(2)


def train(configuration, steps, output, log=print, resume=False):
    """Trains for a number of batches of 16 x 128 characters; returns the model."""
    torch.manual_seed(SEED)
    model = LanguageModel(configuration)
    learning, held_out = text.split()
    batches = torch.Generator().manual_seed(1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=PEAK_RATE, betas=(0.9, 0.98), weight_decay=0.05)
    done = 0
    if resume and output.exists():
        state = torch.load(output)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        batches.set_state(state["batches"])
        done = state["step"]
    output.parent.mkdir(parents=True, exist_ok=True)
    start = time.time()
    for step in range(done, steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, steps)
        starts = torch.randint(0, len(learning) - LENGTH - 1, (BATCH,), generator=batches)
        x = torch.stack([learning[i : i + LENGTH + 1] for i in starts])
        loss = F.cross_entropy(model.sequence(x[:, :-1]).flatten(0, 1), x[:, 1:].flatten())
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if (step + 1) % 200 == 0 or step + 1 == steps:
            bits = held_out_bits(model, held_out)
            log(f"step {step + 1}: train {loss.item() / math.log(2):.3f}, held out {bits:.4f} bits a character, "
                f"{time.time() - start:.0f} s, {time.process_time():.0f} s of processor", flush=True)
            torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(),
                        "batches": batches.get_state(), "step": step + 1, "steps": steps,
                        "batch": BATCH, "length": LENGTH, "seed": SEED, "seconds": round(time.time() - start),
                        "processor_seconds": round(time.process_time()), "held_out_bits": bits}, output.with_suffix(".new"))
            output.with_suffix(".new").replace(output)
    return model


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("configuration", choices=CONFIGURATIONS)
    arguments.add_argument("--steps", type=int)
    arguments.add_argument("--output", type=Path)
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--resume", action="store_true")
    given = arguments.parse_args()
    torch.set_num_threads(given.threads)
    output = given.output or Path(__file__).parent / "checkpoints" / f"{given.configuration}.pt"
    train(CONFIGURATIONS[given.configuration][0], given.steps or STEPS[given.configuration], output, resume=given.resume)
