"""Makes operators.jsonl: graphs of one operator and what the TOSA reference model computes.

    python make_goldens.py        needs tosa-tools 2026.8.0

One JSON object a line: the case's name, the graph as base64 of its .tosa file, inputs and outputs as
base64 of their elements, and how far a result may be off: `ulp` for FP32, `lsb` for integers in real
numbers. Inputs are random with a fixed seed, or every pair of special values.
"""
import base64
import itertools
import json

import numpy as np
import tosa_reference_model
import tosa_serializer as ts

D, Op = ts.DType, ts.Op
F = np.float32
TYPES = {"float32": D.FP32, "int8": D.INT8, "int16": D.INT16, "int32": D.INT32, "bool": D.BOOL}
PROPAGATE, IGNORE = ts.NanPropagationMode.PROPAGATE, ts.NanPropagationMode.IGNORE
SPECIAL = np.array([0.0, -0.0, 1.0, -1.0, 0.5, 2.5, -3.5, 1e-40, -1e-40, 3e38, -3e38, np.inf, -np.inf, np.nan], F)
random = np.random.default_rng(7)
lines = []


def attribute(name, *values):
    result = ts.TosaSerializerAttribute()
    getattr(result, name + "Attribute")(*values)
    return result


def const(value):
    return "const", np.asarray(value)


def shape(*values):
    return "shape", values


def case(name, op, operands, result, attributes, **tolerance):
    """Operands are arrays (inputs of the graph), const() or shape(); result is (dtype name, shape)."""
    serializer = ts.TosaSerializer("", targetMajor=1, targetMinor=0, targetPatch=0, targetDraft=False)
    names, feeds = [], []
    for index, operand in enumerate(operands):
        kind, value = operand if isinstance(operand, tuple) else ("input", operand)
        names.append("%s%d" % (kind, index))
        if kind == "shape":
            serializer.addConst([len(value)], D.SHAPE, [int(v) for v in value], names[-1])
        elif kind == "const":
            serializer.addConst(list(value.shape), TYPES[value.dtype.name], value, names[-1])
        else:
            serializer.addInputTensor(ts.TosaSerializerTensor(names[-1], list(value.shape), TYPES[value.dtype.name]))
            feeds.append(value)
    output = serializer.addOutput(list(result[1]), TYPES[result[0]])
    serializer.addOperator(op, names, [output.name], attributes)
    graph = bytes(serializer.serialize())
    outputs, status = tosa_reference_model.run(graph, feeds)
    assert "VALID" in str(status), (name, status)
    value = np.asarray(outputs[0])
    assert value.dtype.name == result[0] and value.shape == tuple(result[1]), (name, value.dtype, value.shape)
    encode = lambda array: base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()
    lines.append(json.dumps({
        "name": name, "graph": base64.b64encode(graph).decode(), "inputs": [encode(x) for x in feeds],
        "output": encode(value), **tolerance}))


def normal(*sizes):
    return (random.standard_normal(sizes) * 2).astype(F)


def integers(low, high, sizes, dtype="int8"):
    return random.integers(low, high + 1, sizes).astype(dtype)


ZERO = const(np.zeros(1, F))


