import Graph

// RESIZE: NHWC input, scale [y_n, y_d, x_n, x_d], offset [y, x], border [y, x]. Bilinear sums are
// not divided: they are in units of 1 / (y_n * x_n).
extension Resize: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool {
    switch mode {
    case .nearest: operands.share([.int8, .int16])
    case .bilinear:
      operands.are(.int8, giving: .int32) || operands.are(.int16, giving: .int48)
    }
  }
  var constantOperands: Range<Int> { 1..<4 }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    let (input, output) = (site.inputs[0].shape, site.outputs[0].shape)
    let scale = site.constant(1)?.integers() ?? []
    let offset = site.constant(2)?.integers() ?? []
    let samples = Samples(
      rows: .axis(output[1], of: input[1], scale[0], scale[1], offset[0]),
      columns: .axis(output[2], of: input[2], scale[2], scale[3], offset[1]),
      rowUnit: Int64(scale[0]), columnUnit: Int64(scale[2]))
    switch (mode, site.inputs[0].dtype) {
    case (.nearest, .int16): return nearest(site, samples, as: Int16.self)
    case (.nearest, _): return nearest(site, samples, as: Int8.self)
    case (.bilinear, .int16): return bilinear(site, samples, from: Int16.self, to: Int64.self)
    case (.bilinear, _): return bilinear(site, samples, from: Int8.self, to: Int32.self)
    }
  }

  private func nearest<Element: BitwiseCopyable & Sendable>(
    _ site: OperatorSite, _ samples: Samples, as element: Element.Type
  ) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let (height, width, channels) = (input.shape[1], input.shape[2], input.shape[3])
    let batches = input.shape[0]
    return { (arena) throws(EngineError) in
      guard let from = arena.read(input, as: Element.self).baseAddress,
        var to = arena.write(output, as: Element.self).baseAddress
      else { return }
      for batch in 0..<batches {
        for row in samples.rows {
          let y = batch * height + row.nearest(samples.rowUnit)
          for column in samples.columns {
            let x = column.nearest(samples.columnUnit)
            to.update(from: from + (y * width + x) * channels, count: channels)
            to += channels
          }
        }
      }
    }
  }

  private func bilinear<
    Input: FixedWidthInteger & BitwiseCopyable & Sendable,
    Output: FixedWidthInteger & BitwiseCopyable & Sendable
  >(_ site: OperatorSite, _ samples: Samples, from: Input.Type, to: Output.Type) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let (height, width, channels) = (input.shape[1], input.shape[2], input.shape[3])
    let batches = input.shape[0]
    return { (arena) throws(EngineError) in
      guard let from = arena.read(input, as: Input.self).baseAddress,
        var to = arena.write(output, as: Output.self).baseAddress
      else { return }
      for batch in 0..<batches {
        for row in samples.rows {
          let upper = from + (batch * height + row.first) * width * channels
          let lower = from + (batch * height + row.second) * width * channels
          let (top, bottom) = (samples.rowUnit &- row.rest, row.rest)
          for column in samples.columns {
            let (x0, x1) = (column.first * channels, column.second * channels)
            let (left, right) = (samples.columnUnit &- column.rest, column.rest)
            for c in 0..<channels {
              let above = Int64(upper[x0 + c]) &* left &+ Int64(upper[x1 + c]) &* right
              let below = Int64(lower[x0 + c]) &* left &+ Int64(lower[x1 + c]) &* right
              // Scales are at most 2^11, so the sum fits the result's type.
              to[c] = Output(truncatingIfNeeded: above &* top &+ below &* bottom)
            }
            to += channels
          }
        }
      }
    }
  }
}

/// Where every row and column of the result is sampled.
private struct Samples: Sendable {
  var rows: [Sample]
  var columns: [Sample]
  /// What a whole step between samples counts.
  var rowUnit: Int64
  var columnUnit: Int64
}

/// The two input positions around a sample, and how far it is past the first.
private struct Sample: Sendable {
  var first: Int
  var second: Int
  var rest: Int64

  /// The closer of the two; the second one where both are as close.
  func nearest(_ unit: Int64) -> Int { 2 * rest >= unit ? second : first }
}

extension [Sample] {
  fileprivate static func axis(
    _ count: Int, of size: Int, _ numerator: Int, _ denominator: Int, _ offset: Int
  ) -> [Sample] {
    (0..<count).map { index in
      let position = index * denominator + offset
      // Rounded down, also for the negative position of an offset.
      let floor = (position - (position < 0 ? numerator - 1 : 0)) / numerator
      return Sample(
        first: Swift.min(Swift.max(floor, 0), size - 1),
        second: Swift.min(Swift.max(floor + 1, 0), size - 1),
        rest: Int64(position - floor * numerator))
    }
  }
}
