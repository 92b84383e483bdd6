import Glibc

/// Moments as servers exchange them (RFC 3339).
enum Timestamp {
  /// In seconds since 1970.
  static var now: Int { time(nil) }

  /// `2026-03-01T12:00:00Z`, so many seconds from now.
  static func text(secondsFromNow seconds: Int) -> String {
    var moment = time(nil) + seconds
    var parts = tm()
    gmtime_r(&moment, &parts)
    let numbers = [parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec]
    let texts = numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }
    let date = "\(parts.tm_year + 1900)-\(texts[0])-\(texts[1])"
    return date + "T" + texts[2...].joined(separator: ":") + "Z"
  }
}
