/// What every load test has in common, in JavaScript: the parts that carry out a plan.
///
/// There is no `${…}` and no `{{…}}` in it, so that Helm, Flux and envsubst leave it alone.
enum LoadProgram {
  static let imports = JavaScript.Program(
    """
    import { check } from 'k6';
    import exec from 'k6/execution';
    import http from 'k6/http';
    import { Counter, Rate, Trend } from 'k6/metrics';
    """
  )

  static let importsWithSockets = JavaScript.Program(
    """
    import { check } from 'k6';
    import exec from 'k6/execution';
    import http from 'k6/http';
    import { Counter, Rate, Trend } from 'k6/metrics';
    import ws from 'k6/ws';
    """
  )

  /// Settings of a run, and from them the options of k6.
  static let options = JavaScript.Program(
    #"""
    // What this run does.

    const settings = {
      url: (__ENV.BASE_URL || plan.url).replace(/\/+$/, ''),
      profile: __ENV.PROFILE || plan.profiles[0].name,
      scale: Number(__ENV.DURATION_SCALE || 1),
      report: __ENV.REPORT || plan.report,
    };

    const profile = plan.profiles.find((candidate) => candidate.name === settings.profile);
    if (profile === undefined) {
      const names = plan.profiles.map((candidate) => candidate.name).join(', ');
      throw new Error('PROFILE is ' + settings.profile + ', but it must be one of ' + names);
    }
    if (!(settings.scale > 0)) throw new Error('DURATION_SCALE must be a number above 0');

    const secrets = {};
    for (const { variable, file } of plan.secrets) secrets[variable] = secret(variable, file);

    // Undefined where neither is there: then setup() ends the run.
    function secret(variable, file) {
      if (__ENV[variable]) return __ENV[variable];
      try {
        return open(file).trim();
      } catch (error) {
        return undefined;
      }
    }

    function scaled(seconds) {
      return Math.ceil(seconds * 1000 * settings.scale) + 'ms';
    }

    // How many requests a scenario sends shrinks with its time; how many it takes to prove
    // something does not.
    function atLeast(scenario) {
      const scale = scenario.options.stages === undefined ? 1 : settings.scale;
      return 'count>=' + Math.max(1, Math.floor(scenario.requests * scale));
    }

    function timesOf({ stages, startTime, maxDuration, gracefulStop }) {
      if (stages === undefined) return { maxDuration: maxDuration + 's' };
      return {
        startTime: scaled(startTime),
        stages: stages.map(({ target, duration }) => ({ target, duration: scaled(duration) })),
        gracefulStop: gracefulStop + 's',
      };
    }

    const scenarios = {};
    const thresholds = {};

    function demand(metric, rule) {
      thresholds[metric] = (thresholds[metric] || []).concat([rule]);
    }

    for (const scenario of profile.scenarios) {
      scenarios[scenario.name] = Object.assign({}, scenario.options, timesOf(scenario.options));
      demand('load_requests{scenario:' + scenario.name + '}', atLeast(scenario));
      for (const { metric, rule, stopsAfter } of scenario.thresholds) {
        const stop = { threshold: rule, abortOnFail: true, delayAbortEval: stopsAfter };
        demand(metric, stopsAfter === undefined ? rule : stop);
      }
    }

    export const options = {
      scenarios,
      thresholds,
      // One request is one event: what it redirects to would be another.
      maxRedirects: 0,
      discardResponseBodies: plan.requests.every(({ contains }) => contains === undefined),
      setupTimeout: plan.timeout + 10 + 's',
      summaryTrendStats: ['avg', 'min', 'max', 'p(50)', 'p(95)', 'p(99)', 'p(99.9)'],
      tags: { service: plan.service, load: plan.load, profile: settings.profile },
      userAgent: 'slogen-load-test',
    };
    """#
  )

  /// How answers become events of SLOs.
  static let judgement = JavaScript.Program(
    #"""
    // What answers prove.

    const judges = plan.objectives.map((objective) => ({
      objective,
      good: new Rate('slo_good_' + objective.metric),
      events: new Counter('slo_events_' + objective.metric),
      duration:
        objective.milliseconds === undefined
          ? undefined
          : new Trend('slo_duration_' + objective.metric, true),
    }));

    // Everything that was sent and judged, whatever came of it.
    const requests = new Counter('load_requests');
    const failures = new Rate('load_failed');
    const durations = new Trend('load_duration', true);

    function within(ranges, status) {
      return ranges.some(([first, last]) => first <= status && status <= last);
    }

    // Status 0 is no answer at all: refused, cut off or too late. No objective forgives that.
    function isGood(objective, request, { status, milliseconds }) {
      if (status === 0) return false;
      if (objective.milliseconds !== undefined) return milliseconds <= objective.milliseconds;
      if (objective.bad === undefined) return within(request.status, status);
      return !within(objective.bad, status);
    }

    function judge(request, answer, isMeant = () => true) {
      const wait = answer.status === 0 ? plan.timeout * 1000 : 0;
      const milliseconds = Math.max(wait, answer.milliseconds);
      durations.add(milliseconds);
      for (const index of request.objectives) {
        const { objective, good, events, duration } = judges[index];
        const isCounted =
          answer.status === 0 ||
          objective.counted === undefined ||
          within(objective.counted, answer.status);
        if (!isCounted || !isMeant(objective)) continue;
        events.add(1);
        good.add(isGood(objective, request, answer));
        if (duration !== undefined) duration.add(milliseconds);
      }
    }

    // Last, so that a request whose script fails does not count as sent.
    function conclude(request, { status, texts }) {
      const name = request.name.replace(/::/g, ': :');
      check(status, { [name + ': status']: () => within(request.status, status) });
      if (request.contains !== undefined) {
        const holds = texts.some((text) => text !== null && text.includes(request.contains));
        check(texts, { [name + ': content']: () => holds });
      }
      failures.add(status === 0 || !within(request.expected, status));
      requests.add(1);
    }
    """#
  )
}
