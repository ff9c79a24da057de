extension AxonOperation {
  /// The operation in the intermediate file; those from 100 on run as extensions on the CPU.
  var fileNumber: Int32 {
    switch self {
    case .fullyConnected: 0
    case .conv2D: 1
    case .depthwise: 2
    case .pointwise: 3
    case .averagePool: 4
    case .maxPool: 5
    case .add: 6
    case .persistentVariable: 8
    case .concat: 9
    case .stridedSlice: 10
    case .multiply: 11
    case .mean: 13
    case .softmax: 100
    case .sigmoid: 101
    case .tanh: 102
    case .reshape: 103
    }
  }
}

extension AxonActivation {
  /// The activation in the intermediate file.
  var fileNumber: Int32 {
    switch self {
    case .none: 0
    case .relu: 1
    case .prepareSoftmax: 2
    case .leakyReLU: 3
    }
  }
}
