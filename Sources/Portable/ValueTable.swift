import Graph

/// Gives every tensor that a program writes a slot of its own, and finds the slot that a read means.
///
/// Slots are assigned once, while the plan is made. A value that is written twice gets two.
struct ValueTable {
  /// What each slot holds.
  private(set) var slots: [TensorType] = []
  /// Those slots that hold the same in every run.
  private(set) var constants: [Int: Tensor] = [:]

  private let plan: ExecutionPlan
  private let limits: ResourceLimits
  private var declared: [ScalarType] = []
  private var latest: [Int: Int] = [:]
  private var memory = MemoryMap()
  private var bytes = 0

  /// An empty table over the values of `plan`.
  init(_ plan: ExecutionPlan, limits: ResourceLimits) {
    self.plan = plan
    self.limits = limits
  }

  /// The value with that index.
  subscript(value: Int) -> EValue { plan.values[value] }

  /// The tensor that a read of `value` finds now.
  /// - Parameter subject: who reads, for messages.
  mutating func read(_ value: Int, subject: String) throws(EngineError) -> Operand {
    let tensor = try tensor(value, subject: subject)
    let slot = try self.slot(of: value, tensor, subject: subject)
    guard declared[slot] == tensor.scalarType else {
      throw .unsupported(
        Unsupported(
          engine: ProgramPlan.name, subject: subject,
          reason: "value \(value) reads a tensor of \(declared[slot].name) as \(tensor)"))
    }
    return Operand(
      slot: slot, scalarType: tensor.scalarType, shape: tensor.shape, dtype: slots[slot].dtype)
  }

  /// A new slot for `value`, which is written now.
  ///
  /// - Parameters:
  ///   - dtype: what is written, if not what the program declares.
  ///   - subject: who writes, for messages.
  mutating func write(
    _ value: Int, as dtype: DType? = nil, subject: String
  ) throws(EngineError) -> Operand {
    let tensor = try tensor(value, subject: subject)
    guard tensor.data == nil else {
      throw unsupported(subject, "value \(value) has an initial state, which programs can change")
    }
    let slot = try makeSlot(tensor, value, as: dtype, subject: subject)
    latest[value] = slot
    if let place = tensor.allocation {
      memory.place(slot, in: place.memory, at: try range(of: tensor, place, subject: subject))
    }
    return Operand(
      slot: slot, scalarType: tensor.scalarType, shape: tensor.shape, dtype: slots[slot].dtype)
  }

  /// Makes `target` the tensor that `source` is now.
  mutating func move(from source: Int, to target: Int, subject: String) throws(EngineError) {
    let operand = try read(source, subject: subject)
    let tensor = try tensor(target, subject: subject)
    guard tensor.scalarType == operand.scalarType, tensor.shape == operand.shape else {
      throw .invalid(
        InvalidInput(
          .graph, "value \(source) is moved to value \(target), which is \(tensor)",
          at: InputLocation(element: subject)))
    }
    latest[target] = operand.slot
    if let place = tensor.allocation {
      memory.place(
        operand.slot, in: place.memory, at: try range(of: tensor, place, subject: subject))
    }
  }

  private mutating func slot(
    of value: Int, _ tensor: ProgramTensor, subject: String
  ) throws(EngineError) -> Int {
    if tensor.isConstant { return try constant(value, tensor, subject: subject) }
    if let place = tensor.allocation {
      switch memory.content(
        of: place.memory, at: try range(of: tensor, place, subject: subject))
      {
      case .slot(let slot): return slot
      case .parts:
        throw unsupported(subject, "value \(value) reads memory that holds parts of other tensors")
      case .nothing: break
      }
    } else if let slot = latest[value] {
      return slot
    }
    let problem =
      latest[value] == nil
      ? "is read before anything wrote it" : "is read after its memory was written by others"
    throw .invalid(
      InvalidInput(.graph, "value \(value) \(problem)", at: InputLocation(element: subject)))
  }

  private mutating func constant(
    _ value: Int, _ tensor: ProgramTensor, subject: String
  ) throws(EngineError) -> Int {
    if let slot = latest[value] { return slot }
    let slot = try makeSlot(tensor, value, as: nil, subject: subject)
    guard let data = tensor.data, data.count == slots[slot].byteCount else {
      throw .internalFault(InternalFault("a constant of \(tensor) without its data"))
    }
    let content = Tensor(slots[slot], bytes: data)
    if let range = slots[slot].dtype.integerRange, slots[slot].dtype == .int48,
      let values = content.integerValues, !values.allSatisfy(range.contains)
    {
      throw unsupported(subject, "value \(value) holds integers of more than 48 bits")
    }
    constants[slot] = content
    latest[value] = slot
    return slot
  }

  private mutating func makeSlot(
    _ tensor: ProgramTensor, _ value: Int, as dtype: DType?, subject: String
  ) throws(EngineError) -> Int {
    guard let declaredType = tensor.type else {
      throw unsupported(subject, "value \(value) is of \(tensor.scalarType.name)")
    }
    let type = TensorType(dtype ?? declaredType.dtype, declaredType.shape)
    let (total, overflow) = bytes.addingReportingOverflow(type.byteCount)
    // Without its empty dimensions, so that no product of sizes overflows anywhere.
    let extent = Shape(type.shape.map { max($0, 1) }).elementCount
    guard type.byteCount <= limits.tensorBytes, extent <= limits.tensorBytes, !overflow,
      total <= limits.sessionBytes
    else {
      throw .invalid(
        InvalidInput(
          .limit, "value \(value), \(type), takes more memory than is allowed",
          at: InputLocation(element: subject)))
    }
    bytes = total
    slots.append(type)
    declared.append(tensor.scalarType)
    return slots.count - 1
  }

  /// The tensor with that index, if it is of a kind that can be run.
  private func tensor(_ value: Int, subject: String) throws(EngineError) -> ProgramTensor {
    guard let tensor = plan.values[value].tensor else {
      throw .invalid(
        InvalidInput(
          .graph, "value \(value) is no tensor", at: InputLocation(element: subject)))
    }
    if tensor.dynamism != .fixed {
      throw unsupported(subject, "value \(value) has a dynamic shape")
    }
    if !tensor.isContiguous {
      throw unsupported(
        subject,
        "value \(value) is laid out in the order \(tensor.dimensionOrder) "
          + "from element \(tensor.storageOffset)")
    }
    if tensor.isExternal {
      throw unsupported(subject, "value \(value) has its data in another file")
    }
    return tensor
  }

  private func range(
    of tensor: ProgramTensor, _ place: ProgramTensor.Allocation, subject: String
  ) throws(EngineError) -> Range<Int> {
    let (end, overflow) = place.offset.addingReportingOverflow(tensor.byteCount)
    guard plan.memorySizes.indices.contains(place.memory), !overflow,
      end <= plan.memorySizes[place.memory]
    else {
      throw .invalid(
        InvalidInput(
          .graph, "\(tensor) at byte \(place.offset) of memory \(place.memory) lies outside it",
          at: InputLocation(element: subject)))
    }
    return place.offset..<end
  }

  private func unsupported(_ subject: String, _ reason: String) -> EngineError {
    .unsupported(Unsupported(engine: ProgramPlan.name, subject: subject, reason: reason))
  }
}
