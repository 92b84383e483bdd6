/// What all that is generated may cost at most: `limits: series <= 20000`.
package struct CostLimit: Hashable, Sendable {
  package enum Subject: String, Hashable, Sendable, CaseIterable {
    /// Series that rules record.
    case series
    /// Samples that rules read, a minute.
    case samples
    /// Hours of one pod in 30 days, of the most pods that autoscalers may start.
    case podHours
  }

  package let subject: Subject
  package let most: ExactNumber
  /// Of the comparison in the project.
  package let origin: SourceRange

  package init(_ subject: Subject, most: ExactNumber, origin: SourceRange) {
    self.subject = subject
    self.most = most
    self.origin = origin
  }
}
