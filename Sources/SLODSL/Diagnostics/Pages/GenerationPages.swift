extension DiagnosticPage {
  /// Code generation.
  static let generation: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO5001,
      "generated expression does not parse",
      what: """
        slogen reads every expression that it writes back and compares it with what it planned. One
        of them does not parse, does not type, or means something else: a mistake in slogen.
        """,
      why: """
        Nothing is written, so Prometheus keeps the rules that it has. Without this check it would
        refuse the file, or evaluate a rule that watches something else.
        """,
      wrong: .session(
        """
        $ slogen generate
        error[SLO5001]: a generated expression of slo:sli_error:ratio_rate5m is not sound: …
        help: this is a mistake in slogen; please report it with the spec
        """
      ),
      right: .session(
        """
        $ git checkout main~1 -- specs/checkout.slo   # what worked, until slogen is mended
        $ slogen generate
        wrote 0 files, 4 unchanged in generated/
        """
      )
    )
  ]
}
