import Comparison
import Graph

/// The files of a case or task, all of which the suite's list of digests must know.
struct RecordedFiles {
  /// What a result of this is called, after the case's name.
  static let question = "files as recorded"

  let suite: Suite
  let files: [String]

  /// `result`, made what the files say; nil if the suite names no list.
  func judge(_ makeResult: (Outcome) -> CaseResult) -> CaseResult? {
    guard let list = suite.digests.file else { return nil }
    let unlisted = files.filter { suite.digests.digests[$0] == nil }
    var changed: [String] = []
    for path in files {
      guard let bytes = try? FileContents.read(path), suite.digests.accepts(bytes, for: path) else {
        changed.append(path)
        continue
      }
    }
    let faults = [
      changed.isEmpty ? nil : "\(changed.joined(separator: ", ")): not as recorded in \(list)",
      unlisted.isEmpty ? nil : "\(unlisted.joined(separator: ", ")): not recorded in \(list)",
    ].compactMap { $0 }
    var result = makeResult(faults.isEmpty ? .pass : .fail)
    result.properties = [Property("digests", list), Property("files", String(files.count))]
    if !faults.isEmpty {
      result.message = faults.joined(separator: "; ")
      result.details = "If the change is meant, record the digests anew: make digests."
    }
    return result
  }
}
