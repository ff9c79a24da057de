internal import Foundation
public import Graph

/// One measured case: a small network, inputs, and what Nordic's simulator gave for them.
public struct AxonVector: Sendable {
  public var id: String
  /// The operator under test, or `chain:a-b-c`.
  public var subject: String
  /// The known defect that the case meets; nil where the plain formulas hold.
  public var quirk: String?
  /// Whether inputs are consecutive inferences of one worker.
  public var isStateful: Bool
  public var network: AxonNetwork
  /// External inputs in C, H, W order, one an inference.
  public var inputs: [[Int8]]
  /// The last layer's outputs in C, H, W order, one an inference.
  public var outputs: [[Int32]]
  /// How many of those values the plain formulas give, by whoever measured them.
  public var plainEqual: Int
}

/// Reads vector files: one JSON object a line; see `Suites/axon/README.md`.
public enum AxonVectorReader {
  /// The cases in `data`.
  /// - Throws: `format`, naming the line, where it is not such a case.
  public static func read(_ bytes: [UInt8]) throws(InvalidInput) -> [AxonVector] {
    var vectors: [AxonVector] = []
    let decoder = JSONDecoder()
    for (number, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
      do {
        vectors.append(try decoder.decode(VectorRecord.self, from: Data(line)).vector())
      } catch let error as InvalidInput {
        throw located(error.message, line: number + 1)
      } catch {
        throw located("not an AXON vector: \(error)", line: number + 1)
      }
    }
    return vectors
  }

  private static func located(_ message: String, line: Int) -> InvalidInput {
    InvalidInput(.format, message, at: InputLocation(element: "line \(line)"))
  }
}
