import Comparison
import Graph

/// A task's data set in memory: real inputs, sample after sample, and labels.
struct TaskSamples: Sendable {
  /// The values of all samples as a model takes them.
  private let inputs: Tensor
  /// Elements of one sample.
  private let width: Int
  let labels: [Int]

  /// Reads both files.
  /// - Throws: `tensor` if they do not fit together.
  init(_ data: TaskData) throws(InvalidInput) {
    let stored = try NumPyFile.read(data.inputs)
    let labels = try NumPyFile.read(data.labels)
    guard let values = labels.integerValues, labels.shape.rank == 1 else {
      throw InvalidInput(
        .tensor, "\(labels.type) are no labels", remedy: "Give one integer for each sample.",
        at: InputLocation(file: data.labels))
    }
    guard let count = stored.shape.dimensions.first, count == values.count, count > 0 else {
      throw InvalidInput(
        .tensor, "\(stored.type) for \(values.count) labels",
        remedy: "The first axis counts the samples.", at: InputLocation(file: data.inputs))
    }
    self.labels = values.map { Int($0) }
    width = stored.count / count
    guard let scaling = data.scaling else {
      inputs = stored
      return
    }
    guard let integers = stored.integerValues else {
      throw InvalidInput(
        .tensor, "\(stored.dtype) has no scale", remedy: "Remove the key 'scale'.",
        at: InputLocation(file: data.inputs))
    }
    // As a program's dequantize operator computes it: the difference exact, the product rounded once.
    let scale = Float(scaling.scale)
    let real = integers.map { Float($0 - Int64(scaling.zeroPoint)) * scale }
    inputs = Tensor(real, .fp32, stored.shape)
  }

  /// The sample at `index` as the tensor that `port` takes: its own shape, or one of as many elements.
  /// - Throws: `tensor` if it is not of the port's type and size.
  func sample(_ index: Int, for port: Port) throws(InvalidInput) -> Tensor {
    guard port.type.dtype == inputs.dtype, port.type.shape.elementCount == width else {
      throw InvalidInput(
        .tensor,
        "input '\(port.name)' takes \(port.type), a sample has \(width) elements of \(inputs.dtype)",
        remedy: "Name a program (.pte), which takes real numbers and quantizes them itself.")
    }
    let size = width * inputs.dtype.hostSize
    return Tensor(port.type, bytes: Array(inputs.bytes[(index * size)..<((index + 1) * size)]))
  }
}
