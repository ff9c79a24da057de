public import Graph

/// Engine `axon-sdk`: as `axon`, but what AXON can run is run by Nordic's own compiler and simulator.
///
/// Partition, lowering and the CPU's part are those of engine `axon`, so that a difference between the
/// two is one of AXON's arithmetic. Every region is compiled and run in a process of its own, once for
/// each of its outputs. A region that the compiler refuses is reported when it runs.
public struct AxonSDKEngine: Engine {
  static let name = "axon-sdk"

  public let options: AxonOptions
  private let search: SDKLocation.Search
  private let makeWorker: @Sendable (SDKLocation) -> SDKWorker

  /// An engine on the SDK that the environment names, if it does.
  ///
  /// - Parameter makeWorker: what runs the jobs; a test gives another than this program.
  public init(
    options: AxonOptions = AxonOptions(), search: SDKLocation.Search = SDKLocation.search(),
    makeWorker: @escaping @Sendable (SDKLocation) -> SDKWorker = { SDKWorker($0) }
  ) {
    self.options = options
    self.search = search
    self.makeWorker = makeWorker
  }

  public var name: String { Self.name }

  /// Why there is nothing to run on, and what to do about it; nil if there is.
  public var absence: String? {
    if case .absent(let reason) = search { reason } else { nil }
  }

  public func unsupported(in graph: ValidatedGraph) -> [Unsupported] {
    if let absence { return [Unsupported(engine: name, subject: "Nordic's SDK", reason: absence)] }
    let hosted = axon.unsupported(in: graph).map {
      Unsupported(engine: name, subject: $0.subject, reason: $0.reason)
    }
    guard hosted.isEmpty else { return hosted }
    do {
      _ = try prepare(graph)
      return []
    } catch .unsupported(let unsupported) {
      return [unsupported]
    } catch {
      return []
    }
  }

  public func prepare(_ graph: ValidatedGraph) throws(EngineError) -> any Plan {
    switch search {
    case .absent(let reason):
      throw .unsupported(Unsupported(engine: name, subject: "Nordic's SDK", reason: reason))
    case .found(let location):
      let plan: AxonPlan
      do throws(EngineError) {
        plan = try axon.compile(graph)
      } catch .unsupported(var unsupported) {
        unsupported.engine = name
        throw .unsupported(unsupported)
      }
      return try AxonSDKPlan(plan, worker: makeWorker(location))
    }
  }

  /// Runs what AXON can run of a graph `count` times in a row on random inputs, and forgets the
  /// results: to time Nordic's simulator without its start, by the difference of two counts.
  public func simulate(_ graph: ValidatedGraph, count: Int) throws(EngineError) {
    guard case .found(let location) = search else {
      throw .unsupported(
        Unsupported(engine: name, subject: "Nordic's SDK", reason: absence ?? "absent"))
    }
    let plan = try AxonSDKPlan(try axon.compile(graph), worker: makeWorker(location))
    try plan.simulate(count: count)
  }

  private var axon: AxonEngine { AxonEngine(options: options) }
}
