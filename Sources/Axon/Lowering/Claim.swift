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

/// TOSA operators that become one AXON layer, or one and what an extension makes of its result.
struct Claim: Sendable {
  /// The operators, in the order of the block.
  let operators: [Int]
  /// The tensor that the layer makes; those between the operators are fused away.
  let result: TensorID
  let operands: [ClaimOperand]
  /// The layer; where its operands come from is decided with its region.
  let layer: AxonLayer
  /// What a CPU extension makes of the layer's result.
  let cpuExtension: LayerExtension?
  /// How the result lies.
  let arrangement: Arrangement
  /// The variable that the layer keeps, if it is one.
  var state: StateVariable?

  /// A claim of operators whose last is not a PatternEnd's.
  ///
  /// - Throws: the first constraint of AXON that the layer breaks.
  init(
    operators: [Int], result: TensorID, operands: [ClaimOperand], layer: AxonLayer,
    arrangement: Arrangement
  ) throws(Rejection) {
    try self.init(
      operators: operators, result: result, operands: operands, layer: layer,
      arrangement: arrangement, cpuExtension: nil)
  }

  /// A claim of operators with `end` after them, and of its extension.
  ///
  /// - Throws: the first constraint of AXON that one of its layers breaks.
  init(
    operators: [Int], end: PatternEnd, operands: [ClaimOperand], layer: AxonLayer,
    arrangement: Arrangement
  ) throws(Rejection) {
    try end.cpuExtension?.require(layer)
    try self.init(
      operators: operators + end.operators + (end.cpuExtension?.operators ?? []),
      result: end.cpuExtension?.result ?? end.result, operands: operands, layer: layer,
      arrangement: arrangement.viewed(through: end.cpuExtension?.sources),
      cpuExtension: end.cpuExtension)
  }

  private init(
    operators: [Int], result: TensorID, operands: [ClaimOperand], layer: AxonLayer,
    arrangement: Arrangement, cpuExtension: LayerExtension?
  ) throws(Rejection) {
    self.operators = Set(operators).sorted()
    self.result = result
    self.operands = operands
    self.layer = layer
    self.cpuExtension = cpuExtension
    // The result lies as the layer's output, but has the elements of the last extension layer.
    var written = arrangement
    let last = cpuExtension?.layers(after: layer.output).last ?? layer
    written.dims.byteWidth = last.output.byteWidth
    self.arrangement = written
    for layer in [layer] + extensionLayers {
      if let constraint = AxonConstraint.violated(by: layer) {
        throw Rejection(constraint.explanation(for: layer))
      }
    }
  }

  /// The layers that read this one, one after another.
  var extensionLayers: [AxonLayer] { cpuExtension?.layers(after: layer.output) ?? [] }

  /// What does an operator of the claim.
  func operation(of index: Int) -> AxonOperation {
    cpuExtension?.operators.contains(index) == true
      ? extensionLayers.first?.operation ?? layer.operation : layer.operation
  }

  /// Whether the layer computes nothing.
  var onlyMovesData: Bool {
    switch layer.operation {
    case .concat, .stridedSlice, .reshape, .persistentVariable: true
    default: false
    }
  }
}
