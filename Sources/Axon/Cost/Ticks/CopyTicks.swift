/// Ticks of concat, which copies its operands, and of a strided slice, which copies its output.
///
/// `layer + sum over what is copied of C * (channel + H * (row + word * words))`
struct CopyTicks {
  /// A layer, whatever its size.
  let layer = 8.575
  /// Setting up a channel.
  let channel = 56.9
  /// A row beside its words.
  let row = 5.534
  /// A word of a row.
  let word = 1.27

  func ticks(of layer: AxonLayer) -> Double {
    let copied = layer.operation == .concat ? layer.inputs : [layer.output]
    return copied.reduce(self.layer) { sum, dims in
      let eachRow = row + word * (Double(dims.w) / 4).rounded(.up)
      return sum + Double(dims.c) * (channel + Double(dims.h) * eachRow)
    }
  }
}
