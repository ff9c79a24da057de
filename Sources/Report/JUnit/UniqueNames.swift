/// Numbers names that occur again, since readers drop the second of two cases of one name.
struct UniqueNames {
  private var repetitions: [String: Int] = [:]

  /// `name` the first time, then `name #2`, `name #3` ...
  mutating func name(_ name: String) -> String {
    guard var number = repetitions[name] else {
      repetitions[name] = 1
      return name
    }
    var unique = name
    repeat {
      number += 1
      unique = "\(name) #\(number)"
    } while repetitions[unique] != nil
    repetitions[name] = number
    repetitions[unique] = 1
    return unique
  }
}
