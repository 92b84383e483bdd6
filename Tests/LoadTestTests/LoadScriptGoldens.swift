import Codegen
import SLODSL
import TestSupport
import Testing

/// The scripts of each spec of the corpus.
@Suite struct LoadScriptGoldens {
  @Test(arguments: try Corpus("load-tests").cases)
  func saysWhatIsRecorded(_ spec: Corpus.Case) throws {
    for script in try LoadScripts(spec).scripts {
      try spec.expect(script.text, as: "\(script.plan.load.name).js")
    }
  }
}
