import Graph

extension OperatorCall {
  /// The engine's kernel of another operation on the same operands, whatever the size of its result; nil
  /// if that is not valid.
  ///
  /// - Parameter varying: operands that are given at run time, constants or not.
  func resized(
    _ operation: Operation, varying: Set<Int> = [0]
  ) -> (@Sendable ([Tensor]) throws(EngineError) -> Tensor)? {
    Self.kernel(
      operation, operands: operands,
      constants: constants.enumerated().map { varying.contains($0.offset) ? nil : $0.element },
      declared: result)
  }

  /// Replaces the padding of a convolution or pool by numbers of its own.
  ///
  /// - Parameter unpadded: the operation with other padding.
  mutating func padExplicitly(
    _ pad: Padding2D, with number: Int, _ unpadded: (Padding2D) -> Operation
  ) {
    let shape = operands[0].shape
    let padded = TensorType(
      operands[0].dtype,
      [shape[0], shape[1] + pad.top + pad.bottom, shape[2] + pad.left + pad.right, shape[3]])
    guard
      let kernel = Self.kernel(
        unpadded(Padding2D()), operands: [padded] + operands.dropFirst(),
        constants: [nil] + constants.dropFirst(), declared: result)
    else { return }
    distort { result, operands in
      let source = operands[0].integers
      var input = Tensor(zeros: padded)
      input.mapIntegers { index, _ in
        let at = padded.shape.coordinates(ofFlatIndex: index)
        let (y, x) = (at[1] - pad.top, at[2] - pad.left)
        guard (0..<shape[1]).contains(y), (0..<shape[2]).contains(x) else { return number }
        return source[shape.flatIndex(of: [at[0], y, x, at[3]])]
      }
      if let made = try? kernel([input] + operands.dropFirst()) { result = made }
    }
  }
}

extension OperatorCall {
  /// Adds a change of each number of an integer result, by the two operands, broadcast, that it is made of.
  mutating func mapResultOfPairs(
    _ change: @escaping @Sendable (_ number: Int, _ x: Int, _ y: Int) -> Int
  ) {
    let (first, second) = (operands[0].shape, operands[1].shape)
    distort { result, operands in
      let shape = result.shape
      let (x, y) = (operands[0].integers, operands[1].integers)
      result.mapIntegers { index, number in
        let at = shape.coordinates(ofFlatIndex: index)
        return change(number, x[first.broadcastIndex(of: at)], y[second.broadcastIndex(of: at)])
      }
    }
  }
}

extension Shape {
  /// The place of the element that broadcasting puts at `coordinates` of a larger shape of equal rank.
  func broadcastIndex(of coordinates: [Int]) -> Int {
    flatIndex(of: zip(coordinates, dimensions).map { $1 == 1 ? 0 : $0 })
  }
}

extension Tensor {
  /// Rows and columns of an NHWC tensor at multiples of `stride`, the last one where there are no more.
  func sampled(_ type: TensorType, stride: Spatial2D) -> Tensor {
    let source = integers
    var result = Tensor(zeros: type)
    result.mapIntegers { index, _ in
      var at = type.shape.coordinates(ofFlatIndex: index)
      at[1] = min(at[1] * stride.y, shape[1] - 1)
      at[2] = min(at[2] * stride.x, shape[2] - 1)
      return source[shape.flatIndex(of: at)]
    }
    return result
  }
}
