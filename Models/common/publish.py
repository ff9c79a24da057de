"""Writes the folder of a model under `Suites/models`: what the gate reads, without Python."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template

import numpy as np
import torch
import tosa_reference_model

from common.export import Boundary, Exported, export_fp32, export_int8, export_portable
from common.training import outputs

# FP32 outputs that are recorded, for comparison; four bytes an element, so not of every sample.
FP32_OUTPUTS = 100

PUBLISHED = Path(__file__).resolve().parents[2] / "Suites" / "models"


@dataclass(frozen=True)
class TestSet:
    """Held-out samples as the sensor's front end hands them over: INT8, and what they stand for."""

    inputs: np.ndarray  # INT8, one sample a row
    boundary: Boundary  # real value = (q - zero_point) * scale
    labels: np.ndarray  # INT32

    @property
    def real(self) -> np.ndarray:
        """The inputs as real numbers, FP32."""
        return dequantized(self.inputs, self.boundary)


@dataclass(frozen=True)
class Showcase:
    """All that one folder is made of."""

    name: str
    model: torch.nn.Module
    test: TestSet
    calibration: np.ndarray  # FP32 samples of the training set
    metric_name: str
    metric: Callable[[np.ndarray], float]  # of the outputs on the test set, as real numbers
    card: Path  # the model card, with $placeholders for figures
    facts: dict[str, str]  # further placeholders


def quantized(values: np.ndarray, boundary: Boundary) -> np.ndarray:
    """Real numbers as INT8, ties to even, saturating: what a program's quantize operator does."""
    scaled = np.rint(values * np.float32(1 / boundary.scale)) + boundary.zero_point
    return np.clip(scaled, -128, 127).astype(np.int8)


def dequantized(values: np.ndarray, boundary: Boundary) -> np.ndarray:
    """INT8 values as the real numbers that they stand for, FP32."""
    return ((values.astype(np.float32) - boundary.zero_point) * np.float32(boundary.scale)).astype(
        np.float32
    )


def publish(showcase: Showcase) -> dict[str, float]:
    """Exports the model and writes its folder; returns the metric of each kind of run."""
    folder = PUBLISHED / showcase.name
    folder.mkdir(parents=True, exist_ok=True)
    test, example = showcase.test, torch.from_numpy(showcase.test.real[:1])

    fp32 = export_fp32(showcase.model, example)
    int8 = export_int8(showcase.model, example, showcase.calibration)
    _write_graphs(folder, "fp32", fp32)
    _write_graphs(folder, "int8", int8)
    if int8.linears != int8.pte:
        (folder / "int8_linears.pte").write_bytes(int8.linears)
    (folder / "fp32_portable.pte").write_bytes(export_portable(showcase.model, example))

    # PyTorch's own word on every sample, and the TOSA reference model's.
    torch_fp32 = outputs(showcase.model, test.real)
    torch_int8 = outputs(int8.module, test.real, batch=1)
    delegate_inputs = quantized(test.real, int8.inputs[0])
    tosa_int8 = _tosa(int8, delegate_inputs)
    tosa_fp32 = _tosa(fp32, test.real[:1])

    np.save(folder / "test_inputs.npy", test.inputs)
    np.save(folder / "test_labels.npy", test.labels.astype(np.int32))
    np.save(folder / "test_fp32_outputs.npy", torch_fp32[:FP32_OUTPUTS])
    np.save(folder / "test_int8_outputs.npy", tosa_int8)
    np.save(folder / "fp32_in0.npy", test.real[:1])
    np.save(folder / "fp32_out0.npy", tosa_fp32)
    np.save(folder / "int8_in0.npy", delegate_inputs[:1])
    np.save(folder / "int8_out0.npy", tosa_int8[:1])

    metrics = {
        "fp32, PyTorch": showcase.metric(torch_fp32),
        "int8, PyTorch": showcase.metric(torch_int8),
        "int8, TOSA reference model": showcase.metric(dequantized(tosa_int8, int8.outputs[0])),
    }
    _write_json(folder / "metrics.json", {"metric": showcase.metric_name, **metrics})
    _write_json(
        folder / "quantization.json",
        {
            "test_inputs": asdict(test.boundary),
            "int8_inputs": [asdict(boundary) for boundary in int8.inputs],
            "int8_outputs": [asdict(boundary) for boundary in int8.outputs],
        },
    )
    _write_card(folder, showcase, metrics)
    return metrics


def _write_graphs(folder: Path, kind: str, exported: Exported) -> None:
    (folder / f"{kind}.tosa").write_bytes(exported.tosa)
    (folder / f"{kind}.pte").write_bytes(exported.pte)


def _tosa(exported: Exported, inputs: np.ndarray) -> np.ndarray:
    """The delegate's graph on the TOSA reference model, sample by sample."""
    rows = []
    for sample in inputs:
        with _silence():
            (row,), status = tosa_reference_model.run(exported.tosa, [sample[None]])
        if status != tosa_reference_model.GraphStatus.TOSA_VALID:
            raise ValueError(f"the TOSA reference model says {status}")
        rows.append(row)
    return np.concatenate(rows)


@contextmanager
def _silence() -> Iterator[None]:
    """Drops what the reference model's library writes: a line on schema versions for every sample."""
    saved = os.dup(1), os.dup(2)
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        for number, copy in zip((1, 2), saved):
            os.dup2(copy, number)
            os.close(copy)


def _write_json(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n")


def _write_card(folder: Path, showcase: Showcase, metrics: dict[str, float]) -> None:
    figures = {
        "samples": str(len(showcase.test.labels)),
        "parameters": f"{sum(p.numel() for p in showcase.model.parameters()):,}",
        "fp32": f"{metrics['fp32, PyTorch']:.4f}",
        "int8_torch": f"{metrics['int8, PyTorch']:.4f}",
        "int8_tosa": f"{metrics['int8, TOSA reference model']:.4f}",
        "fp32_bytes": f"{(folder / 'fp32.tosa').stat().st_size:,}",
        "int8_bytes": f"{(folder / 'int8.tosa').stat().st_size:,}",
    }
    figures |= {
        "name": showcase.name,
        "recorded": str(FP32_OUTPUTS),
    }
    text = showcase.card.read_text() + Path(__file__).with_name("files.md").read_text()
    (folder / "README.md").write_text(Template(text).substitute(figures | showcase.facts))
