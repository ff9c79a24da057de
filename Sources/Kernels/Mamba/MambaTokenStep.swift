/// What a rung does with a token, in memory of its own.
public protocol MambaTokenStep {
  associatedtype Number: MambaNumber

  /// Nil if the image lacks a part or the arena is too small.
  init?(_ image: MambaImage, in arena: inout MambaArena)

  /// One number a token of the vocabulary, of the last step.
  var logits: UnsafeMutablePointer<Number> { get }
  /// Layers that one token asks the NPU for.
  var npuCalls: Int { get }
  /// What the step needs of memory.
  var memory: MambaMemory { get }

  /// Forgets every token so far.
  func reset()

  /// Computes the logits of the token after `token`.
  ///
  /// - Parameter token: below the vocabulary's size.
  func callAsFunction<Meter: MambaMeter>(_ token: Int, _ meter: Meter)
}
