"""Exports one small module a fused pattern, as ExecuTorch 1.5.1 emits it, for the tests of `Sources/Axon/Fusion`.

    python Models/patterns/export_patterns.py Suites/models/patterns [NAME ...]

For each module: `fp32.tosa` and `int8.tosa` (the TOSA delegate; where there is none, `int8.pte`), `portable.pte`
(no delegate: kernel calls), `inN.npy` and `outN.npy` (PyTorch's fp32 results). `manifest.json` names the module's inputs,
and says which of its outputs each output of a TOSA graph is. Everything is seeded: the same versions write the same files.
"""
import json
import math
import operator
import pathlib
import sys

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from executorch.backends.arm.quantizer import TOSAQuantizer, get_symmetric_quantization_config
from executorch.backends.arm.tosa.compile_spec import TosaCompileSpec
from executorch.backends.arm.tosa.partitioner import TOSAPartitioner
from executorch.exir import EdgeCompileConfig, to_edge, to_edge_transform_and_lower
from torch.export import export
from torchao.quantization.pt2e.quantize_pt2e import convert_pt2e, prepare_pt2e

WIDTH, CHANNELS, STATES, TAPS = 16, 8, 4, 4


class Call(nn.Module):
    """A function of tensors as a module."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, *inputs):
        return self.function(*inputs)


class RMS(nn.Module):
    """RMSNorm as Mamba's and LLaMA's sources write it."""

    def __init__(self, width=WIDTH):
        super().__init__()
        self.weight = nn.Parameter(1 + 0.2 * torch.randn(width))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5) * self.weight


class ResidualNorm(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = RMS()

    def forward(self, x, residual):
        total = x + residual
        return self.norm(total), total


class GatedLinear(nn.Module):
    """The gate of a Mamba block: both halves come from linear layers."""

    def __init__(self):
        super().__init__()
        self.value, self.gate = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)

    def forward(self, x):
        return self.value(x) * F.silu(self.gate(x))


class ConvStep(nn.Module):
    """One token through the causal depthwise convolution of a Mamba block."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(CHANNELS, TAPS))
        self.bias = nn.Parameter(torch.randn(CHANNELS))

    def forward(self, x, state):
        state = torch.cat([state[:, :, 1:], x.unsqueeze(-1)], -1)
        return F.silu((state * self.weight).sum(-1) + self.bias), state


class ScanOutput(nn.Module):
    def __init__(self):
        super().__init__()
        self.skip = nn.Parameter(torch.randn(CHANNELS))

    def forward(self, h, c, x):
        return (h * c.unsqueeze(1)).sum(-1) + self.skip * x


class DiscretizeA(nn.Module):
    def __init__(self):
        super().__init__()
        self.a_log = nn.Parameter(torch.log(torch.arange(1, STATES + 1).float()).repeat(CHANNELS, 1))

    def forward(self, delta):
        return torch.exp(delta.unsqueeze(-1) * -torch.exp(self.a_log))


class SelectiveScan(nn.Module):
    """One token of the selective scan; `is_step_first` is the other order of the products in B."""

    def __init__(self, is_step_first=False):
        super().__init__()
        self.discretize, self.output, self.is_step_first = DiscretizeA(), ScanOutput(), is_step_first

    def forward(self, x, delta, b, c, h):
        if self.is_step_first:
            drive = x.unsqueeze(-1) * (delta.unsqueeze(-1) * b.unsqueeze(1))
        else:
            drive = (delta * x).unsqueeze(-1) * b.unsqueeze(1)
        h = self.discretize(delta) * h + drive
        return self.output(h, c, x), h


def delta_b_x(delta, b, x):
    return (delta * x).unsqueeze(-1) * b.unsqueeze(1)


def delta_b_x_step_first(delta, b, x):
    return x.unsqueeze(-1) * (delta.unsqueeze(-1) * b.unsqueeze(1))


def softplus_exp_log(x):
    """Softplus without log1p, in the form that does not overflow."""
    return torch.clamp(x, min=0) + torch.log(1 + torch.exp(-torch.abs(x)))


