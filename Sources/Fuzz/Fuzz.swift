// Fuzz: see docs/architecture.md.
