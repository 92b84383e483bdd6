import SLODSL
import Testing

/// House rules for everything that is text.
@Suite struct TextTests {
  @Test func thereIsSomethingToCheck() {
    #expect(Repository.texts.count > 50)
  }

  @Test func nothingKnowsTheMachineItWasWrittenOn() {
    let folders = ["work", "root", "home", "tmp"].map { "/" + $0 }
    for file in Repository.texts {
      for (index, line) in file.lines.enumerated() {
        for folder in folders where Self.names(folder, in: line) {
          Issue.record("\(file):\(index + 1) names \(folder)")
        }
      }
    }
  }

  @Test func nothingIsLeftForLater() {
    let marks: Set<Substring> = ["FIX" + "ME", "TO" + "DO", "X" + "XX", "HA" + "CK"]
    for file in Repository.texts where !file.path.hasPrefix("Tests/Corpus/") {
      for (index, line) in file.lines.enumerated() {
        let words = line.split { !($0.isLetter || $0.isNumber) }
        #expect(!words.contains(where: marks.contains), "\(file):\(index + 1) leaves something")
      }
    }
  }

  @Test func everyDiagnosticIsShownByAGolden() {
    let goldens = Repository.texts.filter {
      $0.path.hasPrefix("Tests/Corpus/") && !$0.path.hasSuffix(".slo")
        && !$0.path.hasPrefix("Tests/Corpus/rendering/")
    }
    for code in DiagnosticCode.allCases {
      let isShown = goldens.contains { $0.text.contains(code.rawValue) }
      #expect(isShown, "\(code.rawValue) (\(code.title)) has no golden in Tests/Corpus")
    }
  }

  @Test func theRulesRecogniseWhatTheyForbid() {
    let folder = "/" + "home"
    #expect(Self.names(folder, in: "see \(folder)/me"[...]))
    #expect(Self.names(folder, in: "\"\(folder)\""[...]))
    #expect(!Self.names(folder, in: "https://example.com\(folder)"[...]))
    #expect(!Self.names(folder, in: "a \(folder)page"[...]))
  }

  /// Whether a line names an absolute folder: not the end of a longer path, not a longer name.
  private static func names(_ folder: String, in line: Substring) -> Bool {
    line.ranges(of: folder).contains { range in
      let before = line[..<range.lowerBound].last
      let after = line[range.upperBound...].first
      let isPart = { (character: Character) in
        character.isLetter || character.isNumber || "_-.*$}".contains(character)
      }
      return !(before.map(isPart) ?? false) && !(after.map { isPart($0) && $0 != "." } ?? false)
    }
  }
}
