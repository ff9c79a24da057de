/// All faults.
public enum FaultCatalogue {
  /// Every fault, those of engine `quantized` first; names are unique.
  public static let all: [Fault] =
    ConvolutionFaults.all + PoolFaults.all + ScalingFaults.all + ElementwiseFaults.all
    + MoveFaults.all + StageFaults.all + LayerFaults.all + MovingLayerFaults.all
    + ActivationFaults.all + PassFaults.all

  /// The fault called `name`; nil if there is none.
  public static func fault(named name: String) -> Fault? { all.first { $0.name == name } }
}
