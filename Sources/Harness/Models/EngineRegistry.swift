import Axon
public import Graph
import Quantized
import Reference

/// The engines by the names of the command line.
public enum EngineRegistry {
  /// The names, in the order of the documentation.
  public static let names = ["reference", "quantized", "axon", "axon-sdk"]

  /// The engine called `name`; `options` reach the engines that they are for.
  /// - Throws: `usage`, with the nearest name there is.
  public static func engine(
    named name: String, options: EngineOptions = EngineOptions()
  ) throws(InvalidInput) -> any Engine {
    switch name {
    case "reference": return ReferenceEngine()
    case "quantized": return QuantizedEngine()
    case "axon": return AxonEngine(options: AxonOptions(version: options.axonVersion))
    case "axon-sdk":
      return AxonSDKEngine(options: AxonOptions(version: options.axonVersion))
    default:
      throw InvalidInput(
        .usage, "there is no engine '\(name)'",
        remedy: Spelling.remedy(for: name, among: names))
    }
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
    for name in list.split(separator: ",", omittingEmptySubsequences: false) {
      engines.append(try engine(named: String(name.filter { $0 != " " })))
    }
    return engines
  }
}
