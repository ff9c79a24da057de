#ifndef ASSAY_CVK_INTEGER_H
#define ASSAY_CVK_INTEGER_H

#include <stddef.h>
#include <stdint.h>

// Every function takes the level to run at (cvk_level.h), which the machine must have, and gives
// the same bits at each. Sums must fit INT32; the caller proves that they do.

/// Channels of one block of packed weights.
#define CVK_BLOCK 16

/// out[i] = in[i] - zero_point.
void cvk_i8_widen(int32_t level, const int8_t *in, int16_t *out, ptrdiff_t count,
                  int16_t zero_point);

/// What one row of a convolution needs beside its data.
typedef struct {
  /// Elements from one output pixel's window to the next one's.
  ptrdiff_t pixel_stride;
  /// Where each contiguous run of the window starts, in elements from the window's start.
  const int32_t *offsets;
  ptrdiff_t segments;
  /// Half of a run's length, rounded up; the weight of an element past an odd run's end is 0.
  ptrdiff_t pairs;
  /// [channel block][segment][pair][CVK_BLOCK][2].
  const int16_t *weights;
  /// One for each channel, padded to whole blocks.
  const int32_t *bias;
  ptrdiff_t channels;
} cvk_i16_convolution;

/// out[p][o] = bias[o] + the sum over s and k of
/// in[p * pixel_stride + offsets[s] + k] * weight[o][s][k], for `pixels` pixels.
void cvk_i16_convolve(int32_t level, const cvk_i16_convolution *plan, const int16_t *in,
                      ptrdiff_t pixels, int32_t *out);

/// What one row of a depthwise convolution needs beside its data.
typedef struct {
  /// Elements from one output pixel's window to the next one's.
  ptrdiff_t pixel_stride;
  /// Where each tap is, in elements from the window's start; 2 * pairs of them.
  const int32_t *offsets;
  /// Half of the taps, rounded up; the weight of an added tap is 0.
  ptrdiff_t pairs;
  /// [pair][channels padded to whole blocks][2].
  const int16_t *weights;
  /// One for each channel, padded to whole blocks.
  const int32_t *bias;
  ptrdiff_t channels;
} cvk_i16_depthwise;

/// out[p][c] = bias[c] + the sum over t of in[p * pixel_stride + offsets[t] + c] * weight[t][c].
/// Reads up to CVK_BLOCK elements past the last channel.
void cvk_i16_convolve_depthwise(int32_t level, const cvk_i16_depthwise *plan, const int16_t *in,
                                ptrdiff_t pixels, int32_t *out);

/// out[r][c] = clamp(((in[r][c] * multiplier[c] + 2^(shift[c] - 1)) >> shift[c]) + zero_point).
/// Shifts are 2 to 62, and the shifted product fits INT32.
void cvk_i8_rescale(int32_t level, const int32_t *in, int8_t *out, ptrdiff_t rows,
                    ptrdiff_t channels, const int32_t *multiplier, const int32_t *shift,
                    int32_t zero_point);

#endif
