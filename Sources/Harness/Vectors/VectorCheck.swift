import Axon
import Graph

/// Replays a file of vectors measured on AXON: what `assay vectors` does.
public enum VectorCheck {
  /// Lines that one worker takes at a time.
  private static let batch = 8

  /// Replays every case of a file, several at a time; the report does not depend on how many.
  ///
  /// - Throws: `InvalidInput`, naming the first line that holds no case.
  public static func report(
    onFile path: String, options: EngineOptions = EngineOptions()
  ) async throws -> VectorReport {
    let lines = AxonVectorReader.lines(of: try FileContents.read(path))
    guard !lines.isEmpty else {
      throw InvalidInput(.format, "there is no vector in it", at: InputLocation(file: path))
    }
    let version = options.axonVersion
    let batches = await withTaskGroup(of: (Int, Result<[VectorCase], InvalidInput>).self) { group in
      for start in stride(from: 0, to: lines.count, by: batch) {
        let part = Array(lines[start..<min(start + batch, lines.count)])
        group.addTask {
          (start, Result { () throws(InvalidInput) in try cases(in: part, version: version) })
        }
      }
      var results: [(Int, Result<[VectorCase], InvalidInput>)] = []
      for await result in group { results.append(result) }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
    do throws(InvalidInput) {
      var cases: [VectorCase] = []
      for batch in batches { cases += try batch.get() }
      return VectorReport(cases, version: version)
    } catch {
      throw error.inFile(path)
    }
  }

  private static func cases(
    in lines: [(number: Int, text: ArraySlice<UInt8>)], version: AxonVersion
  ) throws(InvalidInput) -> [VectorCase] {
    var cases: [VectorCase] = []
    for line in lines {
      cases.append(try VectorCase(line.text, line: line.number, version: version))
    }
    return cases
  }
}
