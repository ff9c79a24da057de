#include "cvk_level.h"

int32_t cvk_best_level(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx2")) {
    return CVK_LEVEL_AVX512_VNNI;
  }
  if (__builtin_cpu_supports("avx2")) return CVK_LEVEL_AVX2;
#endif
  return CVK_LEVEL_BASELINE;
}
