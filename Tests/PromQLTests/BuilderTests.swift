import SLODSL
import Testing

/// Trees that the planner builds print as text that reads back as the same tree.
@Suite struct BuilderTests {
  private let a = PromQLExpression.metric("a")
  private let b = PromQLExpression.metric("b")
  private let c = PromQLExpression.metric("c")

  @Test func leavesOutParenthesesThatSayNothing() {
    #expect((a + b * c).text == "a + b * c")
    #expect((a / b / c).text == "a / b / c")
    #expect(a.or(b).or(c).text == "a or b or c")
    #expect((a / b).greater(than: .number(2)).text == "a / b > 2")
  }

  @Test func insertsParenthesesThatPrecedenceAsksFor() {
    #expect(((a + b) * c).text == "(a + b) * c")
    #expect((a - (b - c)).text == "a - (b - c)")
    #expect((a / (b * c)).text == "a / (b * c)")
    #expect((a / b.greater(than: .number(0))).text == "a / (b > 0)")
    #expect(a.and(b).or(c).text == "(a and b) or c")
    #expect(a.unless(b).and(c).text == "(a unless b) and c")
    #expect(a.or(b).subquery(.hours(1), every: .minutes(5)).text == "(a or b)[1h:5m]")
  }

  @Test func bindsSignsAndPowersAsTheGrammarDoes() {
    #expect((-(a + b)).text == "-(a + b)")
    #expect(PromQLExpression.binary(.power, -a, b).text == "(-a) ^ b")
    #expect(PromQLExpression.binary(.power, .number(-1), b).text == "(-1) ^ b")
    #expect(PromQLExpression.binary(.power, a, -b).text == "a ^ -b")
    #expect(PromQLExpression.binary(.power, .binary(.power, a, b), c).text == "(a ^ b) ^ c")
    #expect((-.number(ExactNumber(1, over: 2000)) as PromQLExpression).text == "-0.0005")
    let infinity = PromQLExpression.number(
      PromQLNumber(value: .infinity, text: "+Inf", range: .none)
    )
    #expect(PromQLExpression.binary(.power, infinity, a).text == "(+Inf) ^ a")
    #expect(PromQLExpression.binary(PromQLBinary(.power, infinity, a)).text == "Inf ^ a")
  }

  @Test func readsLikePromQL() {
    let requests = VectorSelector(
      metric: "http_requests_total",
      [LabelMatcher("job", .equal, "checkout"), LabelMatcher("code", .matches, "5..")]
    )
    let born = PromQLExpression.recorded("slo:born_errors:increase1m", ["slo_id": "a/b"])
    let rate = PromQLExpression.rate(requests, .seconds(75), offset: .seconds(10))
    #expect(
      PromQLExpression.sum((rate * .number(60)).or(born), by: ["route"]).text
        == "sum by (route) (rate(http_requests_total{code=~\"5..\",job=\"checkout\"}[1m15s] "
        + "offset 10s) * 60 or slo:born_errors:increase1m{slo_id=\"a/b\"})"
    )
    #expect(a.unless(b, on: ["job", "instance"]).text == "a unless on (job, instance) b")
    #expect(
      a.divided(by: b, on: ["le"], groupLeft: []).text == "a / on (le) group_left () b"
    )
    #expect(a.labelled("part", "a$1").text == "label_replace(a, \"part\", \"a$$1\", \"\", \"\")")
  }

  @Test func writesNamesThatCannotStandAloneAsMatchers() {
    #expect(PromQLExpression.metric("on").text == "{__name__=\"on\"}")
    #expect(PromQLExpression.metric("a.b").text == "{__name__=\"a.b\"}")
    #expect(
      PromQLExpression.sum(a, by: ["a.b", "without"]).text
        == "sum by (\"a.b\", \"without\") (a)"
    )
  }

  @Test func writesWindowsInDaysInRulesOnly() {
    let month = a.subquery(.days(28), every: .minutes(5))
    #expect(month.text == "a[4w:5m]")
    #expect(month.prettyText == "a[28d:5m]")
  }

  @Test func breaksLongRulesAtTheirOperators() {
    func slo(_ name: String) -> PromQLExpression {
      .recorded(name, ["slo_id": "checkout/availability"])
    }
    let short = slo("slo:errors:increase5m").greater(
      than: .number(ExactNumber(144, over: 10_000)) * slo("slo:events:increase5m")
    )
    let long = slo("slo:errors:increase1h").greater(
      than: (slo("slo:events:increase1h") / slo("slo:history:ratio1h")).clamped(
        min: .number(ExactNumber(23, over: 10))
      )
    )
    let rule = short.and(long).or(PromQLExpression.sum(short, by: ["route"]))
    #expect(
      rule.prettyText == """
        (
          slo:errors:increase5m{slo_id="checkout/availability"}
            > 0.0144 * slo:events:increase5m{slo_id="checkout/availability"}
          and slo:errors:increase1h{slo_id="checkout/availability"}
            > clamp_min(
              slo:events:increase1h{slo_id="checkout/availability"}
              / slo:history:ratio1h{slo_id="checkout/availability"},
              2.3
            )
        )
        or sum by (route) (
          slo:errors:increase5m{slo_id="checkout/availability"}
          > 0.0144 * slo:events:increase5m{slo_id="checkout/availability"}
        )
        """
    )
  }
}
