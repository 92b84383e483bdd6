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

  /// The names of receivers that a `page:` or `ticket:` lists.
  mutating func receivers(_ setting: ScopedSetting) -> [String] {
    names(setting).compactMap { name in
      if case .receiver = symbol(named: name.text, in: setting.scope) { return name.text }
      let declared = namesInScope(setting.scope) { if case .receiver = $0 { true } else { false } }
      let elsewhere = declarationElsewhere(of: name.text, unseenBy: setting.scope)
      report(.unknownDeclaration("receiver", name, among: declared, elsewhere: elsewhere?.path))
      return nil
    }
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
    for key in kind.required where !call.arguments.contains(where: { $0.label?.text == key }) {
      report(.receiverSettingMissing(key, kind: kind.rawValue, at: kindName.range))
    }
    return Receiver(
      name: declaration.name.text,
      kind: kind,
      settings: settings,
      origin: declaration.name.range
    )
  }

  private mutating func receiverSetting(
    _ argument: Argument,
    kind: Receiver.Kind,
    in scope: Scope
  ) -> Label? {
    guard let label = argument.label else {
      report(.unknownArgument(argument, of: kind.rawValue, among: kind.settings))
      return nil
    }
    guard kind.settings.contains(label.text) else {
      if kind.settings.contains(label.text + "File") {
        report(.literalSecret(label, file: label.text + "File", value: argument.value))
      } else {
        report(.unknownArgument(argument, of: kind.rawValue, among: kind.settings))
      }
      return nil
    }
    guard
      case .text(let text) = value(of: argument.value, as: .text, for: label.text, in: scope)
    else { return nil }
    return Label(label.text, text)
  }
}

extension Receiver.Kind {
  /// The arguments that Alertmanager knows for this kind; those that end in `File` hold secrets.
  var settings: [String] {
    switch self {
    case .pagerDuty: ["routingKeyFile", "url", "client", "severity"]
    case .slack: ["channel", "urlFile", "username"]
    case .email: ["to", "from", "smarthost", "passwordFile"]
    }
  }

  var required: [String] {
    switch self {
    case .pagerDuty: ["routingKeyFile"]
    case .slack: ["channel", "urlFile"]
    case .email: ["to"]
    }
  }
}

extension Expression {
  /// What a call calls; anything else itself.
  fileprivate var callee: Expression {
    if case .call(let call) = self { call.callee } else { self }
  }
}
