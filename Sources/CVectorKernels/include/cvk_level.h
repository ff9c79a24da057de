#ifndef ASSAY_CVK_LEVEL_H
#define ASSAY_CVK_LEVEL_H

#include <stdint.h>

/// The instruction sets that kernels are compiled for, each one including those before it.
enum {
  /// What every machine of the architecture has: SSE2 on x86-64, NEON on arm64.
  CVK_LEVEL_BASELINE = 0,
  /// AVX2.
  CVK_LEVEL_AVX2 = 1,
  /// AVX-512 F, BW and VNNI.
  CVK_LEVEL_AVX512_VNNI = 2,
};

/// The highest level that this machine can run.
int32_t cvk_best_level(void);

#endif
