internal import Foundation
public import Graph

/// Reads measured networks and vectors: one JSON object a line; see `Suites/axon/README.md`.
public enum CycleRecords {
  /// The records of `bytes` in order.
  /// - Throws: `format`, naming the line, where it is not such a record.
  public static func read(_ bytes: [UInt8]) throws(InvalidInput) -> [CycleMeasurement] {
    var records: [CycleMeasurement] = []
    let decoder = JSONDecoder()
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      do {
        records.append(try decoder.decode(CycleRecord.self, from: Data(line)).measurement())
      } catch let error as InvalidInput {
        throw located(error.message, line: index + 1)
      } catch {
        throw located("not a measured network: \(error)", line: index + 1)
      }
    }
    guard !records.isEmpty else { throw located("no network", line: 1) }
    return records
  }

  private static func located(_ message: String, line: Int) -> InvalidInput {
    InvalidInput(.format, message, at: InputLocation(element: "line \(line)"))
  }
}

// The names are those of the file.
// swift-format-ignore: AlwaysUseLowerCamelCase
/// A line as it stands in the file.
private struct CycleRecord: Decodable {
  /// Of a vector.
  var op: String?
  /// Of a network; also of a vector, where `op` says more.
  var family: String?
  var layers: [VectorRecord.LayerRecord]
  var ticks: Int
  var cmd_words: Int
  var interlayer_bytes: Int
  var const_bytes: Int

  func measurement() throws(InvalidInput) -> CycleMeasurement {
    guard let subject = op ?? family else {
      throw InvalidInput(.format, "neither 'op' nor 'family' says what was measured")
    }
    var layers: [AxonLayer] = []
    for record in self.layers { layers.append(try record.layer()) }
    guard !layers.isEmpty, layers.allSatisfy({ !$0.inputs.isEmpty }), ticks >= 0 else {
      throw InvalidInput(.format, "no layers, a layer without operands, or negative ticks")
    }
    return CycleMeasurement(
      subject: subject, layers: layers, ticks: ticks,
      memory: MeasuredMemory(
        interlayerBytes: interlayer_bytes, constantBytes: const_bytes, commandWords: cmd_words))
  }
}
