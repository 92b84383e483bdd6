/// One file, read: what it declares, its comments and its mistakes.
///
/// Parsing never fails. Whatever could not be read is a `missing` expression or left out, and has
/// been reported in `diagnostics`.
package struct SpecSyntax: Sendable {
  package let file: SourceFile
  package let declarations: [Declaration]
  /// `//` and `/* */` comments, in source order; `///` comments belong to declarations.
  package let comments: [SourceRange]
  package let diagnostics: [Diagnostic]
  /// Names of declarations that could not be read: their uses are no mistakes.
  package let lostNames: [String]

  package init(
    file: SourceFile,
    declarations: [Declaration],
    comments: [SourceRange],
    diagnostics: [Diagnostic],
    lostNames: [String] = []
  ) {
    self.file = file
    self.declarations = declarations
    self.comments = comments
    self.diagnostics = diagnostics
    self.lostNames = lostNames
  }
}
