"""The whole step as one TOSA graph, with an example: what goes in, and what the reference model makes of it."""

import copy
import operator
from dataclasses import dataclass

import numpy as np
import torch
import tosa_reference_model
from executorch.backends.arm.tosa.compile_spec import TosaCompileSpec
from executorch.backends.arm.tosa.partitioner import TOSAPartitioner
from executorch.exir import EdgeCompileConfig, to_edge_transform_and_lower
from torch.export import export


def with_plain_softplus(model):
    """A copy that computes softplus as log(1 + exp(x)), which TOSA's INT profile has tables for."""
    plain = copy.deepcopy(model)
    for block in plain.blk:
        block.softplus = lambda x: torch.log(1 + torch.exp(x))
    return plain


@dataclass(frozen=True)
class Graph:
    """A TOSA graph and an example.

    Names are the program's: `token`, `logits`, `state_0` (window of layer 0), `state_1` (h of layer 0) and so on.
    An input named `p_emb_weight` is the token's row of the embedding, which the host looks up.
    """

    content: bytes
    input_names: list
    inputs: list
    output_names: list
    outputs: list

    def save(self, folder, stem):
        (folder / f"{stem}.tosa").write_bytes(self.content)
        for kind, arrays in (("in", self.inputs), ("out", self.outputs)):
            for index, array in enumerate(arrays):
                np.save(folder / f"{stem}_{kind}{index}.npy", np.ascontiguousarray(array))


class _ToDelegate(torch.fx.Interpreter):
    """Runs a lowered program on the host until its delegate's inputs are there."""

    inputs = None

    def run_node(self, node):
        if "executorch_call_delegate" in str(node.target):
            self.inputs = [self.env[a] for a in node.args[1:]]
        if self.inputs is not None:
            return None
        return super().run_node(node)


def whole_step(module, example, specification):
    """The step's one graph with the example's inputs and outputs."""
    edge = to_edge_transform_and_lower(
        export(module, example), partitioner=[TOSAPartitioner(TosaCompileSpec(specification))],
        compile_config=EdgeCompileConfig(_check_ir_validity=False),
    )
    program = edge.exported_program()
    nodes = program.graph_module.graph.nodes
    calls = [n for n in nodes if "executorch_call_delegate" in str(n.target)]
    if len(calls) != 1:
        raise ValueError(f"{len(calls)} delegates instead of one")
    graph = bytes(getattr(program.graph_module, calls[0].args[0].target).processed_bytes)
    runner = _ToDelegate(program.graph_module)
    with torch.no_grad():
        runner.run(*program.state_dict.values(), *example)
    inputs = [value.numpy() for value in runner.inputs]
    outputs, status = tosa_reference_model.run(graph, inputs)
    if status != tosa_reference_model.GraphStatus.TOSA_VALID:
        raise ValueError(f"the reference model says {status}")
    return Graph(graph, [_source(n) for n in calls[0].args[1:]], inputs, _destinations(calls[0], nodes), outputs)


def _source(node):
    while node.op != "placeholder":
        node = node.args[0]
    return node.name


def _destinations(call, nodes):
    """The program's name of each of the delegate's outputs, in the delegate's order."""
    results = next(n for n in nodes if n.op == "output").args[0]
    named = {}
    for index, node in enumerate(results):
        name = "logits" if index == 0 else f"state_{index - 1}"
        while not (node.target is operator.getitem and node.args[0] is call):
            node = node.args[0]
        named[node.args[1]] = name
    return [named[i] for i in sorted(named)]
