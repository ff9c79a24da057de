/// What kind of graphs a generator invents.
public enum Profile: String, Sendable, Hashable, CaseIterable {
  /// INT8 networks for a small NPU, as ExecuTorch exports them: convolutions, pools, additions.
  case cnnInt = "cnn-int"
  /// Every integer and BOOL operator, ExecuTorch's patterns among free TOSA.
  case int
  /// Every FP32 operator.
  case fp
  /// FP32 networks and their INT8 forms in turn: an odd case is the one before it, quantized.
  case paired
  /// Graphs of the other profiles in turn.
  case all
}
