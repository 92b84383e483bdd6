extension Checker {
  /// The settings of a block that holds nothing else.
  mutating func settings(
    of block: Block?,
    in scope: Scope,
    allowed: [SettingKey]
  ) -> SettingGroup {
    var group = SettingGroup()
    for declaration in block?.declarations ?? [] {
      switch declaration {
      case .setting(let setting): add(setting, to: &group, in: scope, allowed: allowed)
      default: report(.misplaced(declaration, in: "here: only settings stand in this block"))
      }
    }
    return group
  }

  mutating func add(
    _ setting: SettingDeclaration,
    to group: inout SettingGroup,
    in scope: Scope,
    allowed: [SettingKey]
  ) {
    guard let key = SettingKey(rawValue: setting.key.text), allowed.contains(key) else {
      report(.unknownSetting(setting.key, among: allowed.map(\.rawValue)))
      group.hasUnknown = true
      return
    }
    if let other = group.first(key), !key.isRepeatable {
      report(.settingTwice(setting.key, before: other.setting.key.range))
      return
    }
    group.append(
      ScopedSetting(key: key, setting: setting, scope: scope, instantiations: instantiations)
    )
  }

  // MARK: Reading one value

  /// The only value of a setting; nil has been reported.
  mutating func single(_ setting: ScopedSetting) -> Expression? {
    guard let argument = setting.setting.values.first else { return nil }
    if let extra = setting.setting.values.dropFirst().first {
      report(.oneValueExpected(setting.setting, extra: extra))
      return nil
    }
    if let label = argument.label {
      report(.noLabelExpected(label, key: setting.setting.key.text))
      return nil
    }
    return argument.value
  }

  mutating func value(_ setting: ScopedSetting, as type: ValueType) -> Value? {
    guard let expression = single(setting) else { return nil }
    return reading(setting) { checker in
      checker.value(of: expression, as: type, for: setting.setting.key.text, in: setting.scope)
    }
  }

  /// Reads a setting with the places through which it was reached.
  mutating func reading<Result>(
    _ setting: ScopedSetting,
    _ body: (inout Checker) -> Result
  ) -> Result {
    let outer = instantiations
    instantiations = setting.instantiations
    defer { instantiations = outer }
    return body(&self)
  }

  /// The value of an expression where only values of one type mean something.
  mutating func value(
    of expression: Expression,
    as type: ValueType,
    for subject: String,
    in scope: Scope
  ) -> Value? {
    if type == .text, reportUndeclared(expression, in: scope) { return nil }
    guard let value = value(of: expression, in: scope) else { return nil }
    guard type.accepts(value) else {
      report(
        .wrongType(
          value.noun,
          expected: type.noun,
          at: expression.range,
          help: "write \(type.example(for: subject, insteadOf: value))",
          fixIt: type.mended(value, for: subject)
        )
      )
      return nil
    }
    return value
  }

  /// Reports a name that nobody declares where only a value makes sense, which elsewhere would be
  /// taken for a metric. False for anything else.
  mutating func reportUndeclared(_ expression: Expression, in scope: Scope) -> Bool {
    guard case .name(let name) = expression, !name.isQuoted,
      !["true", "false"].contains(name.text), symbol(named: name.text, in: scope) == nil
    else { return false }
    guard !brokenNames.contains(name.text) else { return true }
    let names = namesInScope(scope) { symbol in
      switch symbol {
      case .binding, .value: true
      case .metric, .template, .policy, .receiver, .interval: false
      }
    }
    report(.undeclaredText(name, suggestions: names))
    return true
  }

  mutating func text(_ setting: ScopedSetting) -> String? {
    guard case .text(let text) = value(setting, as: .text) else { return nil }
    return text
  }

  mutating func duration(_ setting: ScopedSetting) -> Duration? {
    guard case .quantity(let quantity, _) = value(setting, as: .duration),
      let duration = quantity.duration
    else { return nil }
    guard duration > .zero else {
      report(.zeroDuration(setting.setting.key.text, at: setting.setting.values[0].range))
      return nil
    }
    return duration
  }

  /// A name that is a word of the setting's own: `.exact`, or bare for words like `off`.
  mutating func word(_ expression: Expression, among words: [String], for subject: String)
    -> String?
  {
    let name: Name
    switch expression {
    case .enumCase(let written, _): name = written
    case .name(let written): name = written
    case .missing: return nil
    default:
      report(.wordExpected(words, for: subject, at: expression.range))
      return nil
    }
    guard words.contains(name.text) else {
      report(.unknownWord(name, at: expression.range, among: words, for: subject))
      return nil
    }
    return name.text
  }

  /// Bare names, as `by: route, tenant` lists them.
  mutating func names(_ setting: ScopedSetting) -> [Name] {
    var names: [Name] = []
    for argument in setting.setting.values {
      guard case .name(let name) = argument.value, argument.label == nil else {
        if case .missing = argument.value { continue }
        report(
          .nameExpected(
            setting.setting.key.text,
            at: argument.range,
            instead: argument.value.listedNames?.joined(separator: ", ")
          )
        )
        continue
      }
      guard !names.contains(where: { $0.text == name.text }) else {
        report(.labelTwice(name.text, at: name.range))
        continue
      }
      names.append(name)
    }
    return names
  }

  /// `name = "text"` pairs, as `labels:` and `severities:` list them.
  mutating func assignments(_ setting: ScopedSetting) -> [(name: Name, value: String)] {
    var pairs: [(name: Name, value: String)] = []
    for argument in setting.setting.values {
      guard let name = argument.label else {
        if case .missing = argument.value { continue }
        report(.assignmentExpected(setting.setting.key.text, at: argument.range))
        continue
      }
      let value = reading(setting) { checker in
        checker.value(
          of: argument.value,
          as: .text,
          for: "\(setting.setting.key.text): \(name.text)",
          in: setting.scope
        )
      }
      guard case .text(let text) = value else { continue }
      guard !pairs.contains(where: { $0.name.text == name.text }) else {
        report(.labelTwice(name.text, at: name.range))
        continue
      }
      pairs.append((name, text))
    }
    return pairs
  }

  /// Whether a sentence goes on behind what only looks like its end, `e.g.`: with a small letter in
  /// the same paragraph.
  private static func goesOn(_ rest: ArraySlice<UInt8>, behind blank: [UInt8]) -> Bool {
    let gap = rest.prefix { blank.contains($0) }
    guard gap.count(where: { $0 == UInt8(ascii: "\n") }) < 2,
      let next = rest.dropFirst(gap.count).first
    else { return false }
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(next)
  }

  /// The first sentence of documentation, and the rest.
  static func summary(
    of documentation: Documentation?
  ) -> (summary: String, details: String) {
    guard let text = documentation?.text else { return ("", "") }
    let scalars = Array(text.utf8)
    let blank = [UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t")]
    let stops = [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?")]
    var end = scalars.count
    for index in scalars.indices {
      let next = index + 1
      let isLast = next == scalars.count || blank.contains(scalars[next])
      if stops.contains(scalars[index]), isLast, !goesOn(scalars[next...], behind: blank) {
        end = next
        break
      }
      // A blank line ends the first sentence even without a full stop.
      if scalars[index] == UInt8(ascii: "\n"), next < scalars.count,
        scalars[next] == UInt8(ascii: "\n")
      {
        end = index
        break
      }
    }
    let lines = String(decoding: scalars[..<end], as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    let rest = scalars[end...].drop { blank.contains($0) }
    return (lines.joined(separator: " "), String(decoding: rest, as: UTF8.self))
  }
}

extension Expression {
  /// The names that stand here in quotes or in brackets; nil for anything else.
  var listedNames: [String]? {
    switch self {
    case .name(let name): return name.isQuoted ? nil : [name.text]
    case .string(let literal):
      guard let text = literal.plainText, Checker.isLabelName(text) else { return nil }
      return [text]
    case .list(let elements, _):
      let names = elements.map(\.listedNames)
      return names.isEmpty || names.contains(nil) ? nil : names.compactMap(\.self).flatMap(\.self)
    default: return nil
    }
  }
}
