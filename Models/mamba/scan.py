"""The selective scan of Mamba1 over whole sequences, with its gradient.

    h[t] = exp(dt[t] A) h[t-1] + dt[t] x[t] B[t],    y[t] = C[t] h[t]

A recurrence a character is slow in eager PyTorch because each of a dozen elementwise tensors of
T x batch x N x di passes through memory. Here time goes in chunks that stay in the cache: in a chunk
everything that does not recur is one vectorised operation, and only the multiply-add recurs. Channels
are innermost, so that broadcasts are contiguous. What the gradient needs again is computed again,
except for h.
"""

import torch

CHUNK = 8


class _SelectiveScan(torch.autograd.Function):
    @staticmethod
    def forward(ctx, dt, A, B, C, x):
        length, batch, channels = dt.shape
        h = dt.new_empty(length, batch, A.shape[0], channels)
        y = torch.empty_like(dt)
        for t0 in range(0, length, CHUNK):
            c = slice(t0, t0 + CHUNK)
            decay = torch.mul(dt[c].unsqueeze(2), A).exp_()
            torch.mul((dt[c] * x[c]).unsqueeze(2), B[c].unsqueeze(-1), out=h[c])
            for t in range(max(t0, 1), min(t0 + CHUNK, length)):
                h[t].addcmul_(decay[t - t0], h[t - 1])
            y[c] = torch.matmul(C[c].unsqueeze(2), h[c]).squeeze(2)
        ctx.save_for_backward(dt, A, B, C, x, h)
        return y

    @staticmethod
    def backward(ctx, gy):
        dt, A, B, C, x, h = ctx.saved_tensors
        length = len(dt)
        gy = gy.contiguous()
        gdt, gB, gC, gx = (torch.empty_like(t) for t in (dt, B, C, x))
        gA = torch.zeros_like(A)
        carried = torch.zeros_like(h[0])
        for t0 in range((length - 1) // CHUNK * CHUNK, -1, -CHUNK):
            c = slice(t0, min(t0 + CHUNK, length))
            decay = torch.mul(dt[c].unsqueeze(2), A).exp_()
            gC[c] = torch.matmul(h[c], gy[c].unsqueeze(-1)).squeeze(-1)
            g = gy[c].unsqueeze(2) * C[c].unsqueeze(-1)
            g[-1] += carried
            for t in range(len(g) - 2, -1, -1):
                g[t].addcmul_(decay[t + 1], g[t + 1])
            torch.mul(decay[0], g[0], out=carried)
            inflow = torch.matmul(B[c].unsqueeze(2), g).squeeze(2)
            gB[c] = torch.matmul(g, (dt[c] * x[c]).unsqueeze(-1)).squeeze(-1)
            torch.mul(inflow, dt[c], out=gx[c])
            # Through the decay, which is exp(dt A): g h[t-1] decay (A d dt + dt d A).
            g *= decay
            if t0 == 0:
                g[0] = 0
                g[1:] *= h[: len(g) - 1]
            else:
                g *= h[t0 - 1 : t0 - 1 + len(g)]
            gA += torch.mul(g, dt[c].unsqueeze(2), out=decay).sum((0, 1))
            torch.add(g.mul_(A).sum(2), inflow * x[c], out=gdt[c])
        return gdt, gA, gB, gC, gx


def selective_scan(dt, A, B, C, x):
    """Time first: dt and x (T, batch, di), A (N, di), B and C (T, batch, N); returns y (T, batch, di)."""
    return _SelectiveScan.apply(dt, A, B, C, x)
