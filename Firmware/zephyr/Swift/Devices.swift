import Board

/// The serial line to the host, through Zephyr's driver.
enum UART {
  static func start() {}
  static func send(_ byte: UInt8) { board_send(byte) }
  static func receive() -> UInt8 { board_receive() }
}

/// Cycles of the core, in the place of the emulated board's instructions: a board counts no
/// instructions. What the protocol calls instructions is cycles here.
enum InstructionCounter {
  static var unit: WireUnit { .cycles }
  static func start() { board_start_cycles() }
  static var ticks: UInt32 { board_cycles() }
  static func instructions(_ ticks: UInt32) -> UInt32 { ticks }
}
