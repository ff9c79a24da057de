// Start-up of a Cortex-M33: vector table, FPU, memory, then Swift.
#include <stdint.h>

extern uint32_t stack_top, data_load, data_start, data_end, bss_start, bss_end;

extern void firmware_main(void);

// Any exception is a bug of the image: stop here, the host's time limit ends the run.
static void halt(void) {
  for (;;) {
    __asm volatile("wfi");
  }
}

__attribute__((used, naked, noreturn)) void reset_handler(void) {
  // Full access to the FPU (CPACR at 0xE000ED88) before any code that may use it.
  __asm volatile(
      "ldr r0, =0xE000ED88\n"
      "ldr r1, [r0]\n"
      "orr r1, r1, #(0xF << 20)\n"
      "str r1, [r0]\n"
      "dsb\n"
      "isb\n"
      "b prepare_memory\n");
}

__attribute__((used, noreturn)) void prepare_memory(void) {
  uint32_t *from = &data_load;
  for (uint32_t *to = &data_start; to < &data_end; to++) *to = *from++;
  for (uint32_t *to = &bss_start; to < &bss_end; to++) *to = 0;
  firmware_main();
  halt();
  __builtin_unreachable();
}

__attribute__((used, section(".vectors"))) const void *const vectors[16] = {
    &stack_top, (const void *)reset_handler,
    // NMI, HardFault, MemManage, BusFault, UsageFault, SecureFault.
    (const void *)halt, (const void *)halt, (const void *)halt,
    (const void *)halt, (const void *)halt, (const void *)halt,
};
