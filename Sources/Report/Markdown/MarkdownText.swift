extension String {
  /// The text for a cell of a table: one line that is no markup, whatever it holds.
  ///
  /// Everything that could be markup becomes a character reference, which Markdown never takes for
  /// markup. An underscore within a word is none, and names are full of them.
  var markdownCell: String {
    let scalars = Array(visibleLine.unicodeScalars)
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "_"
      where index > 0 && index + 1 < scalars.count
        && scalars[index - 1].properties.isAlphabetic && scalars[index + 1].properties.isAlphabetic:
        result.append(scalar)
      case "&", "<", ">", "|", "\\", "`", "*", "_", "~", "[", "]", "#", "!", "@":
        result.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
