"""Makes elementary.csv: arguments and correctly rounded results of the elementary functions.

    python make_tables.py                      writes elementary.csv (needs mpmath)
    python make_tables.py --points FILE        writes 100,000 arguments a function, one `name,x[,y]` a line
    python make_tables.py --measure FILE GOT   largest error in ulp of the results in GOT, line by line

Numbers are bit patterns in hexadecimal; a name ending in `f` is the FP32 function.
The oracle is mpmath at 200 bits of precision (1200 for sin and cos of large arguments).
"""
import collections
import random
import struct
import sys

import mpmath
from mpmath import mpf

INF, NAN = float("inf"), float("nan")
mpmath.mp.prec = 200


def sine(x):
    with mpmath.workprec(1300):
        return +mpmath.sin(x)


def cosine(x):
    with mpmath.workprec(1300):
        return +mpmath.cos(x)


def log1p(x):
    with mpmath.workprec(1300):
        return +mpmath.log(1 + x)


def sigmoid(x):
    return 1 / (1 + mpmath.exp(-x))


# name: (function, smallest and largest magnitude of the domain, whether negative too, special values)
EXP = [(0.0, 1.0), (-0.0, 1.0), (INF, INF), (-INF, 0.0), (NAN, NAN)]
ODD = [(0.0, 0.0), (-0.0, -0.0), (NAN, NAN)]
FUNCTIONS = {
    "exp": (mpmath.exp, 1e-18, 709.7, True, EXP + [(1000.0, INF), (-1000.0, 0.0)]),
    "log": (mpmath.log, 5e-324, 1.7e308, False,
            [(0.0, -INF), (-0.0, -INF), (-1.0, NAN), (1.0, 0.0), (INF, INF), (NAN, NAN)]),
    "log1p": (log1p, 1e-18, 1.7e308, True, ODD + [(-1.0, -INF), (-2.0, NAN), (INF, INF)]),
    "sigmoid": (sigmoid, 1e-18, 709.0, True, [(0.0, 0.5), (-0.0, 0.5), (INF, 1.0), (-INF, 0.0), (NAN, NAN)]),
    "tanh": (mpmath.tanh, 1e-18, 30.0, True, ODD + [(INF, 1.0), (-INF, -1.0)]),
    "erf": (mpmath.erf, 1e-18, 7.0, True, ODD + [(INF, 1.0), (-INF, -1.0)]),
    "rsqrt": (lambda x: 1 / mpmath.sqrt(x), 5e-324, 1.7e308, False,
              [(0.0, INF), (-0.0, -INF), (-1.0, NAN), (INF, 0.0), (NAN, NAN)]),
    "reciprocal": (lambda x: 1 / x, 1e-307, 1.7e307, True,
                   [(0.0, INF), (-0.0, -INF), (INF, 0.0), (-INF, -0.0), (NAN, NAN)]),
    "sin": (sine, 1e-18, 1.7e308, True, ODD + [(INF, NAN), (-INF, NAN)]),
    "cos": (cosine, 1e-18, 1.7e308, True, [(0.0, 1.0), (-0.0, 1.0), (INF, NAN), (-INF, NAN), (NAN, NAN)]),
}
# Arguments around which a function changes its method or its sign.
CRITICAL = {
    "exp": [0.34657, 708.4, 709.78], "log": [1.0, 0.7071067811865476, 1.4142135623730951],
    "log1p": [-0.29, 0.41, 1.0, -1.0 + 2**-30], "sigmoid": [1.0, 36.7], "tanh": [0.17328, 0.55, 19.0],
    "erf": [0.5, 0.9, 1.0, 1.1, 5.9], "rsqrt": [1.0, 2.0], "reciprocal": [1.0, 2.0],
    "sin": [0.785398, 3.141592653589793, 6.283185307179586, 355.0],
    "cos": [0.785398, 1.5707963267948966, 4.71238898038469, 11.0],
}
POW_SPECIAL = [
    (0.0, 2.0, 0.0), (-0.0, 3.0, -0.0), (0.0, -1.0, INF), (-0.0, -3.0, -INF), (-0.0, -2.0, INF),
    (2.0, 0.0, 1.0), (NAN, 0.0, 1.0), (1.0, NAN, 1.0), (-2.0, 3.0, -8.0), (-2.0, 2.0, 4.0),
    (-2.0, 0.5, NAN), (INF, 2.0, INF), (INF, -2.0, 0.0), (-INF, 3.0, -INF), (-INF, -3.0, -0.0),
    (0.5, INF, 0.0), (2.0, INF, INF), (0.5, -INF, INF), (2.0, -INF, 0.0), (-1.0, INF, 1.0),
    (NAN, 1.0, NAN), (2.0, NAN, NAN), (10.0, 1000.0, INF), (10.0, -1000.0, 0.0), (1.0, 1e300, 1.0),
]
FORMATS = {"": (53, -1022, 1023, "<d", "<Q"), "f": (24, -126, 127, "<f", "<I")}


def bits(value, kind):
    _, _, _, real, integer = FORMATS[kind]
    return "%x" % struct.unpack(integer, struct.pack(real, value))[0]


