/// What can be wrong inside expressions and text.
extension Diagnostic {
  /// SLO0016: nothing where a value belongs.
  static func missingValue(
    found: String,
    at range: SourceRange,
    expected: String = "a value"
  ) -> Diagnostic {
    Diagnostic(.SLO0016, "expected \(expected), found \(found)", at: range)
  }

  // MARK: Operators

  /// SLO0018: `a == b <= c`.
  static func chainedComparison(
    at second: SourceRange,
    first: BinaryExpression,
    second operation: BinaryExpression.Operator,
    selection: SourceRange?,
    leading: String,
    middle: String,
    isSingle: Bool
  ) -> Diagnostic {
    func around(_ range: SourceRange, _ title: String) -> FixIt {
      FixIt(
        title,
        edits: [
          FixIt.Edit(range: range.before, replacement: "("),
          FixIt.Edit(range: range.after, replacement: ")"),
        ]
      )
    }
    let fixIt: FixIt? =
      if !isSingle {
        nil
      } else if case .quantity = first.left, let turned = first.operator.turned,
        operation.isOrdering
      {
        FixIt(
          "write two comparisons",
          replacing: first.range,
          with: "\(middle) \(turned.rawValue) \(leading) && \(middle)"
        )
      } else if let selection {
        around(selection.union(first.range), "compare the selection")
      } else if first.operator.isOrdering, operation.isOrdering {
        FixIt("write two comparisons", replacing: second.before, with: "&& \(middle) ")
      } else {
        around(first.range, "compare the first comparison")
      }
    return Diagnostic(
      .SLO0018,
      "comparisons do not chain: `\(operation.rawValue)` behind `\(first.operator.rawValue)`",
      at: second,
      help: ["join two comparisons with `&&`, or use parentheses"],
      fixIts: fixIt.map { [$0] } ?? []
    )
  }

  /// SLO0019: a selection right of an operator.
  static func selectionNeedsParentheses(
    at range: SourceRange,
    around ranges: [SourceRange]
  ) -> Diagnostic {
    Diagnostic(
      .SLO0019,
      "a selection beside another operator stands in parentheses",
      at: range,
      notes: ["`where` binds loosest: everything in front of it is narrowed"],
      fixIts: [
        FixIt(
          "add parentheses",
          edits: ranges.flatMap {
            [
              FixIt.Edit(range: $0.before, replacement: "("),
              FixIt.Edit(range: $0.after, replacement: ")"),
            ]
          }
        )
      ]
    )
  }

  /// SLO0020: an operator as another language writes it.
  static func foreignOperator(
    _ found: String,
    instead: String,
    at range: SourceRange,
    isPrefix: Bool = false
  ) -> Diagnostic {
    // The blank behind `not` goes with it: `!` is glued to its operand.
    Diagnostic(
      .SLO0020,
      "the operator is written `\(instead)`, not `\(found)`",
      at: range,
      fixIts: [FixIt("write `\(instead)`", replacing: range, with: instead, safety: .safe)]
    )
  }

  /// SLO0020: `requests{job="x"}`.
  static func matchersInBraces(
    at range: SourceRange,
    selection: SourceRange,
    instead: String?
  ) -> Diagnostic {
    Diagnostic(
      .SLO0020,
      "series are narrowed with `where`, not with braces",
      at: range,
      notes: ["PromQL stands in text: `#promql(\"…\")`"],
      help: instead == nil ? ["for example `requests where job == \"checkout\"`"] : [],
      fixIts: instead.map {
        [FixIt("write a predicate behind `where`", replacing: selection, with: $0)]
      } ?? []
    )
  }

