#ifndef ASSAY_CVK_FLOAT_H
#define ASSAY_CVK_FLOAT_H

#include <stddef.h>
#include <stdint.h>

// Every function takes the level to run at (cvk_level.h), which the machine must have, and gives
// the same bits at each: multiply and add are rounded apart, and sums keep their order.

/// A convolution at the taps that lie on the input; strides are in floats.
typedef struct {
  /// Output channels, and those up to which packed weights are filled with zeros: a multiple of 8.
  ptrdiff_t channels, padded_channels;
  ptrdiff_t input_channels;
  /// From one output pixel's window to the next one's.
  ptrdiff_t pixel_stride;
  /// Taps on the input.
  ptrdiff_t rows, columns;
  /// From one tap to the next in the input.
  ptrdiff_t row_stride, column_stride;
  /// From one row of taps to the next in the weights.
  ptrdiff_t weight_row_stride;
  /// Of the first tap on the input: [row][column][input channel][padded_channels].
  const float *weights;
  const float *bias;
  /// 0 if one bias stands for all channels, or 1.
  ptrdiff_t bias_stride;
} cvk_f32_convolution;

/// out[p][o] = the sum over rows, columns and input channels, in that order and from 0, of
/// in[p * pixel_stride + ..] * weight, and bias[o] last, for `pixels` pixels.
/// Only at CVK_LEVEL_AVX2 and above.
void cvk_f32_convolve(int32_t level, const cvk_f32_convolution *plan, const float *in,
                      ptrdiff_t pixels, float *out);

/// A depthwise convolution at the taps that lie on the input; strides are in floats.
typedef struct {
  /// Output channels, and how many of them share an input channel: 1, or a multiple of 16.
  ptrdiff_t channels, multiplier;
  /// From one output pixel's window to the next one's.
  ptrdiff_t pixel_stride;
  /// Taps on the input.
  ptrdiff_t rows, columns;
  /// From one tap to the next in the input.
  ptrdiff_t row_stride, column_stride;
  /// From one row of taps to the next in the weights.
  ptrdiff_t weight_row_stride;
  /// Of the first tap on the input: [row][column][channels].
  const float *weights;
  const float *bias;
  /// 0 if one bias stands for all channels, or 1.
  ptrdiff_t bias_stride;
} cvk_f32_depthwise;

/// out[p][c] = the sum over rows and columns, in that order and from 0, of
/// in[p * pixel_stride + .. + c / multiplier] * weight, and bias[c] last, for `pixels` pixels.
/// Only at CVK_LEVEL_AVX2 and above.
void cvk_f32_convolve_depthwise(int32_t level, const cvk_f32_depthwise *plan, const float *in,
                                ptrdiff_t pixels, float *out);

#endif
