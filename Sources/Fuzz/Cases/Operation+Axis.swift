import Graph

extension Operation {
  /// The axis along which a reduction, CONCAT, REVERSE or ARGMAX works; nil for others, which stay as they are
  /// when it is set.
  var axis: Int? {
    get {
      switch self {
      case .reduce(let op): op.axis
      case .concat(let op): op.axis
      case .reverse(let op): op.axis
      case .argMax(let op): op.axis
      default: nil
      }
    }
    set {
      guard let newValue else { return }
      switch self {
      case .reduce(var op):
        op.axis = newValue
        self = .reduce(op)
      case .concat(var op):
        op.axis = newValue
        self = .concat(op)
      case .reverse(var op):
        op.axis = newValue
        self = .reverse(op)
      case .argMax(var op):
        op.axis = newValue
        self = .argMax(op)
      default: break
      }
    }
  }
}
