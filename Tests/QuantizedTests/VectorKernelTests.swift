import Graph
import Testing

@testable import Quantized

/// Every vector kernel against its plain Swift form, over sizes with all sorts of ends.
@Suite struct VectorKernelTests {
  static let levels = VectorLevel.available.filter { $0 != .scalar }

  @Test func theBaselineIsAlwaysThere() {
    #expect(VectorLevel.available.prefix(2) == [.scalar, .baseline])
  }

  @Test(arguments: levels)
  func widening(level: VectorLevel) {
    var draw = Draw(seed: 10)
    for count in Array(0...70) + [255, 256, 257, 1000] {
      let input = (0..<count).map { _ in Int8(draw.integer(-128...127)) }
      let zero = Int16(draw.integer(-128...127))
      func run(_ level: VectorLevel) -> [Int16] {
        var output = [Int16](repeating: 7, count: count + 1)
        Widening.run(level, input, to: &output, count: count, zeroPoint: zero)
        return output
      }
      #expect(run(level) == run(.scalar), "\(count) elements")
    }
  }

  @Test(arguments: levels)
  func dotProducts(level: VectorLevel) {
    var draw = Draw(seed: 11)
    for _ in 0..<200 {
      let segments = draw.integer(1...4)
      let products = DotProducts(
        pixelStride: draw.integer(1...20), offsets: (0..<segments).map { Int32($0 * 23) },
        length: draw.integer(1...21), channels: draw.integer(1...70))
      let pixels = draw.integer(1...20)
      let weights = (0..<products.weightCount).map { _ in Int16(draw.integer(-255...255)) }
      let bias = (0..<products.paddedChannels).map { _ in Int32(draw.integer(-99_999...99_999)) }
      let input = (0..<pixels * 20 + 23 * segments + 32).map { _ in
        Int16(draw.integer(-255...255))
      }
      var packed = [Int16](repeating: 0, count: products.packedCount)
      products.pack(weights, into: &packed)
      func run(_ level: VectorLevel) -> [Int32] {
        // One more than is to be written.
        var output = [Int32](repeating: 7, count: pixels * products.channels + 1)
        products.run(level, packed: packed, bias: bias, input, pixels: pixels, to: &output)
        return output
      }
      #expect(run(level) == run(.scalar), "\(products), \(pixels) pixels")
    }
  }

  @Test(arguments: levels)
  func depthwiseProducts(level: VectorLevel) {
    var draw = Draw(seed: 12)
    for _ in 0..<200 {
      let channels = draw.integer(1...70)
      let products = DepthwiseProducts(
        pixelStride: channels * draw.integer(1...2),
        taps: (0..<draw.integer(1...10)).map { Int32($0 * channels) }, channels: channels)
      let pixels = draw.integer(1...11)
      let weights = (0..<products.weightCount).map { _ in Int16(draw.integer(-255...255)) }
      let bias = (0..<products.paddedChannels).map { _ in Int32(draw.integer(-99_999...99_999)) }
      let input = (0..<channels * (2 * pixels + 10) + 32).map { _ in
        Int16(draw.integer(-255...255))
      }
      var packed = [Int16](repeating: 0, count: products.packedCount)
      products.pack(weights, into: &packed)
      func run(_ level: VectorLevel) -> [Int32] {
        var output = [Int32](repeating: 7, count: pixels * channels + 1)
        products.run(level, packed: packed, bias: bias, input, pixels: pixels, to: &output)
        return output
      }
      #expect(run(level) == run(.scalar), "\(products), \(pixels) pixels")
    }
  }

  @Test(arguments: levels)
  func rescaling(level: VectorLevel) {
    var draw = Draw(seed: 13)
    let extremes = [Int32.min, .min + 1, -1, 0, 1, .max - 1, .max]
    for _ in 0..<300 {
      let channels = draw.integer(1...150)
      let rescaling = Int8Rescaling(
        multipliers: (0..<channels).map { _ in
          draw.pick([0, 1, .max, Int32(draw.integer(1 << 30...Int(Int32.max)))])
        },
        shifts: (0..<channels).map { _ in Int32(draw.integer(32...62)) },
        zeroPoint: Int32(draw.integer(-128...127)))
      let count = channels * draw.integer(1...30)
      let bits = draw.integer(8...31)
      let input = (0..<count).map { _ in
        draw.integer(0...5) == 0
          ? draw.pick(extremes) : Int32(draw.integer(-(1 << bits)...(1 << bits) - 1))
      }
      func run(_ level: VectorLevel) -> [Int8] {
        var output = [Int8](repeating: 7, count: count + 1)
        rescaling.run(level, input, to: &output, count: count)
        return output
      }
      #expect(run(level) == run(.scalar), "\(channels) channels, \(count) elements")
    }
  }
}
