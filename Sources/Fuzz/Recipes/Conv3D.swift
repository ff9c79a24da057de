import Graph

// CONV3D of integers; `reference` has no FP32 form.
extension Conv3D {
  static let recipes = [
    Recipe("CONV3D", [.conv3D, .rescale], [.int: 4]) { $0.volume() }
  ]
}

extension GraphBuilder {
  fileprivate mutating func volume() -> Bool {
    let types = convolutionTypes()
    let x = value(of: types.input, rank: 5...5)
    let inputs = x.shape[4]
    var windows = (1...3).map { axis in
      window(over: x.shape[axis], kernels: [1, 2, 3, 2, 4], isPool: false)
    }
    func product(_ part: (WindowChoice) -> Int) -> Int { windows.reduce(1) { $0 * part($1) } }
    if product(\.kernel) * inputs > 512 || x.shape[0] * product(\.output) > limits.elements
      || x.shape[0] * product(\.output) * product(\.kernel) * inputs > limits.work
    {
      windows = (1...3).map { WindowChoice(kernel: 1, stride: 1, output: x.shape[$0]) }
    }
    let taps = product(\.kernel) * inputs
    let positions = x.shape[0] * product(\.output)
    let channels = outputChannels(positions: positions, workPerChannel: positions * taps)
    let filter = [channels] + windows.map(\.kernel) + [inputs]
    let output = [x.shape[0]] + windows.map(\.output) + [channels]
    let sums = accumulate(
      x, types, filter: Shape(filter), taps: taps, channels: channels, output: Shape(output)
    ) {
      .conv3D(
        Conv3D(
          pad: windows.flatMap { [$0.before, $0.after] }, stride: windows.map(\.stride),
          dilation: windows.map(\.dilation), accType: $0))
    }
    finish(sums)
    return true
  }
}
