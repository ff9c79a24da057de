"""Fits the constants of the cost model to the measured ticks beside this file.

    python3 fit_cost.py            # needs numpy and scipy

Prints the constants as Sources/Axon/Cost holds them, the errors per operator (on all rows, and on
rows held out: five folds, row index modulo 5) and the errors on nets_dev.jsonl. The formulas are
described in docs/cost-model.md. Everything is deterministic.
"""

import csv
import json
import pathlib

import numpy as np
from scipy.optimize import least_squares

HERE = pathlib.Path(__file__).parent
OVERHEAD = 40  # ticks of one inference beside its layers, from chains of 1 to 8 equal layers
VECTOR_WEIGHT = 0.2
VECTOR_OPERATORS = ("conv2d", "depthwise", "pointwise", "concat", "strided_slice", "fc", "avg_pool", "max_pool", "mean", "mul")
CSV_NAMES = {"conv": "conv2d", "dw": "depthwise", "pw": "pointwise", "avg": "avg_pool", "max": "max_pool"}


class Shape:
    """What the formulas need to know of one layer."""

    def __init__(self, op, inputs, out, filter_dims, stride, top, per_channel):
        (self.c, self.h, self.w, _), (self.oc, self.oh, self.ow, self.bytes) = inputs[0], out
        self.operands = inputs
        self.op, self.per_channel = op, per_channel
        if op == "fc":
            self.w = filter_dims[2]
        self.words, self.groups_down = -(-self.w // 4), 1
        if op in ("conv2d", "depthwise", "avg_pool", "max_pool", "mean"):
            _, kh, kw = filter_dims
            self.groups_down, groups_across = -(-kh // 3), -(-kw // 3)
            self.groups = self.groups_down * groups_across
            self.rows = min(self.h, (self.oh - 1) * stride[0] + kh - top)
            self.primed = kh if op == "mean" else min(kh, 3, self.h)


def rows_in(k, s, used):
    """Fetching `used` rows of packed words."""
    return used * max(k.get("row", 0), k["word"] * s.words)


def rows_out(k, s):
    """Computing the output rows of one channel (pair), one pixel a cycle and group of 3x3 taps."""
    again = k["again"] * s.groups_down * s.words if s.groups_down > 1 and "again" in k else 0
    return s.oh * (s.ow * s.groups + max(k["out_row"], again))


def depthwise(k, s):
    return k["layer"] + s.c * (k["channel"] + max(k["word_first"] * s.words + rows_in(k, s, s.rows), k["prime"] * s.primed + rows_out(k, s)))


def pool(k, s):
    fetch = k["word_first"] * s.words + rows_in(k, s, s.rows) + k["store_row"] * s.oh
    return k["layer"] + s.c * (k["channel"] + max(fetch, k["prime"] * s.primed + rows_out(k, s)))


def conv2d(k, s):
    strips = 2 if s.c > 1 and s.oh * s.ow > 512 else 1
    pair = k["pair"] * strips + max(rows_in(k, s, s.rows + 1), k["prime"] * s.primed + rows_out(k, s))
    return k["layer"] + s.oc * ((k["sums"] * strips if s.c > 1 else 0) + s.c * pair)


def pointwise(k, s):
    rows = 4096 // (s.c * s.w)
    strips = -(-s.h // rows) if rows else -(-s.c * s.w * s.h // 4096)
    channel = s.oh * (s.ow * max(1 + k["pixel"] * s.c, k["pixel_sum"] + k["product"] * s.c) + k["out_row"])
    first = max(channel, rows_in(k, s, s.c * s.oh))
    return strips * s.oc * k["channel"] + (s.oc - 1) * channel + first


def fc(k, s):
    chunks = -(-s.w // 1023)
    out = max(k["least"], k["word"] * s.words + k["fixed"] + k["chunk"] * (chunks - 1)) + k["byte"] * (s.bytes - 1)
    fetch = k["input"] * s.w
    if s.per_channel:  # each output is set up, and fetches its input, as a layer of its own
        return k["layer"] + s.ow * (k["layer"] + fetch + out)
    return k["layer"] + fetch + s.ow * out


def elementwise(k, s):
    row = k["row_fixed"] + k["word"] * s.words
    return k["layer"] + s.c * (k["channel"] + k["word_first"] * s.words + s.h * max(k.get("row", 0), row))


def copy(k, s):
    if s.op == "concat":
        parts = [(d[0], d[1], -(-d[2] // 4)) for d in s.operands]
    else:
        parts = [(s.oc, s.oh, -(-s.ow // 4))]
    return k["layer"] + sum(c * (k["channel"] + h * (k["row"] + k["word"] * w)) for c, h, w in parts)


def mean(k, s):
    """A window's rows are fetched before its sum begins, those of later windows meanwhile."""
    fetch = max(k["row"], k["word"] * s.words)
    return k["layer"] + s.c * (k["channel"] + k["word_first"] * s.words + s.primed * fetch + max((s.rows - s.primed) * fetch, rows_out(k, s)))


def softmax(k, s):
    return k["layer"] + k["element"] * s.ow


def free(k, s):
    return 0


MODELS = {
    "conv2d": (conv2d, dict(layer=9, sums=73, pair=55, prime=6, word=1, out_row=2, again=1)),
    "depthwise": (depthwise, dict(layer=21, channel=56, prime=8, word_first=3, row=5.4, word=1.3, out_row=2, again=1)),
    "pointwise": (pointwise, dict(channel=60, pixel=0.13, pixel_sum=0.27, product=0.18, out_row=1.8, row=4.1, word=1.2)),
    "pool": (pool, dict(layer=20, channel=44, prime=7, word_first=1, row=4.2, word=1.2, out_row=1.9, store_row=2.4)),
    "mean": (mean, dict(layer=21, channel=43, word_first=2, row=4, word=1, out_row=3)),
    "fc": (fc, dict(layer=67, input=0.42, least=8, word=1, fixed=1.6, chunk=5, byte=0.5)),
    "add": (elementwise, dict(layer=26, channel=44, word_first=3.5, row=12, row_fixed=1.6, word=4)),
    "mul": (elementwise, dict(layer=104, channel=100, word_first=10.7, row_fixed=12, word=9.6)),
    "add_constant": (elementwise, dict(layer=1, channel=73, word_first=3, row_fixed=2.6, word=3.8)),
    "mul_constant": (elementwise, dict(layer=110, channel=146, word_first=5.2, row_fixed=6.2, word=6.6)),
    "copy": (copy, dict(layer=10, channel=50, row=6, word=1)),
    "softmax": (softmax, dict(layer=705, element=11)),
    "free": (free, {}),
}
MODEL_OF = {"avg_pool": "pool", "max_pool": "pool", "concat": "copy", "strided_slice": "copy"}
MODEL_OF |= {name: "free" for name in ("sigmoid", "tanh", "reshape", "persistent_var")}


def layers_of_row(row):
    """The layers that a row of cycles_dev.csv measured, and the operator it counts for."""
    g = lambda name: int(row[name])
    name, op = row["op"], CSV_NAMES.get(row["op"], row["op"])
    first, out = [g("in_c"), g("in_h"), g("in_w"), 1], [g("out_c"), g("out_h"), g("out_w"), 1]
    stride, window = [g("stride_y"), g("stride_x")], [g("in_c"), g("filt_h"), g("filt_w")]
    over = max((out[1] - 1) * stride[0] + window[1] - first[1], 0)
    shape = lambda op, out: Shape(op, [first], out, window, stride, over // 2, g("per_channel"))
    if name in ("softmax", "sigmoid", "tanh", "fc_i16", "fc_i32"):
        wide = out[:3] + [4 if name in ("softmax", "fc_i32") else 2]
        fed = [("fc", shape("fc", wide))]
        return (fed if name.startswith("fc") else fed + [(MODEL_OF.get(name, name), Shape(name, [wide], out, None, stride, 0, 0))]), name
    if name.startswith("concat"):
        return [("copy", Shape("concat", [first, first], out, None, stride, 0, 0))], "concat"
    if name in ("addc", "mulc"):
        op = name[:3] + "_constant"
    return [(MODEL_OF.get(op, op), shape(op, out))], name


def layers_of_net(record):
    result = []
    for y in record["layers"]:
        # A constant as large as the tensor costs what a tensor does.
        constant = "_constant" if y["op"] in ("add", "mul") and len(y["in"]) == 1 else ""
        if constant and (y["filter_dims"] == y["in"][0][:3] or y["op"] == "add" and y["filter_dims"] == [1, 1, 1] and y["in"][0][0] > 1):
            constant = ""
        per_channel = y.get("per_channel", len(y.get("shifts") or []) > 1) if y["op"] == "fc" else 0
        shape = Shape(y["op"], y["in"], y["out"], y["filter_dims"], y["stride"], y["pad"][0], per_channel)
        result.append((MODEL_OF.get(y["op"], y["op"]) + constant, shape))
    return result


def predict(constants, layers):
    return OVERHEAD + sum(MODELS[name][0](constants[name], shape) for name, shape in layers)


def fit(name, rows, constants):
    """Constants of one model by least squares of the relative error, later ones robustly."""
    model, start = MODELS[name]
    keys = list(start)
    fixed = [sum(MODELS[n][0](constants[n], s) for n, s in layers if n != name) + OVERHEAD for layers, _, _ in rows]

    def residual(x):
        k = dict(zip(keys, x))
        return [w * ((f + sum(model(k, s) for n, s in layers if n == name)) / t - 1) for f, (layers, t, w) in zip(fixed, rows)]

    best = None
    for seed in range(3):
        noise = 0.2 * np.random.default_rng(seed).standard_normal(len(keys)) * (seed > 0)
        x = np.maximum(np.array([start[k] for k in keys]) * (1 + noise), 1e-3)
        for scale in (1, 0.2, 0.05, 0.02):
            x = np.maximum(x, 1e-9)
            found = least_squares(residual, x, bounds=(0, np.inf), loss="soft_l1", f_scale=scale, x_scale=np.maximum(x, 0.1), max_nfev=60)
            x = found.x
        if best is None or found.cost < best.cost:
            best = found
    digits = lambda v: round(float(v), 1 if v >= 20 else 3)
    return {k: digits(v) for k, v in zip(keys, best.x)}


# A model is fitted after those that its rows also contain.
ORDER = ["depthwise", "fc", "conv2d", "pointwise", "pool", "mean", "add", "mul", "add_constant", "mul_constant", "softmax", "copy"]


def fit_all(rows, vectors):
    """Fits every model to rows of the table and, with less weight, to vectors."""
    constants = {"free": {}}
    weighed = [row + (1,) for row in rows] + [row + (VECTOR_WEIGHT,) for row in vectors]
    for name in ORDER:
        last = lambda layers: [n for n, _ in layers if n != "free"][-1]
        constants[name] = fit(name, [row for row in weighed if last(row[0]) == name], constants)
    return constants


def quantiles(errors):
    return f"{len(errors):4d} {100 * np.median(errors):6.2f} {100 * np.quantile(errors, 0.95):6.2f} {100 * max(errors):6.2f}"


def table(title, names, errors):
    print(f"\n{title}\n{'operator':14s}    n    med    p95    max")
    for name in sorted(set(names)):
        print(f"{name:14s} {quantiles([e for n, e in zip(names, errors) if n == name])}")
    print(f"{'total':14s} {quantiles(errors)}")


def main():
    with open(HERE / "cycles_dev.csv") as file:
        raw = list(csv.DictReader(file))
    parsed = [layers_of_row(row) for row in raw]
    names = [name for _, name in parsed]
    rows = [(layers, int(row["ticks"])) for (layers, _), row in zip(parsed, raw)]
    with open(HERE / "dev.jsonl") as file:
        vectors = [json.loads(line) for line in file]
    # Vectors have the small shapes and the moves that the table hardly has; they are in every fold.
    small = [(layers_of_net(v), v["ticks"]) for v in vectors if v["op"] in VECTOR_OPERATORS and not v["quirk"]]

    constants = fit_all(rows, small)
    for name in ORDER:
        print(f"{name}: " + ", ".join(f"{k} {v}" for k, v in constants[name].items()))
    error = lambda k, row: abs(predict(k, row[0]) / row[1] - 1)
    table("all rows", names, [error(constants, row) for row in rows])

    held = np.zeros(len(rows))
    for fold in range(5):
        other = fit_all([row for i, row in enumerate(rows) if i % 5 != fold], small)
        for i in range(fold, len(rows), 5):
            held[i] = error(other, rows[i])
    table("held-out rows", names, held.tolist())

    with open(HERE / "nets_dev.jsonl") as file:
        nets = [json.loads(line) for line in file]
    table("nets", [n["family"] for n in nets], [error(constants, (layers_of_net(n), n["ticks"])) for n in nets])
    table("vectors", [v["op"] for v in vectors if v["ticks"]], [error(constants, (layers_of_net(v), v["ticks"])) for v in vectors if v["ticks"]])


if __name__ == "__main__":
    main()
