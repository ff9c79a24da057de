/// File names for tensors, whose names may hold any character.
public enum FileName {
  /// Letters, digits, `.`, `_` and `-` as they are, every other byte as `%XX`; never empty, hidden
  /// or longer than a file system takes.
  public static func escaped(_ name: String) -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for (index, byte) in name.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        bytes.append(byte)
      case UInt8(ascii: ".") where index > 0:
        bytes.append(byte)
      default:
        bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.utf8.count > 200 else { return text.isEmpty ? "%" : text }
    return text.prefix(160) + "-" + SHA256.hexDigest(of: Array(name.utf8)).prefix(16)
  }
}

/// Gives every name once: a second `y` becomes `y~2`.
struct UniqueNames {
  private var counts: [String: Int] = [:]

  /// `name`, or `name` with a number if it was given before. File systems may fold case, so it does.
  mutating func unique(_ name: String) -> String {
    let count = (counts[name.lowercased()] ?? 0) + 1
    counts[name.lowercased()] = count
    return count == 1 ? name : "\(name)~\(count)"
  }
}
