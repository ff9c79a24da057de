import Graph

/// Arguments 1 to 5 of the quantize and dequantize operators.
struct QuantizationArguments: Sendable {
  let scale: Double
  let zeroPoint: Int32
  let minimum: Int64
  let maximum: Int64
  let scalarType: ScalarType

  /// Reads and checks the arguments of a call.
  init(_ site: KernelSite) throws(EngineError) {
    scale = try site.double(1)
    minimum = try site.integer(3)
    maximum = try site.integer(4)
    let zero = try site.integer(2)
    let code = try site.integer(5)
    guard let zeroPoint = Int32(exactly: zero) else {
      throw site.invalid("a zero point of \(zero)")
    }
    guard minimum <= maximum else {
      throw site.invalid("quant_min \(minimum) is greater than quant_max \(maximum)")
    }
    guard let scalarType = Int8(exactly: code).flatMap(ScalarType.init) else {
      throw site.invalid("the unknown scalar type \(code)")
    }
    self.zeroPoint = zeroPoint
    self.scalarType = scalarType
  }

  /// - Throws: `invalid` if the integers are not of the type that the call says.
  func check(dtypeOf operand: Operand, _ name: String, _ site: KernelSite) throws(EngineError) {
    guard operand.scalarType == scalarType else {
      throw site.invalid(
        "\(name) is of \(operand.scalarType.name), the call says \(scalarType.name)")
    }
  }
}
