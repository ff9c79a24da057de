import Testing

@testable import Axon

struct ValueTableTests {
  @Test func rowsHaveCommasBetweenValues() {
    #expect(ValueTable.text([[1, -128, 127], [0]]) == "1,-128,127\n0\n")
  }

  /// As the library writes: a comma behind the last value.
  @Test func readsCommasBehindValuesAndEitherLineEnd() {
    let text = "1, -2,3,\r\n-2147483648,5,\n\n"
    #expect(ValueTable.rows(of: Array(text.utf8)) == [[1, -2, 3], [-2_147_483_648, 5]])
  }

  @Test(arguments: ["1,x,3", "1.5", "2147483648", "nan,", "\u{FF}1", "1 2x"])
  func anythingElseIsRefused(_ text: String) {
    #expect(ValueTable.rows(of: Array(text.utf8)) == nil)
  }
}
