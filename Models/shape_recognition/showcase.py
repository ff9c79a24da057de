"""Trains, quantizes and publishes the shape recognition network: python -m shape_recognition.showcase"""

from pathlib import Path

import numpy as np
import torch

from common.export import Boundary
from common.metrics import top1
from common.publish import Showcase, TestSet, publish
from common.seeded import generator, seed_everything
from common.training import train
from shape_recognition.network import ShapeNetwork
from shape_recognition.shapes import CLASSES, data_set

SEED = 20
TRAINING_IMAGES = 10_000
TEST_IMAGES = 800
EPOCHS = 24

# A pixel p is stored as p - 128 and stands for the brightness p / 255.
PIXELS = Boundary(scale=1 / 255, zero_point=-128)


def brightness(images: np.ndarray) -> np.ndarray:
    """UINT8 pixels as FP32 from 0 to 1."""
    return (images.astype(np.float32) / 255).astype(np.float32)


def training_set() -> tuple[np.ndarray, np.ndarray]:
    """Images and labels to train with."""
    return data_set(TRAINING_IMAGES, generator(SEED, "train"))


def test_set() -> TestSet:
    """Images that training never sees."""
    images, labels = data_set(TEST_IMAGES, generator(SEED, "test"))
    return TestSet((images.astype(np.int16) - 128).astype(np.int8), PIXELS, labels)


def trained(images: np.ndarray, labels: np.ndarray) -> tuple[ShapeNetwork, list[float]]:
    """The network after training, and the mean loss of each epoch."""
    seed_everything(SEED)
    network = ShapeNetwork(len(CLASSES))
    inputs = brightness(images)

    def epoch_data(epoch: int) -> tuple[np.ndarray, np.ndarray]:
        chance = generator(SEED, "epoch", str(epoch))
        order = chance.permutation(len(inputs))
        batch = inputs[order]
        mirrored = chance.random(len(batch)) < 0.5
        batch[mirrored] = batch[mirrored, :, :, ::-1]
        turned = chance.random(len(batch)) < 0.5
        batch[turned] = batch[turned].transpose(0, 1, 3, 2)
        return batch, labels[order]

    losses = train(
        network, epoch_data, torch.nn.functional.cross_entropy,
        epochs=EPOCHS, batch=64, rate=3e-3,
    )
    return network, losses


def showcase(network: ShapeNetwork, images: np.ndarray, test: TestSet) -> Showcase:
    """What is published."""
    return Showcase(
        name="shape_recognition",
        model=network,
        test=test,
        calibration=brightness(images[:400]),
        metric_name="top-1",
        metric=lambda outputs: top1(outputs, test.labels),
        card=Path(__file__).with_name("card.md"),
        facts={"training": f"{TRAINING_IMAGES:,}"},
    )


def main() -> None:
    images, labels = training_set()
    network, _ = trained(images, labels)
    print(publish(showcase(network, images, test_set())))


if __name__ == "__main__":
    main()
