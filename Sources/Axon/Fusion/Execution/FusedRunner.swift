import Graph
import Kernels

/// One worker's memory of a fused part, and its kernel.
protocol FusedRunner: AnyObject {
  /// Copies the elements of operand `index` in.
  func load(_ tensor: Tensor, at index: Int)
  func run()
  /// Copies result `index` out.
  func store(_ index: Int, into tensor: inout Tensor)
}

extension FusedPart {
  func makeRunner() -> any FusedRunner {
    switch (arithmetic, kernel.q12) {
    case (.q12, let body?): FusedMemory<Q12>(self, body)
    default: FusedMemory<Float>(self, kernel.fp32)
    }
  }
}

/// An element that a kernel computes in.
private protocol FusedElement: BitwiseCopyable {
  init(_ value: Float)
  var float: Float { get }
}

extension Float: FusedElement {
  fileprivate var float: Float { self }
}

extension Q12: FusedElement {
  fileprivate var float: Float { Float(raw) / 4096 }
}

private final class FusedMemory<Element: FusedElement>: FusedRunner {
  private let operands: [UnsafeMutableBufferPointer<Element>]
  private let results: [UnsafeMutableBufferPointer<Element>]
  private let call: KernelCall<Element>
  private let body: FusedKernel.Body<Element>

  /// The constants are filled in once.
  init(_ part: FusedPart, _ body: @escaping FusedKernel.Body<Element>) {
    operands = part.operands.map { Self.buffer($0.count) }
    results = part.results.map { Self.buffer($0.count) }
    call = KernelCall(part, operands: operands, results: results)
    self.body = body
    for (operand, buffer) in zip(part.operands, operands) {
      guard case .constant(let values) = operand else { continue }
      for (index, value) in values.enumerated() { buffer[index] = Element(value) }
    }
  }

  deinit {
    for buffer in operands + results { buffer.deallocate() }
  }

  private static func buffer(_ count: Int) -> UnsafeMutableBufferPointer<Element> {
    let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(count, 1))
    buffer.initialize(repeating: Element(0))
    return buffer
  }

  func load(_ tensor: Tensor, at index: Int) {
    let buffer = operands[index]
    tensor.withElements(as: Float.self) { elements in
      for (place, value) in elements.enumerated() { buffer[place] = Element(value) }
    }
  }

  func run() { body(call) }

  func store(_ index: Int, into tensor: inout Tensor) {
    let buffer = results[index]
    tensor.withMutableElements(as: Float.self) { elements in
      for place in elements.indices { elements[place] = buffer[place].float }
    }
  }
}