def convolutions():
    def conv(name, x, w, b, out, pad=(0, 0, 0, 0), stride=(1, 1), dilation=(1, 1)):
        case(name, Op.CONV2D, [x, w, b, ZERO, ZERO], ("float32", out),
             attribute("Conv2d", list(pad), list(stride), list(dilation), False, D.FP32))

    conv("conv2d 3x3, 5 channels", normal(1, 6, 7, 3), const(normal(5, 3, 3, 3)), const(normal(5)), (1, 6, 7, 5), (1, 1, 1, 1))
    conv("conv2d 3x3, 40 channels", normal(2, 4, 5, 4), const(normal(40, 3, 3, 4)), const(normal(40)), (2, 4, 5, 40), (1, 1, 1, 1))
    conv("conv2d stride 2", normal(1, 9, 11, 2), const(normal(9, 3, 3, 2)), const(normal(9)), (1, 4, 5, 9), (0, 0, 0, 0), (2, 2))
    conv("conv2d dilation 2", normal(1, 9, 10, 3), const(normal(6, 3, 2, 3)), const(normal(6)), (1, 9, 10, 6), (2, 2, 1, 1), (1, 1), (2, 2))
    conv("conv2d 1x1", normal(1, 4, 9, 17), const(normal(33, 1, 1, 17)), const(normal(33)), (1, 4, 9, 33))
    conv("conv2d as a linear layer", normal(1, 1, 1, 50), const(normal(37, 1, 1, 50)), const(normal(37)), (1, 1, 1, 37))
    conv("conv2d one bias", normal(1, 3, 3, 4), const(normal(7, 1, 1, 4)), const(normal(1)), (1, 3, 3, 7))
    conv("conv2d weights as an input", normal(1, 5, 5, 3), normal(10, 2, 2, 3), normal(10), (1, 4, 4, 10))
    infinite = normal(4, 3, 3, 2)
    infinite[0, 0, 0, 0] = np.inf
    conv("conv2d infinite weight over padding", normal(1, 4, 4, 2), const(infinite), const(normal(4)), (1, 4, 4, 4), (1, 1, 1, 1))
    conv("conv2d padding wider than the kernel", normal(1, 3, 3, 2), const(normal(3, 2, 2, 2)), const(normal(3)), (1, 8, 8, 3), (3, 3, 3, 3))

    def depthwise(name, x, w, b, out, pad=(0, 0, 0, 0), stride=(1, 1), dilation=(1, 1)):
        case(name, Op.DEPTHWISE_CONV2D, [x, const(w), const(b), ZERO, ZERO], ("float32", out),
             attribute("DepthwiseConv2d", list(pad), list(stride), list(dilation), False, D.FP32))

    depthwise("depthwise 3x3", normal(1, 6, 5, 7), normal(3, 3, 7, 1), normal(7), (1, 6, 5, 7), (1, 1, 1, 1))
    depthwise("depthwise multiplier 3", normal(2, 5, 5, 4), normal(2, 3, 4, 3), normal(12), (2, 4, 3, 12))
    depthwise("depthwise stride 2, dilation 2", normal(1, 9, 9, 3), normal(3, 3, 3, 1), normal(3), (1, 4, 4, 3), (1, 1, 1, 1), (2, 2), (2, 2))
    depthwise("depthwise 43 channels", normal(1, 4, 5, 43), normal(3, 3, 43, 1), normal(43), (1, 4, 5, 43), (1, 1, 1, 1))
    depthwise("depthwise multiplier 16", normal(1, 4, 4, 3), normal(3, 2, 3, 16), normal(48), (1, 4, 3, 48), (1, 1, 0, 0))
    case("matmul", Op.MATMUL, [normal(2, 5, 13), normal(2, 13, 6), ZERO, ZERO], ("float32", (2, 5, 6)), attribute("MatMul"))
    case("matmul, one column", Op.MATMUL, [normal(1, 3, 40), normal(1, 40, 1), ZERO, ZERO], ("float32", (1, 3, 1)), attribute("MatMul"))


def pools():
    for pad, out in (((0, 0, 0, 0), (1, 4, 5, 5)), ((1, 1, 1, 1), (1, 6, 7, 5))):
        case("avg_pool2d pad %d" % pad[0], Op.AVG_POOL2D, [normal(1, 6, 7, 5), ZERO, ZERO], ("float32", out),
             attribute("AvgPool2d", [3, 3], [1, 1], list(pad), D.FP32))
    with_nan = normal(1, 6, 6, 3)
    with_nan[0, 2, 3, 1] = with_nan[0, 4, 4, 2] = np.nan
    with_nan[0, 0:3, 0:3, 0] = np.nan
    for mode in (PROPAGATE, IGNORE):
        case("max_pool2d %s" % mode.name, Op.MAX_POOL2D, [with_nan], ("float32", (1, 6, 6, 3)),
             attribute("MaxPool2d", [3, 3], [1, 1], [1, 1, 1, 1], mode))
    case("max_pool2d stride 2", Op.MAX_POOL2D, [normal(2, 6, 4, 9)], ("float32", (2, 3, 2, 9)),
         attribute("MaxPool2d", [2, 2], [2, 2], [0, 0, 0, 0], PROPAGATE))


