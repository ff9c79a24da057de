import Graph

/// `aten::convolution.out(input, weight, bias?, stride, padding, dilation, transposed, output_padding,
/// groups, out)` on FP32, over one or two dimensions.
///
/// Each sum starts at 0 and takes its products in the order channel, y, x, in FP32, the bias last, as
/// `op_convolution.cpp` does; padding adds nothing. Transposed convolutions are not supported.
struct Convolution: PortableOperator {
  let name = ProgramOperator("aten::convolution", overload: "out")

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let input = try site.reals(0)
    let weight = try site.reals(1, "weight")
    let bias = try site.isNone(2) ? nil : try site.reals(2, "bias")
    guard try !site.flag(6) else {
      throw site.unsupported("a transposed convolution has no kernel")
    }
    let spatial = input.shape.rank - 2
    guard 1...2 ~= spatial else {
      throw site.unsupported("there is no kernel for an input of \(input.shape)")
    }
    guard let groups = Int(exactly: try site.integer(8)), groups > 0,
      weight.shape.rank == input.shape.rank, weight.shape[0].isMultiple(of: groups),
      weight.shape[1].multipliedReportingOverflow(by: groups) == (input.shape[1], false),
      bias == nil || bias?.shape == [weight.shape[0]]
    else {
      throw site.invalid(
        "an input of \(input.shape), weights of \(weight.shape) and a bias of "
          + "\(bias?.shape ?? []) do not fit together")
    }
    let strides = try Self.numbers(site, 3, count: spatial, from: 1)
    let padding = try Self.numbers(site, 4, count: spatial, from: 0)
    let dilation = try Self.numbers(site, 5, count: spatial, from: 1)
    var axes: [WindowAxis] = []
    for axis in 0..<spatial {
      guard
        let window = WindowAxis(
          size: input.shape[axis + 2], kernel: weight.shape[axis + 2], stride: strides[axis],
          padding: padding[axis], dilation: dilation[axis])
      else { throw site.invalid("no window fits into an input of \(input.shape)") }
      axes.append(window)
    }
    let output = try site.realOutput(
      9, Shape([input.shape[0], weight.shape[0]] + axes.map(\.output)))
    // In one dimension, a height of 1.
    let planes = Planes(
      batch: input.shape[0], channels: input.shape[1], results: weight.shape[0], groups: groups,
      rows: spatial == 2 ? axes[0] : .single, columns: axes[spatial - 1])
    site.work = output.count * (weight.count / max(weight.shape[0], 1))
    return { [from = input.slot, by = weight.slot, plus = bias?.slot, to = output.slot] slots in
      let (source, factors) = (slots[from], slots[by])
      let addends = plus.map { slots[$0].elements(as: Float.self) }
      source.withElements(as: Float.self) { values in
        factors.withElements(as: Float.self) { weights in
          slots[to].withMutableElements(as: Float.self) {
            planes.run(values, weights, bias: addends, to: $0)
          }
        }
      }
    }
  }

  /// A list of numbers for the dimensions, of which one alone stands for all.
  private static func numbers(
    _ site: KernelSite, _ position: Int, count: Int, from least: Int64
  ) throws(EngineError) -> [Int] {
    let given = try site.integers(position)
    guard given.count == count || given.count == 1,
      given.allSatisfy({ (least...1 << 30).contains($0) })
    else {
      throw site.invalid("argument \(position) holds \(given) for \(count) dimensions")
    }
    return (0..<count).map { Int(given[given.count == 1 ? 0 : $0]) }
  }
}

/// A window's way along one dimension.
private struct WindowAxis {
  let size: Int
  let kernel: Int
  let output: Int
  let stride: Int
  let padding: Int
  let dilation: Int

  /// A dimension of one place that nothing moves along.
  static let single = WindowAxis(
    size: 1, kernel: 1, output: 1, stride: 1, padding: 0, dilation: 1)

  private init(
    size: Int, kernel: Int, output: Int, stride: Int, padding: Int, dilation: Int
  ) {
    self.size = size
    self.kernel = kernel
    self.output = output
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
  }

  /// Nil if the window does not fit into the padded input.
  init?(size: Int, kernel: Int, stride: Int, padding: Int, dilation: Int) {
    guard kernel > 0, kernel <= 1 << 30, size <= 1 << 40 else { return nil }
    let room = size + 2 * padding - dilation * (kernel - 1) - 1
    guard room >= 0 else { return nil }
    self.init(
      size: size, kernel: kernel, output: room / stride + 1, stride: stride, padding: padding,
      dilation: dilation)
  }

  /// The outputs for which a tap of the window lies inside the input.
  func outputs(of tap: Int) -> Range<Int> {
    let offset = tap * dilation - padding
    let first = offset >= 0 ? 0 : (stride - 1 - offset) / stride
    let end = size > offset ? (size - 1 - offset) / stride + 1 : 0
    return min(first, output)..<max(min(first, output), min(end, output))
  }
}

/// The planes of a convolution: `[batch, channel, row, column]`.
private struct Planes {
  let batch: Int
  let channels: Int
  let results: Int
  let groups: Int
  let rows: WindowAxis
  let columns: WindowAxis

  func run(
    _ values: UnsafeBufferPointer<Float>, _ weights: UnsafeBufferPointer<Float>, bias: [Float]?,
    to output: UnsafeMutableBufferPointer<Float>
  ) {
    output.update(repeating: 0)
    let (size, area) = (rows.output * columns.output, rows.size * columns.size)
    let (inputs, outputs) = (channels / groups, results / groups)
    for plane in 0..<batch * results {
      let (image, result) = plane.quotientAndRemainder(dividingBy: results)
      let target = plane * size
      for channel in 0..<inputs {
        let source = (image * channels + result / outputs * inputs + channel) * area
        let first = (result * inputs + channel) * rows.kernel * columns.kernel
        for tap in 0..<rows.kernel * columns.kernel {
          add(weights[first + tap], tap, values, at: source, to: output, at: target)
        }
      }
      if let bias { for index in target..<target + size { output[index] += bias[result] } }
    }
  }

  /// Adds one tap's products to a plane.
  private func add(
    _ weight: Float, _ tap: Int, _ values: UnsafeBufferPointer<Float>, at source: Int,
    to output: UnsafeMutableBufferPointer<Float>, at target: Int
  ) {
    let (y, x) = tap.quotientAndRemainder(dividingBy: columns.kernel)
    let across = columns.outputs(of: x)
    for row in rows.outputs(of: y) {
      let line = source + (row * rows.stride + y * rows.dilation - rows.padding) * columns.size
      let place = line + x * columns.dilation - columns.padding
      for column in across {
        output[target &+ row &* columns.output &+ column] +=
          weight * values[place &+ column &* columns.stride]
      }
    }
  }
}
