/// The two types that kernels compute in.
protocol ReferenceNumber: BinaryFloatingPoint, BitwiseCopyable, Sendable {}

extension Float: ReferenceNumber {}
extension Double: ReferenceNumber {}