def elementwise():
    left, right = (np.array(side, F) for side in zip(*itertools.product(SPECIAL, SPECIAL)))
    shift = const(np.zeros(1, np.int8))
    for name, op, attributes, more in (
        ("add", Op.ADD, attribute("Add"), []), ("sub", Op.SUB, attribute("Sub"), []),
        ("mul", Op.MUL, attribute("Mul"), [shift]),
        ("maximum PROPAGATE", Op.MAXIMUM, attribute("Maximum", PROPAGATE), []),
        ("maximum IGNORE", Op.MAXIMUM, attribute("Maximum", IGNORE), []),
        ("minimum PROPAGATE", Op.MINIMUM, attribute("Minimum", PROPAGATE), []),
        ("minimum IGNORE", Op.MINIMUM, attribute("Minimum", IGNORE), [])):
        case(name + ", special values", op, [left, right] + more, ("float32", left.shape), attributes)
    for name, op in (("equal", Op.EQUAL), ("greater", Op.GREATER), ("greater_equal", Op.GREATER_EQUAL)):
        case(name + ", special values", op, [left, right], ("bool", left.shape), attribute("".join(p.title() for p in name.split("_"))))
    for a, b, out in (((2, 3, 4), (2, 3, 4), (2, 3, 4)), ((2, 3, 4), (1, 1, 1), (2, 3, 4)), ((1, 3, 1), (2, 1, 4), (2, 3, 4)),
                      ((2, 3, 1, 5), (1, 3, 4, 1), (2, 3, 4, 5)), ((1,), (7,), (7,)), ((), (), ())):
        case("add %s + %s" % (a, b), Op.ADD, [normal(*a) if a else np.asarray(F(1.5)), normal(*b) if b else np.asarray(F(2.25))],
             ("float32", out), attribute("Add"))
        case("mul %s x %s" % (a, b), Op.MUL, [normal(*a) if a else np.asarray(F(1.5)), normal(*b) if b else np.asarray(F(2.25)), shift],
             ("float32", out), attribute("Mul"))
    flags = lambda *sizes: random.integers(0, 2, sizes).astype(bool)
    for name, op in (("LogicalAnd", Op.LOGICAL_AND), ("LogicalOr", Op.LOGICAL_OR), ("LogicalXor", Op.LOGICAL_XOR)):
        case(name, op, [flags(4, 6), flags(4, 1)], ("bool", (4, 6)), attribute(name))
    case("LogicalNot", Op.LOGICAL_NOT, [flags(9)], ("bool", (9,)), attribute("LogicalNot"))
    case("select", Op.SELECT, [flags(2, 1, 4), normal(2, 3, 4), normal(1, 3, 1)], ("float32", (2, 3, 4)), attribute("Select"))
    case("select of a scalar condition", Op.SELECT, [flags(1, 1), normal(3, 4), normal(3, 4)], ("float32", (3, 4)), attribute("Select"))
    limits = lambda low, high: ([int(v) for v in F(low).tobytes()], [int(v) for v in F(high).tobytes()])
    for mode in (PROPAGATE, IGNORE):
        case("clamp %s" % mode.name, Op.CLAMP, [SPECIAL], ("float32", SPECIAL.shape), attribute("Clamp", *limits(0, 2), mode))
    case("clamp to FLT_MAX", Op.CLAMP, [SPECIAL], ("float32", SPECIAL.shape), attribute("Clamp", *limits(-1.5, np.finfo(F).max), PROPAGATE))


def unaries():
    for name, op, ulp in (("Abs", Op.ABS, 0), ("Ceil", Op.CEIL, 0), ("Floor", Op.FLOOR, 0), ("Identity", Op.IDENTITY, 0),
                          ("Reciprocal", Op.RECIPROCAL, 0), ("Exp", Op.EXP, 1), ("Log", Op.LOG, 1), ("Erf", Op.ERF, 1),
                          ("Sigmoid", Op.SIGMOID, 2), ("Rsqrt", Op.RSQRT, 2), ("Sin", Op.SIN, 1), ("Cos", Op.COS, 1)):
        keep = SPECIAL if name not in ("Sin", "Cos") else SPECIAL[np.abs(SPECIAL) < 1e6]
        # A denormal input makes LOG and RSQRT of the model less precise than its normal ones.
        x = np.concatenate([keep, normal(40), normal(20) * F(10)])
        if name in ("Log", "Rsqrt"):
            x = np.abs(x)
        case(name, op, [x], ("float32", x.shape), attribute(name), ulp=ulp)
    x = np.concatenate([SPECIAL, normal(40) * F(3)])
    x = x[~(np.abs(x) < 0.25) | (x == 0)]
    case("Tanh", Op.TANH, [x], ("float32", x.shape), attribute("Tanh"), ulp=3)
    case("Negate", Op.NEGATE, [SPECIAL, ZERO, ZERO], ("float32", SPECIAL.shape), attribute("Negate"))
    base, power = np.abs(normal(60)) + F(0.1), normal(60) * F(3)
    # The model's own error; ours is below half an ulp.
    case("Pow", Op.POW, [base, power], ("float32", base.shape), attribute("Pow"), ulp=16)


