import Foundation
import Graph

/// A path in which `*` stands for any characters of one component: `models/*_int8/model.tosa`.
struct FilePattern {
  let pattern: String

  /// The files that match, relative to `folder`, in natural order: `in2.npy` before `in10.npy`.
  /// A pattern that begins with `/` has no use for the folder.
  func matches(in folder: String) -> [String] {
    let root = pattern.hasPrefix("/") ? "" : folder
    let found = matches(below: root)
    return pattern.hasPrefix("/") ? found.map { "/" + $0 } : found
  }

  private func matches(below folder: String) -> [String] {
    var found = [""]
    for component in pattern.split(separator: "/", omittingEmptySubsequences: true) {
      found = found.flatMap { prefix -> [String] in
        let joined = { (name: String) in prefix.isEmpty ? name : "\(prefix)/\(name)" }
        guard component.contains("*") else {
          let path = joined(String(component))
          return FileManager.default.fileExists(atPath: "\(folder)/\(path)") ? [path] : []
        }
        let parent = "\(folder)/\(prefix)"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        return names.filter { Self.matches($0[...], component) }.map(joined)
      }
    }
    return found.filter { !$0.isEmpty }.sorted(by: Self.naturalOrder)
  }

  /// Whether `name` fits a pattern of one component.
  static func matches(_ name: Substring, _ pattern: Substring) -> Bool {
    // Greedy with one point of return: linear but for the last star.
    var nameIndex = name.startIndex
    var patternIndex = pattern.startIndex
    var star: (pattern: Substring.Index, name: Substring.Index)?
    while nameIndex < name.endIndex {
      if patternIndex < pattern.endIndex, pattern[patternIndex] == "*" {
        patternIndex = pattern.index(after: patternIndex)
        star = (patternIndex, nameIndex)
      } else if patternIndex < pattern.endIndex, pattern[patternIndex] == name[nameIndex] {
        patternIndex = pattern.index(after: patternIndex)
        nameIndex = name.index(after: nameIndex)
      } else if let last = star {
        nameIndex = name.index(after: last.name)
        star = (last.pattern, nameIndex)
        patternIndex = last.pattern
      } else {
        return false
      }
    }
    return pattern[patternIndex...].allSatisfy { $0 == "*" }
  }

  /// Compares runs of digits as numbers, everything else by Unicode scalars; the same everywhere.
  static func naturalOrder(_ a: String, _ b: String) -> Bool {
    var left = Array(a.unicodeScalars)[...]
    var right = Array(b.unicodeScalars)[...]
    let isDigit = { (scalar: Unicode.Scalar) in ("0"..."9").contains(scalar) }
    while let x = left.first, let y = right.first {
      if isDigit(x), isDigit(y) {
        let m = left.prefix(while: isDigit).drop { $0 == "0" }
        let n = right.prefix(while: isDigit).drop { $0 == "0" }
        if m.count != n.count { return m.count < n.count }
        if !m.elementsEqual(n) { return m.lexicographicallyPrecedes(n) }
        left = left.drop(while: isDigit)
        right = right.drop(while: isDigit)
      } else if x == y {
        left = left.dropFirst()
        right = right.dropFirst()
      } else {
        return x < y
      }
    }
    return left.isEmpty && !right.isEmpty
  }
}
