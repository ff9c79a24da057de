import Graph

/// A prepared engine with inputs and room for outputs.
final class Subject {
  private let session: any Session
  private let inputs: [Tensor]
  private var outputs: [Tensor]

  init(_ graph: ValidatedGraph, _ inputs: [Tensor], on engine: any Engine) throws {
    let plan = try engine.prepare(graph)
    session = try plan.makeSession()
    outputs = plan.makeOutputs()
    self.inputs = inputs
  }

  /// The time of `count` runs, in microseconds.
  func time(count: Int) throws -> Double {
    let start = ContinuousClock.now
    for _ in 0..<count { try session.run(inputs, into: &outputs) }
    let duration = start.duration(to: .now).components
    return Double(duration.seconds) * 1e6 + Double(duration.attoseconds) * 1e-12
  }
}

/// Takes turns between subjects, so that a change of the machine's speed hits all of them.
struct Rounds {
  static let count = 15
  private let subjects: [Subject]

  init(_ subjects: [Subject]) { self.subjects = subjects }

  /// For each subject the median over the rounds of its time for one run, in microseconds.
  func medians() throws -> [Double] {
    // Long enough for the clock: about two milliseconds a turn.
    let counts = try subjects.map { subject in
      max(1, Int(2_000 / max(try subject.time(count: 3) / 3, 0.01)))
    }
    var times = [[Double]](repeating: [], count: subjects.count)
    for _ in 0..<Self.count {
      for (index, subject) in subjects.enumerated() {
        times[index].append(try subject.time(count: counts[index]) / Double(counts[index]))
      }
    }
    return times.map { $0.sorted()[Self.count / 2] }
  }
}
