import TestSupport
import Testing

/// The dashboards of each spec of the corpus, as outlines.
@Suite struct DashboardGoldens {
  @Test(arguments: try Corpus("dashboards").cases)
  func looksAsRecorded(_ spec: Corpus.Case) throws {
    try spec.expect(DashboardOutline.text(of: try SpecModel(spec).dashboards), as: "outline")
  }

  @Test func everyGoldenHasASpec() throws {
    #expect(try Corpus("dashboards").goldensWithoutInput(endings: ["outline"]).isEmpty)
  }
}
