"""PyTorch's own outputs for the operators that Portable runs: make_goldens.py > operators.jsonl

One call a line: the operator as programs name it, its arguments in the order of its `out` schema, the
results among them, and how far a result may be off, in units in the last place: 0 unless PyTorch adds
up in another order or takes elementary functions from the C library. Made with PyTorch 2.13 on a CPU, one thread.
"""

import json

import torch

torch.set_num_threads(1)
torch.manual_seed(5)
aten = torch.ops.aten
NAMES = {
    torch.float32: "float", torch.int64: "long", torch.int32: "int", torch.int16: "short",
    torch.int8: "char", torch.bool: "bool", torch.float64: "double",
}
INTEGERS = {torch.float32: torch.int32, torch.float64: torch.int64}
NAN, INF = float("nan"), float("inf")


def encoded(x):
    """Type, sizes, and elements as integers: of real numbers the bits."""
    x = x.contiguous()
    bits = x.view(INTEGERS[x.dtype]) if x.dtype in INTEGERS and x.numel() else x.to(torch.int64)
    return {"type": NAMES[x.dtype], "shape": list(x.shape), "bits": bits.flatten().tolist()}


class Constant:
    def __init__(self, tensor):
        self.tensor = tensor


def argument(value):
    if isinstance(value, torch.Tensor):
        return {"input": encoded(value)}
    if isinstance(value, Constant):
        return {"constant": encoded(value.tensor)}
    if isinstance(value, bool):
        return {"bool": value}
    if isinstance(value, int):
        return {"int": value}
    if isinstance(value, float):
        return {"double": value}
    if value is None:
        return {"none": True}
    if value and isinstance(value[0], torch.Tensor):
        return {"inputs": [encoded(x) for x in value]}
    return {"ints": list(value)}


def case(name, *arguments, gives, ulp=0, apart=False):
    """`apart`: several results are arguments of their own, not a list."""
    results = gives if isinstance(gives, (list, tuple)) else [gives]
    given = [argument(a) for a in arguments]
    key = "outputs" if isinstance(gives, (list, tuple)) else "output"
    last = [encoded(r) for r in results]
    given.append({"apart" if apart else key: last if key == "outputs" else last[0]})
    print(json.dumps({"operator": name, "arguments": given, "ulp": ulp}, separators=(",", ":")))


def values(*shape):
    return torch.randn(*shape)


SPECIAL = torch.tensor([[0.0, -0.0, 1.0, -1.0, NAN], [INF, -INF, 1e-40, 3.4e38, -2.5]])


def elementwise():
    pairs = [
        (values(3, 5), values(3, 5)), (values(2, 3, 1), values(1, 4)), (values(1, 7, 1), values(7, 3)),
        (values(5), values(2, 1, 5)), (values(()), values(2, 2)), (values(1, 1), values(3, 1, 2)),
        (SPECIAL, SPECIAL.flip(1)), (values(0, 3), values(1, 3)),
    ]
    for a, b in pairs:
        case("aten::mul.out", a, b, gives=aten.mul(a, b))
        case("aten::div.out", a, b, gives=aten.div(a, b))
        case("aten::add.out", a, b, 1, gives=aten.add(a, b))
        case("aten::sub.out", a, b, 1, gives=aten.sub(a, b))
    a, b = values(2, 3), values(3)
    case("aten::add.out", a, b, 2, gives=aten.add(a, b, alpha=2))
    case("aten::sub.out", a, b, -0.5, gives=aten.sub(a, b, alpha=-0.5))
    case("aten::add.Scalar_out", a, 3, 2, gives=aten.add(a, 3, 2))
    case("aten::mul.Scalar_out", a, 0.1, gives=aten.mul(a, 0.1))
    case("aten::sub.Scalar_out", a, 0.25, 1, gives=aten.sub(a, 0.25))
    case("aten::div.Scalar_out", a, -3, gives=aten.div(a, torch.tensor(-3.0)))
    x = torch.cat([SPECIAL.flatten(), values(20) * 5, values(6).exp() * 1e-6]).reshape(2, 18)
    for name, slack in [("exp", 1), ("log", 1), ("log1p", 1), ("neg", 0), ("relu", 0), ("rsqrt", 2), ("sigmoid", 2),
                        ("sqrt", 1), ("tanh", 2)]:
        case(f"aten::{name}.out", x, gives=getattr(aten, name)(x), ulp=slack)
    for exponent in [2, 3, -1, 1.75]:
        case("aten::pow.Tensor_Scalar_out", x, exponent, gives=aten.pow(x, exponent), ulp=2)
    case("aten::gt.Scalar_out", x, 1, gives=aten.gt(x, 1))
    mask = torch.tensor([[True], [False]])
    first, second = values(3), values(1, 2, 1)
    case("aten::where.self_out", mask, first, second, gives=aten.where(mask, first, second))


