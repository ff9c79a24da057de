import Graph

/// Why an operator stays on the CPU.
struct Rejection: Error, Sendable, Hashable {
  let reason: String

  /// A reason as a clause: `AXON averages no padding`.
  init(_ reason: String) { self.reason = reason }
}

/// A tensor that a claimed layer reads, and how it must lie.
struct ClaimOperand: Sendable {
  let tensor: TensorID
  let arrangement: Arrangement
  /// The zero point that the layer takes from its producer, where it matters.
  var zeroPoint: Int?
  /// Whether only the order of elements counts, as for a fully connected layer.
  var isFlat = false
}

/// TOSA operators that become one AXON layer.
struct Claim: Sendable {
  /// The operators, in the order of the block.
  let operators: [Int]
  /// The tensor that the layer makes; those between the operators are fused away.
  let result: TensorID
  let operands: [ClaimOperand]
  /// The layer; where its operands come from is decided with its region.
  let layer: AxonLayer
  /// How the result lies.
  let arrangement: Arrangement

  /// - Throws: the first constraint of AXON that the layer breaks.
  init(
    operators: [Int], result: TensorID, operands: [ClaimOperand], layer: AxonLayer,
    arrangement: Arrangement
  ) throws(Rejection) {
    if let constraint = AxonConstraint.violated(by: layer) {
      throw Rejection(constraint.explanation(for: layer))
    }
    self.operators = Set(operators).sorted()
    self.result = result
    self.operands = operands
    self.layer = layer
    self.arrangement = arrangement
  }

  /// Whether the layer computes nothing.
  var onlyMovesData: Bool {
    switch layer.operation {
    case .concat, .stridedSlice, .reshape: true
    default: false
    }
  }
}
