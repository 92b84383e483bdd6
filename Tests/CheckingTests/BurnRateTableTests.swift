import SLODSL
import Testing

/// The built-in policy for every period that may be written.
@Suite struct BurnRateTableTests {
  @Test func everyPeriodHasSensiblePairs() {
    for hours in stride(from: Int64(24), through: 400 * 24, by: 1) {
      let period = Duration.hours(hours)
      let rows = BurnRateTable.rows(for: period)
      #expect((3...4).contains(rows.count), "\(period.text)")
      #expect(rows.last?.factor == .one, "\(period.text): no sustained overspending goes unseen")
      #expect(rows.contains { $0.severity == .page } && rows.contains { $0.severity == .ticket })
      for (fast, slow) in zip(rows, rows.dropFirst()) {
        #expect(fast.factor > slow.factor, "\(period.text): factors fall")
        #expect(fast.long < slow.long, "\(period.text): windows grow")
        #expect(!(fast.severity == .ticket && slow.severity == .page), "\(period.text)")
      }
      for row in rows {
        #expect(row.factor >= .one, "\(period.text)")
        #expect(row.short < row.long && row.long < period, "\(period.text)")
        #expect(row.short.isMultiple(of: .minutes(5)) && row.long.isMultiple(of: .minutes(5)))
        #expect(row.factor.rounded(places: 2) == row.factor, "\(period.text): two decimals")
        let spent = row.factor * row.long.ratio(to: period)
        #expect(
          spent <= ExactNumber(51, over: 100),
          "\(period.text): \(row.long.text) fires too late"
        )
      }
    }
  }

  @Test(arguments: [
    (7, "1h/5m 13.44, 6h/30m 3.5, 1d/2h 1.4, 3d/6h 1"),
    (28, "1h/5m 13.44, 6h/30m 5.6, 1d/2h 2.8, 3d/6h 1"),
    (30, "1h/5m 14.4, 6h/30m 6, 1d/2h 3, 3d/6h 1"),
    (90, "1h/5m 14.4, 6h/30m 6, 3d/6h 3, 9d/18h 1"),
  ])
  func knownPeriodsHaveTheirTable(_ days: Int64, _ expected: String) {
    let rows = BurnRateTable.rows(for: .days(days)).map {
      "\($0.long.text)/\($0.short.text) \($0.factor.decimalText)"
    }
    #expect(rows.joined(separator: ", ") == expected)
  }
}
