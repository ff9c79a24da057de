"""Mamba1 character language model: one set of weights, computed character by character or in parallel.

`LanguageModel.forward` is the step form. It is what is exported: its composition decides which kernels
a program calls, so the order of its operations is part of the interface. `LanguageModel.sequence` gives
the same numbers for whole sequences (to 1e-4 of the logits) and is what training uses.

Shapes: B sequences, T characters, d model width, di = 2 d channels, N = 16 states a channel,
K = 4 taps, R = ceil(d / 16) the rank of the time step, V characters.
"""

import math
from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F

from scan import selective_scan


@dataclass(frozen=True)
class Configuration:
    """Sizes of a model."""

    vocabulary: int
    width: int
    layers: int
    tied: bool

    @property
    def name(self) -> str:
        return f"mamba_lm_v{self.vocabulary}_d{self.width}_l{self.layers}"


#: The headline and the sensitivity configuration, and how many parameters each has.
CONFIGURATIONS = {
    "v96": (Configuration(vocabulary=96, width=88, layers=3, tied=False), 192_016),
    "v128": (Configuration(vocabulary=128, width=68, layers=5, tied=True), 192_032),
}


class RMSNorm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.w = nn.Parameter(torch.ones(width))
        self.eps = 1e-5

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.eps) * self.w


class Block(nn.Module):
    """A Mamba1 block with its residual connection."""

    def __init__(self, width, layers, states=16, taps=4):
        super().__init__()
        self.di, self.states, self.taps = 2 * width, states, taps
        self.softplus = F.softplus
        self.rank = math.ceil(width / 16)
        self.norm = RMSNorm(width)
        self.in_proj = nn.Linear(width, 2 * self.di, bias=False)
        self.conv = nn.Conv1d(self.di, self.di, taps, groups=self.di, padding=taps - 1)
        self.x_proj = nn.Linear(self.di, self.rank + 2 * states, bias=False)
        self.dt_proj = nn.Linear(self.rank, self.di)
        self.A_log = nn.Parameter(torch.log(torch.arange(1, states + 1).float()).repeat(self.di, 1))
        self.D = nn.Parameter(torch.ones(self.di))
        self.out_proj = nn.Linear(self.di, width, bias=False)
        with torch.no_grad():
            # Time steps start log-uniform in [0.001, 0.1], as in the paper (Gu and Dao, 2023, 3.6).
            dt = torch.exp(torch.rand(self.di) * math.log(100) + math.log(0.001))
            self.dt_proj.bias.copy_(dt + torch.log(-torch.expm1(-dt)))
            nn.init.uniform_(self.dt_proj.weight, -self.rank**-0.5, self.rank**-0.5)
            self.out_proj.weight.mul_(1 / math.sqrt(2 * layers))

    def step(self, x, window, h):
        """One character: x (1, d), window (1, di, K), h (1, di, N); returns the three, renewed."""
        residual = x
        x, z = self.in_proj(self.norm(x)).chunk(2, -1)
        window = torch.cat([window[:, :, 1:], x.unsqueeze(-1)], -1)
        x = F.silu((window * self.conv.weight.squeeze(1)).sum(-1) + self.conv.bias)
        dt, B, C = torch.split(self.x_proj(x), [self.rank, self.states, self.states], -1)
        dt = self.softplus(self.dt_proj(dt))
        A = -torch.exp(self.A_log)
        dA = torch.exp(dt.unsqueeze(-1) * A)
        dB = dt.unsqueeze(-1) * B.unsqueeze(1)
        h = h * dA + x.unsqueeze(-1) * dB
        y = (h * C.unsqueeze(1)).sum(-1) + self.D * x
        return self.out_proj(y * F.silu(z)) + residual, window, h

    def sequence(self, x):
        """Whole sequences from empty state: (B, T, d) to (B, T, d)."""
        residual, length = x, x.shape[1]
        x, z = self.in_proj(self.norm(x)).chunk(2, -1)
        x = F.silu(self.conv(x.transpose(1, 2))[:, :, :length].transpose(1, 2))
        dt, B, C = torch.split(self.x_proj(x), [self.rank, self.states, self.states], -1)
        dt = self.softplus(self.dt_proj(dt))
        dt, B, C, x = (t.transpose(0, 1).contiguous() for t in (dt, B, C, x))
        y = selective_scan(dt, -torch.exp(self.A_log).t().contiguous(), B, C, x) + self.D * x
        return self.out_proj(y.transpose(0, 1) * F.silu(z)) + residual


class LanguageModel(nn.Module):
    def __init__(self, configuration):
        super().__init__()
        c = self.configuration = configuration
        self.emb = nn.Embedding(c.vocabulary, c.width)
        self.blk = nn.ModuleList([Block(c.width, c.layers) for _ in range(c.layers)])
        self.nf = RMSNorm(c.width)
        self.head = nn.Linear(c.width, c.vocabulary, bias=False)
        nn.init.normal_(self.emb.weight, std=0.02 if c.tied else 1.0)
        if c.tied:
            self.head.weight = self.emb.weight

    def forward(self, token, *state):
        """One character: token (1,), then window and h of each layer; logits (1, V) and the state."""
        x, renewed = self.emb(token), []
        for i, block in enumerate(self.blk):
            x, window, h = block.step(x, state[2 * i], state[2 * i + 1])
            renewed += [window, h]
        return (self.head(self.nf(x)), *renewed)

    def sequence(self, tokens):
        """Whole sequences: (B, T) to logits (B, T, V)."""
        x = self.emb(tokens)
        for block in self.blk:
            x = block.sequence(x)
        return self.head(self.nf(x))

    @torch.no_grad()
    def shrink_residual(self, tokens, bound=256.0):
        """Divides the residual stream by 2^s, so that q11.12 holds its squares with room; returns s.

        On the tokens (B, T) squares then stay within the bound. Norms undo the scale, but for their eps;
        where a tied head shrinks with the embedding, the last norm's weight makes up for it.
        """
        x, peak = self.emb(tokens), 0.0
        for block in self.blk:
            x = block.sequence(x)
            peak = max(peak, x.pow(2).max().item())
        shift = max(0, math.ceil(math.log2(peak / bound) / 2))
        self.emb.weight.mul_(2.0**-shift)
        for block in self.blk:
            block.out_proj.weight.mul_(2.0**-shift)
        if self.configuration.tied:
            self.nf.w.mul_(2.0**shift)
        return shift

    def empty_state(self):
        return tuple(
            torch.zeros(1, block.di, width) for block in self.blk for width in (block.taps, block.states)
        )

    def parameter_count(self):
        return sum(p.numel() for p in self.parameters())
