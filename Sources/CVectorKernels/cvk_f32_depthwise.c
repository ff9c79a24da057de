// A register tile of two pixels by four vectors of channels. A sum belongs to one lane from its
// first product to its bias, so its order is that of the scalar loop.

#include "cvk_float.h"
#include "cvk_level.h"

// A fused multiply-add would round once where the scalar loop rounds twice.
#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__)

#define UNROLL _Pragma("clang loop unroll(full)")

#define CVK_F32_DEPTHWISE(NAME, LANES, TARGET)                                                    \
  typedef float NAME##_vector __attribute__((vector_size(4 * LANES), aligned(4), may_alias));     \
                                                                                                  \
  static inline __attribute__((always_inline, target(TARGET))) void NAME##_tile(                  \
      const cvk_f32_depthwise *plan, const float *in, float *out, ptrdiff_t channel,              \
      const int pixels, const int vectors, const int shares) {                                    \
    NAME##_vector sum[2][4];                                                                      \
    ptrdiff_t source[4];                                                                          \
    UNROLL for (int v = 0; v < vectors; v++) {                                                    \
      source[v] = shares ? (channel + v * LANES) / plan->multiplier : channel + v * LANES;        \
      UNROLL for (int p = 0; p < pixels; p++) sum[p][v] = (NAME##_vector){0};                     \
    }                                                                                             \
    for (ptrdiff_t row = 0; row < plan->rows; row++) {                                            \
      const float *w = plan->weights + row * plan->weight_row_stride + channel;                   \
      const float *x = in + row * plan->row_stride;                                               \
      for (ptrdiff_t column = 0; column < plan->columns; column++) {                              \
        UNROLL for (int v = 0; v < vectors; v++) {                                                \
          NAME##_vector weight = *(const NAME##_vector *)(w + v * LANES);                         \
          UNROLL for (int p = 0; p < pixels; p++) {                                               \
            const float *from = x + p * plan->pixel_stride + source[v];                           \
            if (shares)                                                                           \
              sum[p][v] += *from * weight;                                                        \
            else                                                                                  \
              sum[p][v] += *(const NAME##_vector *)from * weight;                                 \
          }                                                                                       \
        }                                                                                         \
        w += plan->channels;                                                                      \
        x += plan->column_stride;                                                                 \
      }                                                                                           \
    }                                                                                             \
    UNROLL for (int v = 0; v < vectors; v++) {                                                    \
      ptrdiff_t first = channel + v * LANES;                                                      \
      NAME##_vector bias;                                                                         \
      UNROLL for (int lane = 0; lane < LANES; lane++)                                             \
        bias[lane] = plan->bias[(first + lane) * plan->bias_stride];                              \
      UNROLL for (int p = 0; p < pixels; p++)                                                     \
        *(NAME##_vector *)(out + p * plan->channels + first) = sum[p][v] + bias;                  \
    }                                                                                             \
  }                                                                                               \
                                                                                                  \
  /* The channels from `channel` on, as far as whole vectors go; returns where it stopped. */     \
  static inline __attribute__((always_inline, target(TARGET))) ptrdiff_t NAME##_pixels(           \
      const cvk_f32_depthwise *plan, const float *in, float *out, ptrdiff_t channel,              \
      const int pixels, const int shares) {                                                       \
    for (; channel + 4 * LANES <= plan->channels; channel += 4 * LANES)                           \
      NAME##_tile(plan, in, out, channel, pixels, 4, shares);                                     \
    for (; channel + LANES <= plan->channels; channel += LANES)                                   \
      NAME##_tile(plan, in, out, channel, pixels, 1, shares);                                     \
    return channel;                                                                               \
  }                                                                                               \
                                                                                                  \
  static __attribute__((target(TARGET))) ptrdiff_t NAME##_channels(                               \
      const cvk_f32_depthwise *plan, const float *in, ptrdiff_t pixels, float *out,               \
      ptrdiff_t channel) {                                                                        \
    ptrdiff_t end = channel;                                                                      \
    for (ptrdiff_t p = 0; p < pixels;) {                                                          \
      const float *x = in + p * plan->pixel_stride;                                               \
      float *y = out + p * plan->channels;                                                        \
      if (plan->multiplier == 1 && p + 2 <= pixels) {                                             \
        end = NAME##_pixels(plan, x, y, channel, 2, 0);                                           \
        p += 2;                                                                                   \
      } else if (plan->multiplier == 1) {                                                         \
        end = NAME##_pixels(plan, x, y, channel, 1, 0);                                           \
        p += 1;                                                                                   \
      } else {                                                                                    \
        end = NAME##_pixels(plan, x, y, channel, 1, 1);                                           \
        p += 1;                                                                                   \
      }                                                                                           \
    }                                                                                             \
    return end;                                                                                   \
  }

CVK_F32_DEPTHWISE(avx2, 8, "avx2")
CVK_F32_DEPTHWISE(avx512, 16, "avx512f")

// What is left of the channels, fewer than a vector.
static void last_channels(const cvk_f32_depthwise *plan, const float *in, ptrdiff_t pixels,
                          float *out, ptrdiff_t channel) {
  for (ptrdiff_t p = 0; p < pixels; p++) {
    for (ptrdiff_t c = channel; c < plan->channels; c++) {
      const float *x = in + p * plan->pixel_stride + c / plan->multiplier;
      float sum = 0;
      for (ptrdiff_t row = 0; row < plan->rows; row++) {
        const float *w = plan->weights + row * plan->weight_row_stride + c;
        for (ptrdiff_t column = 0; column < plan->columns; column++)
          sum += x[row * plan->row_stride + column * plan->column_stride] *
                 w[column * plan->channels];
      }
      out[p * plan->channels + c] = sum + plan->bias[c * plan->bias_stride];
    }
  }
}

#endif

void cvk_f32_convolve_depthwise(int32_t level, const cvk_f32_depthwise *plan, const float *in,
                                ptrdiff_t pixels, float *out) {
#if defined(__x86_64__)
  ptrdiff_t channel = 0;
  if (level >= CVK_LEVEL_AVX512_VNNI) channel = avx512_channels(plan, in, pixels, out, channel);
  if (channel < plan->channels) channel = avx2_channels(plan, in, pixels, out, channel);
  if (channel < plan->channels) last_channels(plan, in, pixels, out, channel);
#else
  (void)level, (void)plan, (void)in, (void)pixels, (void)out;
#endif
}
