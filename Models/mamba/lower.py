"""Lowering of a step to ExecuTorch programs and TOSA graphs."""

from collections import Counter

import executorch.kernels.quantized  # noqa: F401  registers the out variants of quantize and dequantize
import torch
from executorch.backends.arm.tosa.compile_spec import TosaCompileSpec
from executorch.backends.arm.tosa.partitioner import TOSAPartitioner
from executorch.exir import EdgeCompileConfig, to_edge, to_edge_transform_and_lower
from executorch.exir._serialize._program import deserialize_pte_binary
from torch.export import export

_UNCHECKED = EdgeCompileConfig(_check_ir_validity=False)


def undelegated(module, example):
    """The program with portable kernels alone."""
    return to_edge(export(module, example), compile_config=_UNCHECKED).to_executorch().buffer


def delegated(module, example, partitioner=TOSAPartitioner):
    """The program with what the partitioner takes of an INT8 step in delegates."""
    edge = to_edge_transform_and_lower(
        export(module, example), partitioner=[partitioner(TosaCompileSpec("TOSA-1.0+INT"))], compile_config=_UNCHECKED
    )
    return edge.to_executorch().buffer


def in_one_delegate(module, example):
    """The program with the whole step in one delegate.

    Where a step falls into several, ExecuTorch 1.5.1 can declare as fp32 what a delegate hands over as INT8, and the
    program then quantizes it once more. So what falls apart is refused.
    """
    program = delegated(module, example)
    count = kernel_calls(program)["DelegateCall"]
    if count != 1:
        raise ValueError(f"{count} delegates instead of one")
    return program


def kernel_calls(program):
    """How often a program calls each kernel; its delegates are 'DelegateCall'."""
    plan = deserialize_pte_binary(bytes(program)).program.execution_plan[0]
    calls = Counter()
    for instruction in plan.chains[0].instructions:
        call = instruction.instr_args
        if hasattr(call, "op_index"):
            operator = plan.operators[call.op_index]
            calls[".".join(filter(None, (operator.name, operator.overload)))] += 1
        else:
            calls[type(call).__name__] += 1
    return dict(sorted(calls.items()))
