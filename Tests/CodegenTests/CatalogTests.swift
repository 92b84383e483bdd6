import Codegen
import SLODSL
import TestSupport
import Testing

/// Catalogs from saved pages, as data.
@Suite struct CatalogTests {
  /// `pages/x.metrics` becomes the catalog in `x.expected`; what it says of the page is in
  /// `x.stderr`.
  @Test(arguments: try Corpus("exposition/pages", inputs: "metrics").cases)
  func writesWhatIsRecorded(_ page: Corpus.Case) throws {
    let file = SourceFile(id: FileID(0), path: "page.metrics", bytes: try page.bytes)
    let read = ExpositionReader.read(file)
    let update = Self.update([], with: read.families)
    try page.expect(String(decoding: update.bytes, as: UTF8.self), as: "expected")
    let renderer = DiagnosticRenderer(files: [file], style: .plain)
    try page.expect(renderer.render(read.diagnostics), as: "stderr")
    try Self.expectSound(update.bytes)

    let closed = Self.update([], with: read.families, domains: .closed)
    try Self.expectSound(closed.bytes)
    #expect(closed.added == update.added)

    for domains in [LabelDomains.open, .closed] {
      try Self.expectSound(Self.update([], with: read.families, domains: domains, targets: 6).bytes)
    }
  }

  /// `updates/x.slo` with `x.metrics` becomes `x.expected`.
  @Test(arguments: try Corpus("exposition/updates", inputs: "slo").cases)
  func updatesAsRecorded(_ catalog: Corpus.Case) throws {
    let page = SourceFile(
      id: FileID(1),
      path: "page",
      bytes: try TextFile.read(catalog.path("metrics"))
    )
    let families = ExpositionReader.read(page).families
    let update = Self.update(try catalog.bytes, with: families)
    try catalog.expect(String(decoding: update.bytes, as: UTF8.self), as: "expected")
    let lists = [
      "added: \(update.added)", "changed: \(update.changed)", "missing: \(update.missing)",
    ]
    let renderer = DiagnosticRenderer(
      files: [SourceFile(id: FileID(0), path: "catalog.slo", bytes: try catalog.bytes)],
      style: .plain
    )
    try catalog.expect(
      lists.joined(separator: "\n") + "\n" + renderer.render(update.diagnostics),
      as: "stderr"
    )
    try Self.expectSound(update.bytes, isNew: false)
    let again = Self.update(update.bytes, with: families)
    #expect(again.bytes == update.bytes, "a second update changes something")
    let counted = Self.update(try catalog.bytes, with: families, targets: 6)
    try Self.expectSound(counted.bytes, isNew: false)
    let countedAgain = Self.update(counted.bytes, with: families, targets: 7)
    #expect(countedAgain.bytes == counted.bytes, "what stands there is changed")
  }

  /// Deleting, doubling and changing bytes of a page never traps, and what is written is a spec.
  @Test func survivesDamagedPages() throws {
    var generator = SplitMix(seed: 20)
    for page in try Corpus("exposition/pages", inputs: "metrics").cases {
      let original = try page.bytes
      for _ in 0..<60 {
        var bytes = original
        for _ in 0..<3 where !bytes.isEmpty {
          let place = Int(generator.next() % UInt64(bytes.count))
          switch generator.next() % 3 {
          case 0: bytes.remove(at: place)
          case 1: bytes.insert(bytes[place], at: place)
          default: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
          }
        }
        let file = SourceFile(id: FileID(0), path: "page", bytes: bytes)
        let families = ExpositionReader.read(file).families
        try Self.expectSound(Self.update([], with: families).bytes)
        try Self.expectSound(Self.update([], with: families, targets: 3).bytes)
      }
    }
  }

  private static func update(
    _ catalog: [UInt8],
    with families: [ExposedFamily],
    domains: LabelDomains = .open,
    targets: Int? = nil
  ) -> CatalogUpdate {
    let file = SourceFile(id: FileID(0), path: "catalog.slo", bytes: catalog)
    return CatalogUpdate.update(
      Parser.parse(file),
      with: families,
      domains: domains,
      targets: targets
    )
  }

  /// What is written compiles, without a word.
  private static func expectSound(_ bytes: [UInt8], isNew: Bool = true) throws {
    let file = SourceFile(id: FileID(0), path: "catalog.slo", bytes: bytes)
    if isNew {
      let layout = SpecFormatter.format(file)
      #expect(layout.bytes == bytes, "slogen fmt would change it")
    }
    let diagnostics = Compilation.compile([Parser.parse(file)], inputs: []).diagnostics
      // What an exporter shows may well look like a template's placeholder.
      .filter { $0.code != .SLO4011 }
    let renderer = DiagnosticRenderer(files: [file], style: .plain)
    #expect(diagnostics.isEmpty, "\(renderer.render(diagnostics))")
  }
}
