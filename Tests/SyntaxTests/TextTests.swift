import SLODSL
import Testing

@Suite struct LineTableTests {
  @Test func countsLinesAndColumnsFromOne() {
    let table = LineTable(Array("ab\nc\r\n\nd".utf8))
    #expect(table.count == 4)
    #expect(table.position(of: 0) == .init(line: 1, column: 1))
    #expect(table.position(of: 2) == .init(line: 1, column: 3))
    #expect(table.position(of: 3) == .init(line: 2, column: 1))
    #expect(table.position(of: 6) == .init(line: 3, column: 1))
    #expect(table.position(of: 8) == .init(line: 4, column: 2))
    #expect(table.position(of: 99) == .init(line: 4, column: 2))
  }

  @Test func leavesOutLineBreaks() {
    let table = LineTable(Array("ab\nc\r\n\nd".utf8))
    #expect((1...4).map(table.text(ofLine:)) == ["ab", "c", "", "d"])
    #expect(table.text(ofLine: 0) == "ab")
    #expect(table.text(ofLine: 9) == "d")
  }

  @Test func hasOneLineWhenEmpty() {
    let table = LineTable([])
    #expect(table.count == 1)
    #expect(table.position(of: 0) == .init(line: 1, column: 1))
    #expect(table.text(ofLine: 1).isEmpty)
  }
}

@Suite struct EditDistanceTests {
  @Test(arguments: [
    ("slo", "slo", 0), ("slo", "slos", 1), ("slo", "sol", 1), ("service", "servcie", 1),
    ("metric", "matrix", 2), ("", "ab", 2),
  ])
  func countsEdits(one: String, other: String, distance: Int) {
    #expect(EditDistance.between(one.utf8, other.utf8, limit: 3) == distance)
    #expect(EditDistance.between(other.utf8, one.utf8, limit: 3) == distance)
  }

  @Test func givesUpBeyondTheLimit() {
    #expect(EditDistance.between("abc".utf8, "xyz".utf8, limit: 2) == nil)
  }

  @Test func suggestsTheNearestWithinReason() {
    #expect(EditDistance.nearest(to: "servise", among: ["slo", "service"]) == "service")
    #expect(EditDistance.nearest(to: "banana", among: ["slo", "service"]) == nil)
    #expect(EditDistance.nearest(to: "x", among: ["y"]) == nil)
  }
}
