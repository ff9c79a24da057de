import Comparison
import Graph

/// The files of a case or task that the suite's list of digests knows.
struct RecordedFiles {
  /// What a result of this is called, after the case's name.
  static let question = "files as recorded"

  let suite: Suite
  let files: [String]

  /// `result`, made what the files say; nil if none of them is on the list.
  func judge(_ makeResult: (Outcome) -> CaseResult) -> CaseResult? {
    let listed = files.filter { suite.digests.digests[$0] != nil }
    guard !listed.isEmpty, let list = suite.digests.file else { return nil }
    var changed: [String] = []
    for path in listed {
      guard let bytes = try? FileContents.read(path), suite.digests.accepts(bytes, for: path) else {
        changed.append(path)
        continue
      }
    }
    var result = makeResult(changed.isEmpty ? .pass : .fail)
    result.properties = [Property("digests", list), Property("files", String(listed.count))]
    if !changed.isEmpty {
      result.message = "\(changed.joined(separator: ", ")): not as recorded in \(list)"
      result.details = "If the change is meant, record the digests anew: make digests."
    }
    return result
  }
}
