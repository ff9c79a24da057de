// Harness: see docs/architecture.md.
