import Graph

/// A region made ready to run.
struct RegionPart: Sendable {
  /// A tensor on one side and its elements' places on the other.
  struct Transfer: Sendable {
    let tensor: TensorID
    /// The external input or the layer.
    let index: Int
    /// For each element in TOSA's order, its place on AXON; nil where the order is the same.
    let places: [Int32]?
  }

  let program: AxonProgram
  /// What it costs on AXON.
  let cost: CostReport.Network
  /// The known defects that its layers meet.
  let defects: [PartitionReport.Defect]
  let entries: [Transfer]
  /// What others need of the region.
  let exits: [Transfer]
  /// Everything that can be observed, in order of execution.
  let observable: [Transfer]

  init(
    _ region: Int, of partition: Partition, _ passage: Passage, step: Int,
    in graph: ValidatedGraph, version: AxonVersion
  ) throws(EngineError) {
    let lowered: RegionNetwork
    do throws(InternalFault) {
      lowered = try RegionNetwork(partition.regions[region], of: partition, in: graph)
    } catch {
      throw .internalFault(error)
    }
    do throws(InvalidInput) {
      program = try AxonProgram(lowered.network, version: version)
    } catch {
      if error.code == .limit { throw .invalid(error) }
      throw .internalFault(InternalFault("a lowered region can't run: \(error)"))
    }
    cost = CostReport.Network(lowered.network, origins: lowered.origins)
    defects = program.defects.map {
      PartitionReport.Defect(
        operatorIndex: lowered.origins[$0.layer], region: region, meeting: $0)
    }
    entries = lowered.entries.map {
      Transfer(
        tensor: $0.tensor, index: $0.external,
        places: $0.arrangement.isInOrder ? nil : $0.arrangement.places)
    }
    observable = lowered.results.map {
      Transfer(
        tensor: $0.tensor, index: $0.layer,
        places: $0.arrangement.isInOrder ? nil : $0.arrangement.places)
    }
    exits = observable.filter { passage.leaves($0.tensor, step: step) }
  }
}

extension RegionPart.Transfer {
  /// Copies a tensor to where AXON reads it.
  func load(_ tensor: Tensor, to memory: UnsafeMutableRawPointer) {
    let target = memory.assumingMemoryBound(to: Int8.self)
    tensor.withElements(as: Int8.self) { source in
      guard let places else {
        if let base = source.baseAddress { target.update(from: base, count: source.count) }
        return
      }
      places.withUnsafeBufferPointer { places in
        for element in 0..<source.count { target[Int(places[element])] = source[element] }
      }
    }
  }

  /// Copies what AXON made into a tensor.
  func store(_ memory: UnsafeRawPointer, into tensor: inout Tensor) {
    let source = memory.assumingMemoryBound(to: Int8.self)
    tensor.withMutableElements(as: Int8.self) { target in
      guard let places else {
        if let base = target.baseAddress { base.update(from: source, count: target.count) }
        return
      }
      places.withUnsafeBufferPointer { places in
        for element in 0..<target.count { target[element] = source[Int(places[element])] }
      }
    }
  }
}
