/// Whose arithmetic the simulator has: what is documented, or a compiler and simulator with its
/// defects.
public enum AxonVersion: String, Sendable, Hashable, CaseIterable {
  /// What Nordic documents; known defects are reported and not reproduced.
  case documented
  /// Compiler and simulator 1.4.0: known defects whose formula was measured are reproduced.
  case v140 = "1.4.0"

  /// Whether this version has a defect.
  public func has(_ defect: KnownDefect) -> Bool { defect.versions.contains(self) }

  /// Whether the simulator computes what Nordic's compiler makes of a layer that meets a defect.
  public func reproduces(_ defect: KnownDefect) -> Bool {
    switch defect.formula {
    case .own: has(defect)
    case .documented: true
    case .unknown, .refused: false
    }
  }
}
