/// What a set of specs says about metrics, whatever else they say: for expressions that no spec
/// holds.
package struct DeclaredMetrics: Sendable {
  package let catalog: MetricCatalog
  /// The project block; nil when there is none, so that nothing is taken for said.
  package let project: Project?
  /// What is wrong with names and declarations; the files' own diagnostics are included.
  package let diagnostics: [Diagnostic]

  /// - Parameters:
  ///   - files: every file that was named and every file that they import, by path.
  ///   - inputs: the values of `-D name=value`, in the order given.
  package init(_ files: [SpecSyntax], inputs: [(name: String, value: String)] = []) {
    var checker = Checker(files: files, inputs: inputs)
    checker.collectNames()
    checker.readProject()
    catalog = checker.catalog
    project = checker.projectBlocks.isEmpty ? nil : checker.project
    diagnostics = (files.flatMap(\.diagnostics) + checker.diagnostics).ordered
  }
}
