import Foundation

/// What Prometheus itself says of patterns: a file beside the checkout, not in it.
enum Verdicts {
  struct Case: Decodable {
    let regex: String
    let ok: Bool
    let matchesEmpty: Bool?
    let set: [String]?
    let tests: [MatchTest]?
  }

  /// A text and whether the pattern matches it: `["a", true]`.
  struct MatchTest: Decodable {
    let text: String
    let isMatch: Bool

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      text = try values.decode(String.self)
      isMatch = try values.decode(Bool.self)
    }
  }

  private struct File: Decodable {
    let cases: [Case]
  }

  private static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/corpus/promql/regex.json").standardized

  static var isPresent: Bool { FileManager.default.isReadableFile(atPath: path.path) }

  static func read() throws -> [Case] {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(File.self, from: Data(contentsOf: path)).cases
  }
}
