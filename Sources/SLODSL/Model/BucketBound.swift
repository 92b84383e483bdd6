/// The texts of a bucket's `le` label.
package enum BucketBound {
  /// Every text under which a server may store the bound, the declared one first.
  ///
  /// Prometheus 2 keeps what the target exposed: usually the shortest decimal, in Go the shortest
  /// form of `strconv.FormatFloat` with format 'g', which turns to an exponent from 1e+06 up and
  /// below 1e-04. Prometheus 3 normalises to that form and adds `.0` to whole numbers
  /// (`labels.FormatOpenMetricsFloat`).
  package static func spellings(of bound: ExactNumber, declared: String?) -> [String] {
    let decimal = bound.decimalText
    var spellings = declared.map { [$0] } ?? []
    for text in [decimal, exponentForm(of: decimal), bound.isInteger ? decimal + ".0" : decimal]
    where !spellings.contains(text) {
      spellings.append(text)
    }
    return spellings
  }

  /// As Prometheus 3 stores it, whatever the target exposed.
  package static func newestSpelling(of bound: ExactNumber) -> String {
    let decimal = bound.decimalText
    let short = exponentForm(of: decimal)
    return short == decimal && bound.isInteger ? decimal + ".0" : short
  }

  /// Go's shortest 'g': the plain decimal, or an exponent of at least two digits.
  private static func exponentForm(of decimal: String) -> String {
    let bytes = Array(decimal.utf8)
    let digits = bytes.filter { $0 != UInt8(ascii: ".") }
    let point = bytes.firstIndex(of: UInt8(ascii: ".")) ?? bytes.count
    guard let first = digits.firstIndex(where: { $0 != UInt8(ascii: "0") }) else { return decimal }
    let exponent = point - 1 - first
    guard exponent >= 6 || exponent < -4 else { return decimal }
    var significant = Array(digits[first...])
    while significant.count > 1, significant.last == UInt8(ascii: "0") { significant.removeLast() }
    let tail = String(decoding: significant.dropFirst(), as: UTF8.self)
    let head = String(decoding: significant.prefix(1), as: UTF8.self)
    let size = String(abs(exponent))
    let power = (exponent < 0 ? "-" : "+") + (size.utf8.count < 2 ? "0" + size : size)
    return head + (tail.isEmpty ? "" : "." + tail) + "e" + power
  }
}
