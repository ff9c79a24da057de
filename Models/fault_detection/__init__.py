"""Showcase: sensor fault detection."""

import common  # noqa: F401  before numpy, which reads its number of threads once
