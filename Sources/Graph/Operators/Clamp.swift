/// CLAMP: every element brought into a range.
public struct Clamp: Sendable, Hashable {
  /// The lower end, little-endian bytes of the tensor's element type.
  public var minimum: [UInt8]
  /// The upper end, likewise.
  public var maximum: [UInt8]
  /// What a NaN does.
  public var nanMode: NanPropagationMode

  /// The operator with its attributes.
  public init(minimum: [UInt8], maximum: [UInt8], nanMode: NanPropagationMode = .propagate) {
    self.minimum = minimum
    self.maximum = maximum
    self.nanMode = nanMode
  }
}

extension Clamp: OperatorRule {
  public var kind: OperatorKind { .clamp }
}
