import SLODSL
import Testing

/// What the values of an expression are, and their unit, by the catalog of the lints' cases.
@Suite struct KindInferenceTests {
  @Test(
    arguments: [
      ("http_requests_total", .raw(.counter)),
      ("http_request_duration_seconds_bucket", .raw(.bucket)),
      ("db_query_duration_seconds", .raw(.quantile)),
      ("grpc_call_duration_seconds", .raw(.nativeHistogram)),
      ("shop_build_info", .raw(.info)),
      ("unheard_of", .raw(.unknown)),
      ("{__name__=\"queue_depth\"}", .raw(.gauge)),
      ("{job=\"a\"}", .raw(.unknown)),
      ("sum by (route) (rate(http_requests_total[5m])) * 60", .perSecond(.counter)),
      ("increase(http_requests_total[5m])", .perRange(.counter)),
      ("-http_requests_total", .computed),
      ("http_requests_total - 5", .computed),
      ("sum(http_requests_total > 5)", .raw(.counter)),
      ("max_over_time(queue_depth[5m])", .raw(.gauge)),
      ("avg_over_time(http_requests_total[5m])", .computed),
      ("histogram_quantile(0.9, rate(unheard_of_bucket[5m]))", .percentile),
      ("histogram_count(rate(grpc_call_duration_seconds[5m]))", .perSecond(.count)),
      ("rate(x_sum[5m]) / rate(x_count[5m])", .mean),
      ("rate(x_sum[5m]) / rate(y_count[5m])", .share),
      ("1 - rate(a_total[5m]) / rate(b_total[5m])", .share),
      ("mails_failed_total / mails_sent_total", .lifetime),
      ("a_total / b_total", .computed),
      ("rate(a_total[5m]) - rate(b_total[5m])", .perSecond(.counter)),
      ("rate(a_total[5m]) or vector(0)", .perSecond(.counter)),
      ("rate(a_total[5m]) > bool 5", .computed),
      ("vector(1) + 2", .number),
      ("count(up)", .computed),
      ("unheard_of * other", .unknown),
    ] as [(String, PromQLKind)]
  )
  func infersKinds(_ text: String, _ kind: PromQLKind) throws {
    #expect(try Self.inferred(text).kind == kind)
  }

  @Test(
    arguments: [
      ("queue_oldest_seconds", "seconds"),
      ("queue_oldest_milliseconds", "milliseconds"),
      ("rate(mail_bytes_total[5m])", "bytes per second"),
      ("rate(cpu_seconds_total[5m])", "a plain number"),
      ("rate(http_requests_total[5m])", "a number per second"),
      ("disk_used_bytes / disk_size_bytes", "a plain number"),
      ("disk_used_bytes / rate(mail_bytes_total[5m])", "seconds"),
      ("time()", "points in time"),
      ("time() - backup_finished_timestamp_seconds", "seconds"),
      ("timestamp(up) - timestamp(up)", "seconds"),
      ("stdvar(queue_oldest_seconds)", "seconds to the power of 2"),
      ("sqrt(stdvar(queue_oldest_seconds))", "seconds"),
      ("histogram_quantile(0.9, rate(http_request_duration_seconds_bucket[5m]))", "seconds"),
      ("histogram_quantile(0.9, rate(grpc_call_duration_seconds[5m]))", "seconds"),
      ("histogram_sum(rate(grpc_call_duration_seconds[5m]))", "a plain number"),
      ("db_query_duration_seconds", "seconds"),
      ("db_query_duration_seconds_count", "a plain number"),
      ("avg(probe_success)", "a ratio"),
      ("sum(probe_success)", "a plain number"),
      ("battery_charge_percent", "per cent"),
      ("deriv(room_temperature_celsius[5m])", "degrees Celsius per second"),
      ("delta(backup_finished_timestamp_seconds[5m])", "seconds"),
      ("max(queue_oldest_seconds) + 5", "seconds"),
      // A factor may be a conversion.
      ("queue_oldest_seconds * 1000", nil),
      ("unheard_of_seconds", nil),
      ("queue_oldest_seconds or queue_oldest_milliseconds", nil),
    ] as [(String, String?)]
  )
  func infersUnits(_ text: String, _ unit: String?) throws {
    #expect(try Self.inferred(text).unit?.text == unit)
  }

  /// A part of the same counter, or of the same histogram, is a share of the whole.
  @Test(
    arguments: [
      ("rate(x{a=\"b\"}[5m]) / rate(x[5m])", 1),
      ("100 * sum(rate(x{a=\"b\"}[5m])) / sum(rate(x[5m]))", 100),
      ("(1 - sum(rate(x{a=\"b\"}[5m])) / sum(rate(x[5m]))) * 100", 100),
      ("rate(x_bucket{le=\"1\"}[5m]) / rate(x_count[5m])", 1),
      ("cache_hit_ratio", 1),
      ("rate(x[5m]) / rate(x{a=\"b\"}[5m])", nil),
      ("rate(x{a=\"b\"}[5m]) / rate(y[5m])", nil),
      ("rate(x{a=\"b\"}[5m]) / rate(x[1h])", nil),
      ("3 - rate(x{a=\"b\"}[5m]) / rate(x[5m])", nil),
      ("sum(rate(x{a=\"b\"}[5m]) / rate(x[5m]))", nil),
    ] as [(String, Double?)]
  )
  func findsShares(_ text: String, _ whole: Double?) throws {
    #expect(try Self.inferred(text).whole == whole)
  }

  /// Powers and scales of long products have an end.
  @Test func survivesLongProducts() throws {
    let micros = try Self.inferred(
      Array(repeating: "queue_oldest_milliseconds", count: 60).joined(separator: " * ")
        + Array(repeating: " / battery_charge_percent", count: 30).joined()
    )
    #expect(micros.unit == nil)
    let nested =
      String(repeating: "stdvar(", count: 90) + "queue_oldest_seconds"
      + String(repeating: ")", count: 90)
    #expect(try Self.inferred(nested).unit == nil)
  }

  private static func inferred(_ text: String) throws -> InferredExpression {
    let parsed = PromQLParser.parse(Array(text.utf8), options: .everything)
    return InferredExpression(try #require(parsed.expression), catalog: LintCase.catalog)
  }
}
