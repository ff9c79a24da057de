import Foundation
import Graph

/// A TABLE as ExecuTorch writes it, from the platform's own functions.
struct TableSketch: Sendable, CustomStringConvertible {
  enum Function: String, Sendable { case sigmoid, tanh, exponential, reciprocal, silu, identity }

  var function: Function
  var inputScale: Double
  var inputZeroPoint = 0
  var outputScale: Double
  var outputZeroPoint = -128

  /// Sigmoid in units of 1/256, tanh in units of 1/128: what AXON's extensions give.
  init(own function: Function, inputScale: Double, inputZeroPoint: Int = 0) {
    self.init(
      function: function, inputScale: inputScale, inputZeroPoint: inputZeroPoint,
      outputScale: function == .tanh ? 0x1p-7 : 0x1p-8,
      outputZeroPoint: function == .tanh ? 0 : -128)
  }

  init(
    function: Function, inputScale: Double, inputZeroPoint: Int, outputScale: Double,
    outputZeroPoint: Int
  ) {
    self.function = function
    self.inputScale = inputScale
    self.inputZeroPoint = inputZeroPoint
    self.outputScale = outputScale
    self.outputZeroPoint = outputZeroPoint
  }

  /// Scales and zero points that a quantizer chooses for every input of `inputScale`, and 0 among results.
  init(_ function: Function, inputScale: Double, inputZeroPoint: Int) {
    self.init(
      function: function, inputScale: inputScale, inputZeroPoint: inputZeroPoint, outputScale: 1,
      outputZeroPoint: 0)
    let ends = [-128, 127].map(value)
    let (low, high) = (min(0, ends.min() ?? 0), max(0, ends.max() ?? 0))
    outputScale = (high - low) / 255
    outputZeroPoint = Int((-128 - low / outputScale).rounded())
  }

  func value(at code: Int) -> Double {
    let x = Double(Float(inputScale) * Float(code - inputZeroPoint))
    return switch function {
    case .sigmoid: 1 / (1 + exp(-x))
    case .tanh: Foundation.tanh(x)
    case .exponential: exp(x)
    case .reciprocal: 1 / x
    case .silu: x / (1 + exp(-x))
    case .identity: x
    }
  }

  var entries: [Int8] {
    (-128...127).map { code in
      let steps = (Float(value(at: code)) * (1 / Float(outputScale))).rounded(.toNearestOrEven)
      return Int8(min(max(steps + Float(outputZeroPoint), -128), 127))
    }
  }

  var description: String {
    "\(function) of \(inputScale) from \(inputZeroPoint), to \(outputScale)"
  }
}

extension PatternSketch {
  /// TABLE.
  mutating func table(_ x: TensorID, _ table: TableSketch) -> TensorID {
    let entries = int8(table.entries)
    return add(.table(Table()), [x, entries], .int8, shape(x))
  }
}
