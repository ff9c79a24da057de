// swift-tools-version: 6.2
import PackageDescription

// Apart from the main package: all of it is built with libFuzzer's instrumentation, as `make fuzz-reader` does.
let package = Package(
  name: "Fuzzing",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "Assay", path: "..")],
  targets: [
    .executableTarget(
      name: "fuzz-reader",
      dependencies: [.product(name: "AssayGraph", package: "Assay")])
  ],
  swiftLanguageModes: [.v6]
)
