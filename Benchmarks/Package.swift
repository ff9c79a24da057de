// swift-tools-version: 6.2
import PackageDescription

// Apart from the main package, so that a build of Assay never waits for it.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "Assay", path: "..")],
  targets: [
    .executableTarget(
      name: "bench",
      dependencies: [.product(name: "AssayEngines", package: "Assay")],
      path: "Sources/bench",
      resources: [.embedInCode("time_reference_model.py")])
  ],
  swiftLanguageModes: [.v6]
)
