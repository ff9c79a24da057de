public import Graph

import class Foundation.FileManager

/// Input tensors given as `NAME=FILE.npy` or, in the model's order, `FILE.npy`.
public enum NamedInputs {
  /// Reads one tensor for each port.
  /// - Throws: `usage` for a name that the model doesn't have, one given twice or one missing; what
  ///   is wrong with a file otherwise.
  public static func read(
    _ arguments: [String], for ports: [Port]
  ) throws(InvalidInput) -> [Tensor] {
    var files = [String?](repeating: nil, count: ports.count)
    var next = 0
    for argument in arguments {
      let index: Int
      let file: String
      if let port = portIndex(of: argument, in: ports) {
        (index, file) = port
      } else if !argument.contains("=") || FileManager.default.fileExists(atPath: argument) {
        (index, file) = (next, argument)
        next += 1
      } else {
        let name = String(argument.prefix { $0 != "=" })
        throw InvalidInput(
          .usage, "the model has no input '\(name)'",
          remedy: Spelling.remedy(for: name, among: ports.map(\.name)))
      }
      guard index < ports.count else {
        throw InvalidInput(
          .usage, "\(arguments.count) inputs given, the model has \(ports.count)",
          remedy: "Its inputs are: \(list(ports)).")
      }
      guard files[index] == nil else {
        throw InvalidInput(.usage, "the input '\(ports[index].name)' is given twice")
      }
      files[index] = file
    }

    var tensors: [Tensor] = []
    for (port, file) in zip(ports, files) {
      guard let file else {
        throw InvalidInput(
          .usage, "the input '\(port.name)' is missing",
          remedy: "Give --input for each of: \(list(ports)); or --seed for random inputs.")
      }
      tensors.append(try NumPyFile.read(file, as: port.type))
    }
    return tensors
  }

  /// The port that `NAME=FILE` names, and the file. A tensor name may itself contain `=`.
  private static func portIndex(of argument: String, in ports: [Port]) -> (Int, String)? {
    for (index, port) in ports.enumerated() where argument.hasPrefix(port.name + "=") {
      return (index, String(argument.dropFirst(port.name.count + 1)))
    }
    return nil
  }

  private static func list(_ ports: [Port]) -> String {
    ports.map { "\($0.name) \($0.type)" }.joined(separator: ", ")
  }
}
