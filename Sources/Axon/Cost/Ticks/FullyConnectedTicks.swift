/// Ticks of a fully connected layer: bound by fetching weights, four a tick.
///
/// `layer + fetch + out`, for `n` inputs `fetch = input * n`, and for `o` outputs of `b` bytes
/// `out = o * (max(least, word * ceil(n/4) + fixed + chunk * (chunks - 1)) + byte * (b - 1))`. With a
/// shift a channel, each output is set up and fetches its input as a layer of its own.
struct FullyConnectedTicks {
  /// A layer, whatever its size.
  let layer = 66.3
  /// Fetching an input.
  let input = 0.417
  /// The least that an output takes.
  let least = 8.065
  /// Fetching a word of weights.
  let word = 0.983
  /// An output beside its weights.
  let fixed = 1.999
  /// Adding up an output over a further chunk of inputs.
  let chunk = 13.359
  /// Storing each further byte of an output.
  let byte = 0.519
  /// Inputs that one chunk can have. Seen, not fitted: 640 are one chunk, 1,024 are two.
  let chunkInputs = 1023

  func ticks(of layer: AxonLayer) -> Double {
    let inputs = Double(layer.filterDims.w)
    let outputs = Double(layer.output.count)
    let chunks = Double(chunks(of: layer))
    let fetch = input * inputs
    let weights = word * (inputs / 4).rounded(.up) + fixed + chunk * (chunks - 1)
    let each = max(least, weights) + byte * Double(layer.output.byteWidth - 1)
    return self.layer
      + (layer.shifts.count > 1 ? outputs * (self.layer + fetch + each) : fetch + outputs * each)
  }

  /// In how many parts the inputs are taken.
  func chunks(of layer: AxonLayer) -> Int {
    max(1, (layer.filterDims.w + chunkInputs - 1) / chunkInputs)
  }
}
