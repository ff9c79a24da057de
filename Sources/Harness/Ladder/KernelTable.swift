import Foundation
public import Graph
public import Portable

/// What ExecuTorch's portable kernels cost on a Cortex-M33, measured: instructions by operator for
/// whole graphs, in `Suites/ladder`.
///
/// ```swift
/// let table = try KernelTable(folder: "Suites/ladder")
/// try table.price(plan.kernelCalls).total     // 31,604,353
/// ```
///
/// An operator that occurs in a program as it does in a measured graph (as many calls, elements and
/// work) costs what was measured there. Otherwise it is scaled by work: products for `mm` and `addmm`,
/// elements for all others, calls for the runtime between kernels. What was never measured has no
/// price, which is an error.
public struct KernelTable: Sendable {
  /// How the kernels were compiled.
  public enum Optimization: String, Sendable, Hashable, CaseIterable {
    case size = "Os"
    case speed = "O2"
  }

  /// One operator's calls in one graph.
  struct Entry: Sendable, Hashable {
    var calls: Int
    var elements: Int
    var work: Int
    var instructions: Int

    /// Whether the same was called on as much.
    func matches(_ other: Entry) -> Bool {
      (calls, elements, work) == (other.calls, other.elements, other.work)
    }
  }

  /// A measured graph.
  struct Measurement: Sendable {
    /// Without the optimization: `fp32_step_96_88_3`.
    var name: String
    var entries: [String: Entry]
  }

  private let graphs: [Optimization: [Measurement]]

  /// Reads `portable_kernels.json` and `work.json` in `folder`.
  /// - Throws: `format`, naming the file.
  public init(folder: String) throws(InvalidInput) {
    let measured: [String: MeasuredGraph] = try Self.read("\(folder)/portable_kernels.json")
    let work: [String: [String: Int]] = try Self.read("\(folder)/work.json")
    var graphs: [Optimization: [Measurement]] = [:]
    for (key, graph) in measured.sorted(by: { $0.key < $1.key }) {
      guard
        let optimization = Optimization.allCases.first(where: { key.hasSuffix("_\($0.rawValue)") })
      else {
        throw InvalidInput(
          .format, "graph '\(key)' does not say how it was compiled",
          remedy: "End its name in _Os or _O2.",
          at: InputLocation(file: "\(folder)/portable_kernels.json"))
      }
      let name = String(key.dropLast(optimization.rawValue.count + 1))
      var entries: [String: Entry] = [:]
      for (op, kernel) in graph.kernels {
        entries[op] = Entry(
          calls: kernel.calls, elements: kernel.elements,
          work: work[name]?[op] ?? kernel.elements, instructions: kernel.instructions)
      }
      let calls = graph.kernels.values.reduce(0) { $0 + $1.calls }
      entries[Self.runtime] = Entry(
        calls: calls, elements: 0, work: calls,
        instructions: graph.total - graph.kernels.values.reduce(0) { $0 + $1.instructions })
      graphs[optimization, default: []].append(
        Measurement(name: name, entries: entries))
    }
    self.graphs = graphs
  }

  /// What the table calls the instructions outside of kernels: the runtime, which calls them.
  static let runtime = "runtime"

  /// A table of nothing: every call is without a price.
  init() { graphs = [:] }

  /// The instructions of a program's kernel calls, and of the runtime that calls them.
  ///
  /// - Parameter delegateCalls: the calls of delegates, which cost the runtime as much as a kernel's.
  /// - Throws: `unsupported`, naming all operators that were never measured.
  public func price(
    _ calls: [PortableCall], delegateCalls: Int = 0, _ optimization: Optimization = .size
  ) throws(EngineError) -> ProgramPrice {
    let (estimates, likest) = estimates(calls, delegateCalls: delegateCalls, optimization)
    let missing = estimates.filter { $0.instructions == nil }.map(\.name)
    guard missing.isEmpty else {
      throw .unsupported(
        Unsupported(
          engine: ProgramPlan.name, subject: missing.joined(separator: ", "),
          reason: "its instructions were never measured"))
    }
    return ProgramPrice(
      rows: estimates.map { estimate in
        ProgramPrice.Row(
          estimate.name, estimate.entry, estimate.instructions ?? 0,
          isMeasured: estimate.isMeasured)
      }, likest: likest ?? "")
  }

  /// One operator's calls in a program, with a price where there is one.
  struct Estimate {
    var name: String
    var entry: Entry
    var instructions: Double?
    var isMeasured: Bool
  }

  /// The calls by operator, sorted by name, and the measured graph that they are likest.
  func estimates(
    _ calls: [PortableCall], delegateCalls: Int, _ optimization: Optimization
  ) -> (estimates: [Estimate], likest: String?) {
    let count = calls.count + delegateCalls
    var wanted = [
      Self.runtime: Entry(calls: count, elements: 0, work: count, instructions: 0)
    ]
    for call in calls {
      wanted[Self.name(of: call), default: Entry(calls: 0, elements: 0, work: 0, instructions: 0)]
        .add(call)
    }
    // The graph that is likest decides where several were measured.
    let likeness = (graphs[optimization] ?? []).map { graph in
      (graph, wanted.count { graph.entries[$0.key]?.matches($0.value) ?? false })
    }
    let ranked = likeness.enumerated().sorted {
      ($1.element.1, $0.offset) < ($0.element.1, $1.offset)
    }.map(\.element.0)
    let estimates = wanted.sorted { $0.key < $1.key }.map { name, entry in
      let measured = ranked.compactMap { $0.entries[name] }
      if let equal = measured.first(where: { $0.matches(entry) }) {
        return Estimate(
          name: name, entry: entry, instructions: Double(equal.instructions), isMeasured: true)
      }
      let rate = measured.first { $0.work > 0 }.map { Double($0.instructions) / Double($0.work) }
      return Estimate(
        name: name, entry: entry, instructions: rate.map { $0 * Double(entry.work) },
        isMeasured: false)
    }
    return (estimates, ranked.first?.name)
  }

  /// The operator as the table calls it: without `aten::`, and `dequantize_per_tensor` by what it reads.
  static func name(of call: PortableCall) -> String {
    let name = call.operator.description
    if name == "quantized_decomposed::dequantize_per_tensor.out" {
      return call.isConstant ? "dq_const" : "dq_activation"
    }
    return name.hasPrefix("aten::") ? String(name.dropFirst("aten::".count)) : name
  }

  private static func read<Value: Decodable>(_ path: String) throws(InvalidInput) -> Value {
    let bytes = try FileContents.read(path)
    do {
      return try JSONDecoder().decode(Value.self, from: Data(bytes))
    } catch {
      throw InvalidInput(
        .format, "no table of kernels", remedy: "Take the file of the repository.",
        at: InputLocation(file: path))
    }
  }
}

extension KernelTable.Entry {
  fileprivate mutating func add(_ call: PortableCall) {
    calls += 1
    elements = elements.addingReportingOverflow(call.elements).partialValue
    work = work.addingReportingOverflow(call.work).partialValue
  }
}

private struct MeasuredGraph: Decodable {
  struct Kernel: Decodable {
    var calls: Int
    var elements: Int
    var instructions: Int
  }

  /// All instructions, those outside of kernels too.
  var total: Int
  var kernels: [String: Kernel]

  private enum CodingKeys: String, CodingKey {
    case total = "total_instructions"
    case kernels
  }
}
