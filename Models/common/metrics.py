"""The task metrics, as `assay gate` computes them."""

import numpy as np


def top1(outputs: np.ndarray, labels: np.ndarray) -> float:
    """The share of samples whose largest output is at the label; the first of equals counts."""
    return float(np.mean(outputs.argmax(axis=1) == labels))


def reconstruction_error(outputs: np.ndarray, inputs: np.ndarray) -> np.ndarray:
    """The mean squared difference of each sample's output from its input."""
    difference = outputs.astype(np.float64) - inputs.astype(np.float64)
    return np.mean(difference.reshape(len(difference), -1) ** 2, axis=1)


def auc(scores: np.ndarray, labels: np.ndarray) -> float:
    """The chance that a sample labelled 1 scores above one labelled 0; a tie counts half.

    That is the area under the ROC curve (the Mann-Whitney statistic).
    """
    positive, negative = scores[labels == 1], np.sort(scores[labels == 0])
    below = np.searchsorted(negative, positive, side="left")
    ties = np.searchsorted(negative, positive, side="right") - below
    return float((below.sum() + 0.5 * ties.sum()) / (len(positive) * len(negative)))
