extension Checker {
  mutating func readReceivers() -> [Receiver] {
    var receivers: [Receiver] = []
    for file in files {
      for declaration in file.declarations {
        guard case .receiver(let receiver) = declaration else { continue }
        let scope = Scope(file: file.file.id)
        guard let read = self.receiver(receiver, in: scope) else { continue }
        if let other = receivers.first(where: { $0.name == read.name }) {
          report(.declaredTwice(receiver.name, as: "receiver", before: other.origin))
        } else {
          receivers.append(read)
        }
      }
    }
    return receivers
  }

  /// The name, where it is a receiver's.
  mutating func receiver(named name: Name, in scope: Scope) -> String? {
    if case .receiver = symbol(named: name.text, in: scope) { return name.text }
    let declared = namesInScope(scope) { if case .receiver = $0 { true } else { false } }
    let elsewhere = declarationElsewhere(of: name.text, unseenBy: scope)
    report(.unknownDeclaration("receiver", name, among: declared, elsewhere: elsewhere?.path))
    return nil
  }

  private mutating func receiver(
    _ declaration: ReceiverDeclaration,
    in scope: Scope
  ) -> Receiver? {
    guard case .call(let call) = declaration.value, case .name(let kindName) = call.callee,
      let kind = Receiver.Kind(rawValue: kindName.text)
    else {
      if case .missing = declaration.value { return nil }
      report(
        .unknownReceiverKind(
          declaration,
          text: text(at: declaration.value.callee.range),
          among: Receiver.Kind.allCases.map(\.rawValue)
        )
      )
      return nil
    }
    guard kind.since <= project.alertmanager else {
      report(
        .needsAlertmanager(
          kind.since,
          for: kind.rawValue,
          at: kindName.range,
          project.alertmanager
        )
      )
      return nil
    }
    var settings: [Label] = []
    var isBroken = false
    for argument in call.arguments {
      guard let setting = receiverSetting(argument, kind: kind, in: scope) else {
        isBroken = true
        continue
      }
      if settings.contains(where: { $0.name == setting.name }) {
        report(.labelTwice(setting.name, at: argument.range))
      } else {
        settings.append(setting)
      }
    }
    if isBroken { return nil }
    reportMissing(of: kind, in: call, at: kindName.range)
    return Receiver(
      name: declaration.name.text,
      kind: kind,
      settings: settings,
      hearsHeartbeat: project.heartbeat?.receiver == declaration.name.text,
      origin: declaration.name.range
    )
  }

  /// Arguments that a kind cannot be without, and those of which it takes one.
  private mutating func reportMissing(
    of kind: Receiver.Kind,
    in call: CallExpression,
    at range: SourceRange
  ) {
    let written = { (name: String) in call.arguments.first { $0.label?.text == name } }
    let missing = kind.arguments.filter { $0.need == .needed && written($0.name) == nil }
    if !missing.isEmpty {
      let names = missing.map { "'\($0.name):'" }.joined(separator: " and ")
      report(.receiverSettingMissing(names, kind: kind.rawValue, at: range))
    }
    for (index, argument) in kind.arguments.enumerated() {
      // Each of the two names the other; one of them speaks.
      guard case .neededUnless(let other) = argument.need,
        kind.arguments[..<index].allSatisfy({ $0.name != other })
      else { continue }
      switch (written(argument.name), written(other)) {
      case (nil, nil):
        let names = "'\(argument.name):' or '\(other):'"
        report(.receiverSettingMissing(names, kind: kind.rawValue, at: range))
      case (let one?, let two?):
        report(.receiverSettingsExclude(argument.name, other, at: two.range, before: one.range))
      case (nil, .some), (.some, nil): break
      }
    }
  }

  private mutating func receiverSetting(
    _ argument: Argument,
    kind: Receiver.Kind,
    in scope: Scope
  ) -> Label? {
    let names = kind.arguments.map(\.name)
    guard let label = argument.label else {
      report(.unknownArgument(argument, of: kind.rawValue, among: names))
      return nil
    }
    guard let known = kind.arguments.first(where: { $0.name == label.text }) else {
      if names.contains(label.text + "File") {
        report(.literalSecret(label, file: label.text + "File", value: argument.value))
      } else {
        report(.unknownArgument(argument, of: kind.rawValue, among: names))
      }
      return nil
    }
    guard
      case .text(let text) = value(of: argument.value, as: .text, for: label.text, in: scope)
    else { return nil }
    guard known.since <= project.alertmanager else {
      report(
        .needsAlertmanager(
          known.since,
          for: "'\(known.name)' of \(kind.rawValue)",
          at: label.range,
          project.alertmanager
        )
      )
      return nil
    }
    guard known.form.accepts(text) else {
      report(.receiverSettingMalformed(known, kind: kind.rawValue, at: argument.value.range))
      return nil
    }
    if known.form == .file, project.routeForms.contains(where: \.isResource) {
      let place = SecretFile.reference(to: text)
      guard KubernetesName.isSubdomain(place.secret), KubernetesName.isKey(place.key) else {
        report(.secretWithoutReference(place, at: argument.value.range))
        return nil
      }
    }
    return Label(label.text, text)
  }
}

extension Receiver.Argument.Form {
  /// Whether Alertmanager could load a value.
  fileprivate func accepts(_ text: String) -> Bool {
    let isPrintable = text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    let isOneLine = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    switch self {
    case .text: return !text.isEmpty
    case .file: return !text.isEmpty && isOneLine
    case .address:
      // Newer versions take addresses for templates, so braces cannot mean themselves.
      return isPrintable && !text.utf8.contains(UInt8(ascii: "{"))
        && ["https://", "http://"].contains { text.hasPrefix($0) && text != $0 }
    case .mailbox:
      // A line break would begin another header.
      let parts = text.utf8.split(separator: UInt8(ascii: "@"))
      return isOneLine && parts.count > 1 && !text.hasPrefix("@") && !text.hasSuffix("@")
    case .hostAndPort:
      guard isPrintable, let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else {
        return false
      }
      let port = text[text.utf8.index(after: colon)...]
      return text.utf8.startIndex < colon && UInt16(port) != nil
    }
  }
}

extension RouteForm {
  fileprivate var isResource: Bool {
    if case .resource = self { true } else { false }
  }
}

extension Expression {
  /// What a call calls; anything else itself.
  fileprivate var callee: Expression {
    if case .call(let call) = self { call.callee } else { self }
  }
}
