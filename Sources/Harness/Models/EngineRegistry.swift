import Axon
import Foundation
public import Graph
import Quantized
import Reference

/// The engines by the names of the command line.
public enum EngineRegistry {
  /// The names, in the order of the documentation. `exec:COMMAND` and `serve:COMMAND` are engines too.
  public static let names = ["reference", "quantized", "axon", "axon-sdk"]

  /// The engine called `name`; `options` reach the engines that they are for.
  /// - Throws: `usage`, with the nearest name there is.
  public static func engine(
    named name: String, options: EngineOptions = EngineOptions()
  ) throws(InvalidInput) -> any Engine {
    switch name {
    case "reference": return ReferenceEngine()
    case "quantized": return QuantizedEngine()
    case "axon": return axon(options)
    case "axon-sdk":
      return AxonSDKEngine(options: options.axon)
    default:
      if let external = ExecEngine(named: name) { return external }
      throw InvalidInput(
        .usage, "there is no engine '\(name)'",
        remedy: Spelling.remedy(for: name, among: names))
    }
  }

  /// Engine `axon`; what it does not fuse of an FP graph runs on `reference`.
  static func axon(_ options: EngineOptions) -> AxonEngine {
    AxonEngine(options: options.axon, floating: ReferenceEngine())
  }

  /// Why the engine called `name` can't run anything on this machine; nil if it can, or if there is no
  /// such engine.
  public static func absence(of name: String) -> String? {
    let engine = try? engine(named: name)
    return (engine as? AxonSDKEngine)?.absence
  }

  /// The engines of a comma-separated list.
  public static func engines(in list: String) throws(InvalidInput) -> [any Engine] {
    var engines: [any Engine] = []
    for name in names(in: list) { engines.append(try engine(named: name)) }
    return engines
  }

  /// The names in a comma-separated list, without the spaces around them.
  static func names(in list: String) -> [String] {
    list.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