def reductions():
    x = normal(3, 4, 5, 2)
    for axis in range(4):
        out = tuple(1 if a == axis else s for a, s in enumerate(x.shape))
        case("reduce_sum axis %d" % axis, Op.REDUCE_SUM, [x], ("float32", out), attribute("ReduceSum", axis))
    case("reduce_product", Op.REDUCE_PRODUCT, [x], ("float32", (3, 1, 5, 2)), attribute("ReduceProduct", 1))
    case("reduce_sum of -0", Op.REDUCE_SUM, [np.array([[-0.0, -0.0]], F)], ("float32", (1, 1)), attribute("ReduceSum", 1))
    with_nan = normal(4, 6)
    with_nan[1, 2] = np.nan
    with_nan[2, :] = np.nan
    with_nan[3, :] = -np.inf
    for mode in (PROPAGATE, IGNORE):
        case("reduce_max %s" % mode.name, Op.REDUCE_MAX, [with_nan], ("float32", (4, 1)), attribute("ReduceMax", 1, mode))
        case("reduce_min %s" % mode.name, Op.REDUCE_MIN, [with_nan], ("float32", (4, 1)), attribute("ReduceMin", 1, mode))
        case("argmax %s" % mode.name, Op.ARGMAX, [with_nan], ("int32", (4,)), attribute("ArgMax", 1, mode))
    case("argmax of equals", Op.ARGMAX, [np.array([[1, 3, 2, 3], [0, 0, 0, 0]], F)], ("int32", (2,)), attribute("ArgMax", 1, PROPAGATE))
    case("argmax axis 0", Op.ARGMAX, [normal(5, 3, 2)], ("int32", (3, 2)), attribute("ArgMax", 0, PROPAGATE))
    zeros = np.array([[0.0, -0.0], [-0.0, 0.0]], F)
    case("reduce_max of zeros", Op.REDUCE_MAX, [zeros], ("float32", (2, 1)), attribute("ReduceMax", 1, PROPAGATE))
    case("reduce_min of zeros", Op.REDUCE_MIN, [zeros], ("float32", (2, 1)), attribute("ReduceMin", 1, PROPAGATE))
    case("reduce_min of zeros IGNORE", Op.REDUCE_MIN, [zeros], ("float32", (2, 1)), attribute("ReduceMin", 1, IGNORE))
    case("reduce_max of zeros IGNORE", Op.REDUCE_MAX, [zeros], ("float32", (2, 1)), attribute("ReduceMax", 1, IGNORE))
    case("max_pool2d of zeros", Op.MAX_POOL2D, [zeros.reshape(2, 1, 2, 1)], ("float32", (2, 1, 1, 1)),
         attribute("MaxPool2d", [1, 2], [1, 1], [0, 0, 0, 0], PROPAGATE))
    flags = random.integers(0, 2, (3, 5)).astype(bool)
    flags[0] = True
    flags[1] = False
    case("reduce_all", Op.REDUCE_ALL, [flags], ("bool", (3, 1)), attribute("ReduceAll", 1))
    case("reduce_any", Op.REDUCE_ANY, [flags], ("bool", (3, 1)), attribute("ReduceAny", 1))


