import SLODSL

/// Whether an expression parses and types.
struct Verdict {
  let type: PromQLType?
  let errors: [PromQLError]

  init(_ bytes: [UInt8], options: PromQLOptions) {
    let parsed = PromQLParser.parse(bytes, options: options)
    guard let expression = parsed.expression else {
      type = nil
      errors = parsed.errors
      return
    }
    let checked = PromQLChecker.check(expression, options: options)
    type = checked.type
    errors = checked.errors
  }

  var isAccepted: Bool { errors.isEmpty && type != nil }
}
