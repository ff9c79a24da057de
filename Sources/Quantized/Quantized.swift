// Quantized: see docs/architecture.md.
