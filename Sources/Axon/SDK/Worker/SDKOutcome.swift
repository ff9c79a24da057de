/// What Nordic's compiler and simulator made of a network.
public enum SDKOutcome: Sendable, Hashable {
  case completed(SDKResult)
  /// The compiler refused the network.
  case rejected(SDKResultCode)
}

/// Values and sizes of one job.
public struct SDKResult: Sendable, Hashable {
  /// The last layer's outputs in C, H, W order, one row an inference.
  public var outputs: [[Int32]]
  public var constantBytes: Int
  public var interlayerBytes: Int
  public var partialSumBytes: Int
  /// Words of the command buffer, each of which takes 4 bytes on the device.
  public var commandWords: Int
  /// The simulator's estimate for the last inference.
  public var ticks: Int
}

/// A number other than 0 that the library returned.
public struct SDKResultCode: Sendable, Hashable, CustomStringConvertible {
  public var code: Int

  /// A code, known or not.
  public init(_ code: Int) { self.code = code }

  /// What the number was seen to mean, in tries on both sides of each limit.
  public var meaning: String? {
    switch code {
    case -1: "the network can't be built"
    case -208: "a bias or filter is missing"
    case -212: "a type does not suit the operation"
    case -214: "unknown operation"
    case -215: "output size"
    case -216: "layers that follow each other differ in shape"
    case -218: "a file can't be read or written"
    case -219: "another version of the intermediate file"
    case -222: "an output is empty"
    case -227: "the simulation failed"
    case -234: "number of channels"
    case -235: "number of inputs"
    case -236: "stride"
    case -238: "padding"
    case -239: "filter size"
    case -240: "input size"
    case -242: "dilation"
    default: nil
    }
  }

  public var description: String {
    "result code \(code)" + (meaning.map { " (\($0))" } ?? "")
  }
}
