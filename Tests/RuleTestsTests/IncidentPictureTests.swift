import Codegen
import Foundation
import SLODSL
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Pictures are XML that any reader can show, whatever happens to whatever is called how.
struct IncidentPictureTests {
  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String])] = []
    var texts: [String] = []
    private var text = ""

    func parser(
      _ parser: XMLParser,
      didStartElement name: String,
      namespaceURI: String?,
      qualifiedName: String?,
      attributes: [String: String]
    ) {
      elements.append((name, attributes))
      text = ""
    }

    func parser(
      _ parser: XMLParser,
      didEndElement: String,
      namespaceURI: String?,
      qualifiedName: String?
    ) {
      texts.append(text)
      text = ""
    }

    func parser(_ parser: XMLParser, foundCharacters found: String) { text += found }
  }

  private static func read(_ simulated: SimulatedIncident) throws -> Reader {
    let document = XMLWriter.document(IncidentPicture.svg(of: IncidentReport(simulated)))
    let reader = Reader()
    let parser = XMLParser(data: Data(document))
    parser.delegate = reader
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
    return reader
  }

  private static func simulate(
    _ incident: Incident,
    of slo: ServiceLevelObjective,
    _ objective: GroupObjective? = nil
  ) throws -> SimulatedIncident {
    try #require(
      SimulatedIncident(
        incident,
        of: slo,
        objective: objective ?? slo.objectives[0],
        groups: SLORulePlanner(slo: slo, in: Project()).groups
      )
    )
  }

  /// Everything lies inside, with plain decimals for coordinates.
  @Test(arguments: UInt64(1)...12)
  func nothingLeavesThePicture(seed: UInt64) throws {
    let random = RandomIncident(seed: seed)
    let reader = try Self.read(try Self.simulate(random.incident, of: random.slo))
    let root = try #require(reader.elements.first)
    #expect(root.name == "svg")
    let (width, height) = (root.attributes["width"] ?? "", root.attributes["height"] ?? "")
    let across = 0...(try #require(Double(width)))
    let down = 0...(try #require(Double(height)))
    for (name, attributes) in reader.elements.dropFirst() {
      #expect(
        ["title", "desc", "style", "rect", "circle", "line", "polyline", "polygon", "text"]
          .contains(name)
      )
      for key in ["x", "x1", "x2", "cx"] {
        guard let text = attributes[key] else { continue }
        #expect(across.contains(try #require(Double(text))), "\(name) \(attributes)")
      }
      for key in ["y", "y1", "y2", "cy"] {
        guard let text = attributes[key] else { continue }
        #expect(down.contains(try #require(Double(text))), "\(name) \(attributes)")
      }
      for point in (attributes["points"] ?? "").split(separator: " ") {
        let parts = point.split(separator: ",").compactMap { Double($0) }
        try #require(parts.count == 2)
        #expect(across.contains(parts[0]) && down.contains(parts[1]), "\(name) \(point)")
      }
      let digits = attributes.filter { $0.key != "class" && $0.key != "points" }.values
      #expect(!digits.contains { $0.contains("e-") || $0.contains("nan") })
    }
  }

  /// What lanes and bars say stands in words too.
  @Test func saysInWordsWhatItShows() throws {
    let slo = ExampleModels.slo("availability", ExampleModels.availability)
    let phase = Incident.Phase(errors: ExactNumber(1, over: 20), duration: .minutes(30))
    let reader = try Self.read(try Self.simulate(Incident(phases: [phase]), of: slo))
    #expect(reader.elements.first?.attributes["aria-labelledby"] == "title description")
    let description = try #require(reader.texts.dropFirst().first)
    #expect(description.contains("+18m15s: page fires: 1h and 5m above 14.4x."))
    #expect(description.contains("No ticket."))
    #expect(description.contains("3.47% of the budget"))
  }

  @Test(arguments: [
    "</text><script>alert(1)</script>", "\"><svg onload=x>", "]]>&lt;", "{{ .Value }}",
    "a\nb\u{1B}[1m",
  ])
  func hostileNamesStayText(_ name: String) throws {
    let own = GroupObjective(
      ratio: ExactNumber(9999, over: 10_000),
      groups: GroupCondition(dimension: "tenant", values: [name]),
      pairs: ExampleModels.monthly,
      origin: ExampleModels.origin
    )
    let slo = ExampleModels.slo(
      "slo",
      ExampleModels.availability,
      by: ["tenant"],
      others: [own]
    )
    let phase = Incident.Phase(errors: .one, duration: .minutes(5))
    let reader = try Self.read(try Self.simulate(Incident(phases: [phase]), of: slo, own))
    #expect(!reader.elements.contains { $0.name == "script" || $0.attributes["onload"] != nil })
    let shown = DisplayWidth.printable(name).split(separator: " ").first ?? ""
    #expect(reader.texts.contains { $0.contains(shown) })
  }
}