def movements():
    x = normal(2, 3, 4)
    for order in ((0, 1, 2), (0, 2, 1), (2, 1, 0), (1, 2, 0)):
        case("transpose %s" % (order,), Op.TRANSPOSE, [x], ("float32", tuple(x.shape[a] for a in order)), attribute("Transpose", list(order)))
    case("transpose BOOL", Op.TRANSPOSE, [random.integers(0, 2, (3, 4)).astype(bool)], ("bool", (4, 3)), attribute("Transpose", [1, 0]))
    case("reshape", Op.RESHAPE, [x, shape(4, 6)], ("float32", (4, 6)), attribute("Reshape"))
    case("slice", Op.SLICE, [x, shape(0, 1, 2), shape(2, 2, 1)], ("float32", (2, 2, 1)), attribute("Slice"))
    for axis in range(3):
        case("reverse %d" % axis, Op.REVERSE, [x], ("float32", x.shape), attribute("Reverse", axis))
        sizes = list(x.shape)
        sizes[axis] = 2
        other = normal(*sizes)
        case("concat %d" % axis, Op.CONCAT, [x, other, x], ("float32", np.concatenate([x, other, x], axis).shape), attribute("Concat", axis))
    case("tile", Op.TILE, [x, shape(2, 1, 3)], ("float32", (4, 3, 12)), attribute("Tile"))
    case("pad", Op.PAD, [x, shape(1, 0, 0, 2, 3, 1), const(np.array([-7.5], F))], ("float32", (3, 5, 8)), attribute("Pad"))
    case("gather", Op.GATHER, [x, integers(0, 2, (2, 5), "int32")], ("float32", (2, 5, 4)), attribute("Gather"))
    case("scatter", Op.SCATTER, [x, np.array([[2, 0], [1, 2]], np.int32), normal(2, 2, 4)], ("float32", (2, 3, 4)), attribute("Scatter"))
    halves = np.array([0.5, 1.5, 2.5, -0.5, -1.5, 2.4999998, 126.5, 127.5, 200, -128.5, -300, 32767.6, 2147483520.0, 3e9, -3e9], F)
    for dtype in ("int8", "int16", "int32"):
        case("cast FP32 to %s" % dtype, Op.CAST, [halves], (dtype, halves.shape), attribute("Cast"))
    case("cast int32 to FP32", Op.CAST, [np.array([0, 1, -1, 16777217, 16777219, 2**31 - 1, -2**31], np.int32)], ("float32", (7,)), attribute("Cast"))
    case("cast int8 to FP32", Op.CAST, [np.arange(-128, 128, dtype=np.int8)], ("float32", (256,)), attribute("Cast"))


