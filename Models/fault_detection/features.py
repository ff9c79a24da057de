"""From a vibration window to 96 numbers: what the sensor's processor computes before the network.

32 bands of the power spectrum in decibels, and 64 bins of the envelope spectrum: the spectrum of how the ringing swells and fades,
in which impacts appear at the rate at which they come. The envelope's amplitude is taken, not its logarithm: a line in
its spectrum is what gives a pit away, and a logarithm would flatten it among the fluctuations of noise.
"""

import numpy as np
from scipy.signal import welch

from fault_detection.bearing import RATE, WINDOW

BANDS = 32
BINS = 64
COUNT = BANDS + BINS
_PASS = (2_200, 4_500)  # Hz, where housings ring
_TO = 320.0  # Hz, the envelope spectrum's upper end: two to three harmonics of every impact rate


def features(window: np.ndarray) -> np.ndarray:
    """Bands, then bins, FP64 [COUNT]."""
    return np.concatenate([_spectrum(window), _envelope_spectrum(window)])


def _spectrum(window: np.ndarray) -> np.ndarray:
    """Mean power of each band in decibels, bands of 187.5 Hz."""
    _, power = welch(window, RATE, nperseg=512, noverlap=256)
    return 10 * np.log10(power[1:].reshape(BANDS, -1).mean(axis=1) + 1e-12)


def _envelope_spectrum(window: np.ndarray) -> np.ndarray:
    """The amplitude of the squared envelope, relative to its mean, in bins of 5 Hz."""
    frequencies = np.fft.fftfreq(WINDOW, 1 / RATE)
    analytic = np.fft.fft(window)
    analytic[(frequencies < _PASS[0]) | (frequencies > _PASS[1])] = 0
    envelope = np.abs(np.fft.ifft(2 * analytic)) ** 2
    envelope = envelope / envelope.mean() - 1
    power = np.abs(np.fft.rfft(envelope * np.hanning(WINDOW))) ** 2
    frequencies = np.fft.rfftfreq(WINDOW, 1 / RATE)
    bins = np.floor(frequencies / (_TO / BINS)).astype(int)
    sums = np.bincount(bins, weights=power)[:BINS]
    counts = np.bincount(bins)[:BINS]
    return np.sqrt(sums / counts)
