/// Names for systems that allow fewer letters than specs do.
package enum BoundedName {
  /// Lower case with `-` for `_`, at most so many bytes long.
  ///
  /// What is too long is cut and gets a hash of the whole name, so that names with the same
  /// beginning stay apart. It depends on the name alone: what is added to a spec renames nothing.
  ///
  /// - Parameters:
  ///   - name: letters, digits, `-` and `_`; services and SLOs whose names are the same in lower
  ///     case with `-` cannot be declared.
  ///   - limit: at least 10.
  package static func text(of name: String, atMost limit: Int) -> String {
    let slug = name.lowercased().split(separator: "_", omittingEmptySubsequences: false)
      .joined(separator: "-")
    guard slug.utf8.count > limit else { return slug }
    let head = String(decoding: slug.utf8.prefix(limit - 9), as: UTF8.self)
    return head + "-" + hexadecimal(of: slug)
  }

  /// The hash with eight digits.
  package static func hexadecimal(of text: String) -> String {
    let digits = String(hash(of: text), radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }

  /// FNV-1a with 32 bits: the same on every machine and in every run.
  package static func hash(of text: String) -> UInt32 {
    text.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }
}
