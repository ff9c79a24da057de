import Graph

/// One element of an AXON layer: the number that is rounded, and what becomes of it.
struct AxonRounding: Sendable {
  let scaled: Unrounded
  let zeroPoint: Int
  /// Whether the multiplier of the element's channel is 0.
  let isDead: Bool
  /// What the layer's output can hold.
  var range: ClosedRange<Int128> = -128...127
  /// What a defect of the simulated version makes of the element; nil if it has none here.
  var defective: (value: Int64, cause: DifferenceCause)?

  /// The element as documented: the zero point is added, then ties go to even, then it saturates.
  var documented: Int64 {
    Int64(min(max(scaled.adding(zeroPoint).halfEven, range.lowerBound), range.upperBound))
  }
  /// The element.
  var value: Int64 { defective?.value ?? documented }
}

/// Single elements of a claim's layer, by the formulas that were measured, from the layer's own
/// constants: slow, plain, and nothing shared with the simulator.
struct AxonElements {
  /// What an element is.
  enum Element: Sendable {
    case moved(Int64)
    case rounded(AxonRounding)
    /// A CPU extension's result.
    case extended(Int64)

    var value: Int64 {
      switch self {
      case .moved(let value), .extended(let value): value
      case .rounded(let rounding): rounding.value
      }
    }
  }

  let layer: AxonLayer
  private let arrangement: Arrangement
  /// Each operand in AXON's order.
  private let operands: [[Int64]]
  private let zeroPoints: [Int64]
  private let defects: LayerDefects
  let cpuExtension: ExtensionElements?
  /// What the layer itself gives, by place, where an extension reads all of it at once.
  private var row: [Int64?] = []

  /// - Throws: if the run has not what the claim reads.
  init(
    _ claim: Claim, _ run: inout RunTensors, version: AxonVersion
  ) throws(InvalidInput) {
    defects = LayerDefects(of: claim.layer, version: version)
    layer = claim.layer
    arrangement = claim.arrangement
    cpuExtension = ExtensionElements(claim, version: version)
    var operands: [[Int64]] = []
    for operand in claim.operands {
      let numbers = try run.numbers(of: operand.tensor)
      var stored = numbers
      for (element, place) in operand.arrangement.places.enumerated() {
        stored[Int(place)] = numbers[element]
      }
      operands.append(stored)
    }
    self.operands = operands
    zeroPoints = claim.operands.map { Int64($0.zeroPoint ?? 0) }
    if cpuExtension?.readsAll == true {
      row = (0..<layer.output.count).map { layerElement(at: $0)?.value }
    }
  }

  /// The element at flat index `element` of the claim's result; nil if the layer is none that a
  /// claim makes.
  func element(at element: Int) -> Element? {
    let place = Int(arrangement.places[element])
    guard let cpuExtension else { return layerElement(at: place) }
    return cpuExtension.value(at: place, of: layerValue).map(Element.extended)
  }

  /// What the layer itself gives at `place`, before an extension.
  func layerValue(at place: Int) -> Int64? {
    row.isEmpty ? layerElement(at: place)?.value : row[place]
  }

  /// The multiplier of the element at `place`, and what the layer can give there.
  func scaling(at place: Int) -> (multiplier: Int32, range: ClosedRange<Double>) {
    let channel = layer.operation == .fullyConnected ? place : place / layer.output.plane
    let multiplier = layer.multipliers[layer.multipliers.count == 1 ? 0 : channel]
    let shift = layer.shifts[layer.shifts.count == 1 ? 0 : channel]
    var (low, high) = (
      Double(layer.output.range.lowerBound), Double(layer.output.range.upperBound)
    )
    if layer.activation == .prepareSoftmax {
      // The product has 32 bits.
      let unit = Double(sign: .plus, exponent: shift, significand: 1)
      (low, high) = (
        (low / unit).rounded(.toNearestOrEven), (high / unit).rounded(.toNearestOrEven)
      )
    }
    return (multiplier, low...high)
  }

  /// Where an element of the claim's result lies.
  func place(of element: Int) -> Int { Int(arrangement.places[element]) }

  private func layerElement(at place: Int) -> Element? {
    let at = Position(
      c: place / layer.output.plane, y: place % layer.output.plane / layer.output.w,
      x: place % layer.output.w, place: place)
    switch layer.operation {
    case .fullyConnected: return rounded(fullyConnected(place), channel: place)
    case .conv2D, .pointwise: return rounded(convolution(at), channel: at.c)
    case .depthwise: return rounded(depthwise(at), channel: at.c)
    case .averagePool, .mean:
      let unitSteps = defects.hasUnitSteps ? sum(under: unitWindow(at)) : nil
      return rounded(sum(under: window(at)), channel: at.c, defective: unitSteps)
    case .maxPool:
      let largest = window(at).map { operands[0][$0] }.max()
      let sum = defects.sumsWindows ? unitWindow(at).reduce(0) { $0 + operands[0][$1] } : nil
      return largest.flatMap { rounded($0, channel: at.c, defective: sum) }
    case .add: return sum(at)
    case .multiply:
      let zero = operands.count == 2 ? zeroPoints[1] : Int64(layer.inputZeroPoint)
      return rounded(
        (operands[0][place] - zeroPoints[0]) * (second(at) - zero), channel: at.c)
    case .concat: return joined(at).map(Element.moved)
    case .stridedSlice: return sliced(at).map(Element.moved)
    case .reshape, .persistentVariable, .softmax, .sigmoid, .tanh: return nil
    }
  }
}

/// A place in a layer's output.
private struct Position {
  let c: Int
  let y: Int
  let x: Int
  let place: Int
}

// MARK: Accumulators

