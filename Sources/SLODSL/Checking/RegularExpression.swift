/// Texts of RE2 patterns as matchers need them.
enum RegularExpression {
  /// The text as a pattern that matches only itself.
  static func escaping(_ text: String) -> String {
    var pattern = ""
    for scalar in text.unicodeScalars {
      if "\\.+*?()|[]{}^$".unicodeScalars.contains(scalar) {
        pattern += "[" + String(scalar) + "]"
      } else {
        pattern.unicodeScalars.append(scalar)
      }
    }
    return pattern
  }

  static func asAlternative(_ pattern: String) -> String { "(?:" + pattern + ")" }
  static func problem(in pattern: String) -> String? { nil }
  static func matches(_ pattern: String, _ text: String) -> Bool? { nil }
}
