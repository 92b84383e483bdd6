extension DiagnosticPage {
  /// Characters and syntax.
  static let syntax: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO0001,
      "unexpected token",
      what: """
        Something stands where the language expects something else: parentheses are missing, braces
        stand where parentheses belong, or a word has nothing to do with its surroundings.
        """,
      why: """
        slogen stops before it writes anything, so the rules in production stay as they were. What
        you just changed is not on guard until the file is read to its end.
        """,
      wrong: .spec(
        """
        policy fast {
            page burning: 13.44x, over: 1h
        }
        """
      ),
      right: .spec(
        """
        policy fast {
            page(burning: 13.44x, over: 1h)
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO0002,
      "invalid character",
      what: """
        A character that has no meaning at this place: a comment of another language, a typographic
        sign, a blank that is not a space, or a letter outside ASCII in a plain name.
        """,
      why: """
        Many of these look exactly like what was meant. A no-break space pasted from a chat or a
        runbook is invisible in review and would be searched for in the middle of an incident.
        """,
      wrong: .spec(
        """
        # Counted at the edge.
        metric http_requests_total: Counter { labels: code }
        """
      ),
      right: .spec(
        """
        // Counted at the edge.
        metric http_requests_total: Counter { labels: code }
        """
      )
    ),
    DiagnosticPage(
      .SLO0003,
      "invalid UTF-8",
      what: """
        The file holds bytes that are not UTF-8, usually because an editor saved it in another
        encoding.
        """,
      why: """
        Label values are compared byte by byte. A team name saved in another encoding would match
        no series and route no alert, while it looks right on every screen.
        """,
      wrong: .session(
        """
        $ file specs/checkout.slo
        specs/checkout.slo: ISO-8859 text
        $ slogen check specs/checkout.slo
        error[SLO0003]: a byte that is not UTF-8
        """
      ),
      right: .session(
        """
        $ iconv -f ISO-8859-1 -t UTF-8 specs/checkout.slo > checkout.utf8
        $ mv checkout.utf8 specs/checkout.slo
        $ slogen check specs/checkout.slo
        checked 1 file: 1 service, 1 SLO, no errors
        """
      )
    ),
    DiagnosticPage(
      .SLO0004,
      "unterminated text",
      what: """
        A quote opens a text that does not end on its line, or the end of the file comes before the
        three quotes of a text of several lines.
        """,
      why: """
        Everything behind the quote would become part of a name or an address: a link in a page
        that leads nowhere, or an owner that no route knows.
        """,
      wrong: .spec(
        """
        let runbook = "https://runbooks.example.com/checkout
        """
      ),
      right: .spec(
        """
        let runbook = "https://runbooks.example.com/checkout"
        """
      )
    ),
    DiagnosticPage(
      .SLO0005,
      "unterminated comment",
      what: "A comment that begins with `/*` has no `*/`. Comments nest: each needs its own end.",
      why: """
        The comment swallows the rest of the file, and with it every SLO below. If that were
        accepted, their rules would be removed, and nobody would be paged for them again.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code }
        /* Off until the exporter is back.
        metric queue_depth: Gauge<Count>
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: code }
        /* Off until the exporter is back.
        metric queue_depth: Gauge<Count>
        */
        """
      )
    ),
    DiagnosticPage(
      .SLO0006,
      "malformed name",
      what: """
        A name holds signs that plain names may not have, stands in quotes where it may not, or its
        back-ticks are empty or not closed.
        """,
      why: """
        Read as it stands, `very-strict` would be a subtraction and `job:errors` a setting with a
        value: the spec would say something else than its author sees.
        """,
      wrong: .spec(
        """
        policy very-strict {
            page(burning: 13.44x, over: 1h)
        }
        """
      ),
      right: .spec(
        """
        policy very_strict {
            page(burning: 13.44x, over: 1h)
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO0007,
      "invalid escape sequence",
      what: """
        A backslash in a text is followed by something that is no escape. In raw text, `#"…"#`,
        backslashes stand for themselves.
        """,
      why: """
        Other languages drop such a backslash silently. A matcher that lost one selects other
        routes, and the error budget is burnt, or spared, by traffic that nobody meant.
        """,
      wrong: .spec(
        #"""
        let versioned = "/api/v\d"
        """#
      ),
      right: .spec(
        ##"""
        let versioned = #"/api/v\d"#
        """##
      )
    ),
    DiagnosticPage(
      .SLO0008,
      "malformed multi-line text",
      what: """
        Text between `\"""` begins on the line behind its opening quotes, ends on the line in front
        of the closing ones, and is indented at least as far as those.
        """,
      why: """
        The closing quotes say how much indentation is taken off. If they are wrong, a query that
        goes into a rule is not the one that was tried out in the Prometheus console.
        """,
      wrong: .spec(
        #"""
        let saturation = """max by (queue) (
              queue_depth
            )
            """
        """#
      ),
      right: .spec(
        #"""
        let saturation = """
            max by (queue) (
              queue_depth
            )
            """
        """#
      )
    ),
    DiagnosticPage(
      .SLO0009,
      "malformed number",
      what: """
        Digits that make no number here: a decimal comma, an exponent, underscores, leading zeros, a
        missing digit beside the point, or more than 15 digits.
        """,
      why: """
        One misread digit of an objective makes the budget ten times as large or as small: alerts
        wake somebody every night, or sleep through an outage.
        """,
      wrong: .spec(
        """
        let promised = 99,95%
        """
      ),
      right: .spec(
        """
        let promised = 99.95%
        """
      )
    ),
    DiagnosticPage(
      .SLO0010,
      "unknown unit",
      what: """
        The letters behind a number are no unit. Units are `ms s m h d w y`, `%`, `x`, `/s`, `/min`,
        `rps`, `B kB MB GB TB PB` and `KiB MiB GiB TiB PiB`.
        """,
      why: """
        A guess would be wrong somewhere: `5M` may be minutes, months or millions. A window of the
        wrong length pages too late or never.
        """,
      wrong: .spec(
        """
        let slow = 250msec
        """
      ),
      right: .spec(
        """
        let slow = 250ms
        """
      )
    ),
    DiagnosticPage(
      .SLO0011,
      "malformed duration",
      what: """
        The parts of a duration stand largest first, each once and without decimals in front of
        another; the whole is a number of milliseconds, at most 100 years, and never negative.
        """,
      why: """
        A duration that can be read in two ways would be read in the other one by whoever is on
        call and wonders when the alert will clear.
        """,
      wrong: .spec(
        """
        let backups_every = 30m2h
        """
      ),
      right: .spec(
        """
        let backups_every = 2h30m
        """
      )
    ),
    DiagnosticPage(
      .SLO0012,
      "blank between a number and its unit",
      what: "A unit is glued to its number: `250ms`, not `250 ms`.",
      why: """
        With a blank, the number would be one value and the unit the name of another. A bound that
        lost its unit compares milliseconds with seconds.
        """,
      wrong: .spec(
        """
        let slow = 250 ms
        """
      ),
      right: .spec(
        """
        let slow = 250ms
        """
      )
    ),
    DiagnosticPage(
      .SLO0013,
      "quotes of another kind",
      what: """
        Text stands between plain double quotes. Single quotes, typographic quotes, and paths
        without any quotes are not text.
        """,
      why: """
        Quotes that a document turned into typographic ones would become part of the label's value,
        and `job=“checkout”` matches no series: the SLO would watch nothing.
        """,
      wrong: .spec(
        """
        let app = 'checkout'
        """
      ),
      right: .spec(
        """
        let app = "checkout"
        """
      )
    ),
    DiagnosticPage(
      .SLO0014,
      "missing closing bracket",
      what: """
        A `{`, `(` or `[` is not closed before something follows that cannot stand inside, or before
        the file ends.
        """,
      why: """
        Where the bracket belongs decides what a setting belongs to. Guessed wrong, an `owner` or a
        `policy` would hold for another SLO than the one below which it stands.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter {
            labels: route, code in 100...599
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter {
            labels: route, code in 100...599
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO0015,
      "closing bracket without an opening one",
      what: "A `}`, `)` or `]` closes nothing that is open.",
      why: """
        One brace too many usually means that a block ended earlier than it looks: the SLOs below
        it are no longer part of the service whose owner is paged.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter {
            labels: route, code in 100...599
        }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter {
            labels: route, code in 100...599
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO0016,
      "missing value",
      what: "Nothing stands where a value belongs: behind a colon, an `=` or an operator.",
      why: """
        A setting without a value is a decision that somebody meant to make. Left to the default, a
        service would page whoever is on the default route.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter {
            labels:
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter {
            labels: route, code in 100...599
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO0017,
      "missing colon",
      what: """
        The sign between a name and what belongs to it is missing or of another kind: settings take
        `key: value`, a `let` takes `=`, and a period stands behind `over`.
        """,
      why: """
        Without its sign a setting is two words in a row, and which of them is the value cannot be
        told. slogen changes no rule until it can.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter {
            scrape = 30s
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter {
            scrape: 30s
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO0018,
      "chained comparison",
      what: "Two comparisons follow each other without `&&` or `||` between them.",
      why: """
        In PromQL and in C such a chain compares the result of the first comparison with the second
        value. Every event would be bad, or none.
        """,
      wrong: .spec(
        """
        let failed = 500 <= code < 600
        """
      ),
      right: .spec(
        """
        let failed = code >= 500 && code < 600
        """
      )
    ),
    DiagnosticPage(
      .SLO0019,
      "selection without parentheses",
      what: """
        `where` binds loosest and narrows all that stands left of it. A second selection beside an
        operator needs parentheses.
        """,
      why: """
        It is not evident what each condition narrows. A total that is narrowed more than its errors
        makes an error ratio above 1, which pages without a cause.
        """,
      wrong: .spec(
        """
        metric reads_total: Counter { labels: code }
        metric writes_total: Counter { labels: code }

        let requests = reads_total where code != "304" + writes_total where code != "409"
        """
      ),
      right: .spec(
        """
        metric reads_total: Counter { labels: code }
        metric writes_total: Counter { labels: code }

        let requests = (reads_total where code != "304") + (writes_total where code != "409")
        """
      )
    ),
    DiagnosticPage(
      .SLO0020,
      "operator of another language",
      what: """
        An operator as PromQL, SQL or another language writes it. Here they are `&&`, `||`, `!`,
        `==`, `!=`, `in`, `!in`, `=~` and `!~`; series are narrowed with `where`.
        """,
      why: """
        `and`, `=` and braces mean different things in different tools. Taken for what they
        resemble, they would count other requests than the ones you promise.
        """,
      wrong: .spec(
        """
        let failed = code >= 500 and method == "GET"
        """
      ),
      right: .spec(
        """
        let failed = code >= 500 && method == "GET"
        """
      )
    ),
    DiagnosticPage(
      .SLO0021,
      "malformed range",
      what: """
        A range has two or four dots, or lacks a bound. `500...599` includes its end, `500..<600`
        does not.
        """,
      why: """
        Whether the end belongs to a range differs from language to language. One status code more
        or less is the difference between a budget that is kept and one that is not.
        """,
      wrong: .spec(
        """
        let failed = code in 500..599
        """
      ),
      right: .spec(
        """
        let failed = code in 500...599
        """
      )
    ),
    DiagnosticPage(
      .SLO0022,
      "unknown declaration",
      what: """
        A declaration begins with a word that slogen does not know. They begin with `service`,
        `slo`, `metric`, `let`, `policy`, `project`, `receiver`, `template`, `input` or `import`.
        """,
      why: """
        A block whose first word is misspelt would be skipped by a lenient reader, with all the
        alerts in it.
        """,
      wrong: .spec(
        """
        metrik http_requests_total: Counter { labels: code }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: code }
        """
      )
    ),
    DiagnosticPage(
      .SLO0023,
      "stray documentation comment",
      .warning,
      what: """
        A `///` comment describes the declaration that follows it. Here none follows, or the comment
        stands behind what it is about.
        """,
      why: """
        Documentation becomes the summary of alerts. At a wrong place it reaches nobody: the page
        at three in the morning says less than you wrote.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code }  /// Counted at the edge.
        """
      ),
      right: .spec(
        """
        /// Counted at the edge.
        metric http_requests_total: Counter { labels: code }
        """
      )
    ),
    DiagnosticPage(
      .SLO0024,
      "limit exceeded",
      what: """
        The file is larger, nested deeper or more wrong than slogen follows: 64 MiB, 256 levels,
        1024 operators in a row, 100 problems shown.
        """,
      why: """
        No hand-written spec comes near. A file like this is generated, or damaged, and a run that
        went on would stall the pipeline that brings rules to production.
        """,
      wrong: .session(
        """
        $ slogen check specs/routes.slo
        error[SLO0024]: an expression of more than 1024 operators in a row
          --> specs/routes.slo:7:9
        $ sed -n 7p specs/routes.slo | cut -c -50
        let own = route == "/a0" || route == "/a1" || rout
        """
      ),
      right: .session(
        """
        $ sed -n 7p specs/routes.slo | cut -c -50
        let own = route in ["/a0", "/a1", "/a2", "/a3", "/
        $ slogen check specs/routes.slo
        checked 1 file: 1 service, 1 SLO, no errors
        """
      )
    ),
    DiagnosticPage(
      .SLO0025,
      "list with dashes",
      what: "Values stand in a list of YAML. Here they stand behind commas.",
      why: """
        A dash in front of a number is a sign. Read so, the buckets of a histogram would be
        negative, and no latency bound would be found among them.
        """,
      wrong: .spec(
        """
        metric http_request_duration_seconds: Histogram<Seconds> {
            buckets:
                - 100ms
                - 250ms
        }
        """
      ),
      right: .spec(
        """
        metric http_request_duration_seconds: Histogram<Seconds> {
            buckets: 100ms, 250ms
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO0026,
      "malformed regular expression",
      what: """
        A pattern has no second slash, is empty, or stands behind another operator than `=~` and
        `!~`.
        """,
      why: """
        Compared with `==`, a pattern is text that no label ever has. The SLO would count nothing
        and look perfect.
        """,
      wrong: .spec(
        """
        let failed = code == /5../
        """
      ),
      right: .spec(
        """
        let failed = code =~ /5../
        """
      )
    ),
    DiagnosticPage(
      .SLO0027,
      "two statements on one line",
      what: "Statements on one line are separated by `;`; a comma goes on with the values of one.",
      why: """
        Without a separator it is not certain where the first one ends. The value of one setting
        would swallow the name of the next.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code scrape: 30s }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: code; scrape: 30s }
        """
      )
    ),
    DiagnosticPage(
      .SLO0028,
      "wrong separator",
      what: """
        A comma stands where a semicolon belongs, or the other way round, is missing between two
        values, or promises a value that does not follow.
        """,
      why: """
        A list that ends in a comma may be one that lost its last line in a merge: the bucket, the
        label or the receiver that is missing is the one that matters at night.
        """,
      wrong: .spec(
        """
        metric http_request_duration_seconds: Histogram<Seconds> {
            buckets: 100ms, 250ms,
        }
        """
      ),
      right: .spec(
        """
        metric http_request_duration_seconds: Histogram<Seconds> {
            buckets: 100ms, 250ms
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO0029,
      "missing name",
      what: "A declaration has no name where one belongs.",
      why: """
        The name of an SLO is its identity: it is in every series, every alert and every link of a
        page. Without one nothing could be recorded or found.
        """,
      wrong: .spec(
        """
        policy {
            page(burning: 13.44x, over: 1h)
        }
        """
      ),
      right: .spec(
        """
        policy fast {
            page(burning: 13.44x, over: 1h)
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO0030,
      "missing block",
      what: "A declaration ends before the block in braces that it needs.",
      why: """
        A policy without a block pages nobody. Whether that is meant must be visible, not the
        result of a line that was lost.
        """,
      wrong: .spec(
        """
        policy fast
        """
      ),
      right: .spec(
        """
        policy fast {
            page(burning: 13.44x, over: 1h)
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO0031,
      "unknown directive",
      what: """
        A word with `#` is not known, or `#promql` is not followed by one text in quotes between
        parentheses.
        """,
      why: """
        What stands in the text goes into rules as it is. slogen has to know which language it is
        in before it can check that it counts anything.
        """,
      wrong: .spec(
        """
        let in_flight = #prom("sum(http_requests_in_flight)")
        """
      ),
      right: .spec(
        """
        let in_flight = #promql("sum(http_requests_in_flight)")
        """
      )
    ),
    DiagnosticPage(
      .SLO0032,
      "form of another language or a later version",
      what: """
        A word of Swift or another language that does not exist here, or a form that is kept for a
        later version.
        """,
      why: """
        Specs are declarations: nothing runs, so nothing can loop for ever or differ between two
        runs. Values that do not change are written with `let`.
        """,
      wrong: .spec(
        """
        var app = "checkout"
        """
      ),
      right: .spec(
        """
        let app = "checkout"
        """
      )
    ),
    DiagnosticPage(
      .SLO0033,
      "missing type",
      what: "A metric, an input or a parameter has no type behind its name.",
      why: """
        The type says how a metric is to be read. A gauge that is counted like a counter makes
        error ratios of thousands of percent, and a page for each of them.
        """,
      wrong: .spec(
        """
        metric http_requests_total { labels: code }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: code }
        """
      )
    ),
  ]
}
