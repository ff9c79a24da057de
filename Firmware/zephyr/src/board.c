// Zephyr's side of the ladder's firmware: memory, serial line, cycle counter, and the way into Swift.
#include "board.h"

#include <zephyr/device.h>
#include <zephyr/devicetree.h>
#include <zephyr/drivers/uart.h>
#include <zephyr/kernel.h>

#include <cmsis_core.h>

extern void firmware_main(void);

static uint8_t arena[160 * 1024] __aligned(16);

// In flash, read in place.
static const uint8_t model[] __aligned(16) = {
#include <model.inc>
};

static const struct device *const line = DEVICE_DT_GET(DT_CHOSEN(zephyr_console));

void *board_arena_start(void) { return arena; }
uint32_t board_arena_bytes(void) { return sizeof(arena); }
const void *board_image(void) { return model; }
uint32_t board_image_bytes(void) { return sizeof(model); }

void board_send(uint8_t byte) { uart_poll_out(line, byte); }

uint8_t board_receive(void) {
  unsigned char byte;
  while (uart_poll_in(line, &byte) != 0) {
  }
  return byte;
}

void board_start_cycles(void) {
  CoreDebug->DEMCR |= CoreDebug_DEMCR_TRCENA_Msk;
  DWT->CYCCNT = 0;
  DWT->CTRL |= DWT_CTRL_CYCCNTENA_Msk;
}

uint32_t board_cycles(void) { return DWT->CYCCNT; }

int main(void) {
  if (device_is_ready(line)) firmware_main();
  return 0;
}
