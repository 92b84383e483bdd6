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
    ),
    DiagnosticPage(
      .SLO5002,
      "group larger than the ruler's limit",
      .warning,
      what: """
        A group of rules has more rules than Mimir accepts unless its limit for the tenant is
        raised: 20 by default. The built-in policies stay below it for periods of up to 31 days.
        """,
      why: """
        Mimir refuses the whole group, and nobody is alerted of anything that it watches. Rules of a
        group run one after the other and see each other's results, so a group cannot be divided.
        """,
      wrong: .session(
        """
        $ slogen generate
        warning[SLO5002]: slo:api/availability:long has 26 rules; Mimir accepts 20 in a group …
        help: set ruler_max_rules_per_rule_group: 26 for the tenant, or use fewer windows
        """
      ),
      right: .session(
        """
        $ mimirtool rules load prometheus/api.rules.yml   # with the limit raised
        $ slogen generate
        wrote 0 files, 4 unchanged in generated/
        """
      )
    ),
    DiagnosticPage(
      .SLO5003,
      "more than the project's limit",
      what: """
        The rules record more series, or read more samples a minute, or the autoscalers may start
        more pods than `limits:` of the project allows. Series are counted by the catalogs.
        """,
      why: """
        Rules that read too much are evaluated late, all of them, and the alerts of every service
        come late with them. It is found here, before they are loaded.
        """,
      wrong: .session(
        """
        $ slogen check
        error[SLO5003]: the series that rules record are 26140, which is more than 20000
        note: api/availability: 25204 series in 1200 groups
        """
      ),
      right: .session(
        """
        $ slogen cost api   # where it comes from; then recording: .compact, or fewer labels in by:
        $ slogen check
        checked 4 files: 3 services, 9 SLOs, no errors
        """
      )
    ),
    DiagnosticPage(
      .SLO5004,
      "limit that is not checked in full",
      .note,
      what: """
        What the catalogs count is within the project's limit. How many series some selectors match,
        or how many groups an SLO has, no catalog says.
        """,
      why: """
        A limit is only as good as what it is compared with: what nobody counts may be the largest
        part.
        """,
      wrong: .session(
        """
        $ slogen check
        note[SLO5004]: the limit of series is checked for what catalogs count only: 956 + ?
        note: nobody says how many there are: groups of api/availability
        """
      ),
      right: .session(
        """
        $ slogen cost   # lists what is missing; then cardinality: 480, route = 12 in the catalog
        $ slogen check
        checked 4 files: 3 services, 9 SLOs, no errors
        """
      )
    ),
  ]
}
