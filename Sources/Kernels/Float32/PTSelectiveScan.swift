/// One token of a selective scan (Mamba, section 3.2): its constants, its input and its shapes.
///
/// `step` is the discretization step after softplus; `skip` is Mamba's D.
public struct ScanToken<Element> {
  /// Channels of the inner dimension, and states per channel.
  public var channels: Int
  public var states: Int
  /// `channels` elements each.
  public var input: UnsafePointer<Element>
  public var step: UnsafePointer<Element>
  public var skip: UnsafePointer<Element>
  /// `channels` rows of `states` elements.
  public var a: UnsafePointer<Element>
  /// `states` elements each.
  public var b: UnsafePointer<Element>
  public var c: UnsafePointer<Element>

  @inlinable
  public init(
    channels: Int, states: Int, input: UnsafePointer<Element>, step: UnsafePointer<Element>,
    skip: UnsafePointer<Element>, a: UnsafePointer<Element>, b: UnsafePointer<Element>,
    c: UnsafePointer<Element>
  ) {
    self.channels = channels
    self.states = states
    self.input = input
    self.step = step
    self.skip = skip
    self.a = a
    self.b = b
    self.c = c
  }
}

/// `decay = e^(step * A)`.
public enum PTDiscretizeA {
  /// fp32: one product, one exponential.
  ///
  /// - Parameter decay: `channels` rows of `states` elements.
  @inlinable
  public static func apply(_ token: ScanToken<Float>, to decay: UnsafeMutablePointer<Float>) {
    for channel in 0..<token.channels {
      let row = channel &* token.states
      for index in row..<row &+ token.states {
        decay[index] = Float32Math.exp(token.step[channel] * token.a[index])
      }
    }
  }
}

/// `drive = (step * x) * B`.
public enum PTDiscretizeB {
  /// fp32: two products.
  ///
  /// - Parameter drive: `channels` rows of `states` elements.
  @inlinable
  public static func apply(_ token: ScanToken<Float>, to drive: UnsafeMutablePointer<Float>) {
    for channel in 0..<token.channels {
      let row = channel &* token.states
      let scaled = token.step[channel] * token.input[channel]
      for state in 0..<token.states { drive[row &+ state] = scaled * token.b[state] }
    }
  }
}

/// `h = decay * h + drive`, in place.
public enum PTScanStep {
  /// fp32: two roundings an element.
  @inlinable
  public static func apply(
    decay: UnsafePointer<Float>, drive: UnsafePointer<Float>, count: Int,
    state: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count { state[index] = decay[index] * state[index] + drive[index] }
  }
}

/// `y = sum over states of C * h, plus D * x`.
public enum PTScanOutput {
  /// fp32: sums state by state, the skip last.
  ///
  /// - Parameter output: `channels` elements; may be the token's input.
  @inlinable
  public static func apply(
    _ token: ScanToken<Float>, state: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>
  ) {
    for channel in 0..<token.channels {
      let row = state + channel &* token.states
      var sum: Float = 0
      for index in 0..<token.states { sum += token.c[index] * row[index] }
      output[channel] = sum + token.skip[channel] * token.input[channel]
    }
  }
}

/// The four steps of a selective scan as one, the state resident.
public enum PTSelectiveScan {
  /// fp32: `PTDiscretizeA`, `PTDiscretizeB`, `PTScanStep`, `PTScanOutput`, bit for bit.
  ///
  /// - Parameters:
  ///   - state: `channels` rows of `states` elements, updated.
  ///   - output: `channels` elements; may be the token's input.
  @inlinable
  public static func apply(
    _ token: ScanToken<Float>, state: UnsafeMutablePointer<Float>,
    to output: UnsafeMutablePointer<Float>
  ) {
    for channel in 0..<token.channels {
      let row = channel &* token.states
      let step = token.step[channel]
      let scaled = step * token.input[channel]
      var sum: Float = 0
      for index in 0..<token.states {
        let decay = Float32Math.exp(step * token.a[row &+ index])
        let h = decay * state[row &+ index] + scaled * token.b[index]
        state[row &+ index] = h
        sum += token.c[index] * h
      }
      output[channel] = sum + token.skip[channel] * token.input[channel]
    }
  }
}
