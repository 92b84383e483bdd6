/// Sending requests over HTTP and WebSockets.
extension LoadProgram {
  static let turns = JavaScript.Program(
    #"""
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
    """#
  )

  static let http = JavaScript.Program(
    #"""
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
    """#
  )

  static let withoutSockets = JavaScript.Program(
    """
    function send(request) {
      ask(request);
    }
    """
  )

  static let sockets = JavaScript.Program(
    #"""
    function send(request) {
      if (request.hold === undefined) ask(request);
      else converse(request);
    }

    const isTimed = ({ milliseconds }) => milliseconds !== undefined;

    // The handshake is an event of objectives that judge outcomes; each message that is sent, with
    // the next that arrives, is one of those that judge time.
    function converse(request) {
      const url = settings.url.replace(/^http/, 'ws') + request.path;
      const texts = [];
      const started = Date.now();
      let asked = request.send === undefined ? undefined : started;
      let isClosing = false;

      const heard = (status) => {
        judge(request, { status, milliseconds: Date.now() - asked }, isTimed);
        asked = undefined;
      };
      const parameters = { headers: headersOf(request), tags: { name: request.name } };
      const response = ws.connect(url, parameters, (socket) => {
        const say = () => {
          if (isClosing) return;
          if (asked !== undefined) heard(0);
          asked = Date.now();
          socket.send(request.send);
        };
        const finish = () => {
          isClosing = true;
          if (asked === undefined) socket.close();
          else socket.setTimeout(() => socket.close(), plan.timeout * 1000);
        };
        socket.on('open', () => {
          asked = undefined;
          if (request.send !== undefined) say();
          if (request.every !== undefined) socket.setInterval(say, request.every * 1000);
          socket.setTimeout(finish, Math.max(1, request.hold * 1000 * settings.scale));
        });
        socket.on('message', (text) => {
          texts.push(text);
          if (asked !== undefined) heard(101);
          if (isClosing) socket.close();
        });
      });
      const status = response.status === 101 ? 101 : response.status || 0;
      const milliseconds = response.timings ? response.timings.duration : Date.now() - started;
      if (asked !== undefined) heard(0);
      judgeOutcome(request, { status, milliseconds });
      conclude(request, { status, texts });
    }

    function judgeOutcome(request, answer) {
      judge(request, answer, (objective) => !isTimed(objective));
    }
    """#
  )
}
