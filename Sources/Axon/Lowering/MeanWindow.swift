import Graph

/// How a mean layer adds up the groups of a sum: along rows, along columns, or over both.
struct MeanWindow {
  /// The layer without its constants.
  let layer: AxonLayer
  let read: Arrangement
  let written: Arrangement

  /// How many elements are added to one.
  var area: Int { layer.filterDims.plane }

  /// The operand as it lies on AXON, if its sums are a layer's; else the cheapest way to read it with
  /// other dimensions; else, or if it comes from outside, the cheapest way to arrange it.
  init(_ sum: SumChain, in context: LoweringContext) throws(Rejection) {
    var choices = [Self.arranged(sum)]
    if let located = context.located[sum.operand.tensor.index]?.arrangement {
      let dimensions = Self.dimensions(of: located, adding: sum.groups.count / sum.count)
      choices =
        [[located.dims], dimensions].map { dimensions in
          dimensions.flatMap { dims in
            Self.spans.compactMap { MeanWindow(sum, located.places, dims, spans: $0) }
          }
        } + choices
    }
    for windows in choices {
      let valid = windows.filter { AxonConstraint.violated(by: $0.layer) == nil }
      let cheapest = valid.min { TickModel.ticks(of: $0.layer) < TickModel.ticks(of: $1.layer) }
      if let cheapest {
        self = cheapest
        return
      }
    }
    // One that breaks a limit says which.
    guard let window = choices.joined().first else { throw Rejection("it sums nothing") }
    self = window
  }

  /// Over rows and columns, over rows, over columns.
  private static let spans = [(h: true, w: true), (h: true, w: false), (h: false, w: true)]

  /// A layer that adds up whole axes of the operand.
  ///
  /// - Returns: nil if that gives other sums.
  private init?(
    _ sum: SumChain, _ places: [Int32], _ dims: AxonDims, spans: (h: Bool, w: Bool)
  ) {
    let output = AxonDims(c: dims.c, h: spans.h ? 1 : dims.h, w: spans.w ? 1 : dims.w)
    guard output.count == sum.count else { return nil }
    var written = [Int32](repeating: -1, count: sum.count)
    for (element, place) in places.enumerated() {
      var at = dims.coordinates(ofPlace: Int(place)).map(\.1)
      if spans.h { at[1] = 0 }
      if spans.w { at[2] = 0 }
      let (group, target) = (Int(sum.groups[element]), output.place(ofCoordinates: at))
      guard written[group] == -1 || written[group] == target else { return nil }
      written[group] = target
    }
    layer = AxonLayer(
      .mean, operands: [], inputs: [dims], output: output,
      filterDims: AxonDims(c: dims.c, h: dims.h / output.h, w: dims.w / output.w))
    read = Arrangement(dims: dims, places: places)
    self.written = Arrangement(dims: output, places: written)
  }

  /// The dimensions with which a reshape lets a tensor be read as it lies, those that can end in sums of
  /// `count` elements.
  private static func dimensions(of located: Arrangement, adding count: Int) -> [AxonDims] {
    let dims = located.dims
    var found: [AxonDims] = []
    for channels in Set([dims.c, 1]).sorted() {
      let plane = dims.count / channels
      for height in [1, count, plane / count] where height > 0 && plane % height == 0 {
        let other = AxonDims(c: channels, h: height, w: plane / height)
        if !found.contains(other), located.canBeRead(as: other) { found.append(other) }
      }
    }
    return found
  }

  /// Ways to lay the operand out so that its sums are a layer's: in channels, in rows, in columns.
  private static func arranged(_ sum: SumChain) -> [MeanWindow] {
    let count = sum.groups.count / sum.count
    var filled = [Int](repeating: 0, count: sum.count)
    var rows: [Int32] = []
    var columns: [Int32] = []
    for group in sum.groups {
      rows.append(group * Int32(count) + Int32(filled[Int(group)]))
      columns.append(Int32(filled[Int(group)] * sum.count) + group)
      filled[Int(group)] += 1
    }
    let planes = (1...64).filter { count % $0 == 0 }
      .map { AxonDims(c: sum.count, h: count / $0, w: $0) }
    return [
      MeanWindow(sum, columns, AxonDims(c: 1, h: count, w: sum.count), spans: (true, false)),
      MeanWindow(sum, rows, AxonDims(c: 1, h: sum.count, w: count), spans: (false, true)),
    ].compactMap { $0 } + planes.compactMap { MeanWindow(sum, rows, $0, spans: (true, true)) }
  }
}
