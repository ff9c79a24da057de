"""Bits per character and agreement of any step function over a text, state carried from the first character."""

import math

import torch
import torch.nn.functional as F


@torch.no_grad()
def run(step, tokens, state):
    """Logits (T, V) of each character's successor; step takes and returns what `LanguageModel.forward` does."""
    logits = []
    for token in tokens:
        out, *state = step(token.view(1), *state)
        logits.append(out[0])
    return torch.stack(logits)


def bits_per_character(logits, tokens):
    """The mean cost of tokens[t + 1] under logits[t]."""
    return F.cross_entropy(logits.float(), tokens[1 : len(logits) + 1].long()).item() / math.log(2)


def agreement(logits, expected):
    """How often both have the same most likely character."""
    return (logits.argmax(-1) == expected.argmax(-1)).float().mean().item()
