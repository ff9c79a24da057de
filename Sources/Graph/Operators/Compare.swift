/// The operators that compare two broadcast operands and give BOOL.
public enum Compare: Sendable, Hashable, CaseIterable {
  case equal
  case greater
  case greaterEqual
}

extension Compare: OperatorRule {
  public var kind: OperatorKind {
    switch self {
    case .equal: .equal
    case .greater: .greater
    case .greaterEqual: .greaterEqual
    }
  }
}
