/// A JavaScript module as a value: values of the author's, and program text of slogen's own.
package struct JavaScript: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    /// Lines that people read.
    case comment([String])
    /// `const name = …;`
    case constant(String, JSON)
    /// Program text; see `Program`.
    case program(Program)
  }

  /// Text that is part of the compiler, so that nothing of an author's can get into it.
  package struct Program: Hashable, Sendable {
    let text: String

    package init(_ text: StaticString) {
      self.text = text.description
    }
  }

  package let parts: [Part]

  package init(_ parts: [Part]) {
    self.parts = parts
  }
}
