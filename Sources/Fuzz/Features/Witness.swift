public import Graph

/// The engine whose run tells what a case comes to: one for integers, one for graphs with floats.
public struct Witness: Sendable {
  private let integers: any Engine
  private let reals: any Engine

  /// - Parameters:
  ///   - integers: runs INT graphs exactly, and throws `unpredictable` where TOSA leaves a result open.
  ///   - reals: runs graphs with floats.
  public init(integers: any Engine, reals: any Engine) {
    self.integers = integers
    self.reals = reals
  }

  /// The run of a case.
  func trace(in runs: CaseRuns) throws(EngineError) -> Trace {
    try runs.trace(of: runs.graph.main.hasFloats ? reals : integers)
  }

  /// Whether TOSA leaves a result of the case open: no engine can be wrong there.
  func isOpen(_ runs: CaseRuns) -> Bool {
    do throws(EngineError) {
      _ = try trace(in: runs)
      return false
    } catch {
      if case .unpredictable = error { return true }
      return false
    }
  }
}
