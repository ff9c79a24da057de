// Two taps at a time: their elements are interleaved channel by channel, so that pmaddwd multiplies
// and adds both.

#include <string.h>

#include "cvk_integer.h"
#include "cvk_level.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define UNROLL _Pragma("clang loop unroll(full)")

#if defined(__x86_64__)

static void depthwise_baseline(const cvk_i16_depthwise *plan, const int16_t *in, ptrdiff_t pixels,
                               int32_t *out) {
  ptrdiff_t padded = (plan->channels + CVK_BLOCK - 1) / CVK_BLOCK * CVK_BLOCK;
  for (ptrdiff_t c = 0; c < plan->channels; c += 8) {
    ptrdiff_t rest = plan->channels - c;
    size_t bytes = (size_t)(rest < 8 ? rest : 8) * sizeof(int32_t);
    const __m128i *bias = (const __m128i *)(plan->bias + c);
    for (ptrdiff_t p = 0; p < pixels; p++) {
      const int16_t *a = in + p * plan->pixel_stride + c;
      __m128i sum[2] = {_mm_loadu_si128(bias), _mm_loadu_si128(bias + 1)};
      for (ptrdiff_t t = 0; t < plan->pairs; t++) {
        const __m128i *w = (const __m128i *)(plan->weights + (t * padded + c) * 2);
        __m128i x0 = _mm_loadu_si128((const __m128i *)(a + plan->offsets[2 * t]));
        __m128i x1 = _mm_loadu_si128((const __m128i *)(a + plan->offsets[2 * t + 1]));
        __m128i lo = _mm_unpacklo_epi16(x0, x1), hi = _mm_unpackhi_epi16(x0, x1);
        sum[0] = _mm_add_epi32(sum[0], _mm_madd_epi16(lo, _mm_loadu_si128(w)));
        sum[1] = _mm_add_epi32(sum[1], _mm_madd_epi16(hi, _mm_loadu_si128(w + 1)));
      }
      memcpy(out + p * plan->channels + c, sum, bytes);
    }
  }
}

#define AVX2 __attribute__((target("avx2")))
#define ROWS 4

/* The halves of two registers as unpack orders them: channels 0-3 and 8-11, or 4-7 and 12-15. */
static inline __attribute__((always_inline)) AVX2 __m256i halves(const void *low,
                                                                 const void *high) {
  __m256i x = _mm256_castsi128_si256(_mm_loadu_si128((const __m128i *)low));
  return _mm256_inserti128_si256(x, _mm_loadu_si128((const __m128i *)high), 1);
}

static inline __attribute__((always_inline)) AVX2 void depthwise_tile(
    const cvk_i16_depthwise *plan, const int16_t *in, int32_t *out, ptrdiff_t c, ptrdiff_t padded,
    const int rows) {
  const int32_t *bias = plan->bias + c;
  __m256i sum[ROWS][2];
  UNROLL for (int r = 0; r < rows; r++) {
    sum[r][0] = halves(bias, bias + 8);
    sum[r][1] = halves(bias + 4, bias + 12);
  }
  for (ptrdiff_t t = 0; t < plan->pairs; t++) {
    const int16_t *w = plan->weights + (t * padded + c) * 2;
    __m256i w0 = halves(w, w + 16), w1 = halves(w + 8, w + 24);
    ptrdiff_t first = plan->offsets[2 * t] + c, second = plan->offsets[2 * t + 1] + c;
    UNROLL for (int r = 0; r < rows; r++) {
      const int16_t *a = in + r * plan->pixel_stride;
      __m256i x0 = _mm256_loadu_si256((const __m256i *)(a + first));
      __m256i x1 = _mm256_loadu_si256((const __m256i *)(a + second));
      __m256i lo = _mm256_unpacklo_epi16(x0, x1), hi = _mm256_unpackhi_epi16(x0, x1);
      sum[r][0] = _mm256_add_epi32(sum[r][0], _mm256_madd_epi16(lo, w0));
      sum[r][1] = _mm256_add_epi32(sum[r][1], _mm256_madd_epi16(hi, w1));
    }
  }
  ptrdiff_t rest = plan->channels - c;
  UNROLL for (int r = 0; r < rows; r++) {
    __m256i both[2] = {_mm256_permute2x128_si256(sum[r][0], sum[r][1], 0x20),
                       _mm256_permute2x128_si256(sum[r][0], sum[r][1], 0x31)};
    int32_t *to = out + r * plan->channels + c;
    if (rest >= CVK_BLOCK) {
      _mm256_storeu_si256((__m256i *)to, both[0]);
      _mm256_storeu_si256((__m256i *)to + 1, both[1]);
    } else {
      memcpy(to, both, (size_t)rest * sizeof(int32_t));
    }
  }
}

static AVX2 void depthwise_avx2(const cvk_i16_depthwise *plan, const int16_t *in,
                                ptrdiff_t pixels, int32_t *out) {
  ptrdiff_t padded = (plan->channels + CVK_BLOCK - 1) / CVK_BLOCK * CVK_BLOCK;
  for (ptrdiff_t c = 0; c < plan->channels; c += CVK_BLOCK) {
    ptrdiff_t p = 0;
    for (; p + ROWS <= pixels; p += ROWS)
      depthwise_tile(plan, in + p * plan->pixel_stride, out + p * plan->channels, c, padded, ROWS);
    for (; p < pixels; p++)
      depthwise_tile(plan, in + p * plan->pixel_stride, out + p * plan->channels, c, padded, 1);
  }
}

#else

static void depthwise_baseline(const cvk_i16_depthwise *plan, const int16_t *in, ptrdiff_t pixels,
                               int32_t *out) {
  ptrdiff_t padded = (plan->channels + CVK_BLOCK - 1) / CVK_BLOCK * CVK_BLOCK;
  for (ptrdiff_t p = 0; p < pixels; p++) {
    int32_t *to = out + p * plan->channels;
    memcpy(to, plan->bias, (size_t)plan->channels * sizeof(int32_t));
    for (ptrdiff_t t = 0; t < plan->pairs; t++) {
      const int16_t *w = plan->weights + t * padded * 2;
      const int16_t *x0 = in + p * plan->pixel_stride + plan->offsets[2 * t];
      const int16_t *x1 = in + p * plan->pixel_stride + plan->offsets[2 * t + 1];
      for (ptrdiff_t c = 0; c < plan->channels; c++)
        to[c] += x0[c] * w[2 * c] + x1[c] * w[2 * c + 1];
    }
  }
}

#endif

void cvk_i16_convolve_depthwise(int32_t level, const cvk_i16_depthwise *plan, const int16_t *in,
                                ptrdiff_t pixels, int32_t *out) {
#if defined(__x86_64__)
  if (level >= CVK_LEVEL_AVX2) return depthwise_avx2(plan, in, pixels, out);
#endif
  depthwise_baseline(plan, in, pixels, out);
}
