"""Trains, quantizes and publishes the autoencoder: python -m fault_detection.showcase"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from common.export import Boundary
from common.metrics import auc, reconstruction_error
from common.publish import Showcase, TestSet, publish, quantized
from common.seeded import generator, seed_everything
from common.training import outputs, train
from fault_detection.bearing import Fault, vibration
from fault_detection.features import COUNT, features
from fault_detection.network import Autoencoder

SEED = 6205
TRAINING_WINDOWS = 4_000
TEST_WINDOWS = 800  # half of them healthy
EPOCHS = 25

# The front end hands over sixteenths of a standard deviation, from -8 to just under 8.
FRONT_END = Boundary(scale=1 / 16, zero_point=0)


@dataclass(frozen=True)
class Standardisation:
    """Mean and deviation of each feature over healthy training windows."""

    mean: np.ndarray
    deviation: np.ndarray

    def __call__(self, raw: np.ndarray) -> np.ndarray:
        """Standardised features, FP32, on the front end's grid."""
        values = ((raw - self.mean) / self.deviation).astype(np.float32)
        return quantized(values, FRONT_END).astype(np.float32) * np.float32(FRONT_END.scale)


def raw_features(faults: list[Fault], chance: np.random.Generator) -> np.ndarray:
    """The features of a new window for each of `faults`, FP64 [windows, COUNT]."""
    return np.stack([features(vibration(fault, chance)) for fault in faults])


def training_set() -> tuple[np.ndarray, Standardisation]:
    """Healthy windows only, standardised, and how."""
    raw = raw_features([Fault.NONE] * TRAINING_WINDOWS, generator(SEED, "train"))
    standardisation = Standardisation(raw.mean(axis=0), raw.std(axis=0))
    return standardisation(raw), standardisation


def test_faults() -> list[Fault]:
    """What is wrong in each test window: nothing in every other one, else the parts take turns."""
    return [Fault.NONE if i % 2 == 0 else Fault(1 + i // 2 % 3) for i in range(TEST_WINDOWS)]


def test_set(standardisation: Standardisation) -> TestSet:
    """Windows that training never sees; label 1 is any fault."""
    faults = test_faults()
    inputs = standardisation(raw_features(faults, generator(SEED, "test")))
    labels = np.array([int(fault != Fault.NONE) for fault in faults])
    return TestSet(quantized(inputs, FRONT_END), FRONT_END, labels)


def trained(inputs: np.ndarray) -> tuple[Autoencoder, list[float]]:
    """The autoencoder after training, and the mean loss of each epoch."""
    seed_everything(SEED)
    network = Autoencoder(COUNT)

    def epoch_data(epoch: int) -> tuple[np.ndarray, np.ndarray]:
        batch = inputs[generator(SEED, "epoch", str(epoch)).permutation(len(inputs))]
        return batch, batch

    losses = train(
        network, epoch_data, torch.nn.functional.mse_loss, epochs=EPOCHS, batch=64, rate=2e-3
    )
    return network, losses


def auc_by_fault(scores: np.ndarray) -> dict[Fault, float]:
    """How well each kind of fault alone is told from healthy."""
    faults = np.array(test_faults())
    found = {}
    for fault in [Fault.OUTER_RACE, Fault.INNER_RACE, Fault.BALL]:
        chosen = (faults == fault) | (faults == Fault.NONE)
        found[fault] = auc(scores[chosen], (faults[chosen] != Fault.NONE).astype(int))
    return found


def showcase(network: Autoencoder, inputs: np.ndarray, test: TestSet) -> Showcase:
    """What is published."""
    scores = reconstruction_error(outputs(network, test.real), test.real)
    by_fault = auc_by_fault(scores)
    return Showcase(
        name="fault_detection",
        model=network,
        test=test,
        calibration=inputs[:400],
        metric_name="AUC of the reconstruction error",
        metric=lambda values: auc(reconstruction_error(values, test.real), test.labels),
        card=Path(__file__).with_name("card.md"),
        facts={
            "training": f"{TRAINING_WINDOWS:,}",
            "outer": f"{by_fault[Fault.OUTER_RACE]:.4f}",
            "inner": f"{by_fault[Fault.INNER_RACE]:.4f}",
            "ball": f"{by_fault[Fault.BALL]:.4f}",
        },
    )


def main() -> None:
    inputs, standardisation = training_set()
    network, _ = trained(inputs)
    print(publish(showcase(network, inputs, test_set(standardisation))))


if __name__ == "__main__":
    main()
