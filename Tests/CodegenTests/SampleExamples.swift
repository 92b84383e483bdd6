import SLODSL

extension Example {
  /// Gauges in slices of time.
  static let samples = [
    Example("samples", worst, average, each),
    Example("samples-of-time", backup, certificate),
    Example("samples-combined", summed, total, share, asked),
    Example(
      "samples-without-data",
      probe,
      lagOrBad(every: .minute),
      partitionsOrGood(every: .minute)
    ),
    Example(
      "samples-forgotten",
      lagOrBad(every: .minutes(5)),
      partitionsOrGood(every: .minutes(5))
    ),
  ]

  private static let lag = Built.selection(
    "kafka_consumer_lag",
    [LabelMatcher("job", .equal, "kafka")]
  )

  private static let worst = Built.slo(
    "lag",
    "0.99",
    indicator: Built.samples(.gauge(lag), .lessOrEqual, "1000"),
    by: ["topic"],
    minimum: "1"
  )

  private static let average = Built.slo(
    "queue",
    "0.99",
    indicator: Built.samples(
      .gauge(Built.selection("queue_depth")),
      .greater,
      "100",
      good: false,
      slice: .max,
      collapse: .average
    )
  )

  private static let each = Built.slo(
    "disks",
    "0.99",
    indicator: Built.samples(
      .gauge(
        Built.selection(
          "disk_used_ratio",
          [LabelMatcher("mount", .equal, "/data")],
          [LabelMatcher("mount", .equal, "/logs")]
        )
      ),
      .less,
      "0.9",
      slice: .average,
      collapse: .each
    ),
    by: ["cluster"]
  )

  private static let backup = Built.slo(
    "backup",
    "0.99",
    indicator: Built.samples(
      .age(Built.selection("backup_last_success_timestamp_seconds")),
      .lessOrEqual,
      "93600"
    )
  )

  private static let certificate = Built.slo(
    "certificate",
    "0.99",
    indicator: Built.samples(
      .remaining(Built.selection("certificate_not_after_timestamp_seconds")),
      .greater,
      "604800",
      slice: .min
    ),
    by: ["host"]
  )

  private static let summed = Built.slo(
    "backlog",
    "0.99",
    indicator: Built.samples(
      .aggregate(.sum, of: .gauge(lag), by: ["topic", "consumer"]),
      .less,
      "5000"
    ),
    by: ["topic"]
  )

  /// One series already, so nothing collapses.
  private static let total = Built.slo(
    "total",
    "0.99",
    indicator: Built.samples(.aggregate(.sum, of: .gauge(lag), by: []), .less, "5000"),
    noData: [.good]
  )

  private static let share = Built.slo(
    "memory",
    "0.99",
    indicator: Built.samples(
      .quotient(
        .gauge(Built.selection("memory_used_bytes")),
        .gauge(Built.selection("memory_limit_bytes"))
      ),
      .less,
      "0.9"
    ),
    by: ["pod"]
  )

  private static let asked = Built.slo(
    "asked",
    "0.99",
    indicator: Built.samples(
      .query(
        .call(
          "max_over_time",
          .matrix(
            MatrixSelector(
              selector: VectorSelector(metric: "queue_depth"),
              length: .window
            )
          )
        )
      ),
      .less,
      "10"
    )
  )

  private static let probe = Built.slo(
    "probe",
    "0.99",
    indicator: Built.samples(
      .gauge(Built.selection("probe_success", [LabelMatcher("job", .equal, "blackbox")])),
      .equal,
      "1"
    ),
    noData: [.bad, Built.alertOnAbsence]
  )

  private static func lagOrBad(every interval: Duration) -> ServiceLevelObjective {
    Built.slo(
      "lag",
      "0.99",
      indicator: Built.samples(.gauge(lag), .lessOrEqual, "1000"),
      by: ["topic"],
      timing: Built.timing(interval: interval),
      noData: [.bad]
    )
  }

  private static func partitionsOrGood(every interval: Duration) -> ServiceLevelObjective {
    Built.slo(
      "partitions",
      "0.99",
      indicator: Built.samples(.gauge(lag), .lessOrEqual, "1000", collapse: .each),
      by: ["topic"],
      timing: Built.timing(interval: interval),
      noData: [.good, .alert(after: .minutes(20), each: true)]
    )
  }
}
