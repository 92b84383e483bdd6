/// `target: operator(…)`: rules as objects of a cluster.
extension Checker {
  private static let arguments = ["namespace", "labels", "helm", "routes"]

  mutating func readRuleObjects(_ arguments: [Argument], in scope: Scope) {
    var namespace: String?
    var labels: [Label] = []
    var areTemplates = false
    var seen: Set<String> = []
    for argument in arguments {
      guard let name = argument.label, Self.arguments.contains(name.text),
        seen.insert(name.text).inserted
      else {
        report(.unknownArgument(argument, of: "operator", among: Self.arguments))
        continue
      }
      switch name.text {
      case "namespace": namespace = self.namespace(argument.value, in: scope)
      case "labels": labels = objectLabels(argument.value, in: scope)
      case "routes":
        let versions = RouteForm.ResourceVersion.allCases.map(\.rawValue)
        let word = word(argument.value, among: versions, for: "routes")
        if let version = word.flatMap(RouteForm.ResourceVersion.init) { add(.resource(version)) }
      default: areTemplates = word(argument.value, among: ["on", "off"], for: "helm") == "on"
      }
    }
    project.ruleObjects = RuleObjects(
      namespace: namespace,
      labels: labels,
      areTemplates: areTemplates
    )
  }

  private mutating func namespace(_ expression: Expression, in scope: Scope) -> String? {
    guard case .text(let text) = value(of: expression, as: .text, for: "namespace", in: scope)
    else { return nil }
    guard KubernetesName.isLabel(text) else {
      report(.invalidObjectName(text, of: "namespace", at: expression.range))
      return nil
    }
    return text
  }

  private mutating func objectLabels(_ expression: Expression, in scope: Scope) -> [Label] {
    guard case .dictionary(let entries, _) = expression else {
      report(.objectLabelsExpected(at: expression.range))
      return []
    }
    var labels: [Label] = []
    for entry in entries {
      guard case .name(let key) = entry.key,
        case .text(let text) = value(of: entry.value, as: .text, for: key.text, in: scope)
      else { continue }
      if !KubernetesName.isLabelKey(key.text) {
        report(.invalidObjectName(key.text, of: "label", at: key.range))
      } else if !KubernetesName.isLabelValue(text) {
        report(.invalidObjectName(text, of: "value of a label", at: entry.value.range))
      } else if labels.contains(where: { $0.name == key.text }) {
        report(.labelTwice(key.text, at: key.range))
      } else {
        labels.append(Label(key.text, text))
      }
    }
    return labels
  }
}

/// What Kubernetes takes for names.
enum KubernetesName {
  private static let longest = 63

  /// A label of the domain name system: namespaces are called so.
  static func isLabel(_ text: String) -> Bool {
    hasForm(text) { $0.isLowercaseLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
  }

  /// Labels with dots between them: most objects are called so.
  static func isSubdomain(_ text: String) -> Bool {
    text.utf8.count <= 253
      && text.split(separator: ".", omittingEmptySubsequences: false)
        .allSatisfy { isLabel(String($0)) }
  }

  /// What a Secret may call one of its values: the name of a file.
  static func isKey(_ text: String) -> Bool {
    let isPlain = text.utf8.allSatisfy { byte in
      byte.isLetter || byte.isDigit || [UInt8]("-_.".utf8).contains(byte)
    }
    return isPlain && (1...253).contains(text.utf8.count) && !text.hasPrefix("..") && text != "."
  }

  /// `release`, or with a domain before it: `app.kubernetes.io/part-of`.
  static func isLabelKey(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.last, parts.count <= 2, !name.isEmpty, isLabelValue(String(name)) else {
      return false
    }
    guard parts.count == 2 else { return true }
    return isSubdomain(String(parts[0]))
  }

  /// Nothing, or letters, digits, `-`, `_` and `.` that begin and end with a letter or digit.
  static func isLabelValue(_ text: String) -> Bool {
    text.isEmpty
      || hasForm(text) { byte in
        byte.isLetter || byte.isDigit || [UInt8]("-_.".utf8).contains(byte)
      }
  }

  private static func hasForm(_ text: String, _ isAllowed: (UInt8) -> Bool) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last, text.utf8.count <= longest else {
      return false
    }
    return text.utf8.allSatisfy(isAllowed) && [first, last].allSatisfy { $0.isLetter || $0.isDigit }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  fileprivate var isLowercaseLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
  fileprivate var isLetter: Bool {
    isLowercaseLetter || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
  }
}
