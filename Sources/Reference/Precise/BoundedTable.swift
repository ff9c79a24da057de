import Graph

/// Which file computes which operator with bounds.
enum BoundedTable {
  static func step(_ site: inout OperatorSite) throws(EngineError) -> Step {
    let storage = BoundedStorage()
    switch site.op.operation {
    case .concat(let op): return try op.step(&site, storage)
    case .gather(let op): return try op.step(&site, storage)
    case .pad(let op): return try op.step(&site, storage)
    case .reshape(let op): return try op.step(&site, storage)
    case .reverse(let op): return try op.step(&site, storage)
    case .scatter(let op): return try op.step(&site, storage)
    case .slice(let op): return try op.step(&site, storage)
    case .tile(let op): return try op.step(&site, storage)
    case .transpose(let op): return try op.step(&site, storage)
    case .unary(.identity):
      return StridedCopy(count: site.outputs[0].elementCount).step(site, storage)
    case .select(let op): return op.boundedStep(site)
    default: break
    }
    let computed = site.inputs.first?.dtype
    guard computed == .fp32 || computed == .bool || site.op.kind == .cast else {
      throw site.unsupported("there is no bound for \(computed?.name ?? "nothing")")
    }
    switch site.op.operation {
    case .argMax(let op): return op.boundedStep(site)
    case .avgPool2D(let op): return op.boundedStep(site)
    case .binary(let op): return try op.boundedStep(site)
    case .cast(let op): return try op.boundedStep(site)
    case .clamp(let op): return op.boundedStep(site)
    case .compare(let op): return op.boundedStep(site)
    case .conv2D(let op): return op.boundedStep(site)
    case .depthwiseConv2D(let op): return op.boundedStep(site)
    case .matMul(let op): return op.boundedStep(site)
    case .maxPool2D(let op): return op.boundedStep(site)
    case .mul(let op): return op.boundedStep(site)
    case .negate(let op): return op.boundedStep(site)
    case .reduce(let op): return try op.boundedStep(site)
    case .unary(let op): return try op.boundedStep(site)
    default: throw site.unsupported("there is no bound for \(site.op.kind)")
    }
  }
}
