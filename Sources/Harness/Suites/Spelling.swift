/// Guesses what a mistyped name was meant to be.
public enum Spelling {
  /// `Did you mean 'engine'?`, or the list of what is possible.
  public static func remedy(for name: String, among known: [String]) -> String {
    let nearest = known.map { ($0, distance(name.lowercased(), $0.lowercased())) }
      .min { $0.1 < $1.1 }
    if let (candidate, distance) = nearest, distance <= max(2, candidate.count / 3) {
      return "Did you mean '\(candidate)'?"
    }
    return "Use one of: \(known.joined(separator: ", "))."
  }

  /// Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
  static func distance(_ from: String, _ to: String) -> Int {
    let a = Array(from.unicodeScalars.prefix(64))
    let b = Array(to.unicodeScalars.prefix(64))
    var rows = [[Int](0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, rows[i - 1][j - 1] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
