import Graph

/// The sizes of a layer that its ticks depend on.
struct LayerExtent {
  /// Channels, rows and columns of the first operand.
  let channels, rows, columns: Double
  /// Channels, rows and columns of the output.
  let outputChannels, outputRows, outputColumns: Double
  /// Words of a row of the operand: memory is read four elements at a time.
  let rowWords: Double

  init(_ layer: AxonLayer) {
    let input = layer.inputs.first ?? AxonDims(c: 0, h: 0, w: 0)
    channels = Double(input.c)
    rows = Double(input.h)
    columns = Double(input.w)
    outputChannels = Double(layer.output.c)
    outputRows = Double(layer.output.h)
    outputColumns = Double(layer.output.w)
    rowWords = (columns / 4).rounded(.up)
  }
}

/// How a window moves over one channel: AXON takes 3x3 taps of it in one pass over an output row.
struct WindowPasses {
  /// Groups of three rows of taps.
  let down: Double
  /// Groups of 3x3 taps.
  let groups: Double
  /// Rows of the operand that any window touches.
  let rowsRead: Double
  /// Rows that are needed before the first output row can start.
  let rowsPrimed: Double

  init(_ layer: AxonLayer, _ extent: LayerExtent) {
    let height = Double(layer.filterDims.h)
    down = (height / 3).rounded(.up)
    groups = down * (Double(layer.filterDims.w) / 3).rounded(.up)
    let last = (extent.outputRows - 1) * Double(layer.stride.y) + height - Double(layer.pad.top)
    rowsRead = max(0, min(extent.rows, last))
    rowsPrimed = min(height, 3, extent.rows)
  }

  /// Ticks of computing all output rows: a pixel a tick and group, and the greater of what a row costs
  /// beside that and of fetching rows again for further groups.
  func compute(_ extent: LayerExtent, outRow: Double, again: Double) -> Double {
    let refetch = down > 1 ? again * down * extent.rowWords : 0
    return extent.outputRows * (extent.outputColumns * groups + max(outRow, refetch))
  }
}
