import Graph

/// RESCALE element by element, for every combination of types.
struct Rescaling: Sendable {
  /// One for the tensor, or one for each channel of the last axis.
  let scalings: [Scaling]
  let inputZero: Int64
  let outputZero: Int64
  let outputRange: ClosedRange<Int64>

  /// The rescaled value; nil where TOSA leaves it open.
  @inline(__always)
  func apply(_ scaling: Scaling, _ value: Int64) -> Int64? {
    guard let scaled = scaling(value &- inputZero) else { return nil }
    let moved = scaled &+ outputZero
    guard moved == Int64(Int32(truncatingIfNeeded: moved)) else { return nil }
    return min(max(moved, outputRange.lowerBound), outputRange.upperBound)
  }

  /// False if an element is one that TOSA leaves open.
  func run(_ arena: Arena, from input: TensorSlot, unsigned: Bool, to output: TensorSlot) -> Bool {
    switch (input.dtype, unsigned) {
    case (.int8, false): run(arena.read(input, as: Int8.self), arena, output)
    case (.int8, true): run(arena.read(input, as: UInt8.self), arena, output)
    case (.int16, false): run(arena.read(input, as: Int16.self), arena, output)
    case (.int16, true): run(arena.read(input, as: UInt16.self), arena, output)
    case (.int48, _): run(arena.read(input, as: Int64.self), arena, output)
    default: run(arena.read(input, as: Int32.self), arena, output)
    }
  }

  @inline(__always)
  private func run<Input: FixedWidthInteger & BitwiseCopyable>(
    _ input: UnsafeBufferPointer<Input>, _ arena: Arena, _ output: TensorSlot
  ) -> Bool {
    switch output.dtype {
    case .int8: run(input, arena.write(output, as: Int8.self))
    case .int16: run(input, arena.write(output, as: Int16.self))
    default: run(input, arena.write(output, as: Int32.self))
    }
  }

  @inline(__always)
  private func run<Input: FixedWidthInteger, Output: FixedWidthInteger>(
    _ input: UnsafeBufferPointer<Input>, _ output: UnsafeMutableBufferPointer<Output>
  ) -> Bool {
    scalings.withUnsafeBufferPointer { scalings in
      let channels = scalings.count
      var start = 0
      while start < output.count {
        for channel in 0..<channels {
          let value = Int64(truncatingIfNeeded: input[start &+ channel])
          guard let result = apply(scalings[channel], value) else { return false }
          output[start &+ channel] = Output(truncatingIfNeeded: result)
        }
        start &+= channels
      }
      return true
    }
  }
}
