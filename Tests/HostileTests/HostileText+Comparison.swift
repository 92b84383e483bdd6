extension HostileText {
  /// The texts of a round that can be compared.
  static func comparable(_ round: Int) -> [String: String] {
    spread(round).filter { isComparable($0.value, at: $0.key) }
  }

  /// A text for every word: in as many rounds as there are texts, each word gets all of them.
  static func spread(_ round: Int) -> [String: String] {
    let texts = all
    return Dictionary(
      uniqueKeysWithValues: HostileSpec.words.enumerated().map { index, word in
        (word.word, texts[(round + index * 7) % texts.count])
      }
    )
  }

  /// Whether output differs from that of the plain word in this text only: names decide about
  /// files, order and numbers, and a remark's sentences and lines are told apart.
  static func isComparable(_ text: String, at word: String) -> Bool {
    let place = HostileSpec.words.first { $0.word == word }?.place
    switch place {
    case .name, .verbatim, nil: return false
    case .comment: return !text.isEmpty && text.utf8.allSatisfy { !"\n\r.!?".utf8.contains($0) }
    case .text, .pattern:
      if text.isEmpty || naming.contains(word) { return false }
      if text.utf8.count > 2_000, measured.contains(word) { return false }
      // The folders of a file are names of their own.
      if text.utf8.contains(UInt8(ascii: "/")),
        word.hasSuffix("secretqz") || word.hasSuffix("fileqz")
      {
        return false
      }
      switch word {
      // Conditions are shown as they are written.
      case "zqabsentqz", "zqalertvalueqz":
        return text.unicodeScalars.allSatisfy {
          !HostileOutput.isForbidden($0) && !"\"\\\n".unicodeScalars.contains($0)
        }
      // Summaries lose the full stop of a sentence.
      case "zqsummaryqz": return !text.hasSuffix(".")
      default: return true
      }
    }
  }

  /// Texts that are in so many rules that objects with long ones are split.
  private static let measured: Set<String> = [
    "zqjobqz", "zqmethodqz", "zqexcludedqz", "zqgroupqz", "zqpatternqz", "zqargumentqz",
    "zqpromqlqz", "zqownerqz",
  ]

  /// Texts that name objects and so files and metrics.
  private static let naming: Set<String> = [
    "zqcounterseriesqz", "zqhistogramseriesqz", "zqworkloadqz", "zqkedaqz", "zqrolloutqz",
    "zqflaggerqz", "zqtextsloqz", "zqtokenqz",
  ]
}