def reductions():
    shapes = [((3, 5), [-1], False), ((3, 5), [0], True), ((2, 3, 4), [0, 2], False), ((2, 3, 4), [1], True),
              ((2, 3, 4), [-2, -1], False), ((7,), [0], False), ((1, 11, 16), [-1], False)]
    for shape, dims, keep in shapes:
        x = values(*shape)
        case("aten::sum.IntList_out", x, dims, keep, None, gives=aten.sum(x, dims, keep), ulp=8)
        case("aten::mean.out", x, dims, keep, None, gives=aten.mean(x, dims, keep), ulp=8)
    x = values(2, 3)
    case("aten::sum.IntList_out", x, None, False, None, gives=aten.sum(x), ulp=4)
    x = torch.tensor([[1.0, NAN], [INF, 2.0]])
    case("aten::mean.out", x, [-1], False, None, gives=aten.mean(x, [-1]))
    x = values(2, 0)
    case("aten::sum.IntList_out", x, [-1], True, None, gives=aten.sum(x, [-1], True))


def products():
    for m, n, p in [(1, 22, 9), (3, 5, 7), (1, 1, 1), (2, 6, 1), (2, 0, 3)]:
        # Small integers: every order of summation gives the same sum.
        a, b = torch.randint(-9, 10, (m, n)).float(), torch.randint(-9, 10, (n, p)).float()
        case("aten::mm.out", a, b, gives=aten.mm(a, b))
        for bias in [torch.arange(p).float(), torch.ones(m, p) * 3, torch.tensor(0.5), torch.ones(m, 1)]:
            case("aten::addmm.out", bias, a, b, 1, 1, gives=aten.addmm(bias, a, b))
        case("aten::addmm.out", bias, a, b, 0.5, -2, gives=aten.addmm(bias, a, b, beta=0.5, alpha=-2))


def integers(*shape):
    """Small ones: every order of summation gives the same sum."""
    return torch.randint(-9, 10, shape).float()


def convolutions():
    for sizes, weights, stride, padding, dilation, groups in [
        ((2, 3, 7, 6), (4, 3, 3, 3), [1, 1], [1, 1], [1, 1], 1),
        ((1, 4, 8, 5), (4, 1, 3, 3), [2, 2], [1, 1], [1, 1], 4),
        ((1, 1, 49, 10), (2, 1, 10, 4), [2, 2], [5, 1], [1, 1], 1),
        ((1, 4, 9, 9), (6, 2, 2, 3), [1, 3], [0, 2], [3, 2], 2),
        ((1, 3, 1, 1), (5, 3, 1, 1), [1, 1], [0, 0], [1, 1], 1),
        ((1, 2, 2, 2), (1, 2, 3, 3), [4, 4], [2, 2], [1, 1], 1),
        ((2, 4, 11), (4, 1, 4), [1], [3], [1], 4),
        ((1, 3, 10), (2, 3, 3), [2], [0], [2], 1),
    ]:
        x, w = integers(*sizes), integers(*weights)
        for bias in [None, integers(weights[0])]:
            arguments = (x, w, bias, stride, padding, dilation, False, [0] * len(stride), groups)
            case("aten::convolution.out", *arguments, gives=aten.convolution(*arguments))
    for shape in [(2, 3, 4, 5), (1, 4, 7), (3, 2)]:
        count = shape[1]
        # Deviations of a power of two: PyTorch's order of operations gives the same.
        x, mean = integers(*shape), integers(count)
        variance = torch.tensor([0.25, 4.0, 1.0, 16.0])[:count]
        for weight, bias in [(integers(count), integers(count)), (None, None)]:
            arguments = (x, weight, bias, mean, variance - 0.125, 0.1, 0.125)
            gives = aten._native_batch_norm_legit_no_training(*arguments)
            case("aten::_native_batch_norm_legit_no_training.out", *arguments, gives=gives, apart=True)


