// Kernels: see docs/architecture.md.
