/// The result of compiling a set of files: a model when there are no errors, and everything there
/// is to say about them.
///
/// The only door through which other modules use the language. The caller reads files: it parses
/// each with `Parser.parse`, follows `ImportPath.targets`, and hands all of them over at once.
package struct Compilation: Sendable {
  /// Nil when any diagnostic is an error.
  package let model: Model?
  /// Ordered by place, each once; those of the parser are included.
  package let diagnostics: [Diagnostic]

  package init(model: Model?, diagnostics: [Diagnostic]) {
    self.model = model
    self.diagnostics = diagnostics
  }

  /// Resolves, expands and checks the files as one program.
  ///
  /// - Parameters:
  ///   - files: every file that was named and every file that they import, by path.
  ///   - inputs: the values of `-D name=value`, in the order given.
  package static func compile(
    _ files: [SpecSyntax], inputs: [(name: String, value: String)]
  ) -> Compilation {
    let diagnostics = files.flatMap(\.diagnostics).ordered
    return Compilation(model: nil, diagnostics: diagnostics)
  }
}
