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