def integer_graphs():
    """INT graphs, for the engine's real numbers: rounding alone may set them apart."""
    i8 = lambda value: const(np.array([value], np.int8))
    single = ts.RoundingMode.SINGLE_ROUND

    def rescale(name, x, m, s, zin, zout, out, per_channel, **tolerance):
        case(name, Op.RESCALE, [x, const(np.array(m, np.int32)), const(np.array(s, np.int8)), const(np.array([zin], x.dtype)), const(np.array([zout], out))],
             (out, x.shape), attribute("Rescale", True, single, per_channel, False, False), **tolerance)

    rescale("rescale int32 to int8", integers(-4000, 4000, (5, 9), "int32"), [1518500250], [36], 0, -11, "int8", False, lsb=0.5)
    rescale("rescale per channel", integers(-4000, 4000, (6, 3), "int32"), [1518500250, 1073741824, 2000000000], [36, 37, 38], 0, 5, "int8", True, lsb=0.5)
    rescale("rescale int8 to int32", integers(-128, 127, (40,)), [1073741824], [11], 7, 0, "int32", False, lsb=0)
    case("table int8", Op.TABLE, [np.arange(-128, 128, dtype=np.int8), const(integers(-128, 127, (256,)))], ("int8", (256,)), attribute("Table"), lsb=0)
    table = np.sort(integers(-30000, 30000, (513,), "int16"))
    case("table int16", Op.TABLE, [integers(-32768, 32767, (200,), "int16"), const(table)], ("int32", (200,)), attribute("Table"), lsb=0.01)
    case("mul int32 with shift", Op.MUL, [integers(-900, 900, (4, 5), "int32"), integers(-900, 900, (1, 5), "int32"), const(np.array([6], np.int8))],
         ("int32", (4, 5)), attribute("Mul"), lsb=0.5)
    for name, op in (("Add", Op.ADD), ("Sub", Op.SUB)):
        case(name + " int32", op, [integers(-9000, 9000, (4, 5), "int32"), integers(-9000, 9000, (4, 1), "int32")], ("int32", (4, 5)), attribute(name), lsb=0)
    case("intdiv", Op.INTDIV, [integers(-900, 900, (30,), "int32"), integers(1, 30, (30,), "int32")], ("int32", (30,)), attribute("IntDiv"), lsb=1)
    case("arithmetic_right_shift", Op.ARITHMETIC_RIGHT_SHIFT, [integers(-900, 900, (30,), "int32"), integers(0, 5, (30,), "int32")],
         ("int32", (30,)), attribute("ArithmeticRightShift", True), lsb=0.5)
    case("conv2d int8", Op.CONV2D, [integers(-128, 127, (1, 5, 6, 4)), const(integers(-127, 127, (10, 3, 3, 4))), const(integers(-900, 900, (10,), "int32")), i8(-7), i8(0)],
         ("int32", (1, 5, 6, 10)), attribute("Conv2d", [1, 1, 1, 1], [1, 1], [1, 1], False, D.INT32), lsb=0)
    case("depthwise int8", Op.DEPTHWISE_CONV2D, [integers(-128, 127, (1, 5, 6, 4)), const(integers(-127, 127, (3, 3, 4, 2))), const(integers(-900, 900, (8,), "int32")), i8(9), i8(0)],
         ("int32", (1, 5, 6, 8)), attribute("DepthwiseConv2d", [1, 1, 1, 1], [1, 1], [1, 1], False, D.INT32), lsb=0)
    case("matmul int8", Op.MATMUL, [integers(-128, 127, (2, 3, 8)), integers(-128, 127, (2, 8, 5)), i8(4), i8(-6)], ("int32", (2, 3, 5)), attribute("MatMul"), lsb=0)
    case("avg_pool2d int8", Op.AVG_POOL2D, [integers(-128, 127, (1, 6, 6, 3)), i8(5), i8(-3)], ("int8", (1, 6, 6, 3)),
         attribute("AvgPool2d", [3, 3], [1, 1], [1, 1, 1, 1], D.INT32), lsb=0.5)
    case("max_pool2d int8", Op.MAX_POOL2D, [integers(-128, 127, (1, 4, 4, 3))], ("int8", (1, 2, 2, 3)),
         attribute("MaxPool2d", [2, 2], [2, 2], [0, 0, 0, 0], PROPAGATE), lsb=0)
    case("negate int8", Op.NEGATE, [np.arange(-128, 128, dtype=np.int8), i8(3), i8(-2)], ("int8", (256,)), attribute("Negate"), lsb=0)
    case("clamp int8", Op.CLAMP, [np.arange(-128, 128, dtype=np.int8)], ("int8", (256,)), attribute("Clamp", [0xF0], [0x20], PROPAGATE), lsb=0)
    for name, op in (("ReduceSum", Op.REDUCE_SUM),):
        case(name + " int32", op, [integers(-9000, 9000, (3, 7, 2), "int32")], ("int32", (3, 1, 2)), attribute(name, 1), lsb=0)
    case("reduce_max int8", Op.REDUCE_MAX, [integers(-128, 127, (3, 7))], ("int8", (3, 1)), attribute("ReduceMax", 1, PROPAGATE), lsb=0)
    case("argmax int8", Op.ARGMAX, [integers(-128, 127, (3, 7))], ("int32", (3,)), attribute("ArgMax", 1, PROPAGATE), lsb=0)
    case("greater int32", Op.GREATER, [integers(-3, 3, (20,), "int32"), integers(-3, 3, (20,), "int32")], ("bool", (20,)), attribute("Greater"))
    case("pad int8", Op.PAD, [integers(-128, 127, (2, 3)), shape(1, 1, 0, 2), i8(-9)], ("int8", (4, 5)), attribute("Pad"), lsb=0)
    case("transpose int8", Op.TRANSPOSE, [integers(-128, 127, (2, 3))], ("int8", (3, 2)), attribute("Transpose", [1, 0]), lsb=0)
    case("gather int8", Op.GATHER, [integers(-128, 127, (2, 4, 3)), integers(0, 3, (2, 5), "int32")], ("int8", (2, 5, 3)), attribute("Gather"), lsb=0)


for group in (convolutions, pools, elementwise, unaries, reductions, movements, integer_graphs):
    group()
with open("operators.jsonl", "w") as file:
    file.write("\n".join(lines) + "\n")
print(len(lines), "cases")
