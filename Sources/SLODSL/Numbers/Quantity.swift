/// A number and its unit as a literal writes them.
package struct Quantity: Hashable, Sendable {
  /// What a literal's unit says. Durations and sizes are normalised to milliseconds and bytes, so
  /// that `1500ms` equals `1.5s`.
  package enum Unit: String, Hashable, Sendable {
    /// No unit: `3`, `2.5`
    case number
    /// Milliseconds: `250ms`, `1h30m`
    case duration
    /// A share of one: `99.95%` is 0.9995
    case ratio
    /// `14.4x`
    case factor
    /// Bytes: `512MiB`, `2GB`
    case size
    /// Events a second: `120rps`, `100/s`, `5/min`
    case eventRate
    /// Bytes a second: `50MB/s`
    case byteRate
    /// `3 errors`
    case errors
  }

  package let value: ExactNumber
  package let unit: Unit

  package init(_ value: ExactNumber, _ unit: Unit) {
    self.value = value
    self.unit = unit
  }

  /// The duration when that is what the literal says; literals hold whole milliseconds.
  package var duration: Duration? {
    guard unit == .duration, let milliseconds = value.integer else { return nil }
    return Duration(milliseconds: Int64(milliseconds))
  }
}
