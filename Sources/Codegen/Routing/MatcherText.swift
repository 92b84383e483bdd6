/// Matchers in the spelling that every Alertmanager reads alike.
extension RouteMatcher {
  /// `severity="page"`, `slo_id=~"a/x|a/y"`, `slo_id!=""`
  var text: String {
    switch condition {
    case .oneOf(let values):
      values.count == 1
        ? label + "=" + Self.quoted(values[0])
        : label + "=~" + Self.quoted(RegexText.alternation(of: values))
    case .present: label + "!=\"\""
    }
  }

  /// `"…"` with the three escapes that the classic parser and that of 0.27 have in common; what is
  /// none of them stands as it is.
  private static func quoted(_ value: String) -> String {
    var quoted = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": quoted += "\\\\"
      case "\"": quoted += "\\\""
      case "\n": quoted += "\\n"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
