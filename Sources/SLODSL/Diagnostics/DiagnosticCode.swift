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
  case SLO1002
  case SLO1003
  case SLO1004
  case SLO1005
  case SLO1006
  case SLO1007
  case SLO1008
  case SLO1009
  case SLO1010
  case SLO1011
  case SLO1012
  case SLO1013
  case SLO1014
  case SLO1015
  case SLO1016
  case SLO1017
  case SLO1018
  case SLO1019
  case SLO1020
  case SLO1021

  // 2: types and values
  case SLO2001
  case SLO2002
  case SLO2003
  case SLO2004
  case SLO2005
  case SLO2006
  case SLO2007
  case SLO2008
  case SLO2009
  case SLO2010
  case SLO2011
  case SLO2012
  case SLO2013
  case SLO2014
  case SLO2015
  case SLO2016
  case SLO2017
  case SLO2018
  case SLO2019
  case SLO2020
  case SLO2021
  case SLO2022
  case SLO2023
  case SLO2024
  case SLO2025
  case SLO2026
  case SLO2027

  // 3: PromQL
  case SLO3001
  case SLO3002
  case SLO3003
  case SLO3004
  case SLO3005
  case SLO3006
  case SLO3007
  case SLO3008

  // 4: SLO practice
  case SLO4001
  case SLO4002
  case SLO4003
  case SLO4004
  case SLO4005
  case SLO4006
  case SLO4007
  case SLO4008

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
    case .SLO1002: "unknown metric"
    case .SLO1003: "unknown label"
    case .SLO1004: "declared twice"
    case .SLO1005: "not imported"
    case .SLO1006: "circular definition"
    case .SLO1007: "unknown setting"
    case .SLO1008: "setting given twice"
    case .SLO1009: "unknown declaration"
    case .SLO1010: "invalid name"
    case .SLO1011: "identity used twice"
    case .SLO1012: "overrides nothing"
    case .SLO1013: "reserved label"
    case .SLO1014: "unknown import"
    case .SLO1015: "input without a value"
    case .SLO1016: "misplaced declaration"
    case .SLO1017: "unknown word"
    case .SLO1018: "wrong arguments"
    case .SLO1019: "second project"
    case .SLO1020: "listed twice"
    case .SLO1021: "unknown type"
    // 2: types and values
    case .SLO2001: "wrong type"
    case .SLO2002: "units differ"
    case .SLO2003: "not a bucket"
    case .SLO2004: "value outside its domain"
    case .SLO2005: "wrong kind of metric"
    case .SLO2006: "objective out of range"
    case .SLO2007: "something is missing"
    case .SLO2008: "settings exclude each other"
    case .SLO2009: "comparison that buckets cannot tell"
    case .SLO2010: "reversed comparison"
    case .SLO2011: "order without integers"
    case .SLO2012: "matches nothing or everything"
    case .SLO2013: "not part of the total"
    case .SLO2014: "dimension missing"
    case .SLO2015: "alert that cannot fire"
    case .SLO2016: "factor below one"
    case .SLO2017: "window that does not fit"
    case .SLO2018: "intervals that do not fit"
    case .SLO2019: "overlapping objectives"
    case .SLO2020: "value out of range"
    case .SLO2021: "secret in a spec"
    case .SLO2022: "not generated"
    case .SLO2023: "too large"
    case .SLO2024: "impossible buckets"
    case .SLO2025: "unit missing"
    case .SLO2026: "invalid regular expression"
    case .SLO2027: "not an address"
    // 3: PromQL
    case .SLO3001: "PromQL does not parse"
    case .SLO3002: "PromQL of the wrong type"
    case .SLO3003: "window missing or misplaced"
    case .SLO3004: "count of unknown scale"
    case .SLO3005: "labels of PromQL"
    case .SLO3006: "interpolation that does not fit"
    case .SLO3007: "PromQL of another version"
    case .SLO3008: "PromQL against the catalog"
    // 4: SLO practice
    case .SLO4001: "unchecked indicator"
    case .SLO4002: "retention shorter than the period"
    case .SLO4003: "policy lowered to fit"
    case .SLO4004: "factor raised to one"
    case .SLO4005: "value named like its label"
    case .SLO4006: "two halves or a part"
    case .SLO4007: "range beyond its domain"
    case .SLO4008: "escapes in PromQL"
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
    case .SLO4001, .SLO4003, .SLO4004: .note
    case .SLO0023: .warning
    case .SLO4002, .SLO4005, .SLO4006, .SLO4007, .SLO4008: .warning
    default: .error
    }
  }
}
