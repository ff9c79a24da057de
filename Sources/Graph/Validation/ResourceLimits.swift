/// How much memory and work a graph may ask for before it is refused.
///
/// A damaged file of a few bytes can declare a tensor of terabytes; models for a small NPU stay far
/// below the defaults.
public struct ResourceLimits: Sendable, Hashable {
  /// Bytes of one tensor in the host layout.
  public var tensorBytes: Int
  /// Bytes of everything a session holds at a time.
  public var sessionBytes: Int
  /// Elementary steps of one run: multiply-accumulates and elements written.
  public var work: Int

  /// 512 MiB a tensor, 2 GiB a session, 2 x 10^10 steps a run.
  public static let standard = ResourceLimits(
    tensorBytes: 512 << 20, sessionBytes: 2 << 30, work: 20_000_000_000)

  /// Limits of the given sizes.
  public init(tensorBytes: Int, sessionBytes: Int, work: Int) {
    self.tensorBytes = tensorBytes
    self.sessionBytes = sessionBytes
    self.work = work
  }
}
