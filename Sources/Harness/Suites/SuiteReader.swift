import Comparison
public import Graph

/// Reads suites from YAML; `docs/suites.md` describes the format.
public enum SuiteReader {
  /// Reads a suite; the paths in it are relative to its own folder.
  /// - Throws: the first mistake: which file, line and key, and what to write instead.
  public static func read(_ path: String) throws(InvalidInput) -> Suite {
    let text = String(decoding: try FileContents.read(path, limit: 16 << 20), as: UTF8.self)
    return try parse(text, file: path)
  }

  /// Reads a suite from its text; `file` names it in errors and is what paths are relative to.
  public static func parse(_ text: String, file: String) throws(InvalidInput) -> Suite {
    let root = try ConfigurationNode.parse(text, file: file)
    try root.allowKeys([
      "suite", "description", "digests", "tolerances", "known-defects", "cases", "corpus",
      "tasks",
    ])
    let name = try root.required("suite").string()
    _ = try root.optional("description")?.string()

    let folder = folder(of: file)
    var tolerances: [String: CheckTolerance] = [:]
    for (name, node) in try root.optional("tolerances")?.entries() ?? [] {
      tolerances[name] = try ToleranceReader.read(node)
    }
    var digests = DigestList()
    if let node = try root.optional("digests") {
      digests = try DigestList(path: joined(folder, try node.string()))
    }
    let knownDefects = try root.optional("known-defects").map(ListedDefect.list) ?? []

    let taskNodes = try root.optional("tasks")?.elements() ?? []
    let corpus = try root.optional("corpus").map { node throws(InvalidInput) in
      try CorpusBundle.list(node, folder: folder)
    }
    // Tasks or bundles alone make a suite; without any, cases are asked for.
    let isComplete = !taskNodes.isEmpty || corpus != nil
    let caseList = isComplete ? try root.optional("cases") : try root.required("cases")
    var cases: [SuiteCase] = []
    for node in try caseList?.elements() ?? [] {
      cases += try SuiteCaseReader(folder: folder, tolerances: tolerances).read(node)
    }
    var tasks: [SuiteTask] = []
    for node in taskNodes { tasks.append(try SuiteTaskReader(folder: folder).read(node)) }
    guard isComplete || !cases.isEmpty else {
      throw root.error(
        "the suite has no cases", remedy: "A gate that judges nothing is red; add one.")
    }
    var seen: Set<String> = []
    let names = cases.map(\.name) + (corpus ?? []).map(\.name) + tasks.map(\.name)
    for name in names where !seen.insert(name).inserted {
      throw root.error("two cases are called '\(name)'", remedy: "Give one of them a name.")
    }
    return Suite(
      name: name, file: file, cases: cases, corpus: corpus ?? [], tasks: tasks, digests: digests,
      knownDefects: knownDefects)
  }

  /// The folder of a file; empty for one in the current folder.
  static func folder(of path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }

  /// A path relative to `folder`, unless it is absolute.
  static func joined(_ folder: String, _ path: String) -> String {
    folder.isEmpty || path.hasPrefix("/") ? path : "\(folder)/\(path)"
  }
}
