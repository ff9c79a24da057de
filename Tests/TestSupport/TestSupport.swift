// Shared test support
