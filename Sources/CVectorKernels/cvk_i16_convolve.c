// A register tile of R pixels by one or two blocks of 16 channels. Weights come in pairs, so that
// one instruction multiplies and adds two neighbours (pmaddwd, vpdpwssd); nothing is rounded or
// saturated on the way, so every level gives the same sums.

#include <string.h>

#include "cvk_integer.h"
#include "cvk_level.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define UNROLL _Pragma("clang loop unroll(full)")

static inline ptrdiff_t block_channels(const cvk_i16_convolution *plan, ptrdiff_t block) {
  ptrdiff_t rest = plan->channels - block * CVK_BLOCK;
  return rest < CVK_BLOCK ? rest : CVK_BLOCK;
}

#if defined(__x86_64__)

static inline int32_t load_pair(const int16_t *in) {
  int32_t pair;
  memcpy(&pair, in, sizeof pair);
  return pair;
}

/* SSE2: R pixels by 16 channels, four registers a pixel. */
#define SSE2_ROWS 2
static inline __attribute__((always_inline)) void tile_sse2(const cvk_i16_convolution *plan,
                                                            const int16_t *in, int32_t *out,
                                                            ptrdiff_t block, const int rows) {
  __m128i sum[SSE2_ROWS][4];
  const int32_t *bias = plan->bias + block * CVK_BLOCK;
  UNROLL for (int r = 0; r < rows; r++)
    UNROLL for (int j = 0; j < 4; j++) sum[r][j] = _mm_loadu_si128((const __m128i *)bias + j);
  const __m128i *w = (const __m128i *)(plan->weights +
                                       block * plan->segments * plan->pairs * 2 * CVK_BLOCK);
  for (ptrdiff_t s = 0; s < plan->segments; s++) {
    const int16_t *a = in + plan->offsets[s];
    for (ptrdiff_t k = 0; k < plan->pairs; k++, w += 4) {
      UNROLL for (int r = 0; r < rows; r++) {
        __m128i x = _mm_set1_epi32(load_pair(a + r * plan->pixel_stride + 2 * k));
        UNROLL for (int j = 0; j < 4; j++)
          sum[r][j] = _mm_add_epi32(sum[r][j], _mm_madd_epi16(x, _mm_loadu_si128(w + j)));
      }
    }
  }
  size_t bytes = (size_t)block_channels(plan, block) * sizeof(int32_t);
  UNROLL for (int r = 0; r < rows; r++)
    memcpy(out + r * plan->channels + block * CVK_BLOCK, sum[r], bytes);
}

static void convolve_baseline(const cvk_i16_convolution *plan, const int16_t *in,
                              ptrdiff_t pixels, int32_t *out) {
  for (ptrdiff_t block = 0; block * CVK_BLOCK < plan->channels; block++) {
    ptrdiff_t p = 0;
    for (; p + 2 <= pixels; p += 2)
      tile_sse2(plan, in + p * plan->pixel_stride, out + p * plan->channels, block, 2);
    if (p < pixels)
      tile_sse2(plan, in + p * plan->pixel_stride, out + p * plan->channels, block, 1);
  }
}

