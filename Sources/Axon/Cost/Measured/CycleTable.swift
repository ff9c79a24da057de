public import Graph

/// Reads a table of measured layers: comma-separated values, one layer a row; see `Suites/axon/README.md`.
public enum CycleTable {
  /// The rows of `bytes` in order.
  /// - Throws: `format`, naming the line, where it is not such a table.
  public static func read(_ bytes: [UInt8]) throws(InvalidInput) -> [CycleMeasurement] {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self).trimmingSuffix("\r") }
    let names = (lines.first ?? "").split(separator: ",").map(String.init)
    var columns: [CycleColumn: Int] = [:]
    for column in CycleColumn.allCases {
      guard let index = names.firstIndex(of: column.rawValue) else {
        throw located("there is no column '\(column.rawValue)'", line: 1)
      }
      columns[column] = index
    }
    var rows: [CycleMeasurement] = []
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      do throws(InvalidInput) {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == names.count else {
          throw InvalidInput(
            .format, "there are \(fields.count) fields, the first line names \(names.count)")
        }
        rows.append(try CycleRow(columns.mapValues { fields[$0] }).measurement())
      } catch {
        throw located(error.message, line: index + 1)
      }
    }
    guard !rows.isEmpty else { throw located("no layer follows the names", line: 1) }
    return rows
  }

  private static func located(_ message: String, line: Int) -> InvalidInput {
    InvalidInput(.format, message, at: InputLocation(element: "line \(line)"))
  }
}

/// The columns that a layer is made from.
enum CycleColumn: String, CaseIterable {
  case op, pad, ticks
  case inputHeight = "in_h"
  case inputWidth = "in_w"
  case inputChannels = "in_c"
  case filterHeight = "filt_h"
  case filterWidth = "filt_w"
  case outputHeight = "out_h"
  case outputWidth = "out_w"
  case outputChannels = "out_c"
  case strideX = "stride_x"
  case strideY = "stride_y"
  case activation = "act"
  case perChannel = "per_channel"
  case commandWords = "cmd_words"
  case interlayerBytes = "interlayer_bytes"
  case constantBytes = "const_bytes"
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
