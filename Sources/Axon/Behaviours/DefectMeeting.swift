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
      let layer = layers[index]
      return KnownDefect.all.compactMap { defect in
        defect.finding(layer, self).map {
          DefectMeeting(
            layer: index, operation: layer.operation, defect: defect, finding: $0)
        }
      }
    }
  }
}
