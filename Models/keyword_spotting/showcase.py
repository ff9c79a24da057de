"""Trains, quantizes and publishes the keyword spotter: python -m keyword_spotting.showcase"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from common.export import Boundary
from common.metrics import top1
from common.publish import Showcase, TestSet, publish, quantized
from common.seeded import generator, seed_everything
from common.training import train
from keyword_spotting import speech
from keyword_spotting.mfcc import mfcc
from keyword_spotting.network import KeywordNetwork

SEED = 49
TRAINING_UTTERANCES = 2_500
RECORDINGS_EACH = 3  # of every training utterance, in different rooms and noise
TEST_UTTERANCES = 600
EPOCHS = 18

# The front end hands over 32nds of a standard deviation, from -4 to just under 4.
FRONT_END = Boundary(scale=1 / 32, zero_point=0)


@dataclass(frozen=True)
class Standardisation:
    """Mean and deviation of each coefficient over the training set."""

    mean: np.ndarray
    deviation: np.ndarray

    def __call__(self, raw: np.ndarray) -> np.ndarray:
        """Standardised coefficients, FP32 [clips, 1, 49, 10], on the front end's grid."""
        values = ((raw - self.mean) / self.deviation).astype(np.float32)[:, None]
        return quantized(values, FRONT_END).astype(np.float32) * np.float32(FRONT_END.scale)


def training_set() -> tuple[np.ndarray, np.ndarray, Standardisation]:
    """Standardised coefficients, labels, and how they were standardised."""
    chance = generator(SEED, "train")
    spoken = speech.speak(
        speech.utterances(
            TRAINING_UTTERANCES, speech.TRAINING_ACCENTS, speech.TRAINING_VARIANTS, chance
        )
    )
    raw = np.stack(
        [mfcc(speech.recorded(word, chance)) for word in spoken for _ in range(RECORDINGS_EACH)]
    )
    labels = np.arange(len(spoken)) % len(speech.WORDS)
    standardisation = Standardisation(raw.mean(axis=(0, 1)), raw.std(axis=(0, 1)))
    return standardisation(raw), labels.repeat(RECORDINGS_EACH), standardisation


def test_set(standardisation: Standardisation) -> TestSet:
    """Voices that training never hears."""
    chance = generator(SEED, "test")
    spoken = speech.speak(
        speech.utterances(TEST_UTTERANCES, speech.TEST_ACCENTS, speech.TEST_VARIANTS, chance)
    )
    raw = np.stack([mfcc(speech.recorded(word, chance)) for word in spoken])
    labels = np.arange(len(spoken)) % len(speech.WORDS)
    return TestSet(quantized(standardisation(raw), FRONT_END), FRONT_END, labels)


def trained(inputs: np.ndarray, labels: np.ndarray) -> tuple[KeywordNetwork, list[float]]:
    """The network after training, and the mean loss of each epoch."""
    seed_everything(SEED)
    network = KeywordNetwork(len(speech.WORDS))

    def epoch_data(epoch: int) -> tuple[np.ndarray, np.ndarray]:
        """A new order, and a stripe of time or of coefficients silenced (SpecAugment) at random."""
        chance = generator(SEED, "epoch", str(epoch))
        order = chance.permutation(len(inputs))
        batch = inputs[order]
        for clip in batch[:, 0]:
            start = chance.integers(0, clip.shape[0] - 6)
            clip[start : start + chance.integers(0, 7)] = 0
        return batch, labels[order]

    losses = train(
        network, epoch_data, torch.nn.functional.cross_entropy,
        epochs=EPOCHS, batch=64, rate=3e-3,
    )
    return network, losses


def showcase(network: KeywordNetwork, inputs: np.ndarray, test: TestSet) -> Showcase:
    """What is published."""
    return Showcase(
        name="keyword_spotting",
        model=network,
        test=test,
        calibration=inputs[:400],
        metric_name="top-1",
        metric=lambda outputs: top1(outputs, test.labels),
        card=Path(__file__).with_name("card.md"),
        facts={
            "utterances": f"{TRAINING_UTTERANCES:,}",
            "training_voices": str(len(speech.TRAINING_ACCENTS) * len(speech.TRAINING_VARIANTS)),
        },
    )


def main() -> None:
    inputs, labels, standardisation = training_set()
    network, _ = trained(inputs, labels)
    print(publish(showcase(network, inputs, test_set(standardisation))))


if __name__ == "__main__":
    main()
