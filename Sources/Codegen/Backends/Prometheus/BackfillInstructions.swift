import SLODSL

/// How a backfill is run, for whoever sits at the machine of the server: `README.md` beside its
/// rules.
struct BackfillInstructions {
  private let identities: [String]
  /// How far back the first run begins: the longest period.
  private let period: Duration
  private let blockDuration: String
  private let retention: Duration
  private let rulers: [Ruler]

  init(of objectives: [ServiceLevelObjective], in project: Project) {
    identities = objectives.map(\.identity.text)
    period = objectives.map(\.window.duration).max() ?? .days(30)
    let shortest = objectives.map(\.timing.interval).min() ?? .minute
    blockDuration = Self.blockDuration(for: shortest)
    retention = project.retention
    rulers = project.rulers
  }

  /// The longest block that promtool may make.
  ///
  /// It makes one for each rule with one query, of 18h where 24h are allowed. A server answers no
  /// query of more than 11,000 points.
  private static func blockDuration(for interval: Duration) -> String {
    interval.milliseconds * 11_000 >= Duration.hours(18).milliseconds ? "24h" : "2h"
  }

  var text: String {
    """
    # Counting the time before the rules

    Rules know nothing of the time before they were loaded. These steps count it from the samples
    that the server still has, for

    \(identities.map { "- `\($0)`\n" }.joined())
    ## Before

    - The rules of these SLOs have been loaded for at least **four hours**. The newest three hours
      of a server are in its memory; blocks that reach into them cost raw samples at its next
      start. So the steps end four hours ago, and the rules must have counted since.
    - Only what was scraped can be counted, and what is older than the retention is deleted again.
      The longest period here is \(period.text), and the project's `retention:` \(retention.text);
      the server's is the flag `--storage.tsdb.retention.time`.
    - Nothing is counted twice: evaluations that have counts, of the rules or of an earlier
      backfill, are left as they are. The steps may be repeated, also with other times.

    ## Steps

    In this folder, on the machine of the server, as the user whom its data belongs to:

    ```sh
    URL=http://localhost:9090          # the server
    DATA=/var/lib/prometheus           # its --storage.tsdb.path
    END=$(($(date +%s) - 4 * 3600))    # four hours ago
    START=$((END - \(Self.seconds(period))))          # \(period.text) before
    ```

    First the counts and their sums over 5m, from raw samples:

    ```sh
    promtool tsdb create-blocks-from --max-block-duration=\(blockDuration) rules \\
      --url="$URL" --start="$START" --end="$END" --output-dir=blocks-of-counts *.counts.yml &&
      mv blocks-of-counts/* "$DATA"
    ```

    The server finds new blocks within two minutes, and at every start; it needs no restart. Then
    the age of the counts, which is read from them:

    ```sh
    promtool tsdb create-blocks-from rules --url="$URL" \\
      --start=$((END - 3600)) --end="$END" --output-dir=blocks-of-ages *.first-seen.yml &&
      mv blocks-of-ages/* "$DATA"
    ```

    Within ten minutes `slo:history:ratio<period>` says how much of the period is covered, and
    `slo:error_budget_remaining:ratio` what is left of it. This folder can then be deleted.

    ## Good to know

    - Blocks that overlap are merged by the server; versions 2.39 and later need no flag for it.
      Where a Thanos sidecar uploads the blocks, its compactor has to allow overlapping ones.
    - "too many samples" is the server's `--query.max-samples`: take `--max-block-duration=2h`.
    - What outages hid from the counts is not recovered in the past, and up to five minutes where
      the rules began may be missing. Alerts of the past do not fire.
    \(rulers.contains(.mimir) ? Self.hintForMimir : "")
    """
  }

  /// Its blocks are objects of a bucket, which no test here has.
  private static let hintForMimir = """
    - Mimir has no data directory: there `mimirtool backfill` takes the place of `mv`, and `URL`
      ends with `/prometheus`. Nobody has proved these steps for it.

    """

  private static func seconds(_ period: Duration) -> String {
    let day = Duration.days(1).milliseconds
    guard period.milliseconds % day == 0 else { return "\(period.milliseconds / 1000)" }
    return "\(period.milliseconds / day) * 86400"
  }
}