def softplus_threshold(x):
    """Softplus with log(1 + e^x), as mamba1_step_explog has it."""
    return torch.log(1 + torch.exp(x))


def clamp_after_add(x, y):
    return torch.clamp(x + y, 0.0, 6.0)


def rescale_chain(x, y):
    return torch.cat([x, x + y], -1) * y.repeat(1, 2)


ROWS, STATE = (4, WIDTH), (1, CHANNELS, STATES)
TOKEN, STATEVECTOR = (1, CHANNELS), (1, STATES)

# name: (module, shapes of its inputs)
MODULES = {
    "silu": (Call(F.silu), [ROWS]),
    "softplus": (Call(F.softplus), [ROWS]),
    "softplus_stable": (Call(softplus_exp_log), [ROWS]),
    "softplus_explog": (Call(softplus_threshold), [ROWS]),
    "rmsnorm": (RMS, [ROWS]),
    "rmsnorm_module": (lambda: nn.RMSNorm(WIDTH, eps=1e-5), [ROWS]),
    "sigmoid": (Call(torch.sigmoid), [ROWS]),
    "tanh": (Call(torch.tanh), [ROWS]),
    "softmax": (Call(lambda x: F.softmax(x, -1)), [ROWS]),
    "gelu": (Call(F.gelu), [ROWS]),
    "gelu_tanh": (Call(lambda x: F.gelu(x, approximate="tanh")), [ROWS]),
    "hardswish": (Call(F.hardswish), [ROWS]),
    "hardsigmoid": (Call(F.hardsigmoid), [ROWS]),
    "leaky_relu": (Call(lambda x: F.leaky_relu(x, 0.1)), [ROWS]),
    "conv_relu": (lambda: nn.Sequential(nn.Conv2d(4, 8, 3), nn.ReLU()), [(1, 4, 6, 6)]),
    "conv_relu6": (lambda: nn.Sequential(nn.Conv2d(4, 8, 3), nn.ReLU6()), [(1, 4, 6, 6)]),
    "add_clamp": (Call(clamp_after_add), [(1, 4, 6, 6), (1, 4, 6, 6)]),
    "rescale_chain": (Call(rescale_chain), [ROWS, ROWS]),
    "mean_pool": (Call(lambda x: x.mean((2, 3))), [(1, 8, 4, 4)]),
    "mean_pool_keep": (Call(lambda x: x.mean(-1, keepdim=True)), [(1, 8, 4, 4)]),
    "mean_sum": (Call(lambda x: x.sum(-1, keepdim=True) * (1 / 16)), [ROWS]),
    "mean_adaptive": (lambda: nn.AdaptiveAvgPool2d(1), [(1, 8, 4, 4)]),
    "gated_mul": (Call(lambda x, z: x * F.silu(z)), [ROWS, ROWS]),
    "gated_linear": (GatedLinear, [ROWS]),
    "linear_relu": (lambda: nn.Sequential(nn.Linear(WIDTH, 8), nn.ReLU()), [ROWS]),
    "linear_relu6": (lambda: nn.Sequential(nn.Linear(WIDTH, 8), nn.ReLU6()), [ROWS]),
    "linear_sigmoid": (lambda: nn.Sequential(nn.Linear(WIDTH, 8), nn.Sigmoid()), [ROWS]),
    "linear_tanh": (lambda: nn.Sequential(nn.Linear(WIDTH, 8), nn.Tanh()), [ROWS]),
    "linear_silu": (lambda: nn.Sequential(nn.Linear(WIDTH, 8), nn.SiLU()), [ROWS]),
    "linear_softmax": (lambda: nn.Sequential(nn.Linear(WIDTH, 8), nn.Softmax(-1)), [(1, WIDTH)]),
    "residual_norm": (ResidualNorm, [ROWS, ROWS]),
    "conv_step": (ConvStep, [TOKEN, (1, CHANNELS, TAPS)]),
    "discretize_a": (DiscretizeA, [TOKEN]),
    "discretize_b": (Call(delta_b_x), [TOKEN, STATEVECTOR, TOKEN]),
    "discretize_b_step_first": (Call(delta_b_x_step_first), [TOKEN, STATEVECTOR, TOKEN]),
    "scan_step": (Call(lambda a, h, d: a * h + d), [STATE, STATE, STATE]),
    "scan_output": (ScanOutput, [STATE, STATEVECTOR, TOKEN]),
    "selective_scan": (SelectiveScan, [TOKEN, TOKEN, STATEVECTOR, STATEVECTOR, STATE]),
    "selective_scan_step_first": (
        lambda: SelectiveScan(True), [TOKEN, TOKEN, STATEVECTOR, STATEVECTOR, STATE]),
}


