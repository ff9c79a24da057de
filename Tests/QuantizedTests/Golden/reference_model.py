"""Runs the TOSA reference model (PyPI: tosa-tools) on every case in a folder.

usage: reference_model.py FOLDER

Each sub-folder holds graph.tosa and input0.npy, input1.npy, ...; it gets output.npy if the run is
valid. One line a case goes to stdout: its name and valid, unpredictable, error or crash. Every case
runs in a process of its own, since the model aborts on some graphs.
"""

import os
import pathlib
import sys

import numpy as np
import tosa_reference_model as model

STATUS = ["valid", "unpredictable", "error"]


def run(folder):
    count = len(list(folder.glob("input*.npy")))
    inputs = [np.load(folder / f"input{i}.npy") for i in range(count)]
    try:
        outputs, status = model.run((folder / "graph.tosa").read_bytes(), inputs)
    except ValueError:
        return "error"
    name = str(status).rsplit("TOSA_", 1)[-1].lower()
    if name == "valid":
        np.save(folder / "output.npy", np.asarray(outputs[0], order="C"))
    return name


def main():
    # The model would attach a debugger to itself where it finds one.
    os.environ["PATH"] = ""
    for folder in sorted(pathlib.Path(sys.argv[1]).iterdir()):
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            os._exit(STATUS.index(run(folder)))
        _, code = os.waitpid(child, 0)
        known = os.WIFEXITED(code) and os.WEXITSTATUS(code) < len(STATUS)
        print(folder.name, STATUS[os.WEXITSTATUS(code)] if known else "crash")


main()
