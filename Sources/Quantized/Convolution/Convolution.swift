import Graph

/// A convolution made ready to run: the image of the input, the windows over it, the weights.
///
/// Where the weights' and the bias' size shows that no INT32 sum can overflow, which is nearly
/// always, vector kernels run; otherwise ``CheckedSums``.
struct Convolution<Products: WindowProducts>: Sendable {
  private let level: VectorLevel
  private let batches: Int
  private let image: ConvolutionImage
  private let walk: WindowWalk
  private let products: Products
  private let sums: CheckedSums
  private let weights: ConvolutionWeights
  private let prepared: PreparedWeights?
  /// The largest magnitude that the products of one sum can add up to.
  private let bound: Int64

  private let input: TensorSlot
  private let weightSlot: TensorSlot
  private let biasSlot: TensorSlot
  private let output: TensorSlot
  private let imageSpace: WorkspaceSlot
  private let biasSpace: WorkspaceSlot
  private let wideBiasSpace: WorkspaceSlot
  /// For weights that are not constant: plain and packed.
  private let weightSpace: [WorkspaceSlot]

  init(
    at site: inout OperatorSite, _ level: VectorLevel, image: ConvolutionImage,
    output shape: Volume, stride: Volume, products: Products, weights: ConvolutionWeights,
    biasFirst: Bool = false
  ) {
    (input, weightSlot, biasSlot) = (site.inputs[0], site.inputs[1], site.inputs[2])
    output = site.outputs[0]
    self.level = level
    self.image = image
    self.products = products
    self.weights = weights
    batches = input.shape[0]
    walk = WindowWalk(output: shape, stride: stride, image: image)
    sums = CheckedSums(isWide: output.dtype == .int48, biasFirst: biasFirst)
    prepared = site.constant(1).map { PreparedWeights($0, weights, products) }

    let zero = Int64(image.zeroPoint)
    let inputBound: Int64 = input.dtype == .int8 ? max(127 - zero, zero + 128) : 1 << 16
    bound = Int64(products.terms) * inputBound * (128 + abs(Int64(weights.zeroPoint)))

    imageSpace = site.reserveWorkspace(byteCount: image.byteCount)
    biasSpace = site.reserveWorkspace(byteCount: products.paddedChannels * 4)
    wideBiasSpace = site.reserveWorkspace(byteCount: products.paddedChannels * 8)
    weightSpace =
      prepared == nil
      ? [
        site.reserveWorkspace(byteCount: products.weightCount * 2),
        site.reserveWorkspace(byteCount: products.packedCount * 2),
      ] : []
  }

  /// The step; it throws `unpredictable` where a sum leaves the accumulator's type.
  func step(_ overflow: EngineError) -> Step {
    { (arena) throws(EngineError) in
      if !run(arena) { throw overflow }
    }
  }

  private func run(_ arena: Arena) -> Bool {
    guard let prepared else { return runPacking(arena) }
    return prepared.plain.withUnsafeBufferPointer { plain in
      prepared.packed.withUnsafeBufferPointer { packed in
        guard let plain = plain.baseAddress, let packed = packed.baseAddress else { return true }
        return run(arena, plain: plain, packed: packed)
      }
    }
  }

  /// With weights that are only known now.
  private func runPacking(_ arena: Arena) -> Bool {
    guard weightSpace.count == 2,
      let stored = arena.read(weightSlot, as: Int8.self).baseAddress,
      let plain = arena.workspace(weightSpace[0], as: Int16.self).baseAddress,
      let packed = arena.workspace(weightSpace[1], as: Int16.self).baseAddress
    else { return true }
    weights.widen(stored, count: products.weightCount, to: plain)
    products.pack(plain, into: packed)
    return run(arena, plain: plain, packed: packed)
  }

  private func run(
    _ arena: Arena, plain: UnsafePointer<Int16>, packed: UnsafePointer<Int16>
  ) -> Bool {
    guard let pixels = arena.workspace(imageSpace, as: Int16.self).baseAddress,
      let bias = arena.workspace(biasSpace, as: Int32.self).baseAddress,
      let wideBias = arena.workspace(wideBiasSpace, as: Int64.self).baseAddress
    else { return true }
    let fits = loadBias(arena, bias, wideBias)
    let rowBytes = products.channels * output.dtype.hostSize
    let results = UnsafeMutableRawPointer(arena.write(output, as: UInt8.self).baseAddress)
    guard var results else { return true }
    for batch in 0..<batches {
      image.fill(pixels, from: arena, input, batch: batch, level)
      let completed = walk.forEachRun { window, pixel in
        let target = results + pixel * rowBytes
        guard fits else {
          return products.run(
            sums, weights: plain, bias: wideBias, pixels + window, pixels: walk.pixels, to: target)
        }
        products.run(
          level, packed: packed, bias: bias, pixels + window, pixels: walk.pixels,
          to: target.assumingMemoryBound(to: Int32.self))
        return true
      }
      guard completed else { return false }
      results += output.elementCount / batches * output.dtype.hostSize
    }
    return true
  }

  /// Spreads the bias over the channels; false if a sum might leave INT32, or the sums are INT48.
  private func loadBias(
    _ arena: Arena, _ bias: UnsafeMutablePointer<Int32>, _ wide: UnsafeMutablePointer<Int64>
  ) -> Bool {
    let count = biasSlot.elementCount
    for channel in 0..<products.paddedChannels {
      let index = count == 1 ? 0 : min(channel, count - 1)
      wide[channel] =
        biasSlot.dtype == .int48
        ? arena.read(biasSlot, as: Int64.self)[index]
        : Int64(arena.read(biasSlot, as: Int32.self)[index])
    }
    if sums.isWide { return false }
    var largest: Int64 = 0
    for channel in 0..<products.paddedChannels {
      largest = max(largest, abs(wide[channel]))
      bias[channel] = Int32(truncatingIfNeeded: wide[channel])
    }
    return largest + bound <= Int64(Int32.max)
  }
}
