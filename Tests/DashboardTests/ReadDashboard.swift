import Codegen
import Foundation

/// A dashboard as it stands in its file, read by a JSON reader that is not ours.
struct ReadDashboard {
  let path: String
  let content: Content
  /// Everything, for what is not spelled out here.
  let object: [String: Any]

  init(_ artifact: Artifact) throws {
    path = artifact.path
    let data = Data(artifact.bytes)
    content = try JSONDecoder().decode(Content.self, from: data)
    object = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  struct Content: Decodable {
    let uid: String
    let title: String
    let description: String
    let schemaVersion: Int
    let refresh: String
    let editable: Bool
    let links: [Link]
    let templating: List<Variable>
    let annotations: List<Annotation>
    let panels: [Panel]
  }

  struct List<Element: Decodable>: Decodable {
    let list: [Element]
  }

  struct Link: Decodable {
    let title: String
    let url: String
  }

  struct Source: Decodable, Equatable {
    let type: String
    let uid: String
  }

  struct Variable: Decodable {
    let name: String
    let type: String
    let datasource: Source?
    let definition: String?
    let allValue: String?
    let refresh: Int
  }

  struct Annotation: Decodable {
    let name: String
    let datasource: Source
    let expr: String?
    let titleFormat: String?
    let textFormat: String?
  }

  struct Panel: Decodable {
    let id: Int
    let type: String
    let title: String
    let description: String?
    let gridPos: Place
    let datasource: Source?
    let interval: String?
    let fieldConfig: FieldConfig?
    let links: [Link]?
    let targets: [Target]?
    let options: Options?

    var isRow: Bool { type == "row" }
    var asks: Bool { !(targets ?? []).isEmpty }
  }

  struct Options: Decodable {
    let content: String?
  }

  struct Place: Decodable {
    let x, y, w, h: Int

    func overlaps(_ other: Place) -> Bool {
      x < other.x + other.w && other.x < x + w && y < other.y + other.h && other.y < y + h
    }
  }

  struct FieldConfig: Decodable {
    let defaults: Defaults
    let overrides: [Override]
  }

  struct Defaults: Decodable {
    let unit: String?
    let noValue: String?
    let thresholds: Thresholds?
  }

  struct Thresholds: Decodable {
    let steps: [Step]
  }

  struct Step: Decodable {
    let color: String
    let value: Decimal?
  }

  struct Override: Decodable {
    let matcher: Matcher
  }

  struct Matcher: Decodable {
    let id: String
    let options: String
  }

  struct Target: Decodable {
    let refId: String
    let expr: String
    let legendFormat: String
    /// Prometheus knows these.
    let instant: Bool?
    let range: Bool?
    let format: String?
    /// Loki knows this.
    let queryType: String?
    let datasource: Source

    var isPromQL: Bool { datasource.type == "prometheus" }
  }
}
