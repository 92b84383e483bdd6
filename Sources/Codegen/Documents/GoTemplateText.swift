/// Text inside Go's text/template, which Prometheus and Alertmanager read many values as.
///
/// The one place that escapes for it.
package enum GoTemplateText {
  /// Text that the template prints as it is.
  ///
  /// A brace at the end counts, since an action may follow.
  package static func literal(_ text: String) -> String {
    var escaped = ""
    var braces = 0
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      guard scalar == "{" else {
        escaped.unicodeScalars.append(scalar)
        continue
      }
      braces += 1
      let isLast = index == scalars.count - 1
      guard isLast || scalars[index + 1] != "{" else { continue }
      let run = String(repeating: "{", count: braces)
      escaped += braces > 1 || isLast ? "{{ \"\(run)\" }}" : run
      braces = 0
    }
    return escaped
  }
}

// MARK: - Reading

extension GoTemplateText {
  /// What a template shows that holds nothing but text: the inverse of `literal`.
  static func shown(_ template: String) -> String {
    var text = ""
    var rest = template[...]
    while let action = rest.firstAction {
      let words = rest[action].dropFirst(2).dropLast(2)
      guard words.hasPrefix(" \"{"), words.hasSuffix("{\" ") else { break }
      text += rest[..<action.lowerBound] + words.dropFirst(2).dropLast(2)
      rest = rest[action.upperBound...]
    }
    return text + rest
  }

  /// What stands between double braces, in the order of the text.
  static func actions(in template: String) -> [String] {
    var actions: [String] = []
    var rest = template[...]
    while let action = rest.firstAction {
      actions.append(String(rest[action]))
      rest = rest[action.upperBound...]
    }
    return actions
  }
}

extension Substring {
  /// The first pair of double braces with what is between.
  fileprivate var firstAction: Range<Index>? {
    guard let open = firstRange(of: "{{"), let close = self[open.upperBound...].firstRange(of: "}}")
    else { return nil }
    return open.lowerBound..<close.upperBound
  }
}
