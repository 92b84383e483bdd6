import SLODSL
import Testing

/// The texts under which servers store a bucket's bound.
@Suite struct BucketBoundTests {
  @Test(
    arguments: [
      ("1000000", nil, ["1000000", "1e+06", "1000000.0"]),
      ("536870912", nil, ["536870912", "5.36870912e+08", "536870912.0"]),
      ("0.0001", nil, ["0.0001"]),
      ("0.00001", nil, ["0.00001", "1e-05"]),
      ("0.000025", nil, ["0.000025", "2.5e-05"]),
      ("0.3", nil, ["0.3"]),
      ("0.3", "0.30", ["0.30", "0.3"]),
      ("1", nil, ["1", "1.0"]),
      ("10", nil, ["10", "10.0"]),
      ("2.5", nil, ["2.5"]),
      ("999999", nil, ["999999", "999999.0"]),
      ("0", nil, ["0", "0.0"]),
      ("123456789.5", nil, ["123456789.5", "1.234567895e+08"]),
    ] as [(String, String?, [String])]
  )
  func hasEverySpelling(_ bound: String, _ declared: String?, _ expected: [String]) throws {
    let number = try #require(ExactNumber(decimal: bound.utf8))
    #expect(BucketBound.spellings(of: number, declared: declared) == expected)
  }
}
