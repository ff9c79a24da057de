import Graph
import Kernels

/// A number format of the kernels, as the tests see it.
protocol KernelNumber: BitwiseCopyable, Equatable {
  init(nearest value: Double)
  var double: Double { get }
}

extension Q12: KernelNumber {
  init(nearest value: Double) {
    self.init(raw: Int64((value * 4096).rounded()))
  }
  var double: Double { Double(raw) / 4096 }
}

extension Float: KernelNumber {
  init(nearest value: Double) { self.init(value) }
  var double: Double { Double(self) }
}

/// A heap buffer that kernels read and write through pointers.
final class Row<Element: KernelNumber> {
  let pointer: UnsafeMutablePointer<Element>
  let count: Int

  init(_ elements: [Element]) {
    count = elements.count
    pointer = .allocate(capacity: max(count, 1))
    pointer.initialize(from: elements, count: count)
  }

  /// Elements near numbers drawn from the range.
  convenience init(_ count: Int, in range: ClosedRange<Double>, _ random: inout SplitMix64) {
    self.init(
      (0..<count).map { _ in
        Element(
          nearest: range.lowerBound + random.unit() * (range.upperBound - range.lowerBound))
      })
  }

  /// Zeros.
  convenience init(_ count: Int) {
    self.init([Element](repeating: Element(nearest: 0), count: count))
  }

  deinit { pointer.deallocate() }

  var elements: [Element] { Array(UnsafeBufferPointer(start: pointer, count: count)) }
  var doubles: [Double] { elements.map(\.double) }
  subscript(index: Int) -> Double { pointer[index].double }
}

/// The largest `|result - exact|` in units, exact results saturated to q11.12 if asked.
func largestError(
  _ result: [Double], _ exact: [Double], unit: (Int) -> Double, saturated: Bool = false
) -> Double {
  var largest = 0.0
  for index in result.indices {
    let value = saturated ? min(max(exact[index], -2048), 2048 - 1 / 4096) : exact[index]
    let error = abs(result[index] - value) / unit(index)
    if !(error <= largest) { largest = error }
  }
  return largest
}
