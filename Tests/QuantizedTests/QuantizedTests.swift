import Testing

@Suite struct QuantizedTests {}
