import Foundation
import Graph
import Testing

@testable import Axon

/// What becomes of a worker that does something else than its job, and of one that does it: a shell
/// script stands in for the executable.
struct SDKWorkerTests {
  /// One layer of two values.
  static let network: AxonNetwork = {
    let dims = AxonDims(c: 1, h: 1, w: 2)
    let layer = AxonLayer(.reshape, operands: [.external(0)], inputs: [dims], output: dims)
    return AxonNetwork(
      externals: [AxonNetwork.External(dims: dims, zeroPoint: 0)], layers: [layer])
  }()

  /// Runs the network with `script` as the worker, in its job's folder; then nothing may be left.
  static func outcome(
    of script: String, limit: Int = 20, network: AxonNetwork = network
  ) throws -> Result<SDKOutcome, EngineError> {
    let parent = FileManager.default.temporaryDirectory
      .appending(path: "assay-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: parent) }
    var worker = SDKWorker(
      SDKLocation(library: "no library"), executable: URL(filePath: "/bin/sh"), limit: limit)
    worker.arguments = ["-c", script, "sh"]
    worker.scratch = parent.path
    let result = Result { () throws(EngineError) in
      try worker.run(network, inputs: [[3, -4], [5, 6]])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: parent.path).isEmpty)
    return result
  }

  static let answer = #"echo '{"code":0,"figures":[10,20,30,64,50]}' > answer.json; "#

  static let failures: [(script: String, reason: String, ending: ProgramEnding?)] = [
    ("kill -SEGV $$", "the worker was ended by signal 11", .signal(11)),
    ("kill -FPE $$", "the worker was ended by signal 8", .signal(8)),
    ("exit 3", "the worker ended with status 3", .status(3)),
    ("true", "the worker left no answer that can be read", nil),
    ("echo garbage > answer.json", "the worker left no answer that can be read", nil),
    (answer, "the simulator left no outputs that can be read", nil),
    (answer + "echo '1,x' > outputs.csv", "the simulator left no outputs that can be read", nil),
    (
      answer + "echo '1,2' > outputs.csv",
      "the simulator gave 1 rows of 2 values, 2 of 2 were expected", nil
    ),
    (
      answer + "printf '1,2\\n3,4,5\\n' > outputs.csv",
      "the simulator gave 2 rows of 3 values, 2 of 2 were expected", nil
    ),
    (
      answer + "printf '1,2\\n3,128\\n' > outputs.csv",
      "the simulator gave values that 1x1x2 can't hold", nil
    ),
    (
      #"echo '{"code":0,"figures":[1]}' > answer.json"#, "the worker's answer is incomplete", nil
    ),
    (
      #"echo '{"code":0,"figures":[],"problem":"no such library"}' > answer.json"#,
      "no such library", nil
    ),
  ]

  @Test(arguments: failures)
  func failureIsOneOfInfrastructure(
    _ failure: (script: String, reason: String, ending: ProgramEnding?)
  ) throws {
    let expected = InfrastructureFailure(
      subject: "axon-sdk", reason: failure.reason, ending: failure.ending)
    #expect(try Self.outcome(of: failure.script) == .failure(.infrastructure(expected)))
  }

  @Test func workerThatHangsIsEnded() throws {
    let start = ContinuousClock.now
    let expected = InfrastructureFailure(
      subject: "axon-sdk", reason: "no answer within 1 s, the worker was ended", ending: .hang)
    #expect(
      try Self.outcome(of: "exec sleep 100", limit: 1) == .failure(.infrastructure(expected)))
    #expect(start.duration(to: .now) < .seconds(20))
  }

  @Test func executableThatIsNotThereIsInfrastructure() {
    let worker = SDKWorker(
      SDKLocation(library: "none"), executable: URL(filePath: "/no/such/assay"))
    let error = #expect(throws: EngineError.self) {
      try worker.run(Self.network, inputs: [[1, 2]])
    }
    guard case .infrastructure(let failure) = error else {
      Issue.record("\(error.debugDescription)")
      return
    }
    #expect(failure.reason.hasPrefix("the worker /no/such/assay can't be started"))
  }

  @Test func resultsAreReadBack() throws {
    let script = Self.answer + "printf '1,2,\\n-128,127,\\n' > outputs.csv"
    let expected = SDKResult(
      outputs: [[1, 2], [-128, 127]], constantBytes: 10, interlayerBytes: 20, partialSumBytes: 30,
      commandWords: 8, ticks: 50)
    #expect(try Self.outcome(of: script) == .success(.completed(expected)))
  }

  @Test func refusalIsAnOutcome() throws {
    let script = #"echo '{"code":-239,"figures":[0,0,0,0,0]}' > answer.json"#
    #expect(try Self.outcome(of: script) == .success(.rejected(SDKResultCode(-239))))
    #expect(SDKResultCode(-239).description == "result code -239 (filter size)")
    #expect(SDKResultCode(-7).description == "result code -7")
  }

  /// The job's files are there when the worker starts, and its folder is the current one.
  @Test func workerFindsItsFiles() throws {
    let script =
      "test \"$1\" = \"$PWD/job.json\" && grep -q library job.json && test -s network.bin "
      + "&& grep -qx '3,-4' inputs.csv && echo '{\"code\":-1,\"figures\":[]}' > answer.json"
    #expect(try Self.outcome(of: script) == .success(.rejected(SDKResultCode(-1))))
  }

  @Test func networkThatTheFileCanNotHoldIsUnsupported() throws {
    var network = Self.network
    network.layers[0].stride.x = 300
    guard case .failure(.unsupported(let error)) = try Self.outcome(of: "true", network: network)
    else {
      Issue.record("not unsupported")
      return
    }
    #expect(error.subject == "AXON layer 0 (reshape)")
  }
}
