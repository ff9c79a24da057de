"""From a trained module to files: PT2E INT8 quantization, TOSA graphs, ExecuTorch programs."""

from dataclasses import dataclass, replace

import executorch.kernels.quantized  # noqa: F401  registers the out variants of quantize and dequantize
import numpy as np
import torch
from executorch.backends.arm.quantizer import TOSAQuantizer, get_symmetric_quantization_config
from executorch.backends.arm.tosa.compile_spec import TosaCompileSpec
from executorch.backends.arm.tosa.partitioner import TOSAPartitioner
from executorch.exir import EdgeCompileConfig, to_edge, to_edge_transform_and_lower
from torch.export import ExportedProgram, export
from torchao.quantization.pt2e.quantize_pt2e import convert_pt2e, prepare_pt2e

from common.linears import LinearPartitioner


@dataclass(frozen=True)
class Boundary:
    """How real numbers become the INT8 values at one end of a delegate: q = round(x / scale) + zero_point."""

    scale: float
    zero_point: int


@dataclass(frozen=True)
class Exported:
    """A model as it leaves PyTorch."""

    module: torch.nn.Module  # what PyTorch itself computes with, for comparison
    tosa: bytes  # the graph of the one delegate
    pte: bytes  # the program: boundary operators and the delegate
    linears: bytes | None  # the program with its linear layers in delegates, the rest on the CPU; INT8 only
    inputs: list[Boundary]  # of each input; empty for fp32
    outputs: list[Boundary]


def export_fp32(model: torch.nn.Module, example: torch.Tensor) -> Exported:
    """Exports to TOSA-1.0+FP, everything in one delegate."""
    program = export(model.eval(), (example,))
    return _lower(program, model, "TOSA-1.0+FP")


def export_int8(
    model: torch.nn.Module, example: torch.Tensor, calibration: np.ndarray
) -> Exported:
    """Quantizes weights per channel and activations per tensor, and exports to TOSA-1.0+INT.

    Observers see every sample of `calibration`, one at a time.
    """
    quantizer = TOSAQuantizer(TosaCompileSpec("TOSA-1.0+INT"))
    quantizer.set_global(get_symmetric_quantization_config(is_per_channel=True))
    # Guards on the example's sizes would survive into the program and stop its lowering.
    module = export(model.eval(), (example,)).module(check_guards=False)
    prepared = prepare_pt2e(module, quantizer)
    with torch.no_grad():
        for sample in calibration:
            prepared(torch.from_numpy(sample[None]))
    converted = convert_pt2e(prepared)
    program = export(converted, (example,))
    lowered = _lower(program, converted, "TOSA-1.0+INT")
    return replace(lowered, linears=_only_linears(program))


def export_portable(model: torch.nn.Module, example: torch.Tensor) -> bytes:
    """The fp32 program without a delegate: every operator a portable CPU kernel."""
    edge = to_edge(export(model.eval(), (example,)))
    return bytes(edge.to_executorch().buffer)


def _only_linears(program: ExportedProgram) -> bytes:
    edge = to_edge_transform_and_lower(
        program,
        partitioner=[LinearPartitioner(TosaCompileSpec("TOSA-1.0+INT"))],
        compile_config=EdgeCompileConfig(_check_ir_validity=False),
    )
    return bytes(edge.to_executorch().buffer)


def _lower(program: ExportedProgram, module: torch.nn.Module, profile: str) -> Exported:
    edge = to_edge_transform_and_lower(
        program,
        partitioner=[TOSAPartitioner(TosaCompileSpec(profile))],
        # The validity check refuses the quantize operators at the boundary.
        compile_config=EdgeCompileConfig(_check_ir_validity=False),
    )
    graph_module = edge.exported_program().graph_module
    delegates = [
        bytes(getattr(graph_module, node.target).processed_bytes)
        for node in graph_module.graph.nodes
        if node.op == "get_attr" and hasattr(getattr(graph_module, node.target), "processed_bytes")
    ]
    if len(delegates) != 1:
        raise ValueError(f"{len(delegates)} delegates; the NPU is meant to run all in one")
    return Exported(
        module=module,
        tosa=delegates[0],
        pte=bytes(edge.to_executorch().buffer),
        linears=None,
        inputs=_boundaries(graph_module, ".quantize_per_tensor"),
        outputs=_boundaries(graph_module, ".dequantize_per_tensor"),
    )


def _boundaries(graph_module: torch.fx.GraphModule, operator: str) -> list[Boundary]:
    return [
        Boundary(scale=float(node.args[1]), zero_point=int(node.args[2]))
        for node in graph_module.graph.nodes
        if node.op == "call_function" and operator in str(node.target)
    ]
