extension DiagnosticPage {
  /// Files and the command line.
  static let files: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO9001,
      "file cannot be read",
      what: """
        The system does not hand the file over: permissions, a link that leads in a circle, a folder
        in its place, or more than 64 MiB.
        """,
      why: """
        Without this file its SLOs would be missing from the output, and their rules and alerts
        would be removed. Nothing is written until it can be read.
        """,
      wrong: .session(
        """
        $ ls -l specs
        -rw------- 1 root root 412 checkout.slo
        $ slogen generate
        error[SLO9001]: cannot read specs/checkout.slo: permission denied
        """
      ),
      right: .session(
        """
        $ sudo chmod a+r specs/checkout.slo
        $ slogen generate
        wrote 1 file, 3 unchanged in generated/
        """
      )
    ),
    DiagnosticPage(
      .SLO9002,
      "file does not exist",
      what: """
        Nothing is at the path that was named, or imported. Imports are looked up from the folder of
        the file that imports.
        """,
      why: """
        A catalog that is not found leaves a spec unchecked; a spec that is not found would take its
        alerts out of production. So nothing is written.
        """,
      wrong: .session(
        """
        $ head -1 specs/checkout.slo
        import "catalog/htpp.slo"
        $ slogen check
        error[SLO9002]: the imported file specs/catalog/htpp.slo does not exist
        help: did you mean specs/catalog/http.slo?
        """
      ),
      right: .session(
        """
        $ sed -i 's/htpp/http/' specs/checkout.slo
        $ slogen check
        checked 2 files: 1 service, 1 SLO, no errors
        """
      )
    ),
    DiagnosticPage(
      .SLO9003,
      "not a spec",
      what: "What was named or imported is not a file whose name ends in `.slo`.",
      why: """
        A rule file or a README that is read as a spec yields a hundred mistakes that hide the one
        that matters.
        """,
      wrong: .session(
        """
        $ slogen check generated/prometheus/checkout.rules.yml
        error[SLO9003]: generated/prometheus/checkout.rules.yml is not a spec: its name does not \
        end in .slo
        """
      ),
      right: .session(
        """
        $ slogen check specs/checkout.slo
        checked 2 files: 1 service, 1 SLO, no errors
        """
      )
    ),
    DiagnosticPage(
      .SLO9004,
      "no specs",
      what: """
        The folder holds no file whose name ends in `.slo`, or no spec is named and there is no
        folder `specs` here.
        """,
      why: """
        A run in the wrong folder would otherwise succeed with nothing to do, and a pipeline would
        report for weeks that the rules are in step with specs that it never read.
        """,
      wrong: .session(
        """
        $ cd services/checkout
        $ slogen generate
        error[SLO9004]: no spec is named, and there is no folder specs here
        """
      ),
      right: .session(
        """
        $ cd "$(git rev-parse --show-toplevel)"
        $ slogen generate
        wrote 0 files, 4 unchanged in generated/
        """
      )
    ),
    DiagnosticPage(
      .SLO9005,
      "file was edited by hand",
      what: """
        A file that is to be written or removed is not as slogen left it, or slogen did not write
        it.
        """,
      why: """
        It may be a threshold that somebody raised during an incident. Overwritten silently, the
        alert comes back and nobody knows why; so nothing is written.
        """,
      wrong: .session(
        """
        $ sed -i 's/for: 2m/for: 10m/' generated/prometheus/checkout.rules.yml
        $ slogen generate
        error[SLO9005]: generated/prometheus/checkout.rules.yml was edited since slogen wrote it
        note: nothing was written
        """
      ),
      right: .session(
        """
        $ slogen generate --check        # shows what the edit was
        $ slogen generate --force        # after it has been made in the spec
        wrote 1 file, 3 unchanged in generated/
        """
      )
    ),
    DiagnosticPage(
      .SLO9006,
      "unsafe place for output",
      what: """
        A symbolic link, a folder, a pipe or another file stands where slogen would write. It
        follows no links below its output folder.
        """,
      why: """
        A link in the output folder leads somewhere else, perhaps to the rules of another team or of
        another environment. Written through it, those would be replaced.
        """,
      wrong: .session(
        """
        $ ln -s /etc/prometheus/rules generated/prometheus
        $ slogen generate
        error[SLO9006]: cannot write to generated/prometheus: it is a symbolic link
        """
      ),
      right: .session(
        """
        $ rm generated/prometheus
        $ slogen generate --out /etc/prometheus/rules
        wrote 4 files in /etc/prometheus/rules/
        """
      )
    ),
    DiagnosticPage(
      .SLO9007,
      "file cannot be written",
      what: """
        The system does not take a file: no permission, no space, a read-only file system. The
        message says whether other files have changed.
        """,
      why: """
        Half of a set of rules is worse than the old set: alerts that read series which nobody
        records any more are silent. slogen writes everything aside first, then renames.
        """,
      wrong: .session(
        """
        $ slogen generate
        error[SLO9007]: cannot write generated/prometheus/checkout.rules.yml: no space left on \
        the device
        note: no file was changed
        """
      ),
      right: .session(
        """
        $ df -h .                        # make room, then
        $ slogen generate
        wrote 1 file, 3 unchanged in generated/
        """
      )
    ),
    DiagnosticPage(
      .SLO9008,
      "damaged manifest",
      what: """
        `.slogen-manifest` in the output folder lists the files that slogen wrote, with their
        hashes. A line of it is not a hash and a path below the folder.
        """,
      why: """
        Without the list, slogen cannot tell its own files from those of others: it would leave
        rules behind that nobody asks for any more, and that still page.
        """,
      wrong: .session(
        """
        $ slogen generate
        error[SLO9008]: line 1 of generated/.slogen-manifest is not a hash and a path below the \
        folder
        """
      ),
      right: .session(
        """
        $ git checkout generated/.slogen-manifest
        $ slogen generate
        wrote 1 file, 3 unchanged in generated/
        """
      )
    ),
    DiagnosticPage(
      .SLO9009,
      "not a page of metrics",
      what: """
        A line of a saved `/metrics` page follows neither the Prometheus text format nor \
        OpenMetrics.
        """,
      why: """
        A catalog that is read from half a page lacks metrics, and what it lacks is not checked in \
        any spec.
        """,
      wrong: .session(
        """
        $ curl -s https://checkout.example.com/ > metrics.txt
        $ slogen catalog --from metrics.txt
        """
      ),
      right: .session(
        """
        $ curl -s https://checkout.example.com/metrics > metrics.txt
        $ slogen catalog --from metrics.txt
        """
      )
    ),
    DiagnosticPage(
      .SLO9010,
      "exposed differently",
      .warning,
      what: """
        A metric of the catalog is declared with another kind than its exporter exposes. The \
        declaration is kept: its author may know better.
        """,
      why: """
        If the author did not know better, an indicator counts something that never resets as if \
        it did, or takes rates of a gauge.
        """,
      wrong: .session("metric queue_depth: Counter     // exposed with # TYPE queue_depth gauge"),
      right: .session("metric queue_depth: Gauge<Count>")
    ),
    DiagnosticPage(
      .SLO9011,
      "not formatted",
      what: """
        `slogen fmt` left a whole file as it is: its brackets do not match, a text or a comment \
        does not end, it is not UTF-8, or its mistakes would be read in another way once lines move.
        """,
      why: """
        A file that cannot be read cannot be laid out: blanks in the wrong place would hide the \
        mistake, and a brace that is missing would move half of the file into one service.
        """,
      wrong: .session(
        """
        $ slogen fmt specs/checkout.slo
        error[SLO0014]: expected `}`, found the end of the file
        error[SLO9011]: specs/checkout.slo is left as it is: its brackets do not match
        """
      ),
      right: .session(
        """
        $ echo '}' >> specs/checkout.slo
        $ slogen fmt specs/checkout.slo
        formatted specs/checkout.slo
        """
      )
    ),
  ]
}
