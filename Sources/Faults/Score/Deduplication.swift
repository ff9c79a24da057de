import Comparison
import Fuzz
import Graph
import Store

/// How well groups of failures agree with the faults that caused them.
public struct Deduplication: Sendable, Codable, Hashable {
  /// Failures that were reduced and grouped, and the faults that caused them.
  public var failures: Int
  public var faults: Int
  public var groups: Int
  /// Of pairs in one group, the share with one cause.
  public var precision: Double
  /// Of pairs with one cause, the share in one group.
  public var recall: Double
  /// Of as many groups as there are faults, in the order in which they are shown, the share of the faults
  /// that have one among them.
  public var coverage: Double
  /// Groups with several causes, and causes with several groups.
  public var mixed: [String]
  public var split: [String]

  /// A reduced failure, and the fault that caused it.
  struct Labelled: Sendable {
    var fault: String
    var record: FailureRecord
  }

  /// Reduces up to `perFault` failures of each fault, planted alone, and groups them.
  public static func measure(
    _ faults: [Fault], perFault: Int, graphs: Int, seed: UInt64, jobs: Int
  ) async -> Deduplication {
    let labelled = await Parallel.map(faults, jobs: jobs) { fault in
      failures(of: fault, count: perFault, graphs: graphs, seed: seed)
    }.flatMap { $0 }
    return Deduplication(labelled)
  }

  private static func failures(
    of fault: Fault, count: Int, graphs: Int, seed: UInt64
  ) -> [Labelled] {
    let hunt = FaultHunt([fault], bench: fault.bench, seed: seed)
    let oracle = fault.bench.oracle([fault])
    var found: [Labelled] = []
    var next = 0
    while found.count < count, let find = hunt.next(from: next, shouldStop: { $0 >= graphs }) {
      let reduction = Shrinker(oracle: oracle).shrink(find.found, failure: find.failure)
      found.append(
        Labelled(
          fault: fault.name,
          record: FailureRecord(
            graph: find.number, oracle: fault.bench.rawValue,
            signature: reduction.failure.signature,
            details: FailureRecord.Details(
              originalSignature: find.failure.signature,
              originalOperators: find.found.operatorCount,
              operators: reduction.result.operatorCount,
              inputElements: reduction.result.inputElements, candidates: reduction.candidates,
              isMinimal: reduction.isMinimal,
              mistakes: reduction.failure.mistakes))))
      next = find.number + 1
    }
    return found
  }

  init(_ labelled: [Labelled]) {
    let ordered = FailureGroup.groups(of: labelled.map(\.record))
    var causes: [FailureSignature: [String: Int]] = [:]
    for item in labelled {
      causes[item.record.signature.cause, default: [:]][item.fault, default: 0] += 1
    }
    var sizes: [String: Int] = [:]
    for item in labelled { sizes[item.fault, default: 0] += 1 }
    func pairs(_ count: Int) -> Int { count * (count - 1) / 2 }
    let together = causes.values.reduce(0) { $0 + pairs($1.values.reduce(0, +)) }
    let right = causes.values.reduce(0) { $0 + $1.values.reduce(0) { $0 + pairs($1) } }
    let alike = sizes.values.reduce(0) { $0 + pairs($1) }
    failures = labelled.count
    faults = sizes.count
    groups = causes.count
    precision = together == 0 ? 1 : Double(right) / Double(together)
    recall = alike == 0 ? 1 : Double(right) / Double(alike)
    let shown = ordered.prefix(sizes.count).compactMap { causes[$0.signature.cause] }
    coverage = sizes.isEmpty ? 1 : Double(Set(shown.flatMap(\.keys)).count) / Double(sizes.count)
    mixed = causes.filter { $0.value.count > 1 }.map { signature, causes in
      "\(signature): "
        + causes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }.sorted()
    var spread: [String: [String]] = [:]
    for (signature, causes) in causes {
      for (fault, count) in causes { spread[fault, default: []].append("\(signature) x\(count)") }
    }
    split = spread.filter { $0.value.count > 1 }.map { fault, signatures in
      "\(fault): " + signatures.sorted().joined(separator: " | ")
    }.sorted()
  }
}
