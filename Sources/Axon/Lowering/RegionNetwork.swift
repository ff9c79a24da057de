import Graph

/// A region as AXON runs it: a network, what goes into it and what comes out, in TOSA's terms.
struct RegionNetwork: Sendable {
  /// A tensor that enters, and how it lies in external input number `external`.
  struct Entry: Sendable {
    let tensor: TensorID
    let external: Int
    let arrangement: Arrangement
  }

  /// A tensor of the region, and how it lies in the output of layer `layer`.
  struct Result: Sendable {
    let tensor: TensorID
    let layer: Int
    let arrangement: Arrangement
  }

  let entries: [Entry]
  /// Everything that the region's layers make, in order: claimed results, and views of them.
  let results: [Result]
  let network: AxonNetwork
  /// For each layer the operator that it was made for.
  let origins: [Int]

  init(
    _ operators: [Int], of partition: Partition, in graph: ValidatedGraph
  ) throws(InternalFault) {
    var wiring = RegionWiring(operators, in: graph)
    for index in operators {
      guard let claim = partition.claimOf[index] else {
        wiring.addView(index)
        continue
      }
      // Once, with its last operator: then everything that it reads is there.
      if partition.claims[claim].operators.last == index {
        try wiring.add(partition.claims[claim])
      } else if partition.claims[claim].state?.write == index {
        try wiring.renew(partition.claims[claim], with: graph.main.operators[index].inputs[0])
      }
    }
    wiring.connectVariables()
    entries = wiring.entries
    results = wiring.results
    origins = wiring.origins
    network = AxonNetwork(externals: wiring.externals, layers: wiring.layers)
  }
}
