"""Writes metrics.jsonl: pairs of tensors and their figures, computed by numpy in float64.

    python3 make_goldens.py > metrics.jsonl

Elements are bit patterns, as whole numbers. Made with numpy 2.4.
"""

import json
import numpy as np

random = np.random.default_rng(2026)


def real(bits, dtype):
    if dtype == "BF16":
        return (bits.astype(np.uint32) << 16).view(np.float32).astype(np.float64)
    view = {"INT8": np.int8, "INT16": np.int16, "INT32": np.int32, "FP32": np.float32, "FP16": np.float16}[dtype]
    return bits.view(view).astype(np.float64)


def ordinal(bits, width):
    magnitude = bits.astype(np.int64) & ((1 << (width - 1)) - 1)
    return np.where(bits.astype(np.int64) >> (width - 1), -magnitude, magnitude)


def number(value):
    value = float(value)
    if np.isnan(value):
        return "nan"
    return value if np.isfinite(value) else ("inf" if value > 0 else "-inf")


def maxima(distance, axis):
    others = tuple(a for a in range(distance.ndim) if a != axis)
    return [number(v) for v in distance.max(axis=others)]


def emit(name, shape, actual, expected, types):
    width = {"INT8": 8, "INT16": 16, "INT32": 32, "FP32": 32, "FP16": 16, "BF16": 16}
    a, e = real(actual, types[0]).reshape(shape), real(expected, types[1]).reshape(shape)
    is_float = [t in ("FP32", "FP16", "BF16") for t in types]
    both_nan = np.isnan(a) & np.isnan(e)
    equal = (a == e) & (np.signbit(a) == np.signbit(e)) | both_nan
    finite = np.isfinite(a) & np.isfinite(e)
    with np.errstate(all="ignore"):
        difference = np.where(equal, 0, np.where(finite, a - e, np.inf))
        distance = np.abs(difference)
        relative = np.where(distance == 0, 0, distance / np.abs(e))
        relative = np.where(finite | equal, relative, np.inf)
        noise = float(np.sum(np.square((a - e)[finite])))
        signal = float(np.sum(np.square(e[finite])))
        power = float(np.sum(np.square(a[finite])))
        dot = float(np.sum((a * e)[finite]))
        sqnr = np.inf if noise == 0 else 10 * np.log10(signal / noise)
    pairs = max(int(finite.sum()), 1)
    figures = {
        "count": a.size, "differing": int((~equal).sum()),
        "maxAbsolute": number(distance.max()), "maxRelative": number(relative.max()),
        "meanError": number((a - e)[finite].sum() / pairs), "rootMeanSquare": number(np.sqrt(noise / pairs)),
        "sqnr": number(sqnr), "cosine": number(dot / np.sqrt(signal * power)),
        "nonFiniteMismatches": int((~finite & ~equal).sum()),
        "channelMaxima": maxima(distance, a.ndim - 1) if a.ndim else [number(distance)],
        "columnMaxima": maxima(distance, a.ndim - 2) if a.ndim > 1 else [number(distance.max())],
    }
    if (~equal).any():
        figures["first"] = [int(i) for i in np.argwhere(~equal)[0]]
        reach = np.where(equal, -1, distance)
        figures["largest"] = [int(i) for i in np.unravel_index(reach.argmax(), shape)]
    if not all(is_float):
        whole = np.where(distance % 1 == 0.5, np.sign(difference) * (distance + 0.5), np.rint(difference))
        whole = np.clip(whole, -9, 9).astype(int).ravel()
        figures["histogram"] = [int((whole == k).sum()) for k in range(-9, 10)]
    if all(is_float) and types[0] == types[1] and (finite | equal).all():
        w = width[types[0]]
        steps = np.abs(ordinal(actual, w) - ordinal(expected, w))[~both_nan.ravel()]
        figures["maxULP"] = int(steps.max()) if steps.size else 0
    print(json.dumps({
        "name": name, "shape": list(shape), "types": types,
        "actual": actual.view(f"u{actual.itemsize}").tolist(),
        "expected": expected.view(f"u{expected.itemsize}").tolist(), "figures": figures}))


def near(expected, share, reach, low, high):
    step = random.integers(-reach, reach + 1, expected.size) * (random.random(expected.size) < share)
    return np.clip(expected.astype(np.int64) + step, low, high).astype(expected.dtype)


x = random.integers(-128, 128, 120).astype(np.int8)
emit("INT8, a few off by one", (2, 3, 4, 5), near(x, 0.2, 1, -128, 127), x, ["INT8", "INT8"])
emit("INT8, beyond the histogram", (4, 30), near(x, 0.7, 20, -128, 127), x, ["INT8", "INT8"])
emit("INT8, equal", (120,), x, x, ["INT8", "INT8"])
x = random.integers(-(2**15), 2**15, 48).astype(np.int16)
emit("INT16, rank 3", (2, 4, 6), near(x, 0.5, 3, -(2**15), 2**15 - 1), x, ["INT16", "INT16"])
x = random.integers(-(2**31), 2**31, 24).astype(np.int32)
emit("INT32, anything against anything", (24,), x[::-1].copy(), x, ["INT32", "INT32"])
emit("a scalar", (), np.array([3], np.int8), np.array([5], np.int8), ["INT8", "INT8"])

x = random.integers(-100, 100, 60).astype(np.int8)
y = (x + random.normal(0, 0.7, 60)).astype(np.float32)
y[7] = np.float32(x[7]) + np.float32(0.5)
y[8] = np.float32(x[8]) - np.float32(1.5)
emit("INT8 against real numbers", (1, 4, 5, 3), x.view(np.uint8), y.view(np.uint32), ["INT8", "FP32"])
emit("real numbers against INT8", (1, 4, 5, 3), y.view(np.uint32), x.view(np.uint8), ["FP32", "INT8"])

x = random.normal(0, 3, 60).astype(np.float32)
y = (x.view(np.uint32) + random.integers(0, 5, 60).astype(np.uint32)).view(np.float32)
emit("FP32, some ulp", (3, 4, 5), y.view(np.uint32), x.view(np.uint32), ["FP32", "FP32"])
zeros = np.array([0.0, -0.0, 1.0, 1e-45, -1e-45], np.float32)
emit("FP32, zeros and subnormals", (5,), zeros[[1, 0, 2, 4, 3]].view(np.uint32), zeros.view(np.uint32), ["FP32", "FP32"])
odd = np.array([np.nan, np.inf, -np.inf, 1, 2, np.inf, np.nan, 3], np.float32)
even = np.array([np.nan, np.inf, np.inf, np.nan, 2.5, 4, -np.inf, 3], np.float32)
emit("FP32, NaN and infinity", (2, 4), odd.view(np.uint32), even.view(np.uint32), ["FP32", "FP32"])
x = random.normal(0, 3, 24).astype(np.float16).view(np.uint16)
emit("FP16", (4, 6), (x + random.integers(0, 3, 24).astype(np.uint16)), x, ["FP16", "FP16"])
x = (random.normal(0, 3, 24).astype(np.float32).view(np.uint32) >> 16).astype(np.uint16)
emit("BF16", (4, 6), (x + random.integers(0, 3, 24).astype(np.uint16)), x, ["BF16", "BF16"])
