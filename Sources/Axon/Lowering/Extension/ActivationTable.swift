import Graph

/// A TABLE that is a sigmoid or a tanh.
struct ActivationTable: Sendable {
  let fit: TableFit

  /// How much finer than AXON's own scale results may be quantized: beyond that, AXON would lose more
  /// than a bit of them.
  static let allowedRefinement = 2.0

  /// - Throws: if it is another function's table, or its results are too fine for AXON.
  init(
    _ op: Operator, inputZeroPoint: Int, in context: LoweringContext
  ) throws(Rejection) {
    guard context.type(op.inputs[0]).dtype == .int8,
      let table = context.constant(op.inputs[1])?.elements(as: Int8.self)
    else { throw Rejection("AXON has no table look-up, and this is no INT8 table") }
    guard zip(table, table.dropFirst()).allSatisfy({ $0 <= $1 }) else { throw Self.otherFunction }
    // A tanh in the extension's own units is a sigmoid of twice the argument in its own.
    for function in [TableFunction.sigmoid, .tanh] {
      let own = TableFit(
        table, as: function, inputZeroPoint: inputZeroPoint, outputScale: function.extensionScale)
      if let own, own.outputZeroPoint == function.extensionZeroPoint {
        fit = own
        return
      }
      guard let other = TableFit(table, as: function, inputZeroPoint: inputZeroPoint) else {
        continue
      }
      let refinement = function.extensionScale / other.outputScale
      guard refinement <= Self.allowedRefinement else {
        throw Rejection(
          "its results are quantized \(Int(refinement.rounded())) times as finely as those of AXON's "
            + "\(function.extensionOperation.rawValue)")
      }
      fit = other
      return
    }
    throw Self.otherFunction
  }

  private static let otherFunction = Rejection(
    "AXON has no table look-up, and this is neither a sigmoid nor a tanh")

  /// The extension, and where the graph quantizes its result otherwise than it does, an add layer of a
  /// constant 0 that scales it.
  ///
  /// Of the layers that can scale, depthwise and average pool read wrongly what the CPU has written, and
  /// mul takes more ticks.
  @Sendable func layers(after dims: AxonDims) -> [AxonLayer] {
    let function = fit.function
    var written = dims
    written.byteWidth = 1
    var layer = AxonLayer(
      function.extensionOperation, operands: [], inputs: [dims], output: written)
    layer.outputZeroPoint = function.extensionZeroPoint
    // Ignored; 1 and 0 would say that the layer has no zero point of its own.
    layer.multipliers = [1 << 30]
    layer.shifts = [22]
    let scale = Float(function.extensionScale / fit.outputScale)
    guard
      scale != 1 || fit.outputZeroPoint != function.extensionZeroPoint,
      let shift = Scaling.largestShift(for: scale, bits: 15, zeroPoint: fit.outputZeroPoint)
    else { return [layer] }
    let multiplier = Scaling.multiplier(for: scale, shift: shift)
    var scaling = AxonLayer(
      .add, operands: [], inputs: [written], output: written,
      filterDims: AxonDims(c: written.c, h: 1, w: 1))
    scaling.filter = [Int8](repeating: 0, count: written.c)
    scaling.biasPrime = [Int32(-function.extensionZeroPoint) * multiplier]
    scaling.multipliers = [multiplier, multiplier]
    scaling.shifts = [shift]
    scaling.outputZeroPoint = fit.outputZeroPoint
    return [layer, scaling]
  }
}

extension TableFunction {
  /// The extension that computes the function.
  fileprivate var extensionOperation: AxonOperation {
    switch self {
    case .sigmoid: .sigmoid
    case .tanh: .tanh
    case .exponential: .softmax
    }
  }

  /// What the extension's INT8 results are in units of: 256 of 1, or 128 of it.
  fileprivate var extensionScale: Double { self == .tanh ? 0x1p-7 : 0x1p-8 }
  fileprivate var extensionZeroPoint: Int { self == .tanh ? 0 : -128 }
}
