extension InvalidInput {
  /// The same error with the element filled in, unless it already names one.
  func inElement(_ element: String) -> InvalidInput {
    var copy = self
    copy.location.element = location.element ?? element
    return copy
  }
}

/// Runs `body`; an error that does not say yet where it is gets `element`.
func locating<Result>(
  _ element: @autoclosure () -> String, _ body: () throws(InvalidInput) -> Result
) throws(InvalidInput) -> Result {
  do throws(InvalidInput) {
    return try body()
  } catch {
    throw error.inElement(element())
  }
}
