import Graph

/// Which file computes which operator. An operator that is not here is reported as unsupported.
enum OperatorTable {
  static func step(
    _ site: inout OperatorSite, _ arithmetic: Arithmetic, level: Int32
  ) throws(EngineError) -> Step {
    if let dtype = (site.inputs + site.outputs).map(\.dtype).first(where: { $0.is16BitFloat }) {
      throw site.unsupported("\(dtype) is not computed")
    }
    switch site.op.operation {
    case .argMax(let op): return try op.step(&site, arithmetic)
    case .avgPool2D(let op): return try op.step(&site, arithmetic)
    case .binary(let op): return try op.step(&site, arithmetic)
    case .cast(let op): return try op.step(&site, arithmetic)
    case .clamp(let op): return try op.step(&site, arithmetic)
    case .compare(let op): return try op.step(&site, arithmetic)
    case .concat(let op): return try op.step(&site, arithmetic.storage)
    case .conv2D(let op): return try op.step(&site, arithmetic, level: level)
    case .depthwiseConv2D(let op): return try op.step(&site, arithmetic, level: level)
    case .gather(let op): return try op.step(&site, arithmetic.storage)
    case .matMul(let op): return try op.step(&site, arithmetic)
    case .maxPool2D(let op): return try op.step(&site, arithmetic)
    case .mul(let op): return try op.step(&site, arithmetic)
    case .negate(let op): return try op.step(&site, arithmetic)
    case .pad(let op): return try op.step(&site, arithmetic.storage)
    case .reduce(let op): return try op.step(&site, arithmetic)
    case .rescale(let op): return try op.step(&site, arithmetic)
    case .reshape(let op): return try op.step(&site, arithmetic.storage)
    case .reverse(let op): return try op.step(&site, arithmetic.storage)
    case .scatter(let op): return try op.step(&site, arithmetic.storage)
    case .select(let op): return try op.step(&site, arithmetic)
    case .slice(let op): return try op.step(&site, arithmetic.storage)
    case .table(let op): return try op.step(&site, arithmetic)
    case .tile(let op): return try op.step(&site, arithmetic.storage)
    case .transpose(let op): return try op.step(&site, arithmetic.storage)
    case .unary(let op): return try op.step(&site, arithmetic)
    case .variable(let op): return try op.step(&site, arithmetic.storage)
    case .condIf, .const, .constShape, .conv3D, .custom, .fft2D, .resize, .rfft2D,
      .transposeConv2D, .whileLoop:
      throw site.unsupported("\(site.op.kind) is not computed")
    }
  }
}

extension DType {
  fileprivate var is16BitFloat: Bool { self == .fp16 || self == .bf16 }
}