/* AVX2: R pixels by 16 channels, two registers a pixel. */
#define AVX2 __attribute__((target("avx2")))
#define AVX2_ROWS 6
static inline __attribute__((always_inline)) AVX2 void tile_avx2(
    const cvk_i16_convolution *plan, const int16_t *in, int32_t *out, ptrdiff_t block,
    const int rows) {
  __m256i sum[AVX2_ROWS][2];
  const __m256i *bias = (const __m256i *)(plan->bias + block * CVK_BLOCK);
  UNROLL for (int r = 0; r < rows; r++) {
    sum[r][0] = _mm256_loadu_si256(bias);
    sum[r][1] = _mm256_loadu_si256(bias + 1);
  }
  const __m256i *w = (const __m256i *)(plan->weights +
                                       block * plan->segments * plan->pairs * 2 * CVK_BLOCK);
  for (ptrdiff_t s = 0; s < plan->segments; s++) {
    const int16_t *a = in + plan->offsets[s];
    for (ptrdiff_t k = 0; k < plan->pairs; k++, w += 2) {
      __m256i w0 = _mm256_loadu_si256(w), w1 = _mm256_loadu_si256(w + 1);
      UNROLL for (int r = 0; r < rows; r++) {
        __m256i x = _mm256_set1_epi32(load_pair(a + r * plan->pixel_stride + 2 * k));
        sum[r][0] = _mm256_add_epi32(sum[r][0], _mm256_madd_epi16(x, w0));
        sum[r][1] = _mm256_add_epi32(sum[r][1], _mm256_madd_epi16(x, w1));
      }
    }
  }
  ptrdiff_t channels = block_channels(plan, block);
  UNROLL for (int r = 0; r < rows; r++) {
    int32_t *to = out + r * plan->channels + block * CVK_BLOCK;
    if (channels == CVK_BLOCK) {
      _mm256_storeu_si256((__m256i *)to, sum[r][0]);
      _mm256_storeu_si256((__m256i *)to + 1, sum[r][1]);
    } else {
      memcpy(to, sum[r], (size_t)channels * sizeof(int32_t));
    }
  }
}

static AVX2 void convolve_avx2(const cvk_i16_convolution *plan, const int16_t *in,
                               ptrdiff_t pixels, int32_t *out) {
  for (ptrdiff_t block = 0; block * CVK_BLOCK < plan->channels; block++) {
    for (ptrdiff_t p = 0; p < pixels;) {
      const int16_t *a = in + p * plan->pixel_stride;
      int32_t *to = out + p * plan->channels;
      switch (pixels - p) {
        case 1: tile_avx2(plan, a, to, block, 1); p += 1; break;
        case 2: tile_avx2(plan, a, to, block, 2); p += 2; break;
        case 3: tile_avx2(plan, a, to, block, 3); p += 3; break;
        case 4: tile_avx2(plan, a, to, block, 4); p += 4; break;
        case 5: tile_avx2(plan, a, to, block, 5); p += 5; break;
        default: tile_avx2(plan, a, to, block, 6); p += 6; break;
      }
    }
  }
}

/* AVX-512 with VNNI: R pixels by one or two blocks, one register a pixel and block. */
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vnni")))
#define AVX512_ROWS 8
static inline __attribute__((always_inline)) AVX512 void tile_avx512(
    const cvk_i16_convolution *plan, const int16_t *in, int32_t *out, ptrdiff_t block,
    const int rows, const int blocks) {
  __m512i sum[AVX512_ROWS][2];
  const int32_t *bias = plan->bias + block * CVK_BLOCK;
  UNROLL for (int r = 0; r < rows; r++)
    UNROLL for (int b = 0; b < blocks; b++)
      sum[r][b] = _mm512_loadu_si512(bias + b * CVK_BLOCK);
  ptrdiff_t block_weights = plan->segments * plan->pairs * 2 * CVK_BLOCK;
  const int16_t *w = plan->weights + block * block_weights;
  for (ptrdiff_t s = 0; s < plan->segments; s++) {
    const int16_t *a = in + plan->offsets[s];
    for (ptrdiff_t k = 0; k < plan->pairs; k++, w += 2 * CVK_BLOCK) {
      __m512i weights[2];
      UNROLL for (int b = 0; b < blocks; b++)
        weights[b] = _mm512_loadu_si512(w + b * block_weights);
      UNROLL for (int r = 0; r < rows; r++) {
        __m512i x = _mm512_set1_epi32(load_pair(a + r * plan->pixel_stride + 2 * k));
        UNROLL for (int b = 0; b < blocks; b++)
          sum[r][b] = _mm512_dpwssd_epi32(sum[r][b], x, weights[b]);
      }
    }
  }
  UNROLL for (int b = 0; b < blocks; b++) {
    ptrdiff_t channels = block_channels(plan, block + b);
    __mmask16 mask = (__mmask16)((1u << channels) - 1u);
    UNROLL for (int r = 0; r < rows; r++)
      _mm512_mask_storeu_epi32(out + r * plan->channels + (block + b) * CVK_BLOCK, mask,
                               sum[r][b]);
  }
}

