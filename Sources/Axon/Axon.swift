// Axon: see docs/architecture.md.
