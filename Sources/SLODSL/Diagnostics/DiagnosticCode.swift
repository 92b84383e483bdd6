/// The stable code of each kind of diagnostic: `SLO` and four digits.
///
/// The first digit is the phase: 0 characters and syntax, 1 names, 2 types and values, 3 PromQL,
/// 4 SLO practice, 5 code generation, 9 files and command line. A code is never reused.
package enum DiagnosticCode: String, CaseIterable, Hashable, Sendable {
  // 0: characters and syntax
  case SLO0001

  // 1: names
  case SLO1001

  // 2: types and values
  case SLO2001

  // 3: PromQL
  case SLO3001

  // 4: SLO practice
  case SLO4001

  // 5: code generation
  case SLO5001

  // 9: files and command line
  case SLO9001
  case SLO9002
  case SLO9003
  case SLO9004
  case SLO9005
  case SLO9006
  case SLO9007
  case SLO9008

  /// What the code is about, as a heading: a few words, no full stop.
  package var title: String {
    switch self {
    // 0: characters and syntax
    case .SLO0001: "unexpected token"
    // 1: names
    case .SLO1001: "unknown name"
    // 2: types and values
    case .SLO2001: "wrong type"
    // 3: PromQL
    case .SLO3001: "PromQL does not parse"
    // 4: SLO practice
    case .SLO4001: "unchecked indicator"
    // 5: code generation
    case .SLO5001: "generated expression does not parse"
    // 9: files and command line
    case .SLO9001: "file cannot be read"
    case .SLO9002: "file does not exist"
    case .SLO9003: "not a spec"
    case .SLO9004: "no specs"
    case .SLO9005: "file was edited by hand"
    case .SLO9006: "unsafe place for output"
    case .SLO9007: "file cannot be written"
    case .SLO9008: "damaged manifest"
    }
  }

  /// The severity unless a diagnostic says otherwise: notes and warnings are listed, all others are
  /// errors.
  package var severity: Severity {
    switch self {
    case .SLO4001: .note
    default: .error
    }
  }
}
