/// The stable code of each kind of diagnostic: `SLO` and four digits.
///
/// The first digit is the phase: 0 characters and syntax, 1 names, 2 types and values, 3 PromQL,
/// 4 SLO practice, 5 code generation, 9 files and command line. A code is never reused.
package enum DiagnosticCode: String, CaseIterable, Hashable, Sendable {
  // 0: characters and syntax
  case SLO0001, SLO0002, SLO0003, SLO0004, SLO0005, SLO0006, SLO0007, SLO0008
  case SLO0009, SLO0010, SLO0011, SLO0012, SLO0013, SLO0014, SLO0015, SLO0016
  case SLO0017, SLO0018, SLO0019, SLO0020, SLO0021, SLO0022, SLO0023, SLO0024
  case SLO0025, SLO0026, SLO0027, SLO0028, SLO0029, SLO0030, SLO0031, SLO0032
  case SLO0033

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
    case .SLO0002: "invalid character"
    case .SLO0003: "invalid UTF-8"
    case .SLO0004: "unterminated text"
    case .SLO0005: "unterminated comment"
    case .SLO0006: "malformed name"
    case .SLO0007: "invalid escape sequence"
    case .SLO0008: "malformed multi-line text"
    case .SLO0009: "malformed number"
    case .SLO0010: "unknown unit"
    case .SLO0011: "malformed duration"
    case .SLO0012: "blank between a number and its unit"
    case .SLO0013: "quotes of another kind"
    case .SLO0014: "missing closing bracket"
    case .SLO0015: "closing bracket without an opening one"
    case .SLO0016: "missing value"
    case .SLO0017: "missing colon"
    case .SLO0018: "chained comparison"
    case .SLO0019: "selection without parentheses"
    case .SLO0020: "operator of another language"
    case .SLO0021: "malformed range"
    case .SLO0022: "unknown declaration"
    case .SLO0023: "stray documentation comment"
    case .SLO0024: "limit exceeded"
    case .SLO0025: "list with dashes"
    case .SLO0026: "malformed regular expression"
    case .SLO0027: "two statements on one line"
    case .SLO0028: "wrong separator"
    case .SLO0029: "missing name"
    case .SLO0030: "missing block"
    case .SLO0031: "unknown directive"
    case .SLO0032: "form of another language or a later version"
    case .SLO0033: "missing type"
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
    case .SLO0023: .warning
    default: .error
    }
  }
}
