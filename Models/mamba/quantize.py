"""Quantization: of the linears by their observed ranges, and of the whole step by PT2E.

Everything is calibrated on text that the model was trained on, with the state carried over it.
"""

import copy

import torch
import torch.nn as nn
from executorch.backends.arm.quantizer import TOSAQuantizer, get_symmetric_quantization_config
from executorch.backends.arm.tosa.compile_spec import TosaCompileSpec
from torch.export import export
from torchao.quantization.pt2e.quantize_pt2e import convert_pt2e, prepare_pt2e

#: Where the excerpts to calibrate on begin in the text.
EXCERPTS = (1_000_000, 3_000_000)


#: The share of values at either end that a linear's range leaves out. Whole ranges are spoilt by a few outliers:
#: leaving out none costs 2 % more bits a character, 1e-3 as much, 1e-5 to 1e-4 half a per cent.
TAIL = 1e-4


def affine(low, high):
    """Scale and zero point of INT8 with low and high, and zero, in its range."""
    low, high = min(low, 0.0), max(high, 0.0)
    scale = max((high - low) / 255, 2.0**-16)
    return {"scale": scale, "zero_point": int(max(-128, min(127, round(-128 - low / scale))))}


def _described(values):
    ordered = torch.cat(values).sort().values
    tail = int(len(ordered) * TAIL)
    low, high = ordered[tail].item(), ordered[-1 - tail].item()
    extremes = {"lowest": ordered[0].item(), "highest": ordered[-1].item()}
    return affine(low, high) | {"min": low, "max": high} | extremes


@torch.no_grad()
def linears(model, learning, rows=16, length=512):
    """For each linear by its name: its input's, output's and weights' INT8 scales.

    Ranges, from min to max, hold all but TAIL of the values at either end over rows x length characters;
    lowest and highest are the extremes. Weights are symmetric in [-127, 127].
    """
    seen = {}

    def observe(name):
        def hook(_, arguments, output):
            # Every seventh value, coprime to all widths, so that each channel counts.
            seen.setdefault((name, "input"), []).append(arguments[0].flatten()[::7].clone())
            seen.setdefault((name, "output"), []).append(output.flatten()[::7].clone())
        return hook

    modules = {n: m for n, m in model.named_modules() if isinstance(m, nn.Linear)}
    hooks = [m.register_forward_hook(observe(n)) for n, m in modules.items()]
    starts = torch.linspace(0, len(learning) - length, rows).long()
    for group in starts.split(8):
        model.sequence(torch.stack([learning[s : s + length] for s in group]))
    for hook in hooks:
        hook.remove()
    return {
        name: {
            "shape": list(module.weight.shape),
            "input": _described(seen[name, "input"]),
            "output": _described(seen[name, "output"]),
            "weight_scale": module.weight.abs().max().item() / 127,
            "weight_scales": (module.weight.abs().amax(1) / 127).tolist(),
        }
        for name, module in modules.items()
    }


def simulated_step(model, scales, per_channel):
    """The step with each linear's input, weights and output rounded to INT8; everything else in fp32."""

    def rounded(x, q):
        return (torch.clamp(torch.round(x / q["scale"]) + q["zero_point"], -128, 127) - q["zero_point"]) * q["scale"]

    def pre(name):
        return lambda _, arguments: (rounded(arguments[0], scales[name]["input"]),)

    def post(name):
        return lambda _, arguments, output: rounded(output, scales[name]["output"])

    def step(token, *state):
        hooks, saved = [], {}
        modules = {n: m for n, m in model.named_modules() if isinstance(m, nn.Linear)}
        for name, module in modules.items():
            q = scales[name]
            s = torch.tensor(q["weight_scales"]).unsqueeze(1) if per_channel else q["weight_scale"]
            saved[name] = module.weight.data
            module.weight.data = torch.round(module.weight / s).clamp(-127, 127) * s
            hooks += [module.register_forward_pre_hook(pre(name)), module.register_forward_hook(post(name))]
        try:
            return model(token, *state)
        finally:
            for hook in hooks:
                hook.remove()
            for name, module in modules.items():
                module.weight.data = saved[name]

    return step


@torch.no_grad()
def activation_ranges(model, learning, length=512):
    """Every intermediate value of the step's graph, in order: its operator, shape and extremes.

    They are observed over length characters, state carried. The last two of a layer's 'cat' and 'add'
    that leave the graph are its state: conv window and h.
    """
    example = (learning[:1], *model.empty_state())
    graph = export(model, example).module(check_guards=False)
    seen = {}

    class Observer(torch.fx.Interpreter):
        def run_node(self, node):
            value = super().run_node(node)
            if node.op == "call_function" and isinstance(value, torch.Tensor) and value.is_floating_point():
                low, high = value.min().item(), value.max().item()
                if node.name in seen:
                    low, high = min(low, seen[node.name]["min"]), max(high, seen[node.name]["max"])
                seen[node.name] = {"operator": str(node.target), "shape": list(value.shape), "min": low, "max": high}
            return value

    observer, state = Observer(graph), model.empty_state()
    for token in learning[EXCERPTS[0] :][:length]:
        _, *state = observer.run(token.view(1), *state)
    outputs = next(n for n in graph.graph.nodes if n.op == "output").args[0]
    for i, node in enumerate(outputs[1:]):
        seen[node.name]["state"] = f"blk.{i // 2}.{('window', 'h')[i % 2]}"
    return seen


def whole_step(model, learning, per_channel=False, length=256, linears_only=False):
    """The step converted by PT2E with the TOSA quantizer; length characters of each excerpt calibrate it."""
    configuration = get_symmetric_quantization_config(is_per_channel=per_channel)
    quantizer = TOSAQuantizer(TosaCompileSpec("TOSA-1.0+INT"))
    if linears_only:
        quantizer.set_module_type(nn.Linear, configuration)
    else:
        quantizer.set_global(configuration)
    example = (learning[:1], *model.empty_state())
    prepared = prepare_pt2e(export(model, example).module(check_guards=False), quantizer)
    with torch.no_grad():
        for start in EXCERPTS:
            state = model.empty_state()
            for token in learning[start : start + length]:
                _, *state = prepared(token.view(1), *state)
    return convert_pt2e(prepared)


def folded(converted):
    """A copy in which constants of anything but linears are fp32 already, instead of dequantized at run time."""
    module = copy.deepcopy(converted)
    linear = torch.ops.aten.linear.default
    for node in list(module.graph.nodes):
        if "dequantize" not in str(node.target) or node.args[0].op != "get_attr":
            continue
        if any(user.target is linear for user in node.users):
            continue
        constant = getattr(module, node.args[0].target)
        name = f"folded_{node.name}"
        module.register_buffer(name, node.target(constant, *node.args[1:], **node.kwargs))
        with module.graph.inserting_before(node):
            node.replace_all_uses_with(module.graph.get_attr(name))
        module.graph.erase_node(node)
    module.graph.eliminate_dead_code()
    module.recompile()
    return module
