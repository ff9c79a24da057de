import _Volatile

/// The AN505 image's devices, at their secure addresses.
///
/// Source: Arm, "Application Note AN505: Cortex-M33 with IoT kit FPGA for MPS2+".
enum Registers {
  static func register(_ address: UInt) -> VolatileMappedRegister<UInt32> {
    VolatileMappedRegister<UInt32>(unsafeBitPattern: address)
  }

  /// CMSDK UART0: data, state (bit 0 transmitter full, bit 1 receiver full), control, baud divisor.
  static var uartData: VolatileMappedRegister<UInt32> { register(0x5020_0000) }
  static var uartState: VolatileMappedRegister<UInt32> { register(0x5020_0004) }
  static var uartControl: VolatileMappedRegister<UInt32> { register(0x5020_0008) }
  static var uartDivisor: VolatileMappedRegister<UInt32> { register(0x5020_0010) }

  /// CMSDK timer 0, counting down at 20 MHz: control, value, reload.
  static var timerControl: VolatileMappedRegister<UInt32> { register(0x5000_0000) }
  static var timerValue: VolatileMappedRegister<UInt32> { register(0x5000_0004) }
  static var timerReload: VolatileMappedRegister<UInt32> { register(0x5000_0008) }
}
