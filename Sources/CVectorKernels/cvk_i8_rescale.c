// AVX2 has no arithmetic shift of 64-bit numbers. Adding 2^63 first makes the logical one do: for a
// signed v, v >> s (arithmetic) is ((v + 2^63) >> s (logical)) - 2^(63 - s). The rounding term and
// the zero point go into the two constants.

#include "cvk_integer.h"
#include "cvk_level.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

static inline __attribute__((always_inline)) int8_t rescale_one(int32_t x, int32_t multiplier,
                                                                int32_t shift,
                                                                int32_t zero_point) {
  int64_t scaled = ((int64_t)x * multiplier + ((int64_t)1 << (shift - 1))) >> shift;
  int64_t moved = scaled + zero_point;
  return (int8_t)(moved < -128 ? -128 : moved > 127 ? 127 : moved);
}

static void rescale_baseline(const int32_t *in, int8_t *out, ptrdiff_t rows, ptrdiff_t channels,
                             ptrdiff_t first, const int32_t *multiplier, const int32_t *shift,
                             int32_t zero_point) {
  for (ptrdiff_t r = 0; r < rows; r++, in += channels, out += channels)
    for (ptrdiff_t c = first; c < channels; c++)
      out[c] = rescale_one(in[c], multiplier[c], shift[c], zero_point);
}

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2")))

/* What four 64-bit lanes are multiplied, offset, shifted and offset by. */
typedef struct {
  __m256i multiplier, before, shift, after;
} lanes;

static inline __attribute__((always_inline)) AVX2 lanes make_lanes(__m256i multiplier,
                                                                   __m256i shift,
                                                                   int32_t zero_point) {
  const __m256i one = _mm256_set1_epi64x(1), top = _mm256_set1_epi64x(INT64_MIN);
  lanes l;
  l.multiplier = multiplier;
  l.shift = shift;
  l.before = _mm256_add_epi64(top, _mm256_sllv_epi64(one, _mm256_sub_epi64(shift, one)));
  l.after = _mm256_sub_epi64(_mm256_set1_epi64x(zero_point), _mm256_srlv_epi64(top, shift));
  return l;
}

static inline __attribute__((always_inline)) AVX2 __m256i scale_lanes(__m256i x, const lanes *l) {
  __m256i product = _mm256_add_epi64(_mm256_mul_epi32(x, l->multiplier), l->before);
  return _mm256_add_epi64(_mm256_srlv_epi64(product, l->shift), l->after);
}

/* The low halves of the even and the odd numbers, in order. */
static inline __attribute__((always_inline)) AVX2 __m256i interleave(__m256i even, __m256i odd) {
  return _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xAA);
}

static AVX2 void rescale_avx2(const int32_t *in, int8_t *out, ptrdiff_t rows, ptrdiff_t channels,
                              const int32_t *multiplier, const int32_t *shift,
                              int32_t zero_point) {
  const __m256i low = _mm256_set1_epi64x(0xFFFFFFFF);
  ptrdiff_t c = 0;
  for (; c + 8 <= channels; c += 8) {
    __m256i m = _mm256_loadu_si256((const __m256i *)(multiplier + c));
    __m256i s = _mm256_loadu_si256((const __m256i *)(shift + c));
    lanes even = make_lanes(m, _mm256_and_si256(s, low), zero_point);
    lanes odd = make_lanes(_mm256_srli_epi64(m, 32), _mm256_srli_epi64(s, 32), zero_point);
    for (ptrdiff_t r = 0; r < rows; r++) {
      __m256i x = _mm256_loadu_si256((const __m256i *)(in + r * channels + c));
      __m256i y = interleave(scale_lanes(x, &even), scale_lanes(_mm256_srli_epi64(x, 32), &odd));
      /* Packing saturates, which is the clamp. */
      __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(y), _mm256_extracti128_si256(y, 1));
      _mm_storel_epi64((__m128i *)(out + r * channels + c), _mm_packs_epi16(words, words));
    }
  }
  if (c < channels) rescale_baseline(in, out, rows, channels, c, multiplier, shift, zero_point);
}
#endif

void cvk_i8_rescale(int32_t level, const int32_t *in, int8_t *out, ptrdiff_t rows,
                    ptrdiff_t channels, const int32_t *multiplier, const int32_t *shift,
                    int32_t zero_point) {
#if defined(__x86_64__)
  if (level >= CVK_LEVEL_AVX2)
    return rescale_avx2(in, out, rows, channels, multiplier, shift, zero_point);
#endif
  rescale_baseline(in, out, rows, channels, 0, multiplier, shift, zero_point);
}
