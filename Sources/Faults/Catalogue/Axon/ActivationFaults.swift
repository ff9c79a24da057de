import Axon

/// Faults of engine `axon` in what the CPU computes behind a layer: softmax, sigmoid and tanh.
enum ActivationFaults {
  static let all: [Fault] = [
    .axon(
      "axon-activation-fraction",
      "a layer before sigmoid or tanh gives one fractional bit too few", .nordic("1.1.0")
    ) { call in
      guard call.layer.output.byteWidth == 2 else { return }
      call.layer.shifts = call.layer.shifts.map { $0 + 1 }
    },
    .axon(
      "axon-softmax-fraction", "a layer before softmax gives one fractional bit too few",
      .nordic("1.0.1")
    ) { call in
      guard call.layer.output.byteWidth == 4 else { return }
      call.layer.shifts = call.layer.shifts.map { $0 + 1 }
    },
    .axon("axon-tanh-as-sigmoid", "a tanh is computed as a sigmoid") { call in
      guard call.layer.operation == .tanh else { return }
      call.layer.operation = .sigmoid
    },
  ]
}
