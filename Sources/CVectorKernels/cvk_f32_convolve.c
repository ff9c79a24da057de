// A register tile of four pixels by two vectors of channels, or of one pixel by four. A sum belongs
// to one lane from its first product to its bias, so its order is that of the scalar loop.

#include <string.h>

#include "cvk_float.h"
#include "cvk_level.h"

// A fused multiply-add would round once where the scalar loop rounds twice.
#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__)

#define UNROLL _Pragma("clang loop unroll(full)")

#define CVK_F32_CONVOLVE(NAME, LANES, TARGET)                                                     \
  typedef float NAME##_vector __attribute__((vector_size(4 * LANES), aligned(4), may_alias));     \
                                                                                                  \
  static inline __attribute__((always_inline, target(TARGET))) void NAME##_tile(                  \
      const cvk_f32_convolution *plan, const float *in, float *out, ptrdiff_t channel,            \
      const int pixels, const int vectors) {                                                      \
    NAME##_vector sum[4][4];                                                                      \
    UNROLL for (int p = 0; p < pixels; p++)                                                       \
      UNROLL for (int v = 0; v < vectors; v++) sum[p][v] = (NAME##_vector){0};                    \
    for (ptrdiff_t row = 0; row < plan->rows; row++) {                                            \
      const float *w = plan->weights + row * plan->weight_row_stride + channel;                   \
      for (ptrdiff_t column = 0; column < plan->columns; column++) {                              \
        const float *x = in + row * plan->row_stride + column * plan->column_stride;              \
        for (ptrdiff_t k = 0; k < plan->input_channels; k++, w += plan->padded_channels) {        \
          UNROLL for (int p = 0; p < pixels; p++)                                                 \
            UNROLL for (int v = 0; v < vectors; v++)                                              \
              sum[p][v] += x[p * plan->pixel_stride + k] *                                        \
                           *(const NAME##_vector *)(w + v * LANES);                               \
        }                                                                                         \
      }                                                                                           \
    }                                                                                             \
    UNROLL for (int v = 0; v < vectors; v++) {                                                    \
      ptrdiff_t first = channel + v * LANES;                                                      \
      ptrdiff_t count = plan->channels - first < LANES ? plan->channels - first : LANES;          \
      NAME##_vector bias = {0};                                                                   \
      for (ptrdiff_t lane = 0; lane < count; lane++)                                              \
        bias[lane] = plan->bias[(first + lane) * plan->bias_stride];                              \
      UNROLL for (int p = 0; p < pixels; p++) {                                                   \
        NAME##_vector result = sum[p][v] + bias;                                                  \
        memcpy(out + p * plan->channels + first, &result, (size_t)count * sizeof(float));         \
      }                                                                                           \
    }                                                                                             \
  }                                                                                               \
                                                                                                  \
  /* The channels from `channel` on, as far as whole vectors go; returns where it stopped. */     \
  static __attribute__((target(TARGET))) ptrdiff_t NAME##_channels(                               \
      const cvk_f32_convolution *plan, const float *in, ptrdiff_t pixels, float *out,             \
      ptrdiff_t channel) {                                                                        \
    ptrdiff_t p = 0, end = channel;                                                               \
    for (; p + 4 <= pixels; p += 4) {                                                             \
      const float *x = in + p * plan->pixel_stride;                                               \
      float *y = out + p * plan->channels;                                                        \
      ptrdiff_t c = channel;                                                                      \
      for (; c + 2 * LANES <= plan->padded_channels; c += 2 * LANES)                              \
        NAME##_tile(plan, x, y, c, 4, 2);                                                         \
      for (; c + LANES <= plan->padded_channels; c += LANES) NAME##_tile(plan, x, y, c, 4, 1);    \
      end = c;                                                                                    \
    }                                                                                             \
    for (; p < pixels; p++) {                                                                     \
      const float *x = in + p * plan->pixel_stride;                                               \
      float *y = out + p * plan->channels;                                                        \
      ptrdiff_t c = channel;                                                                      \
      for (; c + 4 * LANES <= plan->padded_channels; c += 4 * LANES)                              \
        NAME##_tile(plan, x, y, c, 1, 4);                                                         \
      for (; c + LANES <= plan->padded_channels; c += LANES) NAME##_tile(plan, x, y, c, 1, 1);    \
      end = c;                                                                                    \
    }                                                                                             \
    return end;                                                                                   \
  }

CVK_F32_CONVOLVE(avx2, 8, "avx2")
CVK_F32_CONVOLVE(avx512, 16, "avx512f")

#endif

void cvk_f32_convolve(int32_t level, const cvk_f32_convolution *plan, const float *in,
                      ptrdiff_t pixels, float *out) {
#if defined(__x86_64__)
  ptrdiff_t channel = 0;
  if (level >= CVK_LEVEL_AVX512_VNNI) channel = avx512_channels(plan, in, pixels, out, channel);
  if (channel < plan->padded_channels) avx2_channels(plan, in, pixels, out, channel);
#else
  (void)level, (void)plan, (void)in, (void)pixels, (void)out;
#endif
}
