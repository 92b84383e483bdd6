/// `target: mimir(…)`: what a tenant accepts, and how its rules are laid out.
extension Checker {
  private static let arguments = [
    "rulesPerGroup", "groupsPerTenant", "namespace", "longGroups", "reconcileGroups",
  ]

  /// - Parameter range: of the whole target.
  mutating func readMimir(_ arguments: [Argument], at range: SourceRange, in scope: Scope) {
    var tenant = MimirTenant()
    tenant.origin = range
    var seen: Set<String> = []
    for argument in arguments {
      guard let name = argument.label else {
        report(.versionWithoutEffect(Ruler.mimir.name, at: argument.range))
        continue
      }
      guard Self.arguments.contains(name.text), seen.insert(name.text).inserted else {
        report(.unknownArgument(argument, of: "mimir", among: Self.arguments))
        continue
      }
      switch name.text {
      case "namespace": tenant.namespace = namespacePrefix(argument.value, in: scope)
      case "longGroups": tenant.longGroups = count(argument, from: 1, in: scope)
      case "reconcileGroups": tenant.reconcileGroups = count(argument, from: 1, in: scope)
      case "rulesPerGroup": tenant.rulesPerGroup = limit(argument, in: scope)
      default: tenant.groupsPerTenant = limit(argument, in: scope)
      }
    }
    project.mimirTenant = tenant
  }

  /// 0 is any number, as in Mimir's own configuration.
  private mutating func limit(_ argument: Argument, in scope: Scope) -> Int? {
    count(argument, from: 0, in: scope).flatMap { $0 == 0 ? nil : $0 }
  }

  private mutating func count(
    _ argument: Argument,
    from least: Int,
    in scope: Scope
  ) -> Int? {
    let subject = argument.label?.text ?? ""
    guard
      case .quantity(let quantity, _) = value(
        of: argument.value,
        as: .integer,
        for: subject,
        in: scope
      ), let number = quantity.value.integer
    else { return nil }
    let most = 100_000
    guard (least...most).contains(number) else {
      report(
        .wrongType(
          "\(number)",
          expected: "a whole number from \(least) to \(most)",
          at: argument.value.range
        )
      )
      return nil
    }
    return number
  }

  private mutating func namespacePrefix(_ expression: Expression, in scope: Scope) -> String {
    guard case .text(let text) = value(of: expression, as: .text, for: "namespace", in: scope)
    else { return MimirTenant.usualNamespace }
    // Of files, too.
    guard !text.isEmpty, KubernetesName.isLabelValue(text) else {
      report(.invalidRuleNamespace(text, at: expression.range))
      return MimirTenant.usualNamespace
    }
    return text
  }
}
