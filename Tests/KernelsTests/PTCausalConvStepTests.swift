import Graph
import Kernels
import Testing

/// The convolution step over tokens, against double precision from the register it holds.
@Suite struct PTCausalConvStepTests {
  /// 32 channels by 4 taps, 3,200 tokens: 102,400 outputs.
  func largest<Element: KernelNumber>(
    _ type: Element.Type, range: Double, unit: (_ magnitude: Double) -> Double,
    _ step: (Row<Element>, Row<Element>, Row<Element>, Row<Element>, Row<Element>) -> Void
  ) -> Double {
    var random = SplitMix64(seed: 31)
    let (channels, taps) = (32, 4)
    let state = Row<Element>(channels * taps)
    let w = Row<Element>(channels * taps, in: -1...1, &random)
    let bias = Row<Element>(channels, in: -1...1, &random)
    var history = [[Double]](repeating: [0, 0, 0, 0], count: channels)
    var largest = 0.0
    for _ in 0..<3_200 {
      let x = Row<Element>(channels, in: -range...range, &random)
      let y = Row<Element>(channels)
      step(x, state, w, bias, y)
      for c in 0..<channels {
        history[c] = history[c].dropFirst() + [x[c]]
        var (sum, magnitude) = (bias[c], abs(bias[c]))
        for k in 0..<taps {
          sum += w[c * taps + k] * history[c][k]
          magnitude += abs(w[c * taps + k] * history[c][k])
        }
        let error = abs(y[c] - sum * Elementary.sigmoid(sum)) / unit(magnitude)
        if !(error <= largest) { largest = error }
      }
    }
    return largest
  }

  @Test(arguments: [1.0, 8, 400])
  func `q11.12 keeps its bound`(range: Double) {
    let error = largest(Q12.self, range: range, unit: { _ in 1.31 / 4096 }) {
      x, state, w, bias, y in
      PTCausalConvStep.apply(
        x.pointer, state: state.pointer, weight: w.pointer, bias: bias.pointer, channels: 32,
        taps: 4, to: y.pointer)
    }
    #expect(error <= 1)
  }

  @Test(arguments: [1.0, 8, 400])
  func `fp32 keeps its bound`(range: Double) {
    let error = largest(Float.self, range: range, unit: { $0 * 14 * 0x1p-24 }) {
      x, state, w, bias, y in
      PTCausalConvStep.apply(
        x.pointer, state: state.pointer, weight: w.pointer, bias: bias.pointer, channels: 32,
        taps: 4, to: y.pointer)
    }
    #expect(error <= 1)
  }

  @Test(arguments: extremeQ12)
  func `extreme numbers never trap`(_ value: Q12) {
    let state = Row<Q12>([value, .min, value, .max])
    let w = Row<Q12>([.max, value, .min, value])
    let x = Row<Q12>([value])
    PTCausalConvStep.apply(
      x.pointer, state: state.pointer, weight: w.pointer, bias: x.pointer, channels: 1, taps: 4,
      to: x.pointer)
    #expect(state.elements == [.min, value, .max, value])
  }
}