def exported(module, inputs, specification):
    """The program with TOSA delegates, and the graph of each with the module's outputs that it makes."""
    spec = TosaCompileSpec(f"TOSA-1.0+{specification}")
    program = export(module, inputs)
    if specification == "INT":
        quantizer = TOSAQuantizer(spec)
        quantizer.set_global(get_symmetric_quantization_config(is_per_channel=True))
        prepared = prepare_pt2e(program.module(check_guards=False), quantizer)
        with torch.no_grad():
            prepared(*inputs)
        program = export(convert_pt2e(prepared), inputs)
    edge = to_edge_transform_and_lower(
        program, partitioner=[TOSAPartitioner(spec)],
        compile_config=EdgeCompileConfig(_check_ir_validity=False))
    graph = edge.exported_program().graph_module
    delegates, blobs = [], []
    for node in graph.graph.nodes:
        if node.op == "get_attr" and hasattr(getattr(graph, node.target, None), "processed_bytes"):
            delegates.append(node)
            blobs.append(bytes(getattr(graph, node.target).processed_bytes))
    return edge, blobs, output_order(graph, delegates)


def output_order(graph, delegates):
    """For each delegate, its outputs as positions in the module's; None for one that goes elsewhere."""
    final = list(graph.graph.output_node().args[0])
    orders = []
    for delegate in delegates:
        order = {}
        for call in delegate.users:
            for item in call.users:
                if item.target is operator.getitem:
                    users = [item, *item.users]
                    order[item.args[1]] = next((final.index(u) for u in users if u in final), None)
        orders.append([order.get(i) for i in range(max(order, default=-1) + 1)])
    return orders


def write(folder, name, build, shapes):
    torch.manual_seed(sum(map(ord, name)))
    module = (build if isinstance(build, nn.Module) else build()).eval()
    inputs = tuple(2 * torch.randn(shape) for shape in shapes)
    if name.startswith(("selective_scan", "discretize")):
        # A discretization step is positive.
        index = 1 if name.startswith("selective") else 0
        inputs = tuple(F.softplus(x) if i == index else x for i, x in enumerate(inputs))
    target = folder / name
    target.mkdir(parents=True, exist_ok=True)
    entry = {}
    with torch.no_grad():
        outputs = module(*inputs)
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    for i, x in enumerate(inputs):
        np.save(target / f"in{i}.npy", x.numpy())
    for i, x in enumerate(outputs):
        np.save(target / f"out{i}.npy", x.contiguous().numpy())
    for specification, stem in (("FP", "fp32"), ("INT", "int8")):
        edge, blobs, orders = exported(module, inputs, specification)
        for i, blob in enumerate(blobs):
            (target / f"{stem}{i if len(blobs) > 1 else ''}.tosa").write_bytes(blob)
        entry[stem] = orders
        if specification == "FP":
            entry["inputs"] = list(edge.exported_program().graph_signature.user_inputs)
        if len(blobs) != 1:
            # What the delegates leave to the CPU is part of the program only.
            (target / f"{stem}.pte").write_bytes(edge.to_executorch().buffer)
    plain = to_edge(export(module, inputs), compile_config=EdgeCompileConfig(_check_ir_validity=False))
    (target / "portable.pte").write_bytes(plain.to_executorch().buffer)
    return entry


def main():
    folder, names = pathlib.Path(sys.argv[1]), sys.argv[2:] or list(MODULES)
    torch.set_num_threads(1)
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text()) if path.exists() else {}
    for name in names:
        manifest[name] = write(folder, name, *MODULES[name])
        print(name, manifest[name], flush=True)
    path.write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
