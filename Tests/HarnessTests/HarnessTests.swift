import Testing

@Suite struct HarnessTests {}
