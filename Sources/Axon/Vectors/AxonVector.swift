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
  /// The lines of a file that hold a case, with their numbers from 1; blank ones are left out.
  public static func lines(of bytes: [UInt8]) -> [(number: Int, text: ArraySlice<UInt8>)] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
      .filter { !$0.element.allSatisfy { [0x09, 0x0D, 0x20].contains($0) } }
      .map { ($0.offset + 1, $0.element) }
  }

  /// The cases of a file.
  /// - Throws: `format`, naming the line, where it is not such a case.
  public static func read(_ bytes: [UInt8]) throws(InvalidInput) -> [AxonVector] {
    var vectors: [AxonVector] = []
    for line in lines(of: bytes) { vectors.append(try read(line.text, number: line.number)) }
    return vectors
  }

  /// The case in one line.
  /// - Throws: `format`, naming the line, where it is not such a case.
  public static func read(
    _ line: ArraySlice<UInt8>, number: Int
  ) throws(InvalidInput) -> AxonVector {
    do {
      return try JSONDecoder().decode(VectorRecord.self, from: Data(line)).vector()
    } catch let error as InvalidInput {
      throw located(error.message, line: number)
    } catch {
      throw located("not an AXON vector: \(reason(for: error))", line: number)
    }
  }

  /// An error in the line `number`.
  public static func located(_ message: String, line number: Int) -> InvalidInput {
    InvalidInput(.format, message, at: InputLocation(element: "line \(number)"))
  }

  private static func reason(for error: any Error) -> String {
    guard let error = error as? DecodingError else { return "it can't be read" }
    func place(_ path: [any CodingKey]) -> String {
      path.isEmpty
        ? "it"
        : path.map { $0.intValue.map(String.init) ?? $0.stringValue }
          .joined(separator: ".")
    }
    return switch error {
    case .keyNotFound(let key, let context): "\(place(context.codingPath + [key])) is missing"
    case .valueNotFound(_, let context): "\(place(context.codingPath)) is null"
    case .typeMismatch(let type, let context): "\(place(context.codingPath)) is not of type \(type)"
    case .dataCorrupted(let context): "\(place(context.codingPath)) is not valid"
    @unknown default: "it can't be read"
    }
  }
}
