/// How rules of many SLOs share a stated number of groups.
///
/// Every group bids for every SLO, and the highest bid wins (rendezvous hashing). A bid depends on
/// the group's number and the SLO's identity alone, so that SLOs that come and go move no other,
/// and one group more takes only what it wins.
package enum GroupPacking {
  /// An SLO's share of a packed group.
  package struct Share: Hashable, Sendable {
    /// Of the SLO: `checkout/availability`.
    package let identity: String
    package let rules: Int

    package init(identity: String, rules: Int) {
      self.identity = identity
      self.rules = rules
    }
  }

  /// The number of the group that holds an SLO's rules, from 1 on.
  package static func group(of identity: String, among count: Int) -> Int {
    let bids = Bids(of: identity)
    var best = (group: 1, bid: bids[1])
    for group in stride(from: 2, through: count, by: 1) where bids[group] > best.bid {
      best = (group, bids[group])
    }
    return best.group
  }

  /// The least number of groups from `count` on and below that of the SLOs, with which every group
  /// has at most so many rules; nil for none. As many groups as SLOs would save nothing.
  package static func leastCount(
    from count: Int,
    for shares: [Share],
    rulesPerGroup limit: Int?
  ) -> Int? {
    let bids = shares.map { Bids(of: $0.identity) }
    var winners = shares.map { _ in 1 }
    var loads = [0, shares.reduce(0) { $0 + $1.rules }]
    for tried in 1..<max(shares.count, 1) {
      if tried > 1 {
        loads.append(0)
        for (index, share) in shares.enumerated()
        where bids[index][tried] > bids[index][winners[index]] {
          loads[winners[index]] -= share.rules
          loads[tried] += share.rules
          winners[index] = tried
        }
      }
      if tried >= count, loads.allSatisfy({ $0 <= limit ?? .max }) { return tried }
    }
    return nil
  }

  /// What groups bid for an SLO: the numbers of a generator whose seed is the SLO's identity.
  ///
  /// Hashes of group and identity together are not even enough: names that differ in their last
  /// letter would share a group too often.
  private struct Bids {
    private let seed: UInt64

    init(of identity: String) {
      // FNV-1a with 64 bits.
      seed = identity.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// SplitMix64 (Steele, Lea and Flood, 2014), whose numbers need none of those before them.
    subscript(group: Int) -> UInt64 {
      var mixed = seed &+ UInt64(group) &* 0x9E37_79B9_7F4A_7C15
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}
