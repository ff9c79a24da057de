// What compiled code expects of a C library, and no more. Built with -fno-builtin: a loop here must
// not become a call of itself.
#include <stddef.h>
#include <stdint.h>

uintptr_t __stack_chk_guard = 0x51ac7e55;

__attribute__((noreturn)) void __stack_chk_fail(void) { __builtin_trap(); }

void *memcpy(void *restrict to, const void *restrict from, size_t count) {
  uint8_t *target = to;
  const uint8_t *source = from;
  if ((((uintptr_t)to | (uintptr_t)from) & 3) == 0) {
    typedef struct { uint32_t words[4]; } block;
    for (; count >= 16; count -= 16, target += 16, source += 16)
      *(block *)target = *(const block *)source;
    for (; count >= 4; count -= 4, target += 4, source += 4)
      *(uint32_t *)target = *(const uint32_t *)source;
  }
  while (count--) *target++ = *source++;
  return to;
}

void *memmove(void *to, const void *from, size_t count) {
  uint8_t *target = to;
  const uint8_t *source = from;
  if (target <= source || target >= source + count) return memcpy(to, from, count);
  while (count--) target[count] = source[count];
  return to;
}

void *memset(void *to, int value, size_t count) {
  uint8_t *target = to;
  while (count--) *target++ = (uint8_t)value;
  return to;
}

void __aeabi_memcpy(void *to, const void *from, size_t count) { memcpy(to, from, count); }
void __aeabi_memcpy4(void *to, const void *from, size_t count) { memcpy(to, from, count); }
void __aeabi_memcpy8(void *to, const void *from, size_t count) { memcpy(to, from, count); }
void __aeabi_memmove(void *to, const void *from, size_t count) { memmove(to, from, count); }
void __aeabi_memmove4(void *to, const void *from, size_t count) { memmove(to, from, count); }
void __aeabi_memclr(void *to, size_t count) { memset(to, 0, count); }
void __aeabi_memclr4(void *to, size_t count) { memset(to, 0, count); }
void __aeabi_memclr8(void *to, size_t count) { memset(to, 0, count); }

// Shifts of 64-bit numbers by a variable amount, which code built for size calls.
typedef struct {
  uint32_t low, high;
} words;

uint64_t __aeabi_llsl(uint64_t value, int by) {
  words w = {(uint32_t)value, (uint32_t)(value >> 32)};
  if (by >= 32) return (uint64_t)(w.low << (by - 32)) << 32;
  if (by == 0) return value;
  return ((uint64_t)((w.high << by) | (w.low >> (32 - by))) << 32) | (w.low << by);
}

uint64_t __aeabi_llsr(uint64_t value, int by) {
  words w = {(uint32_t)value, (uint32_t)(value >> 32)};
  if (by >= 32) return w.high >> (by - 32);
  if (by == 0) return value;
  return ((uint64_t)(w.high >> by) << 32) | ((w.low >> by) | (w.high << (32 - by)));
}

int64_t __aeabi_lasr(int64_t value, int by) {
  words w = {(uint32_t)value, (uint32_t)((uint64_t)value >> 32)};
  int32_t high = (int32_t)w.high;
  if (by >= 32) return high >> (by - 32);
  if (by == 0) return value;
  uint32_t low = (w.low >> by) | (w.high << (32 - by));
  return (int64_t)(((uint64_t)(uint32_t)(high >> by) << 32) | low);
}

// There is no heap: code that would allocate asks for posix_memalign and does not link.