extension AxonElements {
  private func fullyConnected(_ row: Int) -> Int64 {
    let length = layer.filterDims.w
    var sum = Int64(layer.biasPrime[row])
    for index in 0..<length {
      sum += Int64(layer.filter[row * length + index]) * operands[0][index]
    }
    return sum
  }

  private func convolution(_ at: Position) -> Int64 {
    let filter = layer.filterDims
    var sum = Int64(layer.biasPrime[at.c])
    for channel in 0..<filter.c {
      for (tap, element) in taps(at, ofChannel: channel).enumerated() {
        let weight = layer.filter[(at.c * filter.c + channel) * filter.plane + tap]
        sum += Int64(weight) * element
      }
    }
    return sum
  }

  private func depthwise(_ at: Position) -> Int64 {
    var sum = Int64(layer.biasPrime[at.c])
    for (tap, element) in taps(at, ofChannel: at.c).enumerated() {
      sum += Int64(layer.filter[at.c * layer.filterDims.plane + tap]) * element
    }
    return sum
  }

  /// The elements under a convolution's window, the zero point where it is over the padding.
  private func taps(_ at: Position, ofChannel channel: Int) -> [Int64] {
    let (input, filter) = (layer.inputs[0], layer.filterDims)
    var elements: [Int64] = []
    elements.reserveCapacity(filter.plane)
    for ky in 0..<filter.h {
      for kx in 0..<filter.w {
        let y = at.y * layer.stride.y - layer.pad.top + ky * layer.dilation.y
        let x = at.x * layer.stride.x - layer.pad.left + kx * layer.dilation.x
        let isInside = (0..<input.h).contains(y) && (0..<input.w).contains(x)
        elements.append(
          isInside ? operands[0][(channel * input.h + y) * input.w + x] : zeroPoints[0])
      }
    }
    return elements
  }

  private func sum(under window: [Int]) -> Int64 {
    window.reduce(Int64(layer.biasPrime[0])) { $0 + operands[0][$1] }
  }

  /// The places under a pool's window, padding left out.
  private func window(_ at: Position) -> [Int] {
    window(
      at.c, row: at.y * layer.stride.y - layer.pad.top,
      column: at.x * layer.stride.x - layer.pad.left)
  }

  /// The window of a version that ignores stride and padding.
  private func unitWindow(_ at: Position) -> [Int] { window(at.c, row: at.y, column: at.x) }

  private func window(_ channel: Int, row: Int, column: Int) -> [Int] {
    let (input, filter) = (layer.inputs[0], layer.filterDims)
    var places: [Int] = []
    for y in row..<row + filter.h where (0..<input.h).contains(y) {
      for x in column..<column + filter.w where (0..<input.w).contains(x) {
        places.append((channel * input.h + y) * input.w + x)
      }
    }
    return places
  }

  /// The second operand of ADD and MUL: a tensor, a constant, or a constant for each channel.
  private func second(_ at: Position) -> Int64 {
    if operands.count == 2 { return operands[1][at.place] }
    let constant = layer.filter
    return Int64(constant[constant.count == layer.output.count ? at.place : at.c])
  }
}

// MARK: Results

extension AxonElements {
  /// `x1 * m1 + x2 * m2 + bias`, which is scaled already.
  private func sum(_ at: Position) -> Element? {
    let (m, shift) = (layer.multipliers.map(Int64.init), layer.shifts[0])
    let sum = operands[0][at.place] * m[0] + second(at) * m[1] + Int64(layer.biasPrime[0])
    let rounding = AxonRounding(
      scaled: Unrounded(numerator: Int128(clipped(sum)), shift: shift),
      zeroPoint: layer.outputZeroPoint, isDead: m == [0, 0], range: outputRange)
    return .rounded(defects.applied(to: rounding, accumulator: sum, channel: at.c))
  }

  /// - Parameter defective: what the simulated version has instead of `accumulator`; nil if the same.
  private func rounded(
    _ accumulator: Int64, channel: Int, defective: Int64? = nil
  ) -> Element? {
    guard layer.activation != .leakyReLU else { return nil }
    let multiplier = layer.multipliers[layer.multipliers.count == 1 ? 0 : channel]
    let shift = layer.shifts[layer.shifts.count == 1 ? 0 : channel]
    let rounding = AxonRounding(
      scaled: Unrounded(
        numerator: layer.scaled(clipped(accumulator), by: multiplier), shift: shift),
      zeroPoint: layer.outputZeroPoint, isDead: multiplier == 0, range: outputRange)
    return .rounded(
      defects.applied(to: rounding, accumulator: defective ?? accumulator, channel: channel))
  }

  private var outputRange: ClosedRange<Int128> {
    Int128(layer.output.range.lowerBound)...Int128(layer.output.range.upperBound)
  }

  /// The activation, which looks at the accumulator.
  private func clipped(_ accumulator: Int64) -> Int64 {
    layer.activation == .relu ? max(accumulator, 0) : accumulator
  }

  private func joined(_ at: Position) -> Int64? {
    var coordinates = [at.c, at.y, at.x]
    guard let axis = layer.concatAxis else { return nil }
    for (dims, operand) in zip(layer.inputs, operands) {
      if coordinates[axis.rawValue] < dims[axis] {
        return operand[(coordinates[0] * dims.h + coordinates[1]) * dims.w + coordinates[2]]
      }
      coordinates[axis.rawValue] -= dims[axis]
    }
    return nil
  }

  private func sliced(_ at: Position) -> Int64? {
    guard let slice = layer.slice else { return nil }
    let (dims, begin, step) = (layer.inputs[0], slice.begin, slice.step)
    let row = (begin.c + at.c * step.c) * dims.h + begin.h + at.y * step.h
    return operands[0][row * dims.w + begin.w + at.x * step.w]
  }
}
