"""Prints the median time of one run of the TOSA reference model, in microseconds.

Usage: time_reference_model.py MODEL.tosa IN0.npy ..
The model reads and validates the graph in every call; there is no way to prepare it once.
"""
import statistics
import sys
import time

import numpy
import tosa_reference_model

graph = open(sys.argv[1], "rb").read()
inputs = [numpy.load(path) for path in sys.argv[2:]]
times = []
for _ in range(9):
    start = time.perf_counter()
    tosa_reference_model.run(graph, inputs)
    times.append(time.perf_counter() - start)
print("RESULT", statistics.median(times) * 1e6)
