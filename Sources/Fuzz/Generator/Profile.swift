/// What kind of graphs a generator invents.
public enum Profile: String, Sendable, Hashable, CaseIterable {
  /// INT8 networks for a small NPU, as ExecuTorch exports them: convolutions, pools, additions.
  case cnnInt = "cnn-int"
  /// Every integer and BOOL operator, ExecuTorch's patterns among free TOSA.
  case int
  /// Every FP32 operator.
  case fp
  /// Graphs of the other profiles in turn.
  case all
}
