"""Delegation of linear layers alone: what an NPU without anything else would be given."""

import torch
from executorch.backends.arm.tosa.partitioner import TOSAPartitioner
from executorch.exir.dialects._ops import ops
from torch.fx.passes.operator_support import OperatorSupportBase

_LINEAR = ops.edge.aten.linear.default
_RELU = ops.edge.aten.relu.default


def _is_layer(node):
    """Whether a node is a linear layer, or the ReLU of one: quantization takes the two as one."""
    return node.target is _LINEAR or (node.target is _RELU and node.args[0].target is _LINEAR)


class _OnlyLinears(OperatorSupportBase):
    """Linear layers, and the quantization that touches nothing else."""

    def is_node_supported(self, submodules, node):
        name = str(node.target)
        if "dequantize_per" in name:
            return all(user.target is _LINEAR for user in node.users)
        if "quantize_per" in name:
            return _is_layer(node.args[0])
        return _is_layer(node)


class LinearPartitioner(TOSAPartitioner):
    """Delegates linears; everything else is decomposed as in a program without delegates."""

    def __init__(self, specification):
        super().__init__(specification, additional_checks=[_OnlyLinears()])

    def ops_to_not_decompose(self, program):
        return [torch.ops.aten.linear.default], None
