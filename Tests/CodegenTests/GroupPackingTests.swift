import Codegen
import Testing
import TestSupport

/// SLOs that share groups stay where they are, whoever comes and goes.
@Suite struct GroupPackingTests {
  private static let seeds = Array(UInt64(1)...40)

  private static func names(_ random: inout SplitMix) -> [String] {
    let words = ["api", "Checkout", "a", "x-1", "worker_pool", "availability", "latency", "lag"]
    return (0..<Int.random(in: 1...120, using: &random)).map { index in
      let word = { (random: inout SplitMix) in words.randomElement(using: &random) ?? "" }
      return "\(word(&random))\(index)/\(word(&random))"
    }
  }

  private static func groups(of names: [String], among count: Int) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: names.map { ($0, GroupPacking.group(of: $0, among: count)) })
  }

  private static func loads(_ shares: [GroupPacking.Share], among count: Int) -> [Int] {
    var loads = Array(repeating: 0, count: count)
    for share in shares {
      loads[GroupPacking.group(of: share.identity, among: count) - 1] += share.rules
    }
    return loads
  }

  /// A group more takes SLOs from the others and moves none between them.
  @Test(arguments: seeds)
  func anotherGroupMovesOnlyWhatItTakes(_ seed: UInt64) {
    var random = SplitMix(seed: seed)
    let names = Self.names(&random)
    let count = Int.random(in: 1...20, using: &random)
    let before = Self.groups(of: names, among: count)
    let after = Self.groups(of: names, among: count + 1)
    for name in names {
      #expect((1...count).contains(before[name] ?? 0))
      #expect(after[name] == before[name] || after[name] == count + 1)
    }
  }

  /// What is said to fit does, and nothing less from there on.
  @Test(arguments: seeds)
  func theLeastCountFitsAndNoLesserOne(_ seed: UInt64) {
    var random = SplitMix(seed: seed)
    let shares = Self.names(&random).map {
      GroupPacking.Share(identity: $0, rules: Int.random(in: 5...20, using: &random))
    }
    let limit = Int.random(in: 20...150, using: &random)
    let first = Int.random(in: 1...10, using: &random)
    let fits = { (count: Int) in Self.loads(shares, among: count).allSatisfy { $0 <= limit } }
    let expected = (1..<max(shares.count, 1)).first { $0 >= first && fits($0) }
    #expect(
      GroupPacking.leastCount(from: first, for: shares, rulesPerGroup: limit) == expected
    )
  }

  /// Names that differ little spread as if by chance: 200 SLOs, ten to a group on average. Chance
  /// alone puts more than 20 or less than 2 into a group once in 500 times.
  @Test(
    arguments: [
      { "service-\($0)/availability" }, { "api/latency-\($0)" }, { "a\($0)/b" }, { "x/\($0)" },
    ] as [@Sendable (Int) -> String]
  )
  func namesThatDifferLittleSpread(_ name: @Sendable (Int) -> String) {
    let shares = (0..<200).map { GroupPacking.Share(identity: name($0), rules: 1) }
    let loads = Self.loads(shares, among: 20)
    #expect((loads.max() ?? 0) <= 20)
    #expect((loads.min() ?? 0) >= 2)
  }

  /// Recorded, because another distribution would move the rules of every user.
  @Test func groupsAreThoseOfEarlierVersions() {
    let names = ["checkout/availability", "checkout/latency", "worker/lag", "a/b"]
    #expect(names.map { GroupPacking.group(of: $0, among: 8) } == [5, 2, 6, 5])
  }
}
