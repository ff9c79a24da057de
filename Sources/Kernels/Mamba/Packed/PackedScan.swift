/// Pattern 22 for a DSP core: the selective scan on pairs of states.
///
/// Rates and B and C are of 16 bits, the state of 32 with 20 fractional bits: eight more than q11.12,
/// with the same range. The decay `e^(step A)` is taken on a scale where one step of its table is a
/// factor of 64/65: between the steps it is then a line, right at both ends and at most 3.1e-5 too
/// large, and one product with the low bits of the argument gives it.
enum PackedScan {
  /// One channel: steps all its states and returns the sum of `C h`, in units of `2^-(4 + bits of C)`.
  ///
  /// About 15 instructions a state.
  /// - Parameters:
  ///   - step: the step, `32 - bits of the rates` fractional bits, at least 0.
  ///   - drive: `step * x`, `36 - bits of B` fractional bits.
  ///   - rates: `A / (64 log(65/64))`, at most 0, two to a word.
  ///   - selection: words of two elements, of B and of C in turn.
  ///   - pairs: at least 1.
  @inline(never)
  static func channel(
    step: Int32, drive: Int32, rates: UnsafePointer<Int32>, selection: UnsafePointer<Int32>,
    pairs: Int, state: UnsafeMutablePointer<Int32>
  ) -> Int32 {
    var sum: Int32 = 0
    var (rates, selection, state) = (rates, selection, state)
    let end = selection + 2 &* pairs
    repeat {
      let rate = rates[0]
      let first = decay(step.timesLow(of: rate))
      let second = decay(step.timesHigh(of: rate))
      let (b, c) = (selection[0], selection[1])
      let low = drive.timesLow(of: b) &+ state[0].productHigh(first) &<< 1
      let high = drive.timesHigh(of: b) &+ state[1].productHigh(second) &<< 1
      state[0] = low
      state[1] = high
      sum &+= low.timesLow(of: c)
      sum &+= high.timesHigh(of: c)
      rates += 1
      selection += 2
      state += 2
    } while selection < end
    return sum
  }

  /// `(65/64)^(t / 1024)` with 31 fractional bits, for `t` at most 0.
  @inline(__always)
  static func decay(_ t: Int32) -> Int32 {
    let t = Swift.min(Swift.max(t, -0x10_0000), 0xf_ffff)
    let entry = Q12Tables.decaySteps[unchecked: Int(t &>> 10) &+ 1024]
    return Int32(truncatingIfNeeded: entry) &* (0x1_0000 | (t & 1023))
  }
}
