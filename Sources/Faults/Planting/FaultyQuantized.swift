import Graph
import Quantized

/// Engine `quantized` with faults in its operators.
///
/// Operators that no fault touches have the kernels that the engine itself gives them.
struct FaultyQuantized: Engine {
  private let base = QuantizedEngine()
  private let changes: [@Sendable (inout OperatorCall) -> Void]

  init(_ faults: [Fault]) {
    changes = faults.compactMap { fault in
      if case .call(let change) = fault.plant { change } else { nil }
    }
  }

  var name: String { base.name }

  func unsupported(in graph: ValidatedGraph) -> [Unsupported] { base.unsupported(in: graph) }

  func prepare(_ graph: ValidatedGraph) throws(EngineError) -> any Plan {
    let lastReaders = graph.main.lastReaders
    return try Interpreter(graph, storage: HostStorage()) { (site) throws(EngineError) -> Step in
      let (index, inputs) = (site.index, site.op.inputs)
      let isLive = inputs.map { (lastReaders[$0] ?? -1) > index }
      guard var call = OperatorCall(site, isLive: isLive) else { return try base.compile(&site) }
      for change in changes { change(&call) }
      guard call.isFaulty, let kernel = call.kernel() else { return try base.compile(&site) }
      // For what the engine refuses.
      _ = try base.compile(&site)
      let (operands, result) = (site.inputs, site.outputs[0])
      let constants = operands.indices.map { site.constant($0) }
      let overwritten = call.overwritten.map { operands[$0] }
      return { (arena) throws(EngineError) in
        let values = operands.indices.map { constants[$0] ?? arena.tensor(operands[$0]) }
        let made = try kernel(values)
        arena.set(result, to: made)
        if let overwritten { arena.set(overwritten, to: made) }
      }
    }
  }
}

extension Block {
  /// For each tensor the last operator that reads it; those that the graph hands out are read in the end.
  fileprivate var lastReaders: [TensorID: Int] {
    var last: [TensorID: Int] = [:]
    for (index, op) in operators.enumerated() {
      for id in op.inputs { last[id] = index }
    }
    for id in outputs { last[id] = operators.count }
    return last
  }
}

extension Arena {
  /// A copy of a tensor in host layout.
  fileprivate func tensor(_ slot: TensorSlot) -> Tensor {
    switch slot.dtype.hostSize {
    case 1: copy(slot, as: UInt8.self)
    case 2: copy(slot, as: UInt16.self)
    case 4: copy(slot, as: UInt32.self)
    default: copy(slot, as: UInt64.self)
    }
  }

  private func copy<Element: BitwiseCopyable>(_ slot: TensorSlot, as: Element.Type) -> Tensor {
    Tensor(slot.type, bytes: [UInt8](UnsafeRawBufferPointer(read(slot, as: Element.self))))
  }

  /// Writes a tensor of the slot's type.
  fileprivate func set(_ slot: TensorSlot, to tensor: Tensor) {
    guard tensor.type == slot.type else { return }
    switch slot.dtype.hostSize {
    case 1: fill(slot, tensor, as: UInt8.self)
    case 2: fill(slot, tensor, as: UInt16.self)
    case 4: fill(slot, tensor, as: UInt32.self)
    default: fill(slot, tensor, as: UInt64.self)
    }
  }

  private func fill<Element: BitwiseCopyable>(
    _ slot: TensorSlot, _ tensor: Tensor, as: Element.Type
  ) {
    tensor.bytes.withUnsafeBytes { bytes in
      UnsafeMutableRawBufferPointer(write(slot, as: Element.self)).copyMemory(from: bytes)
    }
  }
}
