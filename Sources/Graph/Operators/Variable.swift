/// The operators on persistent tensors; the tensor's ``TensorInfo/variableName`` says which one.
public enum Variable: Sendable, Hashable, CaseIterable {
  /// VARIABLE: declares it.
  case declare
  /// VARIABLE_WRITE: replaces its value.
  case write
  /// VARIABLE_READ: gives its value.
  case read
}

extension Variable: OperatorRule {
  public var kind: OperatorKind {
    switch self {
    case .declare: .variable
    case .write: .variableWrite
    case .read: .variableRead
    }
  }
}
