import Testing

@Suite struct GraphTests {}
