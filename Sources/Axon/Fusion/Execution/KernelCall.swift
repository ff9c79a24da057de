import Kernels

/// What a kernel works on: pointers by the captures of its pattern, sizes and numbers.
struct KernelCall<Element> {
  /// The elements of a row, and how many rows there are; what a row is, the pattern says.
  var rows = 1
  var width = 1
  /// Which of the pattern's forms was found.
  var form = 0
  /// Numbers that were read out of the graph, by their captures.
  var parameters: [Double] = []
  fileprivate(set) var operands: [UnsafePointer<Element>] = []
  fileprivate(set) var results: [UnsafeMutablePointer<Element>] = []
  /// How many elements each operand has.
  fileprivate(set) var counts: [Int] = []

  /// As many operands as any pattern captures; those that one does not are there and not read.
  static var captures: Int { 9 }

  subscript(capture: Capture) -> UnsafePointer<Element> { operands[capture.index] }

  /// A number of the graph.
  func parameter(_ capture: Capture) -> Double { parameters[capture.index] }

  /// The pattern's last value.
  var output: UnsafeMutablePointer<Element> { results[results.count - 1] }

  /// Rows times width.
  var count: Int { rows * width }
}

extension KernelCall {
  /// The call of a part whose buffers are given, operands in the order of their captures.
  init(
    _ part: FusedPart, operands: [UnsafeMutableBufferPointer<Element>],
    results: [UnsafeMutableBufferPointer<Element>]
  ) {
    rows = part.rows
    width = part.width
    form = part.form
    parameters = part.parameters
    self.operands = operands.compactMap { $0.baseAddress.map { UnsafePointer($0) } }
    self.results = results.compactMap(\.baseAddress)
    counts = operands.map(\.count)
  }
}
