import Testing

@Suite struct ReferenceTests {}
