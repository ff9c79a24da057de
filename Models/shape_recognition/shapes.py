"""Renders shapes as a cheap camera sees them: rotated, out of focus, half hidden, noisy."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SIZE = 32  # pixels a side
CLASSES = ["circle", "ellipse", "triangle", "square", "pentagon", "star", "cross", "half moon"]
_SUPERSAMPLING = 4


def render(label: int, chance: np.random.Generator) -> np.ndarray:
    """One image of the class `label`, UINT8 [SIZE, SIZE]."""
    side = SIZE * _SUPERSAMPLING
    background = chance.uniform(20, 140)
    contrast = chance.uniform(60, 130) * chance.choice([-1, 1])
    foreground = np.clip(background + contrast, 0, 255)

    image = Image.new("L", (side, side), int(background))
    draw = ImageDraw.Draw(image)
    center = side / 2 + chance.uniform(-0.14, 0.14, 2) * side
    outline = _outline(CLASSES[label], chance) * chance.uniform(0.28, 0.42) * side
    draw.polygon([tuple(point) for point in outline + center], fill=int(foreground))
    _occlude(draw, side, center, chance)

    image = image.filter(ImageFilter.GaussianBlur(chance.uniform(0.2, 0.7) * _SUPERSAMPLING))
    pixels = np.asarray(image.resize((SIZE, SIZE), Image.Resampling.BOX), np.float64)
    gradient = np.linspace(-1, 1, SIZE) * chance.uniform(0, 25)
    pixels = pixels + (gradient if chance.random() < 0.5 else gradient[:, None])
    pixels = pixels + chance.normal(0, chance.uniform(2, 8), pixels.shape)
    return np.clip(np.rint(pixels), 0, 255).astype(np.uint8)


def data_set(count: int, chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """`count` images, UINT8 [count, 1, SIZE, SIZE], and their labels; the classes take turns."""
    labels = np.arange(count) % len(CLASSES)
    images = np.stack([render(label, chance) for label in labels])
    return images[:, None], labels.astype(np.int64)


def _outline(name: str, chance: np.random.Generator) -> np.ndarray:
    """The corners of a shape of radius 1, turned by any angle, slightly sheared."""
    match name:
        case "circle" | "ellipse":
            angles = np.linspace(0, 2 * np.pi, 72, endpoint=False)
            points = np.stack([np.cos(angles), np.sin(angles)], axis=1)
            if name == "ellipse":
                points[:, 1] *= chance.uniform(0.5, 0.68)
        case "half moon":
            angles = np.linspace(0, np.pi, 36)
            points = np.stack([np.cos(angles), np.sin(angles) - 0.4], axis=1)
        case "star":
            angles = np.arange(10) * np.pi / 5
            radii = np.where(np.arange(10) % 2 == 0, 1.0, chance.uniform(0.4, 0.55))
            points = np.stack([np.cos(angles), np.sin(angles)], axis=1) * radii[:, None]
        case "cross":
            arm = chance.uniform(0.28, 0.42)
            quarter = np.array([[1, -arm], [1, arm], [arm, arm]])
            points = np.concatenate([quarter @ _rotation(turn * np.pi / 2).T for turn in range(4)])
        case _:
            corners = {"triangle": 3, "square": 4, "pentagon": 5}[name]
            angles = np.arange(corners) * 2 * np.pi / corners
            points = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    stretch = np.diag([1, chance.uniform(0.94, 1)])
    turned = _rotation(chance.uniform(0, 2 * np.pi)) @ stretch @ _rotation(chance.uniform(0, np.pi))
    return points @ turned.T


def _rotation(angle: float) -> np.ndarray:
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def _occlude(
    draw: ImageDraw.ImageDraw, side: int, center: np.ndarray, chance: np.random.Generator
) -> None:
    """Every other time, a bar of any grey lies across part of the shape."""
    if chance.random() > 0.5:
        return
    direction = chance.uniform(0, 2 * np.pi)
    along = np.array([np.cos(direction), np.sin(direction)])
    across = np.array([-along[1], along[0]])
    middle = center + across * chance.uniform(0.08, 0.28) * side * chance.choice([-1, 1])
    half = chance.uniform(0.03, 0.07) * side
    corners = [
        middle + along * side * far + across * half * near
        for far, near in [(-2, -1), (2, -1), (2, 1), (-2, 1)]
    ]
    draw.polygon([tuple(corner) for corner in corners], fill=int(chance.uniform(0, 255)))
