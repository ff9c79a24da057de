/// TILE: a tensor repeated along each axis, as often as the second operand says.
public struct Tile: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Tile: OperatorRule {
  public var kind: OperatorKind { .tile }
}
