public import Foundation

/// Where the files of the repository are, found from this source file.
public enum Repository {
  /// The folder that holds `Package.swift`.
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The exported models, one folder each.
  public static let models = root.appending(path: "Suites/models")

  /// The names of the exported models, sorted.
  public static let modelNames: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: models.path)
    return (names ?? []).filter { $0.hasSuffix("_fp32") || $0.hasSuffix("_int8") }.sorted()
  }()

  /// The TOSA graphs of the exported models, as paths under ``models``, sorted.
  public static let tosaFiles: [String] = modelNames.flatMap { model in
    let folder = models.appending(path: model).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".tosa") }.sorted().map { "\(model)/\($0)" }
  }

  /// The files of a model whose names start with `prefix`, in the order of their numbers:
  /// `tosa_in0.npy`, `tosa_in1.npy`, ...
  public static func files(of model: String, startingWith prefix: String) -> [String] {
    var found: [String] = []
    while true {
      let path = models.appending(path: "\(model)/\(prefix)\(found.count).npy").path
      guard FileManager.default.fileExists(atPath: path) else { return found }
      found.append(path)
    }
  }

  /// The path of a file of a model.
  public static func path(of model: String, _ file: String) -> String {
    models.appending(path: "\(model)/\(file)").path
  }

  /// The path of one of ``tosaFiles``.
  public static func path(ofTOSAFile file: String) -> String {
    models.appending(path: file).path
  }

  /// The path of a file anywhere in the repository, such as a golden file beside its test.
  public static func path(of file: String) -> String {
    root.appending(path: file).path
  }
}
