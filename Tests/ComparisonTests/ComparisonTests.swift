import Testing

@Suite struct ComparisonTests {}