static inline __attribute__((always_inline)) AVX512 void column_avx512(
    const cvk_i16_convolution *plan, const int16_t *in, ptrdiff_t pixels, int32_t *out,
    ptrdiff_t block, const int blocks) {
  for (ptrdiff_t p = 0; p < pixels;) {
    const int16_t *a = in + p * plan->pixel_stride;
    int32_t *to = out + p * plan->channels;
    switch (pixels - p) {
      case 1: tile_avx512(plan, a, to, block, 1, blocks); p += 1; break;
      case 2: tile_avx512(plan, a, to, block, 2, blocks); p += 2; break;
      case 3: tile_avx512(plan, a, to, block, 3, blocks); p += 3; break;
      case 4: tile_avx512(plan, a, to, block, 4, blocks); p += 4; break;
      case 5: tile_avx512(plan, a, to, block, 5, blocks); p += 5; break;
      case 6: tile_avx512(plan, a, to, block, 6, blocks); p += 6; break;
      case 7: tile_avx512(plan, a, to, block, 7, blocks); p += 7; break;
      default: tile_avx512(plan, a, to, block, 8, blocks); p += 8; break;
    }
  }
}

static AVX512 void convolve_avx512(const cvk_i16_convolution *plan, const int16_t *in,
                                   ptrdiff_t pixels, int32_t *out) {
  ptrdiff_t count = (plan->channels + CVK_BLOCK - 1) / CVK_BLOCK;
  ptrdiff_t block = 0;
  for (; block + 2 <= count; block += 2) column_avx512(plan, in, pixels, out, block, 2);
  if (block < count) column_avx512(plan, in, pixels, out, block, 1);
}

#else

static void convolve_baseline(const cvk_i16_convolution *plan, const int16_t *in,
                              ptrdiff_t pixels, int32_t *out) {
  for (ptrdiff_t block = 0; block * CVK_BLOCK < plan->channels; block++) {
    size_t bytes = (size_t)block_channels(plan, block) * sizeof(int32_t);
    for (ptrdiff_t p = 0; p < pixels; p++) {
      int32_t sum[CVK_BLOCK];
      memcpy(sum, plan->bias + block * CVK_BLOCK, sizeof sum);
      const int16_t *w = plan->weights + block * plan->segments * plan->pairs * 2 * CVK_BLOCK;
      for (ptrdiff_t s = 0; s < plan->segments; s++) {
        const int16_t *a = in + p * plan->pixel_stride + plan->offsets[s];
        for (ptrdiff_t k = 0; k < plan->pairs; k++, w += 2 * CVK_BLOCK) {
          for (int j = 0; j < CVK_BLOCK; j++)
            sum[j] += a[2 * k] * w[2 * j] + a[2 * k + 1] * w[2 * j + 1];
        }
      }
      memcpy(out + p * plan->channels + block * CVK_BLOCK, sum, bytes);
    }
  }
}

#endif

void cvk_i16_convolve(int32_t level, const cvk_i16_convolution *plan, const int16_t *in,
                      ptrdiff_t pixels, int32_t *out) {
#if defined(__x86_64__)
  if (level >= CVK_LEVEL_AVX512_VNNI) return convolve_avx512(plan, in, pixels, out);
  if (level >= CVK_LEVEL_AVX2) return convolve_avx2(plan, in, pixels, out);
#endif
  convolve_baseline(plan, in, pixels, out);
}
