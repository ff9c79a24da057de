import Axon
import Fuzz
import Graph
import Quantized
import Reference

/// How fast random graphs of one profile are made, and how evenly.
struct GeneratorRow {
  let profile: Profile
  /// Microseconds to make one graph with its inputs.
  private var making: [Double] = []
  /// Microseconds to make one and validate it.
  private var validated: [Double] = []
  /// Microseconds of everything: made, validated, prepared and run once on each engine.
  private var whole: [Double] = []
  /// Graphs that are not valid.
  private var invalid = 0
  private var operators = 0

  /// Prints a row for each profile: ten operators a graph.
  static func printAll(count: Int?) throws {
    print("generated graphs of ten operators, microseconds; one core")
    print(
      "profile       graphs   invalid  operators   p50     p99  p99/p50     graphs/s  validated/s"
        + "  on 3 engines/s")
    for profile in Profile.allCases {
      print(try GeneratorRow(profile, count: count ?? 20_000).text)
    }
  }

  private init(_ profile: Profile, count: Int) throws {
    self.profile = profile
    let generator = GraphGenerator(
      seed: 1, profile: profile, limits: SizeLimits(operators: 10...10))
    let engines: [any Engine] = [QuantizedEngine(), AxonEngine(), ReferenceEngine()]
    let clock = ContinuousClock()
    for number in 0..<count {
      let start = clock.now
      let item = generator.makeCase(number)
      let made = clock.now
      making.append((made - start).microseconds)
      operators += item.operatorCount
      guard let graph = try? ValidatedGraph(item.graph) else {
        invalid += 1
        continue
      }
      validated.append((clock.now - start).microseconds)
      guard number < 2000 else { continue }
      for engine in engines where engine.unsupported(in: graph).isEmpty {
        _ = try engine.prepare(graph).run(item.inputs)
      }
      whole.append((clock.now - start).microseconds)
    }
  }

  private var text: String {
    let sorted = making.sorted()
    let (middle, late) = (sorted[sorted.count / 2], sorted[sorted.count * 99 / 100])
    let rates = [making, validated, whole].map { times in
      Double(times.count) / times.reduce(0, +) * 1e6
    }
    let cells = [
      Double(making.count), Double(invalid), Double(operators) / Double(making.count), middle,
      late, late / middle, rates[0], rates[1], rates[2],
    ]
    return ([profile.rawValue] + cells.map { String(($0 * 10).rounded() / 10) })
      .joined(separator: "  ")
  }
}

extension Duration {
  fileprivate var microseconds: Double {
    Double(components.seconds) * 1e6 + Double(components.attoseconds) * 1e-12
  }
}
