import Testing

@Suite struct PortableTests {}
