/// Words for inputs, arguments, types and the words of settings.
extension Diagnostic {
  // MARK: 1015 inputs

  static func unknownInput(_ name: String, among names: [String]) -> Diagnostic {
    let near = EditDistance.nearest(to: name, among: names)
    return Diagnostic(
      .SLO1015,
      "no file declares an input '\(name)' for -D \(name)=…",
      at: nil,
      help: [
        near.map { "did you mean '\($0)'?" }
          ?? (names.isEmpty
            ? "declare it: input \(name): String = \"…\""
            : "inputs: " + names.joined(separator: ", "))
      ]
    )
  }

  static func inputMissing(_ input: InputDeclaration) -> Diagnostic {
    Diagnostic(
      .SLO1015,
      "the input '\(input.name.text)' has no value",
      at: input.name.range,
      label: "neither a default nor -D \(input.name.text)=…",
      help: ["pass -D \(input.name.text)=VALUE, or write a default behind '='"]
    )
  }

  static func inputNotAllowed(
    _ text: String,
    _ input: InputDeclaration,
    among values: [Value]
  ) -> Diagnostic {
    Diagnostic(
      .SLO1015,
      "'\(text)' is not allowed for the input '\(input.name.text)'",
      at: input.allowed?.range ?? input.name.range,
      label: "allowed: " + values.compactMap(\.interpolated).joined(separator: ", ")
    )
  }

  static func inputWrongType(
    _ text: String,
    expected: ValueType,
    _ input: InputDeclaration
  ) -> Diagnostic {
    Diagnostic(
      .SLO1015,
      "'\(text)' is no value for the input '\(input.name.text)'",
      at: input.type.range,
      label: "\(expected.noun) is expected",
      help: ["for example -D \(input.name.text)=\(expected.example)"]
    )
  }

  // MARK: 1017, 1018 words and arguments

  static func unknownWord(
    _ name: Name,
    at range: SourceRange,
    among words: [String],
    for subject: String
  ) -> Diagnostic {
    let near = EditDistance.nearest(to: name.text, among: words)
    return Diagnostic(
      .SLO1017,
      "'\(name.text)' is not a choice for '\(subject)'",
      at: range,
      label: near.map { "did you mean '\($0)'?" },
      help: ["choose one of: " + words.joined(separator: ", ")],
      fixIts: near.map { [FixIt("use '\($0)'", replacing: name.range, with: $0)] } ?? []
    )
  }

  static func wordExpected(
    _ words: [String],
    for subject: String,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO1017,
      "'\(subject)' is one of a few words",
      at: range,
      help: ["choose one of: " + words.map { "." + $0 }.joined(separator: ", ")]
    )
  }

  static func unknownArgument(
    _ argument: Argument,
    of subject: String,
    among names: [String]
  ) -> Diagnostic {
    let known = names.map { $0 + ":" }.joined(separator: ", ")
    guard let label = argument.label else {
      return Diagnostic(
        .SLO1018,
        "arguments of '\(subject)' carry their name",
        at: argument.range,
        help: ["its arguments: " + known],
        fixIts: names.count == 1 || names.first == "of"
          ? [
            FixIt(
              "name it",
              replacing: SourceRange(
                file: argument.range.file,
                start: Int(argument.range.start),
                end: Int(argument.range.start)
              ),
              with: names[0] + ": "
            )
          ] : []
      )
    }
    guard !names.contains(label.text) else {
      return Diagnostic(
        .SLO1018,
        "'\(subject)' has the argument '\(label.text)' already",
        at: label.range,
        label: "given twice"
      )
    }
    let near = EditDistance.nearest(to: label.text, among: names)
    return Diagnostic(
      .SLO1018,
      "'\(subject)' has no argument '\(label.text)'",
      at: label.range,
      label: near.map { "did you mean '\($0)'?" },
      help: [names.isEmpty ? "it takes no arguments" : "its arguments: " + known],
      fixIts: near.map { [FixIt("use '\($0)'", replacing: label.range, with: $0)] } ?? []
    )
  }

  static func noArguments(_ subject: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO1018,
      "'\(subject)' takes no arguments",
      at: range,
      fixIts: [FixIt("write \(subject)", replacing: range, with: subject)]
    )
  }

  static func argumentMissing(
    _ parameter: Parameter,
    of template: TemplateDeclaration,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO1018,
      "'\(template.name.text)' needs the argument '\(parameter.name.text)'",
      at: range,
      label: "missing \(parameter.name.text):",
      related: [Related("declared here, without a default", at: parameter.range)]
    )
  }

  static func templateExpected(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO1018,
      "a template and its arguments are expected",
      at: range,
      help: ["for example HTTPService(job: \"cart\")"]
    )
  }

  static func unknownType(_ type: TypeSyntax, isInput: Bool = false) -> Diagnostic {
    // Of a list, the element is what is unknown.
    if type.name.text == "List", type.arguments.count == 1 {
      return unknownType(type.arguments[0], isInput: isInput)
    }
    let name = type.name
    let names = ValueType.names.filter { !isInput || $0 != "Metric" }
    let near =
      EditDistance.nearest(to: name.text, among: names)
      ?? foreignTypes[name.text].flatMap { names.contains($0) ? $0 : nil }
    return Diagnostic(
      .SLO1021,
      "'\(name.text)' is not a type of \(isInput ? "inputs" : "parameters and values")",
      at: type.range,
      label: near.map { "did you mean '\($0)'?" },
      help: ["types: " + names.joined(separator: ", ") + ", and lists such as [String]"],
      fixIts: near.map { [FixIt("use '\($0)'", replacing: name.range, with: $0)] } ?? []
    )
  }

  /// What types of other languages are called here.
  private static let foreignTypes = [
    "TimeInterval": "Duration", "Time": "Duration", "Seconds": "Duration", "Double": "Ratio",
    "Float": "Ratio", "Percent": "Ratio", "Percentage": "Ratio", "Integer": "Int", "Number": "Int",
    "number": "Int", "Boolean": "Bool", "Text": "String", "string": "String", "Bytes": "Size",
    "Counter": "Metric", "Histogram": "Metric", "Gauge": "Metric",
  ]

  static func unknownMetricKind(_ name: Name, among kinds: [String]) -> Diagnostic {
    let near = EditDistance.nearest(to: name.text, among: kinds)
    return Diagnostic(
      .SLO1021,
      "'\(name.text)' is not a kind of metric",
      at: name.range,
      label: near.map { "did you mean '\($0)'?" },
      help: ["kinds: " + kinds.joined(separator: ", ")],
      fixIts: near.map { [FixIt("use '\($0)'", replacing: name.range, with: $0)] } ?? []
    )
  }

  static func unknownUnit(_ name: Name, among units: [String]) -> Diagnostic {
    let near = EditDistance.nearest(to: name.text, among: units)
    return Diagnostic(
      .SLO1021,
      "'\(name.text)' is not a unit",
      at: name.range,
      label: near.map { "did you mean '\($0)'?" },
      help: ["units: " + units.joined(separator: ", ")],
      fixIts: near.map { [FixIt("use '\($0)'", replacing: name.range, with: $0)] } ?? []
    )
  }
}
