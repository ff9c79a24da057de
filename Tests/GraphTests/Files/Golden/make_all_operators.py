"""Writes all-operators.tosa: every operator of TOSA 1.0 with the attributes of OperatorSamples.swift.

Origin of the golden file: the classes that flatc generated from tosa.fbs, as shipped in tosa-tools
2026.8.0 (package `tosa`), with flatbuffers 25.2.10. No code of ours writes it.

    python make_all_operators.py all-operators.tosa
"""

import importlib
import sys

import flatbuffers
from tosa.Op import Op

FP16, FP32, INT32, INT48, IGNORE = 8, 7, 5, 6, 2
ATTRIBUTES = {
    "ArgMax": dict(Axis=3, NanMode=IGNORE),
    "AvgPool2d": dict(Kernel=[2, 3], Stride=[4, 5], Pad=[6, 7, 8, 9], AccType=FP16),
    "Conv2d": dict(Pad=[1, 2, 3, 4], Stride=[5, 6], Dilation=[7, 8], LocalBound=True, AccType=INT48),
    "Conv3d": dict(Pad=[1, 2, 3, 4, 5, 6], Stride=[7, 8, 9], Dilation=[10, 11, 12],
                   LocalBound=True, AccType=FP32),
    "DepthwiseConv2d": dict(Pad=[4, 3, 2, 1], Stride=[6, 5], Dilation=[8, 7], LocalBound=True,
                            AccType=INT32),
    "FFT2d": dict(Inverse=True, LocalBound=False),
    "MaxPool2d": dict(Kernel=[3, 2], Stride=[5, 4], Pad=[9, 8, 7, 6], NanMode=IGNORE),
    "RFFT2d": dict(LocalBound=True),
    "TransposeConv2d": dict(OutPad=[-1, 2, -3, 4], Stride=[5, 6], LocalBound=True, AccType=FP16),
    "Clamp": dict(MinVal=bytes([1, 2, 3, 4]), MaxVal=bytes([5, 6, 7, 8]), NanMode=IGNORE),
    "ArithmeticRightShift": dict(Round=True),
    "Maximum": dict(NanMode=IGNORE),
    "Minimum": dict(NanMode=IGNORE),
    "ReduceAll": dict(Axis=1),
    "ReduceAny": dict(Axis=2),
    "ReduceMax": dict(Axis=3, NanMode=IGNORE),
    "ReduceMin": dict(Axis=4, NanMode=IGNORE),
    "ReduceProduct": dict(Axis=5),
    "ReduceSum": dict(Axis=6),
    "Concat": dict(Axis=-2),
    "Reverse": dict(Axis=5),
    "Transpose": dict(Perms=[2, 0, 3, 1]),
    "Resize": dict(Mode=2),
    "Rescale": dict(Scale32=True, RoundingMode=3, PerChannel=False, InputUnsigned=True,
                    OutputUnsigned=False),
    "Custom": dict(OperatorName="op", DomainName="domain", ImplementationAttrs=bytes([9, 0, 255])),
    "CondIf": dict(ThenGraph="then", ElseGraph="else"),
    "WhileLoop": dict(CondGraph="cond", BodyGraph="body"),
}


def offsets(builder, references):
    builder.StartVector(4, len(references), 4)
    for reference in reversed(references):
        builder.PrependUOffsetTRelative(reference)
    return builder.EndVector()


def encoded(builder, value):
    if isinstance(value, str):
        return builder.CreateString(value)
    if isinstance(value, bytes):
        return builder.CreateByteVector(value)
    if isinstance(value, list):
        builder.StartVector(4, len(value), 4)
        for number in reversed(value):
            builder.PrependInt32(number)
        return builder.EndVector()
    return value


def table(builder, kind, **fields):
    module = importlib.import_module(f"tosa.{kind}")
    fields = {name: encoded(builder, value) for name, value in fields.items()}
    module.Start(builder)
    for name, value in fields.items():
        getattr(module, "Add" + name)(builder, value)
    return module.End(builder)


def main(path):
    builder = flatbuffers.Builder()
    unions = {v: k for k, v in vars(importlib.import_module("tosa.Attribute").Attribute).items()
              if isinstance(v, int)}
    names = {n: builder.CreateString(n) for n in "abc"}
    operators = []
    for number in range(Op.ARGMAX, Op.CONST_SHAPE + 1):
        union = unions[number]
        fields = ATTRIBUTES.get(union.removesuffix("Attribute"), {})
        attribute = table(builder, union, **fields)
        location = table(builder, "OpLocation", Text=f"line {number}")
        inputs = offsets(builder, [names["a"], names["b"]])
        outputs = offsets(builder, [names["c"]])
        operators.append(table(builder, "TosaOperator", Op=number, AttributeType=number,
                               Attribute=attribute, Inputs=inputs, Outputs=outputs,
                               Location=location))
    tensors = offsets(builder, [table(builder, "TosaTensor", Name=n, Shape=[1, 2], Type=FP32)
                                for n in "abc"])
    block = table(builder, "TosaBasicBlock", Name="main", Operators=offsets(builder, operators),
                  Tensors=tensors, Inputs=offsets(builder, [names["a"], names["b"]]),
                  Outputs=offsets(builder, [names["c"]]))
    region = table(builder, "TosaRegion", Name="main", Blocks=offsets(builder, [block]))
    version = table(builder, "Version", _Major=1, _Minor=0, _Patch=0, _Draft=False)
    root = table(builder, "TosaGraph", Version=version, Regions=offsets(builder, [region]))
    builder.Finish(root, b"TOSA")
    with open(path, "wb") as file:
        file.write(builder.Output())


main(sys.argv[1])
