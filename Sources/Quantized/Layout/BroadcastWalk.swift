import Graph

/// The element-by-element walk over a result and up to three operands that broadcast to it.
///
/// Axes that all operands run through alike are merged, so that most operators are a single run.
struct BroadcastWalk: Sendable {
  /// Elements of one run: the innermost axis.
  let count: Int
  /// Each operand's step within a run: 1, or 0 where it broadcasts.
  let steps: Triple
  private let outer: [Axis]

  /// A number for each operand.
  struct Triple: Sendable, Hashable {
    var first: Int
    var second: Int
    var third: Int
  }

  private struct Axis {
    var size: Int
    var strides: Triple
  }

  init(output: Shape, _ first: Shape, _ second: Shape, _ third: Shape? = nil) {
    let strides = [first, second, third ?? output].map { Self.strides($0, in: output) }
    var axes: [Axis] = []
    for axis in output.indices.reversed() where output[axis] != 1 {
      let triple = Triple(
        first: strides[0][axis], second: strides[1][axis], third: strides[2][axis])
      if let last = axes.last, Self.continues(triple, after: last) {
        axes[axes.count - 1].size *= output[axis]
      } else {
        axes.append(Axis(size: output[axis], strides: triple))
      }
    }
    let inner = axes.first ?? Axis(size: 1, strides: Triple(first: 1, second: 1, third: 1))
    count = inner.size
    steps = inner.strides
    outer = axes.dropFirst().reversed()
  }

  /// The strides of `operand` along the axes of `output`, 0 where it broadcasts.
  private static func strides(_ operand: Shape, in output: Shape) -> [Int] {
    zip(operand.strides, operand.dimensions).map { $1 == 1 ? 0 : $0 }
  }

  private static func continues(_ strides: Triple, after inner: Axis) -> Bool {
    strides.first == inner.strides.first * inner.size
      && strides.second == inner.strides.second * inner.size
      && strides.third == inner.strides.third * inner.size
  }

  /// Calls `body` with where each run starts in the operands and in the result.
  func forEachRun(_ body: (_ operands: Triple, _ output: Int) -> Void) {
    guard count > 0 else { return }
    var output = 0
    visit(0, Triple(first: 0, second: 0, third: 0), &output, body)
  }

  private func visit(
    _ depth: Int, _ start: Triple, _ output: inout Int, _ body: (Triple, Int) -> Void
  ) {
    guard depth < outer.count else {
      body(start, output)
      output += count
      return
    }
    let axis = outer[depth]
    var start = start
    for _ in 0..<axis.size {
      visit(depth + 1, start, &output, body)
      start.first += axis.strides.first
      start.second += axis.strides.second
      start.third += axis.strides.third
    }
  }
}
