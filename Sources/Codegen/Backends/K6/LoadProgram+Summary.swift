/// What a run leaves behind: a summary for programs and a report for people.
extension LoadProgram {
  /// The shape is documented in docs/LOAD-TESTS.md; what changes it gets another name in `schema`.
  static let summary = JavaScript.Program(
    #"""
    // What the run leaves behind.

    export function handleSummary(data) {
      const summary = summarize(data);
      const page = report(summary);
      return {
        [settings.report + '.json']: JSON.stringify(summary, null, 2) + '\n',
        [settings.report + '.md']: page,
        stdout: page,
      };
    }

    function summarize({ metrics, state }) {
      const seconds = state.testRunDurationMs / 1000;
      const rules = Object.entries(thresholds).flatMap(([metric, list]) =>
        list.map((entry) => verdictOf(metrics[metric], metric, entry.threshold || entry))
      );
      const sent = valuesOf(metrics, 'load_requests').count || 0;
      const failed = valuesOf(metrics, 'load_failed').passes || 0;
      return {
        schema: 'slogen.load-test/1',
        service: plan.service,
        load: plan.load,
        profile: settings.profile,
        url: settings.url.replace(/\/\/[^\/@]*@/, '//'),
        durationScale: settings.scale,
        seconds: rounded(seconds),
        passed: rules.every(({ passed }) => passed),
        traffic: {
          requests: sent,
          perSecond: seconds > 0 ? rounded(sent / seconds) : 0,
          plannedPerSecondAtEnd: rounded(plannedAt(seconds)),
          failed,
          errorRatio: sent > 0 ? failed / sent : null,
          dropped: valuesOf(metrics, 'dropped_iterations').count || 0,
          milliseconds: percentiles(sent > 0 ? valuesOf(metrics, 'load_duration') : {}),
        },
        objectives: profile.scenarios.flatMap((scenario) =>
          plan.objectives
            .filter(({ metric }) => isJudged(metric, scenario))
            .map((objective) => proofOf(metrics, objective, scenario.name))
        ),
        thresholds: rules,
      };
    }

    // The rate at which requests were due, so many seconds after the beginning.
    function plannedAt(seconds) {
      let planned = 0;
      for (const { options: shape } of profile.scenarios) {
        let begin = (shape.startTime || 0) * settings.scale;
        if (shape.stages === undefined || seconds < begin) continue;
        let rate = shape.startRate;
        for (const { target, duration } of shape.stages) {
          const part = (seconds - begin) / (duration * settings.scale);
          if (part <= 0) break;
          rate += (target - rate) * Math.min(1, part);
          begin += duration * settings.scale;
        }
        planned = rate / { '1s': 1, '1m': 60, '1h': 3600 }[shape.timeUnit];
      }
      return planned;
    }

    function isJudged(metric, scenario) {
      const name = 'slo_good_' + metric + '{scenario:' + scenario.name + '}';
      return scenario.thresholds.some((threshold) => threshold.metric === name);
    }

    function valuesOf(metrics, name) {
      return metrics[name] === undefined ? {} : metrics[name].values;
    }

    // What k6 says nothing about has not been shown.
    function verdictOf(metric, name, rule) {
      const verdict = metric && metric.thresholds && metric.thresholds[rule];
      return { metric: name, rule, passed: verdict !== undefined && verdict.ok };
    }

    function percentiles(values) {
      const named = { p50: 'p(50)', p95: 'p(95)', p99: 'p(99)', 'p99.9': 'p(99.9)', max: 'max' };
      return Object.fromEntries(
        Object.entries(named).map(([name, key]) => [
          name,
          values[key] === undefined ? null : rounded(values[key]),
        ])
      );
    }

    function rounded(number) {
      return Math.round(number * 1000) / 1000;
    }
    """#
  )

  /// The lower bound is that of Clopper and Pearson, one-sided: exact, and never too bold.
  static let proof = JavaScript.Program(
    #"""
    // What so many events show about an objective.

    function proofOf(metrics, objective, scenario) {
      const tag = '{scenario:' + scenario + '}';
      const times = valuesOf(metrics, 'slo_duration_' + objective.metric + tag);
      const outcome = valuesOf(metrics, 'slo_good_' + objective.metric + tag);
      const good = outcome.passes || 0;
      const bad = outcome.fails || 0;
      const events = good + bad;
      const ratio = events > 0 ? good / events : null;
      const shown = events > 0 ? 1 - mostBad(bad, events) : null;
      let verdict = 'met';
      if (events > 0 && ratio < objective.objective) verdict = 'missed';
      else if (events < objective.events) verdict = 'unproven';
      return {
        slo: objective.slo,
        group: Object.fromEntries(objective.group || []),
        scenario,
        objective: objective.objective,
        withinMilliseconds: objective.milliseconds === undefined ? null : objective.milliseconds,
        events,
        bad,
        ratio,
        requiredEvents: objective.events,
        atLeastWith95PercentConfidence: shown,
        isShownWith95PercentConfidence: shown !== null && shown >= objective.objective,
        verdict,
        milliseconds: percentiles(events > 0 ? times : {}),
      };
    }

    // The largest share of bad events with which so few of them still happen in one run of twenty.
    function mostBad(bad, events) {
      if (bad >= events) return 1;
      if (bad > 1000) return mostBadOfMany(bad, events);
      let low = 0;
      let high = 1;
      for (let step = 0; step < 60; step += 1) {
        const share = (low + high) / 2;
        if (chanceOfAtMost(bad, events, share) > 0.05) low = share;
        else high = share;
      }
      return high;
    }

    // The binomial distribution, term by term; logarithms, since the first terms are tiny.
    function chanceOfAtMost(bad, events, share) {
      const odds = Math.log(share) - Math.log1p(-share);
      let term = events * Math.log1p(-share);
      let sum = Math.exp(term);
      for (let count = 1; count <= bad; count += 1) {
        term += Math.log((events - count + 1) / count) + odds;
        sum += Math.exp(term);
      }
      return sum;
    }

    // Wilson's bound; 1.645 standard deviations leave one in twenty beyond.
    function mostBadOfMany(bad, events) {
      const z = 1.645;
      const share = bad / events;
      const middle = share + (z * z) / (2 * events);
      const spread = z * Math.sqrt((share * (1 - share) + (z * z) / (4 * events)) / events);
      return (middle + spread) / (1 + (z * z) / events);
    }
    """#
  )

  static let report = JavaScript.Program(
    #"""
    // The summary as a page of Markdown.

    function report(summary) {
      const { traffic, objectives } = summary;
      const lines = [
        '# Load test ' + summary.load + ' of ' + summary.service + ': ' +
          (summary.passed ? 'passed' : 'failed'),
        '',
        'Profile ' + summary.profile + ' against ' + plain(summary.url) + ', ' +
          summary.seconds.toFixed(0) + ' s' +
          (summary.durationScale === 1 ? '' : ' (durations × ' + summary.durationScale + ')') + '.',
      ];
      if (objectives.length > 0) {
        lines.push('', '## What it proves', '');
        lines.push(...table(
          ['SLO', 'promised', 'measured', 'events (needed)', 'bad', 'shown (95 %)', 'verdict'],
          objectives.map((proof) => [
            nameOf(proof),
            percent(proof.objective) + bound(proof),
            percent(proof.ratio),
            proof.events + ' (' + proof.requiredEvents + ')',
            proof.bad,
            proof.atLeastWith95PercentConfidence === null
              ? '–' : '≥ ' + percent(proof.atLeastWith95PercentConfidence),
            proof.verdict,
          ])
        ));
        lines.push('', ...objectives.map(sentence));
      }
      if (summary.profile === 'breakpoint') {
        const rate = traffic.plannedPerSecondAtEnd.toFixed(1);
        lines.push('', 'The run ended at ' + rate + ' requests a second.');
      }
      const timed = objectives.filter((proof) => proof.withinMilliseconds !== null);
      lines.push('', '## Traffic', '');
      lines.push(...table(
        ['requests', 'per second', 'failed', 'error rate', 'not sent in time'],
        [[
          traffic.requests,
          traffic.perSecond,
          traffic.failed,
          percent(traffic.errorRatio),
          traffic.dropped,
        ]]
      ));
      lines.push('', ...table(
        ['milliseconds', 'p50', 'p95', 'p99', 'p99.9', 'max'],
        [['all requests', ...times(traffic)]].concat(
          timed.map((proof) => [nameOf(proof), ...times(proof)])
        )
      ));
      const broken = summary.thresholds.filter(({ passed }) => !passed);
      if (broken.length > 0) {
        lines.push('', '## Why it failed', '');
        lines.push(...broken.map(({ metric, rule }) => '- `' + metric + '`: not ' + rule));
      }
      return lines.join('\n') + '\n';
    }

    function nameOf({ slo, group, scenario }) {
      const values = Object.entries(group).map(([name, value]) => name + '=' + value).join(', ');
      const where = scenario === settings.profile ? '' : ', ' + scenario;
      return plain(slo + (values === '' ? '' : ' (' + values + ')') + where);
    }

    function bound({ withinMilliseconds: limit }) {
      return limit === null ? '' : ' within ' + limit + ' ms';
    }

    function sentence(proof) {
      const name = nameOf(proof);
      if (proof.verdict === 'missed') {
        return '- ' + name + ' was missed: ' + proof.bad + ' of ' + proof.events + ' were bad.';
      }
      if (proof.verdict === 'unproven') {
        return '- ' + name + ' is not shown: ' + proof.events + ' events, and it takes ' +
          proof.requiredEvents + '.';
      }
      if (proof.isShownWith95PercentConfidence) {
        return '- ' + name + ' is met, and shown with 95 % confidence.';
      }
      return '- ' + name + ' was met in this run. With ' + proof.bad + ' of ' + proof.events +
        ' bad, the true share may still be as low as ' +
        percent(proof.atLeastWith95PercentConfidence) + '; a longer run would tell.';
    }

    function times({ milliseconds: { p50, p95, p99, 'p99.9': p999, max } }) {
      return [p50, p95, p99, p999, max].map((time) => (time === null ? '–' : time.toFixed(1)));
    }

    // Cut, not rounded: 99.996 % must not look like 100 %.
    function percent(ratio) {
      if (ratio === null) return '–';
      return String(Math.floor(ratio * 1e6 + 1e-6) / 1e4) + ' %';
    }

    function table(head, rows) {
      const line = (cells) => '| ' + cells.join(' | ') + ' |';
      return [line(head), line(head.map(() => '---')), ...rows.map(line)];
    }

    // Text that others wrote is no mark-up.
    function plain(text) {
      return text.replace(/\s/g, ' ').replace(/[\\`*_{}[\]<>#|&~!$]/g, '\\$&');
    }
    """#
  )
}
