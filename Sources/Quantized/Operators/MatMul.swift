import Graph

// MATMUL: [N, H, C] x [N, C, W], both less their zero points. A row of the first is a window over
// its elements, a column of the second is a channel of weights.
extension MatMul: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool {
    operands.are(.int8, .int8, giving: .int32) || operands.are(.int16, .int16, giving: .int48)
  }
  var constantOperands: Range<Int> { 2..<4 }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    let product = MatrixProduct(at: &site, level)
    let overflow = site.unpredictable("the accumulator overflows")
    return { (arena) throws(EngineError) in
      guard product.run(arena) else { throw overflow }
    }
  }
}

/// A batch of matrix products as windows over rows.
private struct MatrixProduct: Sendable {
  let level: VectorLevel
  let rows: ConvolutionImage
  let products: DotProducts
  let zeroPoint: Int16
  let (first, second, output): (TensorSlot, TensorSlot, TensorSlot)
  let (rowSpace, columnSpace): (WorkspaceSlot, WorkspaceSlot)
  let (packedSpace, biasSpace): (WorkspaceSlot, WorkspaceSlot)
  let sums: CheckedSums
  let fits: Bool

  init(at site: inout OperatorSite, _ level: VectorLevel) {
    (first, second, output) = (site.inputs[0], site.inputs[1], site.outputs[0])
    self.level = level
    let (height, terms, width) = (first.shape[1], first.shape[2], second.shape[2])
    let size = Volume(depth: 1, height: 1, width: height)
    let firstZero = site.scalar(2)
    let secondZero = site.scalar(3)
    zeroPoint = Int16(truncatingIfNeeded: secondZero)
    rows = ConvolutionImage(
      input: size, inputChannels: terms, origin: .zero, size: size,
      zeroPoint: Int16(truncatingIfNeeded: firstZero))
    products = DotProducts(pixelStride: terms, offsets: [0], length: terms, channels: width)
    sums = CheckedSums(isWide: output.dtype == .int48)
    let bound =
      terms * max(127 - firstZero, firstZero + 128) * max(127 - secondZero, secondZero + 128)
    fits = output.dtype == .int32 && bound <= Int(Int32.max)
    rowSpace = site.reserveWorkspace(byteCount: rows.byteCount)
    columnSpace = site.reserveWorkspace(byteCount: terms * width * 2)
    packedSpace = site.reserveWorkspace(byteCount: products.packedCount * 2)
    biasSpace = site.reserveWorkspace(byteCount: products.paddedChannels * 8)
  }

  /// False if a sum leaves the accumulator's type.
  func run(_ arena: Arena) -> Bool {
    guard let pixels = arena.workspace(rowSpace, as: Int16.self).baseAddress,
      let columns = arena.workspace(columnSpace, as: Int16.self).baseAddress,
      let packed = arena.workspace(packedSpace, as: Int16.self).baseAddress,
      let bias = arena.workspace(biasSpace, as: UInt8.self).baseAddress,
      let results = arena.write(output, as: UInt8.self).baseAddress
    else { return true }
    bias.update(repeating: 0, count: products.paddedChannels * 8)
    let height = first.shape[1]
    for batch in 0..<first.shape[0] {
      rows.fill(pixels, from: arena, first, batch: batch, level)
      loadColumns(arena, batch, columns)
      let target = UnsafeMutableRawPointer(
        results + batch * height * products.channels * output.dtype.hostSize)
      if fits {
        products.pack(columns, into: packed)
        products.run(
          level, packed: packed, bias: UnsafeRawPointer(bias).assumingMemoryBound(to: Int32.self),
          pixels, pixels: height, to: target.assumingMemoryBound(to: Int32.self))
      } else if !products.run(
        sums, weights: columns, bias: UnsafeRawPointer(bias).assumingMemoryBound(to: Int64.self),
        pixels, pixels: height, to: target)
      {
        return false
      }
    }
    return true
  }

  /// The second operand's columns as rows, less the zero point.
  private func loadColumns(_ arena: Arena, _ batch: Int, _ columns: UnsafeMutablePointer<Int16>) {
    let (terms, width) = (products.length, products.channels)
    let start = batch * terms * width
    if second.dtype == .int16 {
      let elements = arena.read(second, as: Int16.self)
      for k in 0..<terms {
        for column in 0..<width {
          columns[column &* terms &+ k] = elements[start &+ k &* width &+ column] &- zeroPoint
        }
      }
    } else {
      let elements = arena.read(second, as: Int8.self)
      for k in 0..<terms {
        for column in 0..<width {
          columns[column &* terms &+ k] =
            Int16(elements[start &+ k &* width &+ column]) &- zeroPoint
        }
      }
    }
  }
}
