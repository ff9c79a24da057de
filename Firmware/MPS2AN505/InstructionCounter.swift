import _Volatile

/// Instructions executed, from the timer.
///
/// Under `-icount shift=6` an instruction takes 64 ns of the emulated clock, and the timer counts
/// 20 MHz: `t = floor(1.28 n)` ticks after `n` instructions. As 1.28 > 1, `n = ceil(t / 1.28)` is
/// exact, until the product with 25 wraps after 134 million instructions.
enum InstructionCounter {
  static var unit: WireUnit { .instructions }

  static func start() {
    Registers.timerControl.store(0)
    Registers.timerReload.store(0xffff_ffff)
    Registers.timerValue.store(0xffff_ffff)
    Registers.timerControl.store(1)
  }

  @inline(__always)
  static var ticks: UInt32 { 0xffff_ffff &- Registers.timerValue.load() }

  /// Instructions from ticks since the start.
  static func instructions(_ ticks: UInt32) -> UInt32 { (ticks &* 25 &+ 31) &>> 5 }
}
