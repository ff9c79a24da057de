/// Why AXON's rounding and TOSA's give two values for the same operands.
///
/// A cause is found by putting AXON's way of one thing into TOSA's computation, one at a time.
public enum DifferenceCause: String, Codable, CodingKeyRepresentable, Sendable, Hashable,
  CaseIterable
{
  /// AXON's multiplier is 0: the channel gives its zero point, whatever its operands.
  case deadChannel
  /// AXON's multipliers and bias have fewer bits.
  case multiplierPrecision
  /// The scaled value is a tie: AXON rounds it to even, TOSA up.
  case tie
  /// The scaled value is a tie, and to even differs with the zero point added before rounding.
  case zeroPointOrder
  /// The exact mean of a window is a tie: TOSA rounds it away from the zero point, AXON to even.
  case poolTie
  /// TOSA's RESCALE rounds twice.
  case doubleRounding
  /// AXON's sigmoid, tanh or softmax reads a result before it is INT8, TOSA's table after: fed what the
  /// table reads, AXON gives TOSA's value.
  case extensionInput
  /// Fed what TOSA's table reads, AXON's sigmoid, tanh or softmax gives another value than the table.
  case extensionFunction
  /// A result beyond the output's range, which AXON wraps.
  case saturation
  /// Another defect of the version of AXON's compiler that is simulated.
  case knownDefect
  /// No single cause suffices.
  case combined
}
