public import Foundation

/// Where Nordic's compiler and simulator are on this machine.
///
/// They are the user's own: no part of them comes with Assay.
public struct SDKLocation: Sendable, Hashable {
  /// The environment variable that names the folder of `sdk-edge-ai`.
  public static let variable = "SDK_EDGE_AI_PATH"

  /// The shared library.
  public let library: String

  /// A library at a path.
  public init(library: String) { self.library = library }

  /// What an environment leads to: a location, or one line that says what is missing and what to do.
  public enum Search: Sendable, Hashable {
    case found(SDKLocation)
    case absent(reason: String)
  }

  /// Looks where ``variable`` points.
  public static func search(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> Search {
    guard let folder = environment[variable], !folder.isEmpty else {
      return .absent(
        reason: "\(variable) is not set; set it to the folder of Nordic's sdk-edge-ai to enable it")
    }
    guard let name = libraryName else {
      return .absent(reason: "Nordic's compiler is not made for this kind of machine")
    }
    let library = URL(filePath: folder).appending(path: "tools/axon/compiler/bin/\(name)").path
    guard FileManager.default.fileExists(atPath: library) else {
      return .absent(
        reason: "\(variable) is set, but there is no \(name) under its tools/axon/compiler/bin; "
          + "set it to the folder of Nordic's sdk-edge-ai to enable it")
    }
    return .found(SDKLocation(library: library))
  }

  private static var libraryName: String? {
    #if os(Linux) && arch(x86_64)
      "Linux/libnrf-axon-nn-compiler-lib-amd64.so"
    #elseif os(Linux) && arch(arm64)
      "Linux/libnrf-axon-nn-compiler-lib-arm64.so"
    #elseif os(macOS) && arch(arm64)
      "Darwin/libnrf-axon-nn-compiler-lib-arm64.dylib"
    #else
      nil
    #endif
  }
}
