// Reference: see docs/architecture.md.
