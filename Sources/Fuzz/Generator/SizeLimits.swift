/// How large a generated graph may be. Sizes are small: faults in kernels show on few elements, and a
/// campaign lives from the number of graphs.
public struct SizeLimits: Sendable, Hashable {
  /// How many operators, constants aside; the last pattern may exceed it by its own length.
  public var operators: ClosedRange<Int>
  /// Elements of one tensor.
  public var elements: Int
  /// Multiply-accumulates of one operator.
  public var work: Int

  /// Limits; 2,048 elements and 32,768 multiply-accumulates an operator unless given.
  public init(operators: ClosedRange<Int>, elements: Int = 2048, work: Int = 32_768) {
    self.operators = operators
    self.elements = elements
    self.work = work
  }

  /// 1 to 40 operators.
  public static let standard = SizeLimits(operators: 1...40)
}
