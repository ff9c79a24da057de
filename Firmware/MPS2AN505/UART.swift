import _Volatile

/// The serial line to the host, without interrupts.
enum UART {
  static func start() {
    Registers.uartDivisor.store(16)
    Registers.uartControl.store(3)
  }

  static func send(_ byte: UInt8) {
    while Registers.uartState.load() & 1 != 0 {}
    Registers.uartData.store(UInt32(byte))
  }

  static func receive() -> UInt8 {
    while Registers.uartState.load() & 2 == 0 {}
    return UInt8(truncatingIfNeeded: Registers.uartData.load())
  }
}
