internal import Foundation

/// What a worker process is told: one network, compiled and run once, in a folder of its own.
struct SDKJob: Codable {
  /// The files of a job, all in its folder.
  enum File: String {
    case job = "job.json"
    case network = "network.bin"
    case inputs = "inputs.csv"
    case outputs = "outputs.csv"
    case answer = "answer.json"
  }

  /// The shared library to load.
  var library: String
  /// Seconds after which the worker ends itself, should nobody else do it.
  var seconds: Int
}

/// What a worker process answers.
struct SDKAnswer: Codable {
  /// What the library returned: 0, or why it could not.
  var code: Int
  /// Bytes of constants, interlayer buffer, partial sums and commands; ticks of the last inference.
  var figures: [Int]
  /// Why the library could not be called at all.
  var problem: String?
}
