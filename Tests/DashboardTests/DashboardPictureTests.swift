import Codegen
import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Pictures of dashboards show every panel, whatever authors call it.
@Suite struct DashboardPictureTests {
  /// Elements and texts of XML, which HTML as slogen writes it is too.
  private final class Reader: NSObject, XMLParserDelegate {
    private(set) var elements: [(name: String, attributes: [String: String])] = []
    /// The text of each element that holds nothing else.
    private(set) var texts: [String] = []
    private var text = ""

    init(reading bytes: [UInt8], _ path: String) throws {
      super.init()
      let parser = XMLParser(data: Data(bytes))
      parser.delegate = self
      try #require(parser.parse(), "\(path): \(String(describing: parser.parserError))")
    }

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

  private static func models() throws -> [(name: String, model: SpecModel)] {
    try [("specs", SpecModel.ofRepository())]
      + Corpus("dashboards").cases.map { ($0.name, try SpecModel($0)) }
  }

  @Test func everyPanelIsDrawn() throws {
    for (name, spec) in try Self.models() {
      let files = GrafanaBackend.artifacts(for: Plans(for: spec.model))
      let gallery = DashboardGallery.artifacts(of: files)
      #expect(gallery.count == files.count + 1, "\(name)")
      let page = try #require(gallery.first { $0.path == DashboardGallery.index })
      let shown = try Reader(reading: page.bytes, page.path).texts
      for file in files {
        let dashboard = try ReadDashboard(file)
        let path = String(file.path.dropFirst("grafana/".count).dropLast(".json".count)) + ".svg"
        let picture = try #require(gallery.first { $0.path == path }, "\(path)")
        let drawn = try Reader(reading: picture.bytes, path)
        for panel in dashboard.content.panels {
          #expect(
            drawn.texts.contains { $0 == panel.title || $0.hasPrefix(panel.title + "\n") },
            "\(panel.title) is not in \(path)"
          )
          for target in panel.targets ?? [] {
            #expect(shown.contains(target.expr), "\(target.expr) is not on the page")
          }
        }
        try Self.expectApart(drawn, panels: dashboard.content.panels.filter { !$0.isRow }.count)
      }
    }
  }

  /// Frames lie in the picture, and no two on each other.
  private static func expectApart(_ drawn: Reader, panels: Int) throws {
    let root = try #require(drawn.elements.first).attributes
    let picture = Frame(
      x: 0,
      y: 0,
      width: try Frame.number(root, "width"),
      height: try Frame.number(root, "height")
    )
    let frames = try drawn.elements.filter { $0.name == "rect" && $0.attributes["rx"] == "3" }
      .map { try Frame($0.attributes) }
    #expect(frames.count == panels)
    for (index, frame) in frames.enumerated() {
      #expect(picture.contains(frame))
      #expect(!frames.dropFirst(index + 1).contains { $0.overlaps(frame) })
    }
  }

  private struct Frame {
    let x, y, width, height: Int

    init(x: Int, y: Int, width: Int, height: Int) {
      (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }

    init(_ attributes: [String: String]) throws {
      x = try Self.number(attributes, "x")
      y = try Self.number(attributes, "y")
      width = try Self.number(attributes, "width")
      height = try Self.number(attributes, "height")
    }

    static func number(_ attributes: [String: String], _ name: String) throws -> Int {
      try #require(attributes[name].flatMap { Int($0) }, "\(name)")
    }

    func contains(_ other: Frame) -> Bool {
      other.x >= x && other.y >= y && other.x + other.width <= x + width
        && other.y + other.height <= y + height
    }

    func overlaps(_ other: Frame) -> Bool {
      x < other.x + other.width && other.x < x + width && y < other.y + other.height
        && other.y < y + height
    }
  }

  @Test func hostileTextStaysText() throws {
    let title = "</title><script>alert(1)</script>\u{1}\u{202E}&amp;\"'"
    let file = Artifact(
      path: "grafana/hostile.json",
      bytes: JSONWriter.document([
        "uid": "x\"><script>", "title": .text(title),
        "panels": [
          [
            "type": "timeseries", "title": .text(title), "description": .text(title),
            "gridPos": ["x": 0, "y": 0, "w": 12, "h": 8],
            "targets": [["refId": "A", "expr": .text(title), "legendFormat": .text(title)]],
          ],
          ["type": "stat", "title": "nowhere", "gridPos": ["x": -1, "y": 0, "w": 1, "h": 1]],
        ],
      ])
    )
    let gallery = DashboardGallery.artifacts(of: [file])
    #expect(gallery.map(\.path) == ["index.html", "hostile.svg"])
    for artifact in gallery {
      let read = try Reader(reading: artifact.bytes, artifact.path)
      #expect(!read.elements.contains { $0.name == "script" })
      #expect(read.texts.contains { $0.contains("</title><script>alert(1)</script>") })
    }
  }
}
