/// Two generated files, or a file and the model, that do not say the same.
package struct Disagreement: Hashable, Sendable {
  /// The file that is wrong, or where something is missing.
  package let path: String
  package let message: String
}

/// What a verification looked at, and what it found.
package struct VerificationReport: Sendable {
  package internal(set) var disagreements: [Disagreement] = []
  package internal(set) var alerts = 0
  package internal(set) var queries = 0
  package internal(set) var links = 0
  package internal(set) var loads = 0

  mutating func report(_ path: String, _ message: String) {
    let disagreement = Disagreement(path: path, message: message)
    if !disagreements.contains(disagreement) { disagreements.append(disagreement) }
  }
}
