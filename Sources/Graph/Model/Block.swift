/// The index of a tensor in its block's ``Block/tensors``.
public struct TensorID: Sendable, Hashable {
  public let index: Int
  /// The tensor at `index`.
  @inlinable public init(_ index: Int) { self.index = index }
}

/// A straight line of operators over named tensors.
///
/// Shapes (the values of CONST_SHAPE) are tensors of type SHAPE and rank 1 here; in a file they are
/// a list of their own, after the tensors.
public struct Block: Sendable, Hashable {
  public var name: String
  public var tensors: [TensorInfo]
  public var operators: [Operator]
  public var inputs: [TensorID]
  public var outputs: [TensorID]

  /// A block; `tensors` holds every value that `operators`, `inputs` and `outputs` refer to.
  public init(
    name: String = "main", tensors: [TensorInfo], operators: [Operator], inputs: [TensorID],
    outputs: [TensorID]
  ) {
    self.name = name
    self.tensors = tensors
    self.operators = operators
    self.inputs = inputs
    self.outputs = outputs
  }

  /// The tensor that `id` stands for.
  @inlinable public subscript(id: TensorID) -> TensorInfo { tensors[id.index] }
}

/// A tensor's declaration, and its value where that is part of the graph.
public struct TensorInfo: Sendable, Hashable {
  public var name: String
  /// The declared type and shape.
  public var type: TensorType
  /// The value of a CONST or CONST_SHAPE, or the initial value of a VARIABLE.
  ///
  /// Its shape is the declared one but for one dialect: ExecuTorch declares the `weight_zp` of a
  /// per-channel convolution as `[1]` and stores a byte for each channel. Such a value has
  /// shape `[channels]` until ``ValidatedGraph`` makes it one element.
  public var value: Tensor?
  /// The name shared by VARIABLE, VARIABLE_READ and VARIABLE_WRITE; nil for an ordinary tensor.
  public var variableName: String?
  /// Whether the file declares no shape. Only ranked tensors can be run.
  public var isUnranked: Bool

  /// A tensor called `name`.
  public init(
    name: String, type: TensorType, value: Tensor? = nil, variableName: String? = nil,
    isUnranked: Bool = false
  ) {
    self.name = name
    self.type = type
    self.value = value
    self.variableName = variableName
    self.isUnranked = isUnranked
  }
}

/// One operator of a block.
public struct Operator: Sendable, Hashable {
  public var operation: Operation
  public var inputs: [TensorID]
  public var outputs: [TensorID]
  /// Where the exporter says it came from.
  public var location: String?

  /// `operation` applied to `inputs`.
  public init(
    _ operation: Operation, inputs: [TensorID], outputs: [TensorID], location: String? = nil
  ) {
    self.operation = operation
    self.inputs = inputs
    self.outputs = outputs
    self.location = location
  }

  /// Which of the 75 operators this is.
  public var kind: OperatorKind { operation.kind }
}
