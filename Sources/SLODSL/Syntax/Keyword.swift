/// A word that means something in some place; everywhere else it is a name.
enum Keyword: String, CaseIterable, Sendable {
  case `import`, metric, extend, `let`, project, policy, receiver, interval, template, service,
    override
  case slo, input, `for`, `if`, `else`, use, `where`, `in`, over, error, errors
  // Operators of other languages.
  case and, or, not, AND, OR, NOT
  // Blocks that other targets will read.
  case alert, autoscale, load, canary, release, dashboard, window, evidence
  /// Kept for a later form.
  case `switch`

  /// The keyword that an identifier spells, by length first and bytes then.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count < Self.byLength.count else { return nil }
    for candidate in Self.byLength[bytes.count] where candidate.bytes.elementsEqual(bytes) {
      self = candidate.keyword
      return
    }
    return nil
  }

  private static let byLength: [[(keyword: Keyword, bytes: [UInt8])]] = {
    let longest = allCases.map(\.rawValue.utf8.count).max() ?? 0
    return (0...longest).map { length in
      allCases.filter { $0.rawValue.utf8.count == length }.map { ($0, Array($0.rawValue.utf8)) }
    }
  }()

  /// Whether a declaration begins with it when no `:` follows.
  var startsDeclaration: Bool {
    switch self {
    case .import, .metric, .extend, .let, .project, .policy, .receiver, .interval, .template,
      .service,
      .override, .slo, .input, .for, .if, .use:
      true
    default: isReservedBlock
    }
  }

  /// Whether it only makes sense outside every block, so that inside one a brace is missing.
  var standsOutside: Bool {
    switch self {
    case .import, .metric, .project, .receiver, .interval, .template, .service: true
    default: false
    }
  }

  /// Whether it begins a block of a target, of which some are generated from and some only read.
  var isReservedBlock: Bool {
    switch self {
    case .alert, .autoscale, .load, .canary, .release, .dashboard, .window, .evidence:
      true
    default: false
    }
  }
}
