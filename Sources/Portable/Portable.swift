// Portable: see docs/architecture.md.
