/// Numbers as a person reads them, without a locale.
public enum Figure {
  /// A whole number without a fraction, any other with all its digits; `-0` keeps its sign.
  public static func text(_ value: Double) -> String {
    if value == 0 { return value.sign == .minus ? "-0" : "0" }
    if value == value.rounded(), value.magnitude < 0x1p54 { return String(Int64(value)) }
    return "\(value)"
  }

  /// Three significant digits, such as `0.00123`, `41.2` or `1.02e+07`.
  public static func short(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
    var exponent = 0
    var mantissa = value.magnitude
    while mantissa >= 10 {
      mantissa /= 10
      exponent += 1
    }
    while mantissa < 1 {
      mantissa *= 10
      exponent -= 1
    }
    var digits = Int((mantissa * 100).rounded())
    if digits == 1_000 {
      digits = 100
      exponent += 1
    }
    let sign = value < 0 ? "-" : ""
    let text = Array(String(digits))
    switch exponent {
    case 2..<6: return sign + String(text) + String(repeating: "0", count: exponent - 2)
    case 0..<2:
      return sign + trimmed(String(text[0...exponent]) + "." + String(text[(exponent + 1)...]))
    case -4..<0:
      return sign + trimmed("0." + String(repeating: "0", count: -exponent - 1) + String(text))
    default:
      let power = (exponent < 0 ? "-" : "+") + (exponent.magnitude < 10 ? "0" : "")
      return sign + trimmed("\(text[0]).\(text[1])\(text[2])") + "e\(power)\(exponent.magnitude)"
    }
  }

  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}

extension Figure {
  /// A fixed number of decimals, such as `92.17`; half a unit of the last one goes away from zero.
  public static func fixed(_ value: Double, digits: Int) -> String {
    guard value.isFinite, value.magnitude < 1e12 else { return short(value) }
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    let units = Int64((value.magnitude * scale).rounded())
    let text = String(units)
    let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
    let sign = value < 0 && units != 0 ? "-" : ""
    guard digits > 0 else { return sign + padded }
    return sign + padded.dropLast(digits) + "." + padded.suffix(digits)
  }

  /// A part as a distance in per cent with two decimals, such as `+7.77 %`.
  public static func signedPercent(_ part: Double) -> String {
    let text = fixed(part * 100, digits: 2)
    return (text.hasPrefix("-") ? "" : "+") + text + " %"
  }

  /// A whole number with its digits in threes, such as `2,656,768`.
  public static func grouped(_ value: Int) -> String {
    var groups: [Substring] = []
    var rest = Substring(String(value.magnitude))
    while rest.count > 3 {
      groups.append(rest.suffix(3))
      rest = rest.dropLast(3)
    }
    return (value < 0 ? "-" : "") + ([rest] + groups.reversed()).joined(separator: ",")
  }

  /// The nearest whole number with its digits in threes; what is no number or beyond 2^53 as `short` has it.
  public static func grouped(_ value: Double) -> String {
    guard value.magnitude < 0x1p53 else { return short(value) }
    return grouped(Int(value.rounded()))
  }
}
