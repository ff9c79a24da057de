"""Spoken words from `espeak-ng`, in many voices, and what a microphone makes of them.

A voice is an accent and a variant of the speaker's throat, such as `en-gb+f3`. Training and test voices share neither
variant nor, for half of the test voices, accent.
"""

import io
import subprocess
import wave
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from scipy.signal import lfilter, resample_poly

RATE = 16_000  # samples a second
LENGTH = 16_000  # samples of a clip: one second
WORDS = ["yes", "no", "up", "down", "left", "right", "on", "off", "stop", "go"]

TRAINING_ACCENTS = ["en-us", "en-gb", "en-gb-x-rp", "en-029", "en-gb-x-gbclan"]
TRAINING_VARIANTS = [
    "m1", "m2", "m3", "m4", "m6", "f1", "f2", "f3", "adam", "anika", "antonio", "belinda", "benjamin", "boris",
    "caleb", "david", "ed", "edward", "gustave", "iven", "john", "linda", "marcelo", "max", "michel", "norbert",
    "paul", "pedro", "quincy", "rob", "sandro", "steph", "Alex", "Andrea", "Denis", "Gene", "Jacky", "Marco",
]  # fmt: skip
TEST_ACCENTS = ["en-us", "en-gb", "en-gb-scotland", "en-gb-x-gbcwmd"]
TEST_VARIANTS = [
    "m5", "m7", "m8", "f4", "f5", "Alicia", "Andy", "Annie", "Diogo", "Hugo", "Lee", "Mario", "Michael", "Mike",
    "Nguyen", "aunty", "grandma", "grandpa", "miguel", "pablo", "robert", "shelby", "travis", "victor", "zac",
]  # fmt: skip


@dataclass(frozen=True)
class Utterance:
    """What `espeak-ng` is told."""

    word: str
    voice: str
    speed: int  # words a minute
    pitch: int  # 0 to 99

    def spoken(self) -> np.ndarray:
        """Sound at RATE without silence at either end, FP64, at most 1."""
        command = ["espeak-ng", "-v", self.voice, "-s", str(self.speed), "-p", str(self.pitch)]
        made = subprocess.run([*command, "--stdout", self.word], capture_output=True, check=True)
        with wave.open(io.BytesIO(made.stdout)) as file:
            rate = file.getframerate()
            # A stream's header does not know the length; the data does.
            samples = np.frombuffer(file.readframes(1 << 24), np.int16).astype(np.float64)
        samples = resample_poly(samples, RATE, rate)
        samples = samples / max(np.abs(samples).max(), 1)
        loud = np.flatnonzero(np.abs(samples) > 0.02)
        return samples[loud[0] : loud[-1] + 1]


def utterances(
    count: int, accents: list[str], variants: list[str], chance: np.random.Generator
) -> list[Utterance]:
    """`count` of them; the words take turns, all else is drawn."""
    return [
        Utterance(
            word=WORDS[i % len(WORDS)],
            voice=f"{chance.choice(accents)}+{chance.choice(variants)}",
            speed=int(chance.integers(110, 230)),
            pitch=int(chance.integers(20, 85)),
        )
        for i in range(count)
    ]


def speak(all_of: list[Utterance]) -> list[np.ndarray]:
    """The sound of each, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(Utterance.spoken, all_of))


def recorded(speech: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """A clip of one second: the word somewhere in it, in a room, behind a microphone, in noise.

    FP64 [LENGTH]. The noise is white to brown or, one time in three, hum; the signal is 2 to 22 dB above it.
    """
    speech = speech[:LENGTH]
    clip = np.zeros(LENGTH)
    start = chance.integers(0, LENGTH - len(speech) + 1)
    clip[start : start + len(speech)] = speech
    clip = _room(clip, chance)
    noise = _noise(chance)
    decibels = chance.uniform(*SIGNAL_TO_NOISE)
    power = np.mean(speech**2)
    clip = clip + noise * np.sqrt(power / np.mean(noise**2)) * 10 ** (-decibels / 20)
    return clip * chance.lognormal(-1, 0.5)


SIGNAL_TO_NOISE = (2, 22)  # decibels, while the word is spoken


def _room(clip: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """A few early echoes, and a microphone that is more or less bright."""
    wet = clip.copy()
    for _ in range(3):
        delay = int(chance.integers(40, 800))
        wet[delay:] += chance.uniform(-0.3, 0.3) * clip[:-delay]
    tilt = chance.uniform(-0.4, 0.4)
    return lfilter([1.0, tilt], [1.0], wet)


def _noise(chance: np.random.Generator) -> np.ndarray:
    white = chance.normal(0, 1, LENGTH)
    coloured = lfilter([1.0], [1.0, -chance.uniform(0, 0.97)], white)
    if chance.random() < 1 / 3:
        time = np.arange(LENGTH) / RATE
        base = chance.uniform(80, 240)
        hum = sum(
            np.sin(2 * np.pi * base * k * time + chance.uniform(0, 2 * np.pi)) / k
            for k in range(1, 8)
        )
        coloured = coloured / coloured.std() + 1.5 * hum / hum.std()
    return coloured
