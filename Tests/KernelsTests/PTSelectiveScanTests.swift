import Graph
import Kernels
import Testing

/// A token's operands in buffers that live as long as it.
struct ScanRows<Element: KernelNumber> {
  let channels: Int
  let states: Int
  let x, step, skip, a, b, c: Row<Element>

  /// Mamba's ranges: steps of softplus, A from -16 to 0, the rest around 0.
  init(channels: Int, states: Int, range: Double, _ random: inout SplitMix64) {
    self.channels = channels
    self.states = states
    x = Row(channels, in: -range...range, &random)
    step = Row(channels, in: 0...1, &random)
    skip = Row(channels, in: -2...2, &random)
    a = Row(channels * states, in: -16...0, &random)
    b = Row(states, in: -range...range, &random)
    c = Row(states, in: -range...range, &random)
  }

  var token: ScanToken<Element> {
    ScanToken(
      channels: channels, states: states, input: x.pointer, step: step.pointer,
      skip: skip.pointer, a: a.pointer, b: b.pointer, c: c.pointer)
  }
}

@Suite struct PTSelectiveScanTests {
  let channels = 24
  let states = 16
  var elements: Int { channels * states }

  /// 270 tokens of 384 elements: more than 100,000 random inputs a range.
  @Test(arguments: [0.5, 4, 40])
  func `every q11.12 step keeps its bound`(range: Double) {
    var random = SplitMix64(seed: 41)
    let half = 0.5 / 4096
    for _ in 0..<270 {
      let rows = ScanRows<Q12>(channels: channels, states: states, range: range, &random)
      let (decay, drive) = (Row<Q12>(elements), Row<Q12>(elements))
      PTDiscretizeA.apply(rows.token, to: decay.pointer)
      PTDiscretizeB.apply(rows.token, to: drive.pointer)
      let exactDecay = (0..<elements).map {
        Elementary.exp(rows.step[$0 / states] * rows.a[$0])
      }
      let exactDrive = (0..<elements).map {
        let scaled = rows.step[$0 / states] * rows.x[$0 / states]
        return scaled * rows.b[$0 % states]
      }
      #expect(
        largestError(decay.doubles, exactDecay, unit: { _ in 1.15 / 4096 }) <= 1)
      #expect(
        largestError(
          drive.doubles, exactDrive, unit: { (abs(rows.b[$0 % states]) + 1) * half },
          saturated: true) <= 1)

      let state = Row<Q12>(elements, in: -range * 20...range * 20, &random)
      let before = state.doubles
      PTScanStep.apply(
        decay: decay.pointer, drive: drive.pointer, count: elements, state: state.pointer)
      let exactState = (0..<elements).map { decay[$0] * before[$0] + drive[$0] }
      #expect(
        largestError(state.doubles, exactState, unit: { _ in half }, saturated: true) <= 1)

      let y = Row<Q12>(channels)
      PTScanOutput.apply(rows.token, state: state.pointer, to: y.pointer)
      let exact = (0..<channels).map { channel in
        (0..<states).reduce(rows.skip[channel] * rows.x[channel]) {
          $0 + rows.c[$1] * state[channel * states + $1]
        }
      }
      #expect(largestError(y.doubles, exact, unit: { _ in half }, saturated: true) <= 1)
    }
  }

  @Test(arguments: [0.5, 4])
  func `the fp32 scan stays near double precision over tokens`(range: Double) {
    var random = SplitMix64(seed: 42)
    let state = Row<Float>(elements)
    var exactState = state.doubles
    for _ in 0..<270 {
      let rows = ScanRows<Float>(channels: channels, states: states, range: range, &random)
      let y = Row<Float>(channels)
      PTSelectiveScan.apply(rows.token, state: state.pointer, to: y.pointer)
      for channel in 0..<channels {
        var sum = rows.skip[channel] * rows.x[channel]
        var magnitude = abs(sum)
        for index in 0..<states {
          let at = channel * states + index
          let decay = Elementary.exp(rows.step[channel] * rows.a[at])
          exactState[at] =
            decay * exactState[at] + rows.step[channel] * rows.x[channel] * rows.b[index]
          sum += rows.c[index] * exactState[at]
          magnitude += abs(rows.c[index] * exactState[at])
        }
        #expect(abs(y[channel] - sum) <= (magnitude + range * range * range) * 64 * 0x1p-24)
      }
    }
  }

  @Test(arguments: [0.5, 4, 40, 2048])
  func `the fused q11.12 scan is its four steps, bit for bit`(range: Double) {
    var random = SplitMix64(seed: 43)
    let (state, fused) = (Row<Q12>(elements), Row<Q12>(elements))
    for _ in 0..<270 {
      let rows = ScanRows<Q12>(channels: channels, states: states, range: range, &random)
      let (decay, drive) = (Row<Q12>(elements), Row<Q12>(elements))
      let (y, expected) = (Row<Q12>(channels), Row<Q12>(channels))
      PTDiscretizeA.apply(rows.token, to: decay.pointer)
      PTDiscretizeB.apply(rows.token, to: drive.pointer)
      PTScanStep.apply(
        decay: decay.pointer, drive: drive.pointer, count: elements, state: state.pointer)
      PTScanOutput.apply(rows.token, state: state.pointer, to: expected.pointer)
      PTSelectiveScan.apply(rows.token, state: fused.pointer, to: y.pointer)
      #expect(y.elements == expected.elements)
      #expect(fused.elements == state.elements)
    }
  }

  @Test(arguments: [0.5, 4])
  func `the fused fp32 scan is its four steps, bit for bit`(range: Double) {
    var random = SplitMix64(seed: 44)
    let (state, fused) = (Row<Float>(elements), Row<Float>(elements))
    for _ in 0..<270 {
      let rows = ScanRows<Float>(channels: channels, states: states, range: range, &random)
      let (decay, drive) = (Row<Float>(elements), Row<Float>(elements))
      let (y, expected) = (Row<Float>(channels), Row<Float>(channels))
      PTDiscretizeA.apply(rows.token, to: decay.pointer)
      PTDiscretizeB.apply(rows.token, to: drive.pointer)
      PTScanStep.apply(
        decay: decay.pointer, drive: drive.pointer, count: elements, state: state.pointer)
      PTScanOutput.apply(rows.token, state: state.pointer, to: expected.pointer)
      PTSelectiveScan.apply(rows.token, state: fused.pointer, to: y.pointer)
      #expect(y.elements == expected.elements)
      #expect(fused.elements == state.elements)
    }
  }

  @Test(arguments: extremeQ12, extremeQ12)
  func `extreme numbers never trap`(_ one: Q12, _ other: Q12) {
    let (x, y) = (Row<Q12>([one, other]), Row<Q12>([other, one]))
    let (a, state) = (Row<Q12>([one, other, other, one]), Row<Q12>([other, one, other, one]))
    let token = ScanToken<Q12>(
      channels: 2, states: 2, input: x.pointer, step: y.pointer, skip: x.pointer, a: a.pointer,
      b: x.pointer, c: y.pointer)
    let output = Row<Q12>(2)
    PTSelectiveScan.apply(token, state: state.pointer, to: output.pointer)
    #expect(
      (output.elements + state.elements).allSatisfy {
        $0.raw >= Q12.min.raw && $0.raw <= Q12.max.raw
      })
  }
}
