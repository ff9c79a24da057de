/// Channel numbers in a sentence.
enum ChannelList {
  /// `channel 3`, `channels 0, 2`, `12 channels, 0, 1, 2 among them`
  static func text(_ channels: [Int]) -> String {
    let shown = channels.prefix(channels.count > 8 ? 3 : 8).map(String.init)
      .joined(separator: ", ")
    if channels.count > 8 { return "\(channels.count) channels, \(shown) among them," }
    return channels.count == 1 ? "channel \(shown)" : "channels \(shown)"
  }
}
