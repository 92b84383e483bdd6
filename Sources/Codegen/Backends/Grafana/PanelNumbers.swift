/// The numbers by which links name panels: made from what a panel is about, so that they stay when
/// panels come, go or move.
struct PanelNumbers {
  private var taken: Set<Int> = []

  /// 31 bits of a hash, the next free number where two panels share it.
  mutating func number(for key: String) -> Int {
    var number = Int(BoundedName.hash(of: key) & 0x7FFF_FFFF)
    while number == 0 || taken.contains(number) {
      number = number == 0x7FFF_FFFF ? 1 : number + 1
    }
    taken.insert(number)
    return number
  }
}
