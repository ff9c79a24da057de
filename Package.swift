// swift-tools-version: 6.2
import PackageDescription

/// Language rules of every target: Swift 6 concurrency, explicit existentials, imports private to the file.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Modules with inner loops are optimised in debug builds too; without it a test of one convolution
/// runs 200 times slower.
let hot =
  strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "Assay",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "assay", targets: ["assay"]),
    // For Benchmarks/ and Fuzzing/, packages of their own.
    .library(name: "AssayEngines", targets: ["Graph", "Reference", "Quantized", "Axon", "Fuzz"]),
    .library(name: "AssayGraph", targets: ["Graph"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // The graph as values, its files, the engine protocol.
    .target(name: "Graph", swiftSettings: hot),

    // Arithmetic of the NPU side, shared by simulator and board.
    .target(name: "Kernels", swiftSettings: hot),
    .target(
      name: "CVectorKernels",
      cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),

    // Programs that work in processes of their own.
    .target(name: "Workers", dependencies: ["Graph"], swiftSettings: strict),

    // Engines.
    .target(name: "Reference", dependencies: ["Graph", "CVectorKernels"], swiftSettings: hot),
    .target(name: "Quantized", dependencies: ["Graph", "CVectorKernels"], swiftSettings: hot),
    .target(name: "Portable", dependencies: ["Graph"], swiftSettings: hot),
    .target(
      name: "Axon", dependencies: ["Graph", "Kernels", "Quantized", "Workers"], swiftSettings: hot),

    // From numbers to verdicts.
    .target(name: "Comparison", dependencies: ["Graph"], swiftSettings: hot),
    .target(
      name: "Store",
      dependencies: [
        "Comparison", "Graph", .product(name: "GRDB", package: "GRDB.swift"),
      ], swiftSettings: strict),
    .target(name: "Fuzz", dependencies: ["Store", "Comparison", "Graph"], swiftSettings: hot),
    .target(
      name: "Harness",
      dependencies: [
        "Axon", "Comparison", "Fuzz", "Graph", "Kernels", "Portable", "Quantized", "Reference",
        "Store", "Workers",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),

    // Engines with faults in them, and how soon a fault is found: `make mutants`.
    .target(
      name: "Faults",
      dependencies: [
        "Axon", "Comparison", "Fuzz", "Graph", "Harness", "Quantized", "Reference", "Store",
      ],
      swiftSettings: hot),
    .executableTarget(
      name: "mutants",
      dependencies: [
        "Faults", "Graph", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Reports and the command line.
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(
      name: "Report",
      dependencies: [
        "Harness", "Comparison", "Graph", "CLibXML2",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [
        .embedInCode("Schema/junit.xsd"), .embedInCode("HTML/report.mustache"),
        .embedInCode("Ladder/ladder.mustache"),
      ],
      swiftSettings: hot),
    .executableTarget(
      name: "assay",
      dependencies: [
        "Report", "Harness", "Fuzz", "Comparison", "Graph",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Tests: one folder a module, and what they share.
    .target(
      name: "TestSupport", dependencies: ["Graph"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "GraphTests", dependencies: ["Graph", "TestSupport"],
      exclude: [
        "Elementary/elementary.csv", "Elementary/make_tables.py", "Files/Golden",
        "Operators/legal_types.csv",
        "Operators/make_legal_types.py",
      ], swiftSettings: strict),
    .testTarget(
      name: "KernelsTests", dependencies: ["Kernels", "Graph", "TestSupport"],
      swiftSettings: hot),
    .testTarget(
      name: "ReferenceTests",
      dependencies: ["Reference", "CVectorKernels", "Graph", "TestSupport"],
      exclude: ["Operators/operators.jsonl", "Operators/make_goldens.py"], swiftSettings: strict),
    .testTarget(
      name: "QuantizedTests", dependencies: ["Quantized", "Graph", "TestSupport"],
      exclude: ["Golden/operators.txt", "Golden/reference_model.py"], swiftSettings: strict),
    .testTarget(
      name: "PortableTests",
      dependencies: ["Portable", "Quantized", "Reference", "Graph", "TestSupport"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "AxonTests",
      // The executable is the worker that engine axon-sdk starts.
      dependencies: [
        "assay", "Axon", "Kernels", "Quantized", "Reference", "Graph", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ComparisonTests", dependencies: ["Comparison", "Graph", "TestSupport"],
      exclude: ["Metrics/make_goldens.py", "Metrics/metrics.jsonl"], swiftSettings: strict),
    .testTarget(
      name: "StoreTests", dependencies: ["Store", "Comparison", "Graph", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "FuzzTests",
      dependencies: [
        "Fuzz", "Store", "Comparison", "Quantized", "Reference", "Graph", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FaultsTests",
      dependencies: ["Faults", "Fuzz", "Comparison", "Graph"],
      swiftSettings: strict),
    .testTarget(
      name: "HarnessTests",
      dependencies: [
        "Harness", "Axon", "Comparison", "Graph", "Kernels", "Portable", "Quantized",
        "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReportTests",
      dependencies: ["Report", "Harness", "Comparison", "Graph", "TestSupport"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["assay", "Store", "Graph", "TestSupport"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
