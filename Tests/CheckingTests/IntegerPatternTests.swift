import SLODSL
import TestSupport
import Testing

/// Patterns for ranges match the decimal texts of their integers, all of them and nothing else.
@Suite struct IntegerPatternTests {
  @Test func everySmallRangeMatchesExactly() {
    for low in 0...120 {
      for high in low...120 {
        let pattern = IntegerPattern.pattern(for: low...high)
        let matched = (0...125).filter { SimplePattern.matches(pattern, String($0)) }
        #expect(matched == Array(low...high), "\(low)...\(high): \(pattern)")
      }
    }
  }

  @Test func rangesMatchTheirEdgesAndNoneBeside() {
    var random = SplitMix(seed: 7)
    for _ in 0..<2000 {
      let bounds = [
        Int.random(in: 0...2_000_000, using: &random), Int.random(in: 0...2000, using: &random),
      ]
      .sorted()
      let (low, high) = (bounds[0], bounds[1])
      let pattern = IntegerPattern.pattern(for: low...high)
      for number in [
        low - 1, low, low + 1, (low + high) / 2, high - 1, high, high + 1, high * 10, low * 10,
      ]
      where number >= 0 {
        #expect(
          SimplePattern.matches(pattern, String(number)) == (low...high).contains(number),
          "\(number) in \(low)...\(high): \(pattern)"
        )
      }
      #expect(!SimplePattern.matches(pattern, "0" + String(low == 0 ? 1 : low)))
      #expect(!SimplePattern.matches(pattern, ""))
    }
  }

  @Test(arguments: [
    (500...599, "5[0-9][0-9]"), (100...599, "[1-5][0-9][0-9]"),
    (429...503, "429|4[3-9][0-9]|50[0-3]"),
    (0...9, "[0-9]"), (0...0, "0"), (7...8, "[78]"), (1...100, "[1-9]|[1-9][0-9]|100"),
  ])
  func rangesAreWrittenAsPeopleWould(_ range: ClosedRange<Int>, _ pattern: String) {
    #expect(IntegerPattern.pattern(for: range) == pattern)
  }

  /// `5..` is right only where no other value of the domain looks like that.
  @Test func shortFormsMatchWithinTheirDomain() {
    var count = 0
    for (low, high) in [(100, 599), (100, 999), (0, 599), (10, 99), (0, 5000), (1000, 9999)] {
      for start in stride(from: low, through: high, by: 10) {
        for size in [10, 50, 100, 1000] where start + size - 1 <= high {
          let range = start...(start + size - 1)
          guard let short = IntegerPattern.shortPattern(for: range, within: low...high) else {
            continue
          }
          count += 1
          let matched = (low...high).filter { SimplePattern.matches(short, String($0)) }
          #expect(matched == Array(range), "\(range) in \(low)...\(high): \(short)")
        }
      }
    }
    #expect(count > 20)
    #expect(IntegerPattern.shortPattern(for: 500...599, within: 100...599) == "5..")
    #expect(IntegerPattern.shortPattern(for: 500...599, within: 0...599) == nil)
  }
}
