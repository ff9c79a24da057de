import Graph
import Reference
import Testing

/// How a bound goes on through the next operator; expected bounds computed by hand.
@Suite struct PropagationTests {
  /// 2^-24 of a sum in 1..<2: what an ADD may be off.
  static let half = 0x1p-24

  /// A tensor that is 1 and may be 2^-24 off: 0.5 + 0.5.
  private func open(_ sketch: inout FP32Sketch, _ x: TensorID) -> TensorID {
    sketch.add(.binary(.add), [x, x], [1])
  }

  private func bound(
    _ x: Float = 0.5, _ build: (inout FP32Sketch, TensorID) -> TensorID
  ) throws -> (precise: Double, bound: Double) {
    var sketch = FP32Sketch()
    let input = sketch.input([1])
    let sum = open(&sketch, input)
    let output = build(&sketch, sum)
    let run = try PreciseEngine().run(try sketch.graph(output: output), [.vector([x])])
    return (run.outputs[0].precise[0], run.outputs[0].bound[0])
  }

  @Test func additionAddsBounds() throws {
    let result = try bound { sketch, one in
      let three = sketch.constant([2])
      return sketch.add(.binary(.add), [one, three], [1])
    }
    #expect(result.precise == 3)
    // What came in, and half a unit of 3 + 2^-24.
    #expect(result.bound == Self.half + 0x1p-23)
  }

  @Test func productTakesTheOtherFactor() throws {
    let result = try bound { sketch, one in
      let five = sketch.constant([5])
      return sketch.product(one, five, [1])
    }
    // 5 x 2^-24, and half a unit of 5: 2^-22.
    #expect(result.bound == 5 * Self.half + 0x1p-22)
  }

  @Test func squareHasAllThreeTerms() throws {
    let result = try bound { sketch, one in sketch.product(one, one, [1]) }
    #expect(result.bound == 2 * Self.half + Self.half * Self.half + 0x1p-24)
  }

  @Test func exponentialIsStretchedByItself() throws {
    let result = try bound { sketch, one in sketch.add(.unary(.exp), [one], [1]) }
    let top = 2.718281828459045 * (1 + Self.half)
    let expected = 2.718281828459045 * Self.half + 0x1p-23 * top * (3 + 2 * (1 + Self.half))
    #expect(abs(result.bound - expected) < 1e-6 * expected)
  }

  @Test func clampCutsTheBound() throws {
    let result = try bound { sketch, one in
      let limits = (Float(-1), Float(0.75))
      let clamp = Clamp(
        minimum: withUnsafeBytes(of: limits.0) { [UInt8]($0) },
        maximum: withUnsafeBytes(of: limits.1) { [UInt8]($0) })
      return sketch.add(.clamp(clamp), [one], [1])
    }
    #expect(result == (0.75, 0))
  }

  @Test func reciprocalNearZeroAllowsAnything() throws {
    let result = try bound { sketch, one in
      let minusOne = sketch.constant([-1])
      let zero = sketch.add(.binary(.add), [one, minusOne], [1])
      return sketch.add(.unary(.reciprocal), [zero], [1])
    }
    #expect(result.bound == .infinity)
  }

  @Test func conditionThatMayFlipOpensBothBranches() throws {
    let result = try bound { sketch, one in
      let exactOne = sketch.constant([1])
      let (seven, nine) = (sketch.constant([7]), sketch.constant([9]))
      let condition = sketch.add(.compare(.greater), [one, exactOne], [1], .bool)
      return sketch.add(.select(Select()), [condition, seven, nine], [1])
    }
    #expect(result == (9, 2))
  }

  @Test func conditionThatCanNotFlipIsExact() throws {
    let result = try bound { sketch, one in
      let half = sketch.constant([0.5])
      let (seven, nine) = (sketch.constant([7]), sketch.constant([9]))
      let condition = sketch.add(.compare(.greater), [one, half], [1], .bool)
      return sketch.add(.select(Select()), [condition, seven, nine], [1])
    }
    #expect(result == (7, 0))
  }

  @Test func maximumIgnoresWhatIsOutOfReach() throws {
    let result = try bound { sketch, one in
      let ten = sketch.constant([10])
      return sketch.add(.binary(.maximum(nanMode: .propagate)), [one, ten], [1])
    }
    #expect(result == (10, 0))
  }
}
