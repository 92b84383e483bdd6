// Load test Peak_Hour-of_the_year of Hostile_Names-of_a_service. Written by slogen from its spec; do not edit.
// *\u002f ` $\u007bx} {\u007b y }} <\u0021-- <\u002fscript> "quotes" \ and a \u202eturn, a  line.
//
//   k6 run Peak_Hour-of_the_year.js
//
// Environment, with what holds where nothing is set (k6 run -e NAME=value):
//   BASE_URL        https://staging.example.com/a`b/$%7Bx%7D/'q'
//   PROFILE         smoke, or 
//   DURATION_SCALE  1; 0.1 makes everything ten times shorter
//   REPORT          Hostile_Names-of_a_service-Peak_Hour-of_the_year, the files' name without .json and .md

import { check } from 'k6';
import exec from 'k6/execution';
import http from 'k6/http';
import { Counter, Rate, Trend } from 'k6/metrics';

const plan = {
  "service": "Hostile_Names-of_a_service",
  "load": "Peak_Hour-of_the_year",
  "url": "https://staging.example.com/a`b/$%7Bx%7D/'q'",
  "health": "/'\"`\\$\u007bx}<\u002fscript>*\u002f{\u007by}}",
  "timeout": 10,
  "report": "Hostile_Names-of_a_service-Peak_Hour-of_the_year",
  "secrets": [],
  "objectives": [
    {
      "slo": "Hostile_Names-of_a_service/The-One_with-a_long-name",
      "group": [["path", "'\"`\\$\u007bx}|\n{\u007by}} 😀"]],
      "metric": "the_one_with_a_long_name_x_y",
      "objective": 0.99,
      "events": 299,
      "bad": [[500, 599]]
    },
    {
      "slo": "Hostile_Names-of_a_service/The-One_with-a_long-name",
      "group": [["path", "'"]],
      "metric": "the_one_with_a_long_name",
      "objective": 0.99,
      "events": 299,
      "bad": [[500, 599]]
    }
  ],
  "requests": [
    {
      "name": "POST /'\"`\\$\u007bx}<\u002fscript>*\u002f{\u007by}}::a",
      "method": "POST",
      "path": "/'\"`\\$\u007bx}<\u002fscript>*\u002f{\u007by}}::a",
      "weight": 1,
      "headers": [["X-Odd", "'\"`\\$\u007bx}<\u002fscript>*\u002f{\u007by}}<\u0021--%\u007bz}"]],
      "secrets": [],
      "body": "'\"`\\$\u007bx}<\u002fscript><\u0021--*\u002f{\u007by}}\n\r\t\u0000\u007f\u0085\u2028\u2029😀\u202e\ufeff\udb40\udc01é %s %\u007bz} $(id)",
      "status": [[200, 299]],
      "expected": [[100, 499]],
      "contains": "'\"`\\$\u007bx}\n{\u007by}}\u2028",
      "objectives": [0]
    },
    {
      "name": "POST /'\"`\\$\u007bx}<\u002fscript>*\u002f{\u007by}}::a (2)",
      "method": "POST",
      "path": "/'\"`\\$\u007bx}<\u002fscript>*\u002f{\u007by}}::a",
      "weight": 1,
      "headers": [["X-Odd", "'\"`\\$\u007bx}<\u002fscript>*\u002f{\u007by}}<\u0021--%\u007bz}"]],
      "secrets": [],
      "status": [[200, 299]],
      "expected": [[100, 499]],
      "objectives": [1]
    }
  ],
  "profiles": [
    {
      "name": "smoke",
      "scenarios": [
        {
          "name": "smoke",
          "requests": 6,
          "options": {
            "executor": "shared-iterations",
            "exec": "sendEach",
            "vus": 1,
            "iterations": 3,
            "maxDuration": 60
          },
          "thresholds": [{ "metric": "checks{scenario:smoke}", "rule": "rate>=1" }]
        }
      ]
    }
  ]
};

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

// Requests, in turns: however many are sent, each kind has the share that its weight says.

const order = turns(plan.requests);

function turns(requests) {
  const total = requests.reduce((sum, { weight }) => sum + weight, 0);
  const debts = requests.map(() => 0);
  return Array.from({ length: total }, () => {
    requests.forEach(({ weight }, index) => (debts[index] += weight));
    const next = debts.indexOf(Math.max(...debts));
    debts[next] -= total;
    return requests[next];
  });
}

export function sendNext() {
  send(order[exec.scenario.iterationInTest % order.length]);
}

export function sendEach() {
  plan.requests.forEach(send);
}

// Nothing is sent to a service that is not there, and nothing without its secrets.
export function setup() {
  for (const { variable, file } of plan.secrets) {
    if (secrets[variable] === undefined) {
      exec.test.abort('no secret: set ' + variable + ', or put it into ' + file);
    }
  }
  const url = settings.url + plan.health;
  const answer = http.get(url, { tags: { name: 'health' }, timeout: plan.timeout + 's' });
  if (answer.status === 0) exec.test.abort(url + ' does not answer: ' + answer.error);
  if (answer.status >= 500) exec.test.abort(url + ' answers with status ' + answer.status);
}

function headersOf({ headers, secrets: names }) {
  const values = {};
  for (const [name, value] of headers) values[name] = value;
  for (const [name, variable] of names) values[name] = secrets[variable];
  return values;
}

const callbacks = new Map(
  plan.requests.map((request) => [
    request,
    http.expectedStatuses(...request.expected.map(([min, max]) => ({ min, max }))),
  ])
);

function ask(request) {
  const body = request.body === undefined ? null : request.body;
  const response = http.request(request.method, settings.url + request.path, body, {
    headers: headersOf(request),
    responseCallback: callbacks.get(request),
    tags: { name: request.name },
    timeout: plan.timeout + 's',
  });
  const answer = { status: response.status, milliseconds: response.timings.duration };
  judge(request, answer);
  conclude(request, { status: response.status, texts: [response.body] });
}

function send(request) {
  ask(request);
}

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
