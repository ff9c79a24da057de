import Graph

/// An arithmetic operator of two FP32 tensors that are broadcast to each other.
///
/// `add` and `sub` have a factor of the second operand, rounded to FP32 first: `(a, b, alpha, out)`;
/// `mul` and `div` are `(a, b, out)`. `b` of a `Scalar_out` is a number instead of a tensor.
struct Binary: PortableOperator {
  private enum Operation { case add, sub, mul, div }

  let name: ProgramOperator
  private let operation: Operation
  private let isScalar: Bool

  private init(_ name: String, _ operation: Operation, isScalar: Bool) {
    self.name = ProgramOperator(name, overload: isScalar ? "Scalar_out" : "out")
    self.operation = operation
    self.isScalar = isScalar
  }

  /// All of them.
  static let all = [false, true].flatMap { isScalar in
    [
      Binary("aten::add", .add, isScalar: isScalar),
      Binary("aten::sub", .sub, isScalar: isScalar),
      Binary("aten::mul", .mul, isScalar: isScalar),
      Binary("aten::div", .div, isScalar: isScalar),
    ]
  }

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let first = try site.reals(0, "self")
    let second = isScalar ? nil : try site.reals(1, "other")
    let number = isScalar ? try site.scalar(1) : 0
    let hasFactor = operation == .add || operation == .sub
    let factor = hasFactor ? try site.scalar(2) : 1
    guard let walk = BroadcastWalk([first.shape, second?.shape ?? []]) else {
      throw site.invalid(
        "the shapes \(first.shape) and \(second?.shape ?? []) don't broadcast")
    }
    let output = try site.realOutput(hasFactor ? 3 : 2, walk.shape)

    let constant = [number]
    return { [operation, from = first.slot, with = second?.slot, to = output.slot] slots in
      let (a, b) = (slots[from], with.map { slots[$0] })
      a.withElements(as: Float.self) { a in
        slots[to].withMutableElements(as: Float.self) { results in
          func apply(_ b: UnsafeBufferPointer<Float>) {
            Self.combine(operation, a, b, factor: factor, walk, results)
          }
          if let b {
            b.withElements(as: Float.self, apply)
          } else {
            constant.withUnsafeBufferPointer(apply)
          }
        }
      }
    }
  }

  private static func combine(
    _ operation: Operation, _ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>,
    factor: Float, _ walk: BroadcastWalk, _ results: UnsafeMutableBufferPointer<Float>
  ) {
    switch operation {
    case .add: rows(a, b, walk, results) { $0 + factor * $1 }
    case .sub: rows(a, b, walk, results) { $0 - factor * $1 }
    case .mul: rows(a, b, walk, results) { $0 * $1 }
    case .div: rows(a, b, walk, results) { $0 / $1 }
    }
  }

  @inline(__always)
  private static func rows(
    _ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>, _ walk: BroadcastWalk,
    _ results: UnsafeMutableBufferPointer<Float>, _ function: (Float, Float) -> Float
  ) {
    let (stepA, stepB, length) = (walk.steps[0], walk.steps[1], walk.rowLength)
    walk.starts.withUnsafeBufferPointer { starts in
      var index = 0
      for row in 0..<starts.count / 2 {
        var (i, j) = (starts[2 * row], starts[2 * row + 1])
        for _ in 0..<length {
          results[index] = function(a[i], b[j])
          index &+= 1
          i &+= stepA
          j &+= stepB
        }
      }
    }
  }
}
