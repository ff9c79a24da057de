/// A value of an execution plan: `EValue` in ExecuTorch's runtime.
public enum EValue: Sendable, Hashable {
  case none
  case int(Int64)
  case bool(Bool)
  case double(Double)
  case string(String)
  case tensor(ProgramTensor)
  /// The integers' own indices in ``ExecutionPlan/values``: they may be results of instructions.
  case intList([Int])
  case doubleList([Double])
  case boolList([Bool])
  /// The tensors' indices in ``ExecutionPlan/values``.
  case tensorList([Int])
  /// The tensors' indices in ``ExecutionPlan/values``; -1 or a value that is `none` for no tensor.
  case optionalTensorList([Int])

  /// The tensor; nil for anything else.
  public var tensor: ProgramTensor? {
    if case .tensor(let tensor) = self { tensor } else { nil }
  }
}

/// The declaration of a tensor in a program, and its data where the file has some.
public struct ProgramTensor: Sendable, Hashable {
  /// How much of the shape is fixed.
  public enum Dynamism: Int8, Sendable, Hashable {
    case fixed = 0
    /// `sizes` are upper bounds.
    case bounded = 1
    case unbounded = 2
  }

  /// A place in a planned memory.
  public struct Allocation: Sendable, Hashable {
    /// The memory's index in ``ExecutionPlan/memorySizes``.
    public var memory: Int
    /// Bytes from the memory's start.
    public var offset: Int

    /// The place `offset` bytes into `memory`.
    public init(memory: Int, offset: Int) {
      self.memory = memory
      self.offset = offset
    }
  }

  /// The element type.
  public var scalarType: ScalarType
  /// The sizes, in the order of the model's dimensions.
  public var shape: Shape
  /// The dimensions from the outermost to the innermost in memory.
  public var dimensionOrder: [Int]
  /// Elements between the start of the data and the tensor's first.
  public var storageOffset: Int
  /// How much of the shape is fixed.
  public var dynamism: Dynamism
  /// Where it lives; nil for constants, and for tensors that the caller or the runtime places.
  public var allocation: Allocation?
  /// Its data in the file: a constant's value, or with an allocation the initial state.
  public var data: [UInt8]?
  /// Whether the data is in another file, under ``name``.
  public var isExternal: Bool
  /// The name in the model, such as `linear.weight`; most tensors have none.
  public var name: String?

  /// A tensor, contiguous and of fixed shape unless told otherwise.
  public init(
    _ scalarType: ScalarType, _ shape: Shape, dimensionOrder: [Int]? = nil, storageOffset: Int = 0,
    dynamism: Dynamism = .fixed, allocation: Allocation? = nil, data: [UInt8]? = nil,
    isExternal: Bool = false, name: String? = nil
  ) {
    self.scalarType = scalarType
    self.shape = shape
    self.dimensionOrder = dimensionOrder ?? Array(0..<shape.rank)
    self.storageOffset = storageOffset
    self.dynamism = dynamism
    self.allocation = allocation
    self.data = data
    self.isExternal = isExternal
    self.name = name
  }

  /// Whether the last dimension is the innermost, and so on.
  public var isContiguous: Bool { dimensionOrder == Array(0..<shape.rank) && storageOffset == 0 }

  /// Whether the tensor has the same value in every run.
  public var isConstant: Bool { data != nil && allocation == nil }

  /// The TOSA type of the same layout; nil where TOSA has none.
  public var type: TensorType? { scalarType.dtype.map { TensorType($0, shape) } }

  /// Bytes of all elements, `Int.max` where the product overflows.
  public var byteCount: Int {
    let (bytes, overflow) = shape.elementCount.multipliedReportingOverflow(
      by: scalarType.elementSize)
    return overflow ? .max : bytes
  }
}

extension ProgramTensor: CustomStringConvertible {
  /// The type as in TOSA where it has one: `INT8[1, 32]`, otherwise `DOUBLE[1]`.
  public var description: String {
    (scalarType.dtype?.name ?? scalarType.name) + shape.description
  }
}
