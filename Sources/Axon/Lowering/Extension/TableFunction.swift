import Graph

/// A function that ExecuTorch puts into a TABLE and AXON's CPU extensions compute.
enum TableFunction: Sendable, Hashable, CaseIterable {
  case sigmoid, tanh, exponential

  func callAsFunction(_ x: Double) -> Double {
    switch self {
    case .sigmoid: Elementary.sigmoid(x)
    case .tanh: Elementary.tanh(x)
    case .exponential: Elementary.exp(x)
    }
  }
}
