"""Lowering of a step to ExecuTorch programs and TOSA graphs."""

from collections import Counter

import executorch.kernels.quantized  # noqa: F401  registers the out variants of quantize and dequantize
import torch
from executorch.backends.arm.tosa.compile_spec import TosaCompileSpec
from executorch.backends.arm.tosa.partitioner import TOSAPartitioner
from executorch.exir import EdgeCompileConfig, to_edge, to_edge_transform_and_lower
from executorch.exir._serialize._program import deserialize_pte_binary
from torch.export import export

from common.linears import LinearPartitioner

_UNCHECKED = EdgeCompileConfig(_check_ir_validity=False)


def undelegated(module, example):
    """The program with portable kernels alone."""
    return to_edge(export(module, example), compile_config=_UNCHECKED).to_executorch().buffer


def delegated(module, example, only_linears=False, specification="TOSA-1.0+INT"):
    """The program with what TOSA can take in delegates, its TOSA graphs, and the lowered edge program."""
    kind = LinearPartitioner if only_linears else TOSAPartitioner
    edge = to_edge_transform_and_lower(
        export(module, example), partitioner=[kind(TosaCompileSpec(specification))], compile_config=_UNCHECKED
    )
    graph = edge.exported_program().graph_module
    constants = (getattr(graph, n.target, None) for n in graph.graph.nodes if n.op == "get_attr")
    graphs = [bytes(c.processed_bytes) for c in constants if hasattr(c, "processed_bytes")]
    return edge.to_executorch().buffer, graphs


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
