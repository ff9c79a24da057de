public import Graph

/// Runs FP graphs in double precision, with a bound for each element on how far from it any FP32
/// implementation that complies with TOSA may be.
///
/// ```swift
/// let run = try PreciseEngine().run(graph, inputs)
/// let logits = run.outputs[0]
/// abs(Double(mine[7]) - logits.precise[7]) <= logits.bound[7]
/// ```
///
/// Each operator adds what TOSA allows it (``ComplianceBound``) to what becomes of its operands' bounds,
/// as intervals: nothing is dropped as of second order. The errors of double precision itself, some
/// 2^-50 of a value, are not counted; TOSA allows 2^-24 at least wherever an operator rounds.
public struct PreciseEngine: Sendable {
  /// An engine; it has no options.
  public init() {}

  /// What can't be run of `graph`; empty if ``run(_:_:)`` will not throw `unsupported`.
  public func unsupported(in graph: ValidatedGraph) -> [Unsupported] {
    var found: [Unsupported] = []
    _ = try? Interpreter(graph, storage: BoundedStorage()) { (site) throws(EngineError) -> Step in
      do throws(EngineError) {
        return try BoundedTable.step(&site)
      } catch {
        guard case .unsupported(let reason) = error else { throw error }
        found.append(reason)
        return { _ in }
      }
    }
    return found
  }

  /// Runs `graph` once.
  ///
  /// - Throws: `unsupported` for an operator or type without bounds (integers, FP16, POW), `invalid`
  ///   for inputs that are not the declared ones.
  public func run(
    _ graph: ValidatedGraph, _ inputs: [Tensor]
  ) throws(EngineError) -> PreciseRun {
    let plan = try Interpreter(graph, storage: BoundedStorage()) {
      (site) throws(EngineError) -> Step in try BoundedTable.step(&site)
    }
    var tensors: [String: PreciseTensor] = [:]
    let outputs = try plan.run(inputs) { observed in
      tensors[observed.name] = PreciseTensor(observed.tensor)
    }
    return PreciseRun(outputs: outputs.map { PreciseTensor($0) }, tensors: tensors)
  }
}

/// What ``PreciseEngine`` found.
public struct PreciseRun: Sendable, Hashable {
  /// The graph's outputs, in order.
  public let outputs: [PreciseTensor]
  /// Every tensor that an operator made, by its TOSA name.
  public let tensors: [String: PreciseTensor]
}

/// A tensor of real numbers and bounds, row-major.
public struct PreciseTensor: Sendable, Hashable {
  /// The dimensions.
  public let shape: Shape
  /// The elements, computed in double precision; BOOL as 0 and 1.
  public let precise: [Double]
  /// For each element the largest distance of a compliant FP32 result; infinite where anything is
  /// allowed.
  public let bound: [Double]

  /// From what ``BoundedStorage`` hands out.
  init(_ tensor: Tensor) {
    let bits = tensor.elements(as: Int64.self).map {
      Double(bitPattern: UInt64(bitPattern: $0))
    }
    shape = Shape(tensor.shape.dropLast())
    precise = stride(from: 0, to: bits.count, by: 2).map { bits[$0] }
    bound = stride(from: 1, to: bits.count, by: 2).map { bits[$0] }
  }

  /// Whether every element of `tensor` lies within the bound; NaN and infinities where they belong.
  public func admits(_ tensor: Tensor) -> Bool {
    firstViolation(in: tensor) == nil
  }

  /// The flat index of the first element of `tensor` outside the bound.
  public func firstViolation(in tensor: Tensor) -> Int? {
    let values = tensor.realValues
    guard tensor.shape == shape else { return 0 }
    return values.indices.first { index in
      !Self.admits(values[index], precise[index], within: bound[index])
    }
  }

  static func admits(_ value: Double, _ precise: Double, within bound: Double) -> Bool {
    if bound == .infinity || value == precise { return true }
    if value.isNaN || precise.isNaN { return value.isNaN && precise.isNaN }
    return abs(value - precise) <= bound
  }
}
