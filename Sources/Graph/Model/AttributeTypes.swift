/// Two numbers for the two spatial dimensions, in TOSA's order.
public struct Spatial2D: Sendable, Hashable {
  /// Height, or the vertical step.
  public var y: Int
  /// Width, or the horizontal step.
  public var x: Int

  /// A vertical and a horizontal number.
  public init(y: Int, x: Int) {
    self.y = y
    self.x = x
  }
}

/// Padding of the two spatial dimensions, in TOSA's order.
public struct Padding2D: Sendable, Hashable {
  /// Rows before the first.
  public var top: Int
  /// Rows after the last.
  public var bottom: Int
  /// Columns before the first.
  public var left: Int
  /// Columns after the last.
  public var right: Int

  /// Padding on four sides, none where not given.
  public init(top: Int = 0, bottom: Int = 0, left: Int = 0, right: Int = 0) {
    self.top = top
    self.bottom = bottom
    self.left = left
    self.right = right
  }
}

/// What an operator that compares floating-point numbers does with NaN.
public enum NanPropagationMode: UInt32, Sendable, Hashable, CaseIterable {
  /// A NaN operand gives NaN.
  case propagate = 1
  /// A NaN operand loses against a number.
  case ignore = 2
}

/// How RESCALE rounds the scaled product.
public enum RoundingMode: UInt32, Sendable, Hashable, CaseIterable {
  /// Once, half up.
  case single = 1
  /// Left to the implementation within a bound.
  case inexact = 2
  /// Twice, as the gemmlowp library does; only with a shift above 31.
  case double = 3
}

/// How RESIZE finds a value between samples.
public enum ResizeMode: UInt32, Sendable, Hashable, CaseIterable {
  /// The nearest sample.
  case nearest = 1
  /// Bilinear interpolation.
  case bilinear = 2
}