  /// SLO0020: `requests[5m]`.
  static func rangeSelector(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0020,
      "there are no ranges of series; slogen chooses the windows",
      at: range,
      help: ["name the metric alone, or write a query in text: `#promql(\"…\")`"]
    )
  }

  /// SLO0021: `500..599`.
  static func twoDots(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0021,
      "a range is written with three dots",
      at: range,
      fixIts: [FixIt("write `...`", replacing: range, with: "...", safety: .safe)]
    )
  }

  /// SLO0021: `500...`, `...599`.
  static func openRange(at range: SourceRange, missing bound: String) -> Diagnostic {
    Diagnostic(
      .SLO0021,
      "a range without its \(bound) bound",
      at: range,
      help: ["write both bounds, or a comparison: `code >= 500`"]
    )
  }

  // MARK: Literals

  /// SLO0009: `2.5 errors`.
  static func fractionOfErrors(at range: SourceRange) -> Diagnostic {
    Diagnostic(.SLO0009, "errors are counted in whole numbers", at: range)
  }

  /// SLO0026: `//` where a regular expression belongs.
  static func emptyRegex(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0026,
      "an empty regular expression",
      at: range,
      help: ["an empty label value is compared with `== \"\"`"]
    )
  }

  /// SLO0026: `code == /5../`.
  static func strayRegex(
    at range: SourceRange,
    operator place: SourceRange?,
    instead: String?
  ) -> Diagnostic {
    var fixIts: [FixIt] = []
    if let place, let instead {
      fixIts.append(FixIt("write `\(instead)`", replacing: place, with: instead, safety: .safe))
    }
    return Diagnostic(
      .SLO0026,
      "a regular expression only stands behind `=~` and `!~`",
      at: range,
      fixIts: fixIts
    )
  }

  /// SLO0001: `["a", "b": 1]`.
  static func mixedList(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0001,
      "a list has keys for all of its values or for none",
      at: range
    )
  }

  /// SLO0001: `(a, b)`.
  static func severalInParentheses(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0001,
      "parentheses hold one expression",
      at: range,
      help: ["a list stands in brackets: `[a, b]`"]
    )
  }

  /// SLO0031: `#sql("…")`.
  static func unknownDirective(
    _ word: String,
    at range: SourceRange,
    nearest: String?
  ) -> Diagnostic {
    Diagnostic(
      .SLO0031,
      "there is no `\(word)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
      at: range,
      help: nearest == nil ? ["a query is written `#promql(\"…\")`"] : [],
      fixIts: nearest.map { [FixIt("write `\($0)`", replacing: range, with: $0)] } ?? []
    )
  }

  /// SLO0031: `#promql(up)`.
  static func directiveWithoutText(_ word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0031,
      "`\(word)` takes one text in quotes",
      at: range,
      help: ["`\(word)(#\"…\"#)` needs no backslashes inside; names are put in with `\\#(name)`"]
    )
  }

  // MARK: Text

  /// SLO0007: `\d`.
  static func invalidEscape(
    _ text: String,
    at range: SourceRange,
    backslash: SourceRange,
    hashes: Int
  ) -> Diagnostic {
    let escaped = "\\" + String(repeating: "#", count: hashes) + text
    return Diagnostic(
      .SLO0007,
      "`\(text)` is no escape sequence",
      at: range,
      help: [
        ##"escapes: `\"` `\\` `\n` `\t` `\r` `\0` `\u{…}` `\(…)`; in `#"…"#` there are none"##
      ],
      fixIts: hashes == 0
        ? [FixIt("write a backslash as `\\\\`", replacing: range, with: escaped)] : []
    )
  }

  /// SLO0007: `\u{}`, `\u{D800}`, `\u41`.
  static func invalidScalarEscape(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0007,
      "`\\u{…}` names no character",
      at: range,
      help: ["one to eight hexadecimal digits up to 10FFFF: `\\u{E9}`"]
    )
  }

  /// SLO0008: text on the line of the quotes.
  static func textBesideQuotes(
    at range: SourceRange,
    isOpening: Bool,
    edits: [FixIt.Edit]
  ) -> Diagnostic {
    let edits = edits.isEmpty ? [FixIt.Edit(range: range.before, replacement: "\n")] : edits
    return Diagnostic(
      .SLO0008,
      isOpening
        ? "text of several lines begins on the line behind its quotes"
        : "the quotes behind text of several lines stand on a line of their own",
      at: range,
      fixIts: [FixIt("break the line", edits: edits)]
    )
  }

  /// SLO0008: a line that is indented less than the closing quotes.
  static func shallowText(edits: [FixIt.Edit]) -> Diagnostic {
    Diagnostic(
      .SLO0008,
      "\(edits.count == 1 ? "a line of the text is" : "\(edits.count) lines of the text are")"
        + " indented less than its closing quotes",
      at: edits.first?.range,
      notes: ["the indentation of the closing quotes is removed from every line"],
      fixIts: [FixIt("indent like the closing quotes", edits: edits)]
    )
  }
}

extension BinaryExpression.Operator {
  fileprivate var isOrdering: Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual: true
    default: false
    }
  }

  /// The same ordering with its sides exchanged; nil for what orders nothing.
  fileprivate var turned: BinaryExpression.Operator? {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: nil
    }
  }
}
