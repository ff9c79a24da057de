import Graph

/// A graph written down by the names of its tensors.
struct GraphSketch {
  var tensors: [TensorInfo] = []
  var operators: [Operator] = []
  var inputs: [String] = []
  var outputs: [String] = []
  var name = "main"

  /// The index of a tensor, declared as `type` if it is new.
  mutating func id(_ name: String, _ type: TensorType? = nil) -> TensorID {
    if let index = tensors.firstIndex(where: { $0.name == name }) { return TensorID(index) }
    tensors.append(TensorInfo(name: name, type: type ?? TensorType(.int32, [2])))
    return TensorID(tensors.count - 1)
  }

  mutating func input(_ name: String, _ type: TensorType = TensorType(.int32, [2])) {
    _ = id(name, type)
    inputs.append(name)
  }

  mutating func constant(_ name: String, _ value: Tensor) {
    let result = id(name, value.type)
    tensors[result.index].value = value
    let operation: Operation =
      value.dtype == .shape ? .constShape(ConstShape()) : .const(Const())
    operators.append(Operator(operation, inputs: [], outputs: [result]))
  }

  mutating func add(
    _ operation: Operation, _ operands: [String], _ result: String,
    _ type: TensorType = TensorType(.int32, [2])
  ) {
    let operands = operands.map { id($0) }
    operators.append(Operator(operation, inputs: operands, outputs: [id(result, type)]))
  }

  var block: Block {
    var copy = self
    return Block(
      name: name, tensors: tensors, operators: operators, inputs: inputs.map { copy.id($0) },
      outputs: outputs.map { copy.id($0) })
  }

  var region: Region { Region(name: name, blocks: [block]) }

  /// x, a constant 7 and their sum y.
  static var sum: GraphSketch {
    var sketch = GraphSketch()
    sketch.input("x")
    sketch.constant("seven", Tensor([7, 7] as [Int32], .int32, [2]))
    sketch.add(.binary(.add), ["x", "seven"], "y")
    sketch.outputs = ["y"]
    return sketch
  }

  /// One tensor handed through, as the region of a branch or loop.
  static func identity(_ name: String, _ type: TensorType = TensorType(.int32, [2])) -> GraphSketch
  {
    var sketch = GraphSketch(name: name)
    sketch.input("\(name)_x", type)
    sketch.add(.unary(.identity), ["\(name)_x"], "\(name)_y", type)
    sketch.outputs = ["\(name)_y"]
    return sketch
  }
}
