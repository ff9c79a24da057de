import Graph
import Testing

@Suite struct ShapeTests {
  @Test(arguments: [
    (Shape([]), 1), (Shape([0]), 0), (Shape([2, 3, 4]), 24),
    (Shape([1 << 31, 1 << 31, 1 << 31]), Int.max),
  ])
  func countsElementsWithoutOverflow(shape: Shape, count: Int) {
    #expect(shape.elementCount == count)
  }

  @Test func stridesAndCoordinatesAreRowMajor() {
    let shape: Shape = [2, 3, 4]
    #expect(shape.strides == [12, 4, 1])
    #expect(shape.coordinates(ofFlatIndex: 23) == [1, 2, 3])
    #expect(shape.coordinates(ofFlatIndex: 5) == [0, 1, 1])
  }

  @Test(arguments: [
    (Shape([2, 1]), Shape([1, 3]), Shape([2, 3])), (Shape([4]), Shape([4]), Shape([4])),
  ])
  func broadcasts(a: Shape, b: Shape, result: Shape) {
    #expect(a.broadcast(with: b) == result)
  }

  @Test(arguments: [(Shape([2]), Shape([3])), (Shape([2]), Shape([2, 1]))])
  func refusesToBroadcast(a: Shape, b: Shape) {
    #expect(a.broadcast(with: b) == nil)
  }
}
