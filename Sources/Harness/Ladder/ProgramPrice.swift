/// What a program's kernel calls cost in instructions, by operator.
public struct ProgramPrice: Sendable, Hashable {
  /// One operator's calls.
  public struct Row: Sendable, Hashable {
    /// As the table calls it: `mm.out`, `dq_activation`.
    public var name: String
    public var calls: Int
    public var elements: Int
    /// Products for `mm` and `addmm`, elements for all others.
    public var work: Int
    public var instructions: Double
    /// Whether exactly these calls were measured; otherwise they are scaled by work.
    public var isMeasured: Bool

    init(_ name: String, _ entry: KernelTable.Entry, _ instructions: Double, isMeasured: Bool) {
      self.name = name
      calls = entry.calls
      elements = entry.elements
      work = entry.work
      self.instructions = instructions
      self.isMeasured = isMeasured
    }
  }

  /// By name.
  public var rows: [Row]
  /// The measured graph that the program is likest.
  public var likest: String

  /// Instructions of all calls.
  public var total: Double { rows.reduce(0) { $0 + $1.instructions } }
}
