import Graph

/// One row of a table of measured layers.
struct CycleRow {
  private let fields: [CycleColumn: String]

  init(_ fields: [CycleColumn: String]) { self.fields = fields }

  func measurement() throws(InvalidInput) -> CycleMeasurement {
    CycleMeasurement(
      subject: text(.op), layers: try layers(),
      ticks: try number(.ticks, in: 0...Int(Int32.max)),
      memory: MeasuredMemory(
        interlayerBytes: try number(.interlayerBytes, in: 0...Int(Int32.max)),
        constantBytes: try number(.constantBytes, in: 0...Int(Int32.max)),
        commandWords: try number(.commandWords, in: 0...Int(Int32.max))))
  }

  /// The layers that the row was measured with: some operators need a fully connected layer before them.
  private func layers() throws(InvalidInput) -> [AxonLayer] {
    let name = text(.op)
    switch name {
    case "fc": return [try layer(.fullyConnected)]
    case "fc_i16": return [try layer(.fullyConnected, outputBytes: 2)]
    case "fc_i32": return [try layer(.fullyConnected, outputBytes: 4)]
    case "sigmoid": return try fed(.sigmoid, by: 2)
    case "tanh": return try fed(.tanh, by: 2)
    case "softmax": return try fed(.softmax, by: 4)
    case "conv": return [try layer(.conv2D)]
    case "dw": return [try layer(.depthwise)]
    case "pw": return [try layer(.pointwise)]
    case "avg": return [try layer(.averagePool)]
    case "max": return [try layer(.maxPool)]
    case "mean": return [try layer(.mean)]
    case "add": return [try pair(.add)]
    case "mul": return [try pair(.multiply)]
    case "addc": return [try withConstant(.add)]
    case "mulc": return [try withConstant(.multiply)]
    case "concat_c": return [try pair(.concat, along: .c)]
    case "concat_h": return [try pair(.concat, along: .h)]
    case "concat_w": return [try pair(.concat, along: .w)]
    default: throw InvalidInput(.format, "unknown operator '\(name)'")
    }
  }

  private func layer(_ operation: AxonOperation, outputBytes: Int = 1) throws(InvalidInput)
    -> AxonLayer
  {
    let input = AxonDims(
      c: try size(.inputChannels), h: try size(.inputHeight), w: try size(.inputWidth))
    let output = AxonDims(
      c: try size(.outputChannels), h: try size(.outputHeight), w: try size(.outputWidth),
      byteWidth: outputBytes)
    var layer = AxonLayer(operation, operands: [.external(0)], inputs: [input], output: output)
    layer.stride = Spatial2D(y: try size(.strideY), x: try size(.strideX))
    let isPerChannel = try number(.perChannel, in: 0...1) == 1
    let height = try size(.filterHeight)
    let width = try size(.filterWidth)
    switch operation {
    case .fullyConnected:
      layer.filterDims = AxonDims(c: 1, h: output.w, w: input.w)
      layer.shifts = Array(repeating: 0, count: isPerChannel ? output.w : 1)
    default:
      layer.filterDims = AxonDims(c: input.c, h: height, w: width)
    }
    if text(.pad) == "same" {
      layer.pad.top = max(0, (output.h - 1) * layer.stride.y + height - input.h) / 2
    }
    layer.activation = try number(.activation, in: 0...1) == 1 ? .relu : .none
    return layer
  }

  private func fed(_ operation: AxonOperation, by bytes: Int) throws(InvalidInput) -> [AxonLayer] {
    var producer = try layer(.fullyConnected, outputBytes: bytes)
    if operation == .softmax { producer.activation = .prepareSoftmax }
    var output = producer.output
    output.byteWidth = 1
    return [
      producer,
      AxonLayer(operation, operands: [.layer(0)], inputs: [producer.output], output: output),
    ]
  }

  private func pair(
    _ operation: AxonOperation, along axis: AxonAxis? = nil
  ) throws(InvalidInput) -> AxonLayer {
    var result = try layer(operation)
    result.operands.append(.external(0))
    result.inputs.append(result.inputs[0])
    result.concatAxis = axis
    return result
  }

  private func withConstant(_ operation: AxonOperation) throws(InvalidInput) -> AxonLayer {
    var result = try layer(operation)
    result.filterDims = AxonDims(c: result.inputs[0].c, h: 1, w: 1)
    return result
  }

  private func text(_ column: CycleColumn) -> String { fields[column] ?? "" }

  private func size(_ column: CycleColumn) throws(InvalidInput) -> Int {
    try number(column, in: 1...65_535)
  }

  private func number(
    _ column: CycleColumn, in range: ClosedRange<Int>
  ) throws(InvalidInput) -> Int {
    guard let number = Int(text(column)), range.contains(number) else {
      throw InvalidInput(
        .format,
        "\(column.rawValue) is '\(text(column))', not a number from \(range.lowerBound) to \(range.upperBound)"
      )
    }
    return number
  }
}
