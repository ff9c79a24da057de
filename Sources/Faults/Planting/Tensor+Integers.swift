import Fuzz
import Graph

extension Tensor {
  /// The elements of an integer tensor; empty for floats.
  var integers: [Int] { (integerValues ?? []).map(Int.init) }

  /// Changes every number of an integer tensor, which wraps to the type.
  mutating func mapIntegers(_ change: (_ index: Int, _ number: Int) -> Int) {
    replaceIntegers(integers.enumerated().map { change($0.offset, $0.element) })
  }

  /// Puts other numbers in an integer tensor, which wrap to its type.
  mutating func replaceIntegers(_ numbers: [Int]) {
    guard numbers.count == count else { return }
    self = Tensor(numbers: numbers, dtype, shape)
  }
}

extension Int {
  /// The number that the lowest `bits` bits stand for, in two's complement.
  func wrapped(to bits: Int) -> Int {
    (self << (Int.bitWidth - bits)) >> (Int.bitWidth - bits)
  }
}
