"""Mel-frequency cepstral coefficients in numpy: the front end that a device computes before the network.

For each of 49 frames of 40 ms, every 20 ms:

1. Hann window, discrete Fourier transform of 1,024 points, power spectrum.
2. 40 triangular filters whose corners are equally far apart on the mel scale, mel(f) = 1127 ln(1 + f / 700), from
   20 Hz to 7,600 Hz; the natural logarithm of each filter's power.
3. The orthonormal cosine transform (DCT-II) of those 40 logarithms; its first ten coefficients.

These are the figures of the DS-CNN of "Hello Edge" (Zhang et al. 2017): 49 x 10 inputs.
"""

import numpy as np

from keyword_spotting.speech import LENGTH, RATE

FRAME = RATE * 40 // 1000
STEP = RATE * 20 // 1000
FRAMES = (LENGTH - FRAME) // STEP + 1
COEFFICIENTS = 10
_TRANSFORM = 1_024
_FILTERS = 40


def mfcc(clip: np.ndarray) -> np.ndarray:
    """FP64 [FRAMES, COEFFICIENTS] of a clip of LENGTH samples."""
    starts = np.arange(FRAMES) * STEP
    frames = clip[starts[:, None] + np.arange(FRAME)] * _WINDOW
    power = np.abs(np.fft.rfft(frames, _TRANSFORM)) ** 2
    return np.log(power @ _MEL_FILTERS + 1e-9) @ _COSINES


def _mel(frequency: np.ndarray | float) -> np.ndarray:
    return 1127 * np.log1p(np.asarray(frequency) / 700)


def _mel_filters() -> np.ndarray:
    """[bins, filters]: each rises from its lower neighbour's peak and falls to its upper one's."""
    corners = np.linspace(_mel(20.0), _mel(7_600.0), _FILTERS + 2)
    bins = _mel(np.arange(_TRANSFORM // 2 + 1) * RATE / _TRANSFORM)[:, None]
    rising = (bins - corners[:-2]) / (corners[1:-1] - corners[:-2])
    falling = (corners[2:] - bins) / (corners[2:] - corners[1:-1])
    return np.maximum(np.minimum(rising, falling), 0)


def _cosines() -> np.ndarray:
    """[filters, coefficients] of the orthonormal DCT-II."""
    angles = np.pi / _FILTERS * (np.arange(_FILTERS) + 0.5)[:, None] * np.arange(COEFFICIENTS)
    scale = np.sqrt(2 / _FILTERS) * np.where(np.arange(COEFFICIENTS) == 0, np.sqrt(0.5), 1)
    return np.cos(angles) * scale


_WINDOW = np.hanning(FRAME + 1)[:-1]
_MEL_FILTERS = _mel_filters()
_COSINES = _cosines()
