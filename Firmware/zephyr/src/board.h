/// What Swift takes from Zephyr; the same names as on the emulated board.
#pragma once
#include <stdint.h>

/// Memory for the model's step, and the model.
void *_Nonnull board_arena_start(void);
uint32_t board_arena_bytes(void);
const void *_Nonnull board_image(void);
uint32_t board_image_bytes(void);

/// The serial line, byte by byte; receiving waits.
void board_send(uint8_t byte);
uint8_t board_receive(void);

/// The core's cycle counter.
void board_start_cycles(void);
uint32_t board_cycles(void);