def copies():
    x = values(2, 3, 4)
    case("aten::permute_copy.out", x, [2, 0, 1], gives=aten.permute(x, [2, 0, 1]))
    case("aten::permute_copy.out", x, [-1, 1, 0], gives=aten.permute(x, [-1, 1, 0]))
    case("aten::permute_copy.out", x.to(torch.int8), [1, 0, 2], gives=aten.permute(x.to(torch.int8), [1, 0, 2]))
    y = values(3, 5)
    case("aten::permute_copy.out", y, [1, 0], gives=y.t())
    for dim, start, end, step in [(2, 1, 9223372036854775807, 1), (-1, None, None, 2), (0, -1, None, 1),
                                  (1, 0, -1, 1), (1, 2, 1, 1), (-2, -9, 9, 2)]:
        case("aten::slice_copy.Tensor_out", x, dim, start, end, step, gives=aten.slice(x, dim, start, end, step))
    case("aten::split_with_sizes_copy.out", x, [1, 0, 2], 1, gives=aten.split_with_sizes(x, [1, 0, 2], 1))
    case("aten::split_with_sizes_copy.out", x, [3, 1], -1, gives=aten.split_with_sizes(x, [3, 1], -1))
    case("aten::split_copy.Tensor_out", x, 3, -1, gives=aten.split(x, 3, -1))
    a, b = values(2, 3, 1), values(2, 3, 2)
    case("aten::cat.out", [a, b, x], -1, gives=aten.cat([a, b, x], -1))
    case("aten::cat.out", [y, y + 1], 0, gives=aten.cat([y, y + 1], 0))
    for dim in [0, 2, -1, -4]:
        case("aten::unsqueeze_copy.out", x, dim, gives=aten.unsqueeze(x, dim))
    z = values(1, 3, 1, 2)
    case("aten::squeeze_copy.dims_out", z, [0, 1, -2], gives=aten.squeeze(z, [0, 1, -2]))
    case("aten::squeeze_copy.dim_out", z, -2, gives=aten.squeeze(z, -2))
    case("aten::squeeze_copy.dim_out", z, 1, gives=aten.squeeze(z, 1))
    case("aten::view_copy.out", x, [4, -1], gives=aten.view(x, [4, -1]))
    case("aten::view_copy.out", x, [24], gives=aten.view(x, [24]))
    case("aten::clone.out", x, None, gives=x)
    case("dim_order_ops::_clone_dim_order.out", x, False, [0, 1, 2], gives=x)
    case("aten::expand_copy.out", a, [-1, 3, 5], False, gives=a.expand(-1, 3, 5))
    case("aten::expand_copy.out", y, [2, -1, 5], False, gives=y.expand(2, -1, 5))
    table = values(6, 4)
    for kind in [torch.int64, torch.int32]:
        rows = torch.tensor([[5, 0], [3, 3]], dtype=kind)
        case("aten::embedding.out", table, rows, -1, False, False, gives=aten.embedding(table, rows))
        case("aten::index_select.out", table, 0, rows[0], gives=aten.index_select(table, 0, rows[0]))
        case("aten::index_select.out", x, -2, rows[1] - 1, gives=aten.index_select(x, -2, rows[1] - 1))
    reals = torch.tensor([-1.5, 2.9, 0.0, -0.0, 100.25, -128.0])
    for source in [reals, reals.long() * 1000003, reals.to(torch.int8), reals.int(), reals.bool()]:
        for target in [torch.float32, torch.int64, torch.int32, torch.int8, torch.bool]:
            case("dim_order_ops::_to_dim_order_copy.out", source, False, [0], gives=source.to(target))


def quantization():
    import torch.ao.quantization.fx._decomposed  # registers the operators

    ops = torch.ops.quantized_decomposed
    x = torch.cat([values(30) * 3, torch.tensor([0.05, 0.15, 1e9, -1e9, INF, -INF])]).reshape(3, 12)
    q = ops.quantize_per_tensor(x, 0.05, 3, -128, 127, torch.int8)
    case("quantized_decomposed::quantize_per_tensor.out", x[:, :8].contiguous(), 0.05, 3, -128, 127, 1,
         gives=q[:, :8].contiguous())
    case("quantized_decomposed::dequantize_per_tensor.out", q, 0.05, 3, -128, 127, 1, None,
         gives=ops.dequantize_per_tensor(q, 0.05, 3, -128, 127, torch.int8))
    x = values(2, 3, 4)
    for axis in [0, 1, 2, -1]:
        count = x.shape[axis]
        scales = torch.rand(count, dtype=torch.float64) / 10 + 0.01
        zeros = torch.randint(-5, 5, (count,))
        q = ops.quantize_per_channel(x, scales, zeros, axis % 3, -127, 127, torch.int8)
        case("quantized_decomposed::quantize_per_channel.out", x, Constant(scales), Constant(zeros), axis, -127, 127, 1,
             gives=q)
        d = ops.dequantize_per_channel(q, scales.float(), zeros, axis % 3, -127, 127, torch.int8)
        case("quantized_decomposed::dequantize_per_channel.out", q, Constant(scales), Constant(zeros), axis, -127, 127,
             1, None, gives=d)


elementwise()
reductions()
products()
copies()
quantization()
convolutions()
