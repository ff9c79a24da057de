import Axon
public import Foundation
import Graph

/// What this machine has of the things Assay can use, and what a missing one disables.
public struct Doctor: Sendable {
  /// One thing that may be there or not.
  public struct Finding: Codable, Sendable, Equatable {
    /// What was looked for.
    public var name: String
    /// Whether it is there.
    public var isPresent: Bool
    /// Whether nothing works without it.
    public var isRequired: Bool
    /// What was found.
    public var detail: String
    /// What its absence disables, and how to get it; nil if it is there.
    public var advice: String?
  }

  private let environment: [String: String]

  /// A look at this machine; `environment` is the process's own unless a test gives another.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.environment = environment
  }

  /// Looks at everything.
  public func findings() -> [Finding] {
    [processor(), engines(), resultsFolder(), emulator(), referenceModel(), edgeAISDK()]
  }

  private func processor() -> Finding {
    Finding(
      name: "processor", isPresent: true, isRequired: true,
      detail:
        "\(ProcessInfo.processInfo.activeProcessorCount) cores, kernels: \(Self.vectorKernels)")
  }

  private static var vectorKernels: String {
    #if arch(x86_64)
      "x86-64"
    #elseif arch(arm64)
      "arm64"
    #else
      "portable"
    #endif
  }

  private func engines() -> Finding {
    Finding(
      name: "engines", isPresent: true, isRequired: true,
      detail: EngineRegistry.names.joined(separator: ", "))
  }

  private func resultsFolder() -> Finding {
    let here = FileManager.default.currentDirectoryPath
    let isWritable = FileManager.default.isWritableFile(atPath: here)
    return Finding(
      name: "current folder", isPresent: isWritable, isRequired: true, detail: here,
      advice: isWritable
        ? nil : "assay gate can't write results/runs here; start it in a folder you may write to.")
  }

  private func emulator() -> Finding {
    let program = EmulatorTarget.program
    let path = EmulatorTarget.executable(environment)?.path
    return Finding(
      name: "emulated board", isPresent: path != nil, isRequired: false,
      detail: path ?? "\(program) is not on the PATH",
      advice: path == nil
        ? "assay ladder and assay device need it for rungs 3 to 6 (--target model counts nothing). "
          + "apt-get install \(program), or make ladder, which does."
        : nil)
  }

  private func referenceModel() -> Finding {
    let python = environment["ASSAY_TOSA_PYTHON"].flatMap { $0.isEmpty ? nil : $0 }
    let isPresent = python.map(FileManager.default.isExecutableFile(atPath:)) ?? false
    return Finding(
      name: "TOSA reference model", isPresent: isPresent, isRequired: false,
      detail: python ?? "ASSAY_TOSA_PYTHON is not set",
      advice: isPresent
        ? nil
        : "Tests that compare with it are skipped. pip install tosa-tools, then set "
          + "ASSAY_TOSA_PYTHON to that Python.")
  }

  private func edgeAISDK() -> Finding {
    let folder = environment[SDKLocation.variable].flatMap { $0.isEmpty ? nil : $0 }
    var finding = Finding(
      name: "sdk-edge-ai", isPresent: true, isRequired: false,
      detail: folder ?? "\(SDKLocation.variable) is not set")
    if case .absent(let reason) = SDKLocation.search(environment) {
      finding.isPresent = false
      finding.advice =
        "Engine axon-sdk is skipped, nothing is compared with Nordic's own simulator: \(reason)."
    }
    return finding
  }
}
