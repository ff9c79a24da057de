import Comparison
import Graph

/// Runs a data set through a model, on several sessions at a time, and scores every sample.
struct TaskEvaluation: Sendable {
  let metric: TaskMetric
  let samples: TaskSamples
  /// The most sessions at a time.
  let jobs: Int

  /// The metric of `plan` over the data set: the same whatever ``jobs`` is.
  func value(of plan: any Plan) async throws(EngineError) -> Double {
    let port = try Self.only(plan.inputs, "input")
    _ = try Self.only(plan.outputs, "output")
    let count = samples.labels.count
    let parts = max(1, min(jobs, count))
    let scores = await withTaskGroup(of: (Int, Result<[Double], EngineError>).self) { group in
      for part in 0..<parts {
        group.addTask {
          (part, scoreSamples(in: count * part / parts..<count * (part + 1) / parts, plan, port))
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    var all: [Double] = []
    for part in 0..<parts { all += try scores[part]?.get() ?? [] }
    do {
      return try metric.value(of: all, labels: samples.labels)
    } catch {
      throw .invalid(error)
    }
  }

  /// The scores of some of the samples, on a session of their own.
  private func scoreSamples(
    in range: Range<Int>, _ plan: any Plan, _ port: Port
  ) -> Result<[Double], EngineError> {
    do throws(EngineError) {
      let session = try plan.makeSession()
      var outputs = plan.makeOutputs()
      var scores: [Double] = []
      for index in range {
        let input = try sample(index, port)
        try session.run([input], into: &outputs)
        scores.append(try score(outputs[0], input, label: samples.labels[index]))
      }
      return .success(scores)
    } catch {
      return .failure(error)
    }
  }

  private func sample(_ index: Int, _ port: Port) throws(EngineError) -> Tensor {
    do {
      return try samples.sample(index, for: port)
    } catch {
      throw .invalid(error)
    }
  }

  private func score(
    _ output: Tensor, _ input: Tensor, label: Int
  ) throws(EngineError) -> Double {
    do {
      return try metric.score(
        output: output.realValues, input: metric == .auc ? input.realValues : [], label: label)
    } catch {
      throw .invalid(error)
    }
  }

  private static func only(_ ports: [Port], _ what: String) throws(EngineError) -> Port {
    guard ports.count == 1, let port = ports.first else {
      throw .invalid(
        InvalidInput(.configuration, "a task's model has one \(what), this has \(ports.count)"))
    }
    return port
  }
}
