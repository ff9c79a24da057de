import Graph

@testable import Quantized

/// Convolutions as the specification's pseudo-code has them: one loop a dimension, a bounds test at
/// every tap.
struct NaiveConvolution {
  private let input: [Int]
  private let weight: [Int]
  private let bias: [Int]
  private let inputShape: Shape
  private let weightShape: Shape
  private let result: Shape
  private let inputZero: Int
  private let weightZero: Int

  private init(_ item: OperatorCase) {
    let tensors = item.operands.map(\.tensor)
    (input, weight, bias) = (tensors[0].integers(), tensors[1].integers(), tensors[2].integers())
    (inputShape, weightShape, result) = (tensors[0].shape, tensors[1].shape, item.result.shape)
    (inputZero, weightZero) = (tensors[3].integers()[0], tensors[4].integers()[0])
  }

  /// The elements of the case's result.
  static func run(_ item: OperatorCase) -> [Int] {
    let naive = NaiveConvolution(item)
    switch item.operation {
    case .conv2D(let op): return naive.conv2D(op)
    case .depthwiseConv2D(let op): return naive.depthwise(op)
    case .transposeConv2D(let op): return naive.transposed(op)
    case .conv3D(let op): return naive.conv3D(op)
    default: preconditionFailure("\(item.operation) is no convolution")
    }
  }

  private func value(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ e: Int? = nil) -> Int {
    input[flat(a, b, c, d, e, inputShape)] - inputZero
  }
  private func weight(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ e: Int? = nil) -> Int {
    weight[flat(a, b, c, d, e, weightShape)] - weightZero
  }
  private func bias(_ channel: Int) -> Int { bias.count == 1 ? bias[0] : bias[channel] }

  private func flat(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ e: Int?, _ shape: Shape) -> Int {
    let index = ((a * shape[1] + b) * shape[2] + c) * shape[3] + d
    return e.map { index * shape[4] + $0 } ?? index
  }

  private func isInside(_ position: Int, _ size: Int) -> Bool { (0..<size).contains(position) }

  private func conv2D(_ op: Conv2D) -> [Int] {
    var output: [Int] = []
    for n in 0..<result[0] {
      for oy in 0..<result[1] {
        for ox in 0..<result[2] {
          for oc in 0..<result[3] {
            var acc = 0
            for ky in 0..<weightShape[1] {
              for kx in 0..<weightShape[2] {
                let y = oy * op.stride.y - op.pad.top + ky * op.dilation.y
                let x = ox * op.stride.x - op.pad.left + kx * op.dilation.x
                guard isInside(y, inputShape[1]), isInside(x, inputShape[2]) else { continue }
                for ic in 0..<inputShape[3] { acc += value(n, y, x, ic) * weight(oc, ky, kx, ic) }
              }
            }
            output.append(acc + bias(oc))
          }
        }
      }
    }
    return output
  }

  private func depthwise(_ op: DepthwiseConv2D) -> [Int] {
    var output: [Int] = []
    for n in 0..<result[0] {
      for oy in 0..<result[1] {
        for ox in 0..<result[2] {
          for c in 0..<weightShape[2] {
            for m in 0..<weightShape[3] {
              var acc = 0
              for ky in 0..<weightShape[0] {
                for kx in 0..<weightShape[1] {
                  let y = oy * op.stride.y - op.pad.top + ky * op.dilation.y
                  let x = ox * op.stride.x - op.pad.left + kx * op.dilation.x
                  guard isInside(y, inputShape[1]), isInside(x, inputShape[2]) else { continue }
                  acc += value(n, y, x, c) * weight(ky, kx, c, m)
                }
              }
              output.append(acc + bias(c * weightShape[3] + m))
            }
          }
        }
      }
    }
    return output
  }

  private func transposed(_ op: TransposeConv2D) -> [Int] {
    var output = (0..<result.elementCount).map { bias($0 % result[3]) }
    for n in 0..<inputShape[0] {
      for iy in 0..<inputShape[1] {
        for ix in 0..<inputShape[2] {
          for oc in 0..<result[3] {
            for ky in 0..<weightShape[1] {
              for kx in 0..<weightShape[2] {
                let oy = iy * op.stride.y + op.outPad.top + ky
                let ox = ix * op.stride.x + op.outPad.left + kx
                guard isInside(oy, result[1]), isInside(ox, result[2]) else { continue }
                for ic in 0..<inputShape[3] {
                  output[flat(n, oy, ox, oc, nil, result)] +=
                    value(n, iy, ix, ic) * weight(oc, ky, kx, ic)
                }
              }
            }
          }
        }
      }
    }
    return output
  }

  private func conv3D(_ op: Conv3D) -> [Int] {
    (0..<result.elementCount).map { index in
      let at = result.coordinates(ofFlatIndex: index)
      var acc = 0
      for kd in 0..<weightShape[1] {
        for ky in 0..<weightShape[2] {
          for kx in 0..<weightShape[3] {
            let d = at[1] * op.stride[0] - op.pad[0] + kd * op.dilation[0]
            let y = at[2] * op.stride[1] - op.pad[2] + ky * op.dilation[1]
            let x = at[3] * op.stride[2] - op.pad[4] + kx * op.dilation[2]
            guard isInside(d, inputShape[1]), isInside(y, inputShape[2]),
              isInside(x, inputShape[3])
            else { continue }
            for ic in 0..<inputShape[4] {
              acc += value(at[0], d, y, x, ic) * weight(at[4], kd, ky, kx, ic)
            }
          }
        }
      }
      return acc + bias(at[4])
    }
  }
}
