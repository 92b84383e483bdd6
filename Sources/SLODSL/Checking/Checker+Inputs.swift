extension Checker {
  /// The value of an input: from the command line, or its default.
  mutating func value(of input: InputDeclaration, in scope: Scope) -> Value? {
    guard let type = ValueType(input.type), type.isLiteral else {
      report(.unknownType(input.type, isInput: true))
      return nil
    }
    let given = inputs.last { $0.name == input.name.text }?.value
    let value: Value?
    if let given {
      value = parsed(given, as: type, for: input)
    } else if let expression = input.defaultValue {
      value = self.value(of: expression, as: type, for: input.name.text, in: scope)
    } else {
      report(.inputMissing(input))
      return nil
    }
    guard let value else { return nil }
    if let allowed = input.allowed {
      guard case .list(let values) = self.value(of: allowed, in: scope) else {
        report(.domainExpected(at: allowed.range))
        return nil
      }
      guard values.contains(where: { $0.equals(value) }) else {
        report(.inputNotAllowed(value.interpolated ?? "this", input, among: values))
        return nil
      }
    }
    return value
  }

  /// A value of the command line, read as the language would read it.
  private mutating func parsed(
    _ text: String,
    as type: ValueType,
    for input: InputDeclaration
  ) -> Value? {
    if type == .text { return .text(text) }
    let source = "let value = " + text
    let file = SourceFile(id: input.name.range.file, path: "-D", bytes: Array(source.utf8))
    let syntax = Parser.parse(file)
    if syntax.diagnostics.isEmpty, syntax.declarations.count == 1,
      case .binding(let binding) = syntax.declarations[0],
      let value = Self.literal(binding.value, in: file), type.accepts(value)
    {
      return value
    }
    report(.inputWrongType(text, expected: type, input))
    return nil
  }

  private static func literal(_ expression: Expression, in file: SourceFile) -> Value? {
    switch expression {
    case .quantity(let literal): .quantity(literal.quantity, text: file.text(literal.range))
    case .string(let literal): literal.plainText.map(Value.text)
    case .name(let name) where name.text == "true" || name.text == "false":
      .boolean(name.text == "true")
    case .list(let elements, _):
      elements.map { literal($0, in: file) }.allPresent.map(Value.list)
    default: nil
    }
  }

  /// `-D` of something that no file asks for is a misspelling.
  mutating func checkInputsExist() {
    var declared: [String] = []
    for file in files {
      for case .input(let input) in file.declarations { declared.append(input.name.text) }
    }
    for input in inputs where !declared.contains(input.name) {
      report(.unknownInput(input.name, among: declared))
    }
  }
}

extension [Value?] {
  /// All values, or nil when one is missing.
  fileprivate var allPresent: [Value]? {
    let present = compactMap(\.self)
    return present.count == count ? present : nil
  }
}
