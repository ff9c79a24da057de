#include "cvk_integer.h"
#include "cvk_level.h"

static inline __attribute__((always_inline)) void widen(const int8_t *in, int16_t *out,
                                                        ptrdiff_t count, int16_t zero_point) {
  for (ptrdiff_t i = 0; i < count; i++) out[i] = (int16_t)(in[i] - zero_point);
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void widen_avx2(const int8_t *in, int16_t *out,
                                                       ptrdiff_t count, int16_t zero_point) {
  widen(in, out, count, zero_point);
}
#endif

void cvk_i8_widen(int32_t level, const int8_t *in, int16_t *out, ptrdiff_t count,
                  int16_t zero_point) {
#if defined(__x86_64__)
  if (level >= CVK_LEVEL_AVX2) return widen_avx2(in, out, count, zero_point);
#endif
  widen(in, out, count, zero_point);
}
