/// Reads constants of modules that `JavaScriptWriter` wrote.
package enum JavaScriptReader {
  /// The value of `const name = …;` at the beginning of a line; nil where there is none, or none
  /// that is JSON.
  package static func constant(_ name: String, in module: [UInt8]) -> JSON? {
    guard let head = module.firstRange(of: Array("\nconst \(name) = ".utf8)) else { return nil }
    let rest = module[head.upperBound...]
    // Texts hold no line feeds, so the first line that ends so ends the constant.
    guard let end = rest.firstRange(of: Array(";\n".utf8)) else { return nil }
    return JSON.read(Array(rest[..<end.lowerBound]))
  }
}
