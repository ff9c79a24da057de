/// What Swift takes from the linker script.
#pragma once
#include <stdint.h>

extern uint8_t arena_start[];
extern uint8_t arena_end[];

static inline void *_Nonnull board_arena_start(void) { return arena_start; }
static inline uint32_t board_arena_bytes(void) { return (uint32_t)(arena_end - arena_start); }

// Where the host loads the model: SSRAM3.
static inline const void *_Nonnull board_image(void) { return (const void *)0x38200000; }
static inline uint32_t board_image_bytes(void) { return 0x200000; }
