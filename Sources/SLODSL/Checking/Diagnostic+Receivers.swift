/// Words for receivers and what they state.
extension Diagnostic {
  static func unknownReceiverKind(
    _ declaration: ReceiverDeclaration,
    text: String,
    among kinds: [String]
  ) -> Diagnostic {
    let help = ["kinds: " + kinds.joined(separator: ", ")]
    guard case .call(let call) = declaration.value, case .name(let name) = call.callee else {
      return Diagnostic(
        .SLO1021,
        "a kind of receiver and its settings are expected",
        at: declaration.value.range,
        help: help
      )
    }
    let near = EditDistance.nearest(to: text, among: kinds)
    return Diagnostic(
      .SLO1021,
      "'\(text)' is not a kind of receiver",
      at: name.range,
      label: near.map { "did you mean '\($0)'?" },
      help: help,
      fixIts: near.map { [FixIt("use '\($0)'", replacing: name.range, with: $0)] } ?? []
    )
  }

  static func literalSecret(_ label: Name, file: String, value: Expression) -> Diagnostic {
    Diagnostic(
      .SLO2021,
      "a secret does not belong in a spec",
      at: label.range,
      label: "'\(file)' takes the path of a file that holds it",
      help: ["write \(file): \"/etc/alertmanager/…\", and revoke the secret if it was committed"]
    )
  }

  static func receiverSettingMissing(
    _ names: String,
    kind: String,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(.SLO2007, "\(kind) needs \(names)", at: range)
  }

  static func receiverSettingsExclude(
    _ one: String,
    _ other: String,
    at range: SourceRange,
    before: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2008,
      "'\(one):' and '\(other):' say the same: one of them is enough",
      at: range,
      related: [Related("stated here already", at: before)]
    )
  }

  static func receiverSettingMalformed(
    _ argument: Receiver.Argument,
    kind: String,
    at range: SourceRange
  ) -> Diagnostic {
    let name = "'\(argument.name)' of \(kind)"
    let address = { (form: String) in
      Diagnostic(.SLO2027, "\(name) is not an address", at: range, label: "\(form) is expected")
    }
    switch argument.form {
    case .text: return Diagnostic(.SLO2007, "\(name) is empty", at: range)
    case .file: return Diagnostic(.SLO2007, "\(name) names no file", at: range)
    case .address: return address("https://…")
    case .mailbox: return address("someone@example.com")
    case .hostAndPort: return address("mail.example.com:587")
    }
  }

  static func secretWithoutReference(
    _ place: SecretFile.Reference,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "Kubernetes takes no key '\(place.key)' of a Secret '\(place.secret)'",
      at: range,
      label: "the file's folder is the Secret, the file the key",
      notes: [
        "Secrets have small letters, digits, '-' and '.' in their names; keys also have capital"
          + " letters and '_'"
      ]
    )
  }

  static func needsAlertmanager(
    _ version: AlertmanagerVersion,
    for feature: String,
    at range: SourceRange,
    _ oldest: AlertmanagerVersion
  ) -> Diagnostic {
    Diagnostic(
      .SLO2022,
      "Alertmanager \(oldest.text) does not know \(feature)",
      at: range,
      label: "\(version.text) and later",
      help: ["if yours is as new, list alertmanager(\(version.text)) in target: of the project"]
    )
  }
}
