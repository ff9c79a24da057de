"""What the showcases share: seeded training, quantization and export, metrics, publishing."""

import os

# One thread for linear algebra: the order of sums stays the same, and threads don't wait for each other in small
# products. It has to be said before numpy is loaded.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