def number(text, kind):
    _, _, _, real, integer = FORMATS[kind]
    return struct.unpack(real, struct.pack(integer, int(text, 16)))[0]


def ulp(exact, kind):
    precision, lowest, _, _, _ = FORMATS[kind]
    exponent = max(mpmath.frexp(abs(exact))[1] - 1, lowest) if exact else lowest
    return mpf(2) ** (exponent - precision + 1)


def rounded(exact, kind):
    _, _, highest, _, _ = FORMATS[kind]
    unit = ulp(exact, kind)
    count = mpmath.nint(exact / unit)  # ties to even
    value = count * unit
    if abs(value) >= mpf(2) ** (highest + 1):
        return INF if value > 0 else -INF
    return float(value)


def narrowed(x, kind):
    if kind == "":
        return x
    try:
        return struct.unpack("<f", struct.pack("<f", x))[0]
    except OverflowError:
        return None


def arguments(name, kind, count, generator):
    _, low, high, both, _ = FUNCTIONS[name]
    if kind == "f":
        low, high = max(low, 1.5e-45), min(high, 3.4e38)
    first, last = mpmath.log(low, 2), mpmath.log(high, 2)
    points = []
    while len(points) < count:
        if generator.random() < 0.5:
            x = float(mpf(2) ** (first + (last - first) * generator.random()))
        else:
            near = generator.choice(CRITICAL[name])
            x = near * (1 + generator.uniform(-1, 1) * 2.0 ** generator.uniform(-30, -1))
        if both and generator.random() < 0.5:
            x = -x
        x = narrowed(x, kind)
        if x is None or x == 0 or (name in ("log", "rsqrt") and x < 0) or (name == "log1p" and x <= -1):
            continue
        points.append(x)
    return points


def pow_arguments(kind, count, generator):
    limit = 1000 if kind == "" else 120
    points = []
    while len(points) < count:
        x = narrowed(2.0 ** generator.choice([generator.uniform(-30, 30), generator.uniform(-1, 1)]), kind)
        if x == 1.0:
            continue
        y = float(generator.uniform(-limit, limit) / mpmath.log(x, 2))
        if generator.random() < 0.3 and abs(y) < 1e6:
            y = float(round(y))
            x = generator.choice([x, -x])
        y = narrowed(y, kind)
        if y is not None:
            points.append((x, y))
    return points


def rows(count, seed):
    generator = random.Random(seed)
    for kind in ("", "f"):
        for name in FUNCTIONS:
            for x in arguments(name, kind, count, generator):
                yield name + kind, kind, (x,), lambda name=name, x=x: FUNCTIONS[name][0](mpf(x))
        for x, y in pow_arguments(kind, count, generator):
            yield "pow" + kind, kind, (x, y), lambda x=x, y=y: mpmath.power(mpf(x), mpf(y))


def table(path):
    with open(path, "w") as file:
        file.write("# Made by make_tables.py with mpmath %s at 200 bits: function,x[,y],correctly rounded result.\n" % mpmath.__version__)
        for kind in ("", "f"):
            for name in FUNCTIONS:
                for x, result in FUNCTIONS[name][4]:
                    file.write("%s,%s,%s\n" % (name + kind, bits(x, kind), bits(result, kind)))
            for x, y, result in POW_SPECIAL:
                if narrowed(y, kind) is not None:
                    file.write("pow%s,%s,%s,%s\n" % (kind, bits(x, kind), bits(y, kind), bits(result, kind)))
        for name, kind, operands, exact in rows(40, 1):
            result = rounded(mpmath.re(exact()), kind)
            file.write("%s,%s,%s\n" % (name, ",".join(bits(x, kind) for x in operands), bits(result, kind)))


def measure(points, got):
    worst, wrong, total = collections.defaultdict(mpf), collections.Counter(), collections.Counter()
    where = {}
    with open(points) as arguments_file, open(got) as results:
        for line, result in zip(arguments_file, results):
            name, *operands = line.strip().split(",")
            kind = "f" if name not in FUNCTIONS and name != "pow" else ""
            base = name[:-1] if kind else name
            x = [mpf(number(text, kind)) for text in operands]
            exact = mpmath.re(mpmath.power(*x) if base == "pow" else FUNCTIONS[base][0](*x))
            value = number(result.strip(), kind)
            total[name] += 1
            if value in (INF, -INF) or value != value:
                error = mpf(0) if value == rounded(exact, kind) else mpf("inf")
            else:
                error = abs(mpf(value) - exact) / ulp(exact, kind)
            if error > 0.5 and value != rounded(exact, kind):
                wrong[name] += 1
            if error > worst[name]:
                worst[name], where[name] = error, operands
    for name in total:
        print("%-12s max %s ulp, not correctly rounded %d of %d, worst at %s" % (
            name, mpmath.nstr(worst[name], 5), wrong[name], total[name], where[name]))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--points"]:
        with open(sys.argv[2], "w") as file:
            for name, kind, operands, _ in rows(int(sys.argv[3]) if len(sys.argv) > 3 else 100_000, 2):
                file.write("%s,%s\n" % (name, ",".join(bits(x, kind) for x in operands)))
    elif sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2], sys.argv[3])
    else:
        table("elementary.csv")
