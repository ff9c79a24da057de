"""Vibration of a rolling bearing, healthy or with a pit in one of its parts.

The model is the usual one of the diagnostics literature (McFadden and Smith 1984; Antoni and Randall 2003): each time a
pit is rolled over, an impact makes the housing ring. How often that is follows from geometry:

    outer race   BPFO  = n/2 fr (1 - d/D cos a)
    inner race   BPFI  = n/2 fr (1 + d/D cos a)
    ball         2 BSF = D/d fr (1 - (d/D cos a)^2)      twice a turn: once on each race
    cage         FTF   = fr/2 (1 - d/D cos a)

with n balls of diameter d on a pitch circle D, contact angle a and shaft frequency fr. Balls slip, so intervals vary at
random by a percent or two and their errors add up. The load is carried by one side of the bearing (Stribeck), so impacts
of a pit that turns are modulated: the inner race's with fr, a ball's with FTF.
"""

from enum import IntEnum

import numpy as np
from scipy.signal import lfilter

RATE = 12_000  # samples a second
WINDOW = 4_096  # samples: a third of a second, eight to ten turns of the shaft

# A 6205 deep groove ball bearing, in millimetres; contact angle 0.
BALLS, BALL, PITCH = 9, 7.94, 39.04


class Fault(IntEnum):
    """Where the pit is."""

    NONE = 0
    OUTER_RACE = 1
    INNER_RACE = 2
    BALL = 3


def impact_rate(fault: Fault, shaft: float) -> float:
    """Impacts a second without slip, for a shaft that turns `shaft` times a second."""
    ratio = BALL / PITCH
    match fault:
        case Fault.OUTER_RACE:
            return BALLS / 2 * shaft * (1 - ratio)
        case Fault.INNER_RACE:
            return BALLS / 2 * shaft * (1 + ratio)
        case Fault.BALL:
            return shaft / ratio * (1 - ratio**2)
        case Fault.NONE:
            raise ValueError("a healthy bearing has no impacts")


def cage_rate(shaft: float) -> float:
    """Turns of the cage a second."""
    return shaft / 2 * (1 - BALL / PITCH)


def vibration(fault: Fault, chance: np.random.Generator) -> np.ndarray:
    """One window of acceleration, FP64 [WINDOW], at a random speed, load, place of the sensor and severity."""
    shaft = chance.uniform(24, 30)
    resonance = chance.uniform(2_700, 3_900)
    damping = chance.uniform(0.04, 0.09)
    time = np.arange(WINDOW) / RATE

    signal = np.zeros(WINDOW)
    for harmonic, size in [(1, 0.8), (2, 0.4), (3, 0.2), (4, 0.1)]:
        amplitude = size * chance.lognormal(0, 0.5)
        signal += amplitude * np.sin(
            2 * np.pi * (harmonic * shaft * time) + chance.uniform(0, 2 * np.pi)
        )

    # Rolling itself and the rest of the machine: white noise, and noise that the housing colours.
    noise = chance.normal(0, 1, WINDOW + 512)
    coloured = _ring(noise, resonance, damping)[512:]
    background = chance.uniform(0.5, 1) * coloured / coloured.std() + chance.normal(0, 0.7, WINDOW)
    # Rare shocks from elsewhere: what is loud need not be a pit.
    shocks = np.zeros(WINDOW)
    places = chance.integers(0, WINDOW, chance.poisson(3))
    shocks[places] = chance.normal(0, 1, len(places)) * 6
    signal += background + _ring(shocks, resonance, damping) * chance.uniform(0, 1)

    if fault != Fault.NONE:
        ringing = _ring(_impacts(fault, shaft, chance), resonance, damping)
        decibels = chance.uniform(*SEVERITY)
        signal += ringing / ringing.std() * background.std() * 10 ** (decibels / 20)
    return signal * chance.lognormal(0, 0.3)


# Power of the impacts against the background's, in decibels, from a young pit to a clear one.
SEVERITY = (-12, 0)


def _ring(excitation: np.ndarray, resonance: float, damping: float) -> np.ndarray:
    """The housing's answer: a resonator of second order."""
    radius = np.exp(-2 * np.pi * damping * resonance / RATE)
    angle = 2 * np.pi * resonance * np.sqrt(1 - damping**2) / RATE
    return lfilter([1.0], [1.0, -2 * radius * np.cos(angle), radius**2], excitation)


def _impacts(fault: Fault, shaft: float, chance: np.random.Generator) -> np.ndarray:
    """The train of impacts, one sample each."""
    interval = 1 / impact_rate(fault, shaft)
    slip = chance.uniform(0.005, 0.02)
    count = int(WINDOW / RATE / interval) + 2
    intervals = interval * (1 + slip * chance.normal(0, 1, count))
    times = np.cumsum(intervals) - chance.uniform(0, 1) * interval
    strength = chance.lognormal(0, 0.3, count)
    load_phase = chance.uniform(0, 2 * np.pi)
    match fault:
        case Fault.INNER_RACE:
            strength = strength * _load(2 * np.pi * shaft * times + load_phase)
        case Fault.BALL:
            strength = strength * _load(2 * np.pi * cage_rate(shaft) * times + load_phase)
            strength[1::2] *= chance.uniform(0.3, 0.9)  # the outer race is further from the load
        case _:
            pass
    train = np.zeros(WINDOW)
    places = np.rint(times * RATE).astype(int)
    inside = (places >= 0) & (places < WINDOW)
    np.add.at(train, places[inside], strength[inside])
    return train


def _load(angle: np.ndarray) -> np.ndarray:
    """Stribeck's load at an angle from the middle of the loaded zone, with a little play."""
    extent = 0.45
    return np.maximum(1 - (1 - np.cos(angle)) / (2 * extent), 0) ** 1.5 + 0.1
