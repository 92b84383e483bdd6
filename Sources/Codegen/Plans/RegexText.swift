/// Regular expressions as matchers hold them: RE2, anchored at both ends by Prometheus.
package enum RegexText {
  /// Matches exactly the texts, in the order given.
  package static func alternation(of texts: [String]) -> String {
    texts.map(literal).joined(separator: "|")
  }

  /// Matches exactly the text.
  ///
  /// A class of one, `0[.]3`, needs no backslash, which PromQL and YAML
  /// would double; only what means something inside a class has one.
  package static func literal(_ text: String) -> String {
    var pattern = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case ".", "+", "*", "?", "(", ")", "|", "{", "}", "$":
        pattern += "["
        pattern.unicodeScalars.append(scalar)
        pattern += "]"
      case "\\", "^", "[", "]":
        pattern += "\\"
        pattern.unicodeScalars.append(scalar)
      default:
        pattern.unicodeScalars.append(scalar)
      }
    }
    return pattern
  }
}
