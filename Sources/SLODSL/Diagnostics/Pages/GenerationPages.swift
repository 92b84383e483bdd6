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
      what: """
        A group of rules has more rules than the tenant of Mimir accepts: 20 unless the spec says
        otherwise, `target: mimir(rulesPerGroup: 100)`. The built-in policies stay below 20 for
        periods of up to 31 days. A group that several SLOs share (`longGroups:`,
        `reconcileGroups:`) can hold as many more as the limit is higher.
        """,
      why: """
        Mimir refuses the whole group, and nobody is alerted of anything that it watches. Rules of a
        group run one after the other and see each other's results, so those of an SLO cannot be
        divided.
        """,
      wrong: .session(
        """
        $ slogen generate
        error[SLO5002]: slo:api/availability:long has 26 rules; Mimir accepts 20 in a group
        help: use fewer windows, or set ruler_max_rules_per_rule_group: 26 for the tenant …
        """
      ),
      right: .session(
        """
        $ grep target: specs/project.slo
            target: mimir(rulesPerGroup: 26)
        $ slogen generate
        wrote 9 files in generated/
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
    DiagnosticPage(
      .SLO5005,
      "more groups than the tenant accepts",
      what: """
        All groups of rules together are more than the tenant of Mimir accepts: 70 unless the spec
        says otherwise, `target: mimir(groupsPerTenant: 200)`. An SLO has up to three.
        """,
      why: """
        Mimir refuses the groups that are one too many, whichever those are, and with them the
        alerts of some SLO. Raising the limit is the simplest way out. Where nobody may, SLOs can
        share groups: `reconcileGroups:` and `longGroups:` say among how many theirs are
        distributed.
        """,
      wrong: .session(
        """
        $ slogen generate
        error[SLO5005]: 24 SLOs need 72 groups and slogen's own alerts 1, 73 together; the tenant …
        help: set ruler_max_rule_groups_per_tenant: 73 for the tenant and groupsPerTenant: 73 …
        """
      ),
      right: .session(
        """
        $ grep target: specs/project.slo
            target: mimir(reconcileGroups: 16)
        $ slogen generate
        wrote 56 files in generated/
        """
      )
    ),
    DiagnosticPage(
      .SLO5006,
      "object larger than a cluster takes",
      what: """
        A file for a cluster is larger than somebody there accepts: 256 KiB for what `kubectl apply`
        keeps in an annotation, and 1 MiB for what a ConfigMap holds, are warnings; 512 KiB for the
        rules that an operator writes into one file, and 1.5 MiB for what etcd stores, are errors.
        """,
      why: """
        Operators tell of rules that are too large in their log only and go on with the old ones.
        An SLO of more than 240 KiB already has an object for each of its groups; a group cannot be
        divided, since its rules read each other's newest results. Mostly such an SLO has hundreds
        of groups with objectives of their own.
        """,
      wrong: .session(
        """
        $ slogen generate
        error[SLO5006]: kubernetes/rules/api.availability.counts.yml has 630 KiB; operators take …
        help: divide the SLO into several, or let fewer groups have an objective of their own
        """
      ),
      right: .session(
        """
        $ grep -c '^    slo ' specs/api.slo   # one for each half of the tenants
        2
        $ slogen generate
        wrote 17 files in generated/
        """
      )
    ),
  ]
}
