/// A value of the Python literal that heads a `.npy` file, with the byte where it starts.
struct PythonLiteral: Equatable {
  indirect enum Value: Equatable {
    case none
    case boolean(Bool)
    case integer(Int)
    case string(String)
    case tuple([PythonLiteral])
    case list([PythonLiteral])
    case dictionary([Entry])
  }

  struct Entry: Equatable {
    var key: PythonLiteral
    var value: PythonLiteral
  }

  /// The value.
  var value: Value
  /// Where it starts in the file.
  var offset: Int

  /// How an error message names the value.
  var summary: String {
    switch value {
    case .none: "None"
    case .boolean(let flag): flag ? "True" : "False"
    case .integer(let number): "\(number)"
    case .string(let text): "'\(text)'"
    case .tuple: "a tuple"
    case .list: "a list"
    case .dictionary: "a dictionary"
    }
  }
}
