/// A layer that meets a known defect.
public struct DefectMeeting: Sendable, Hashable {
  /// The layer's index in its network.
  public var layer: Int
  public var operation: AxonOperation
  public var defect: KnownDefect
  /// What of the layer meets it, as a clause: `channels 2, 3 have the multiplier 0`.
  public var finding: String
}

extension AxonNetwork {
  /// The known defects that the layers meet, in the order of the layers; for a network that an
  /// ``AxonProgram`` has checked.
  func meetings() -> [DefectMeeting] {
    layers.indices.flatMap { index in
      let use = LayerUse(layer: layers[index], network: self)
      return KnownDefect.all.compactMap { defect in
        defect.finding(use).map {
          DefectMeeting(
            layer: index, operation: use.layer.operation, defect: defect, finding: $0)
        }
      }
    }
  }
}

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
