import Testing

@Suite struct AxonTests {}
