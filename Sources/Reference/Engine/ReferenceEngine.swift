import CVectorKernels
public import Graph

/// The engine that others are judged against: fp32 on FP graphs, real numbers on INT graphs.
///
/// On an FP graph every operator is computed in fp32 as TOSA's pseudo-code writes it: sums one element
/// after the other, multiply and add rounded apart. Results are those of the TOSA reference model bit
/// for bit, but for EXP, LOG, SIGMOID, TANH, ERF, RSQRT, SIN, COS and POW, which are ``Elementary``'s.
///
/// On an INT graph it computes what the integers stand for: in double precision, without rounding, but
/// with saturation (a ReLU may live there) and with TABLE interpolated between its entries. Inputs are
/// the declared integers; results are FP32 in units of the LSB of each tensor.
public struct ReferenceEngine: Engine {
  public let name = "reference"

  /// The vector instructions to use (`cvk_level.h`).
  let level: Int32

  /// The engine with the fastest kernels of this machine; every machine gives the same bits.
  public init() { self.init(level: cvk_best_level()) }

  init(level: Int32) { self.level = level }

  public func unsupported(in graph: ValidatedGraph) -> [Unsupported] {
    var found: [Unsupported] = []
    let arithmetic = Arithmetic(for: graph)
    // Compiling every operator finds exactly what `prepare` would stumble over.
    _ = try? Interpreter(graph, storage: RealStorage()) { (site) throws(EngineError) -> Step in
      do throws(EngineError) {
        return try OperatorTable.step(&site, arithmetic, level: level)
      } catch {
        guard case .unsupported(let reason) = error else { throw error }
        found.append(reason)
        return { _ in }
      }
    }
    return found
  }

  public func prepare(_ graph: ValidatedGraph) throws(EngineError) -> any Plan {
    switch Arithmetic(for: graph) {
    case .fp32:
      try Interpreter(graph, storage: HostStorage()) { (site) throws(EngineError) -> Step in
        try OperatorTable.step(&site, .fp32, level: level)
      }
    case .real:
      try Interpreter(graph, storage: RealStorage()) { (site) throws(EngineError) -> Step in
        try OperatorTable.step(&site, .real, level: level)
      }
    }
  }
}
