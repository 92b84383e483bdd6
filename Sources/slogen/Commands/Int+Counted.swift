extension Int {
  /// The number with its noun: `1 file`, `2 files`.
  func counted(_ noun: String) -> String {
    counted(noun, noun + "s")
  }

  /// The number with a noun whose plural is its own: `2 fixes`.
  func counted(_ noun: String, _ plural: String) -> String {
    "\(self) \(self == 1 ? noun : plural)"
  }
}
