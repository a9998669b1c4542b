/** What a call answered when it was not good. */
export class CallError extends Error {
  constructor(status, message) {
    super(message);
    this.name = 'CallError';
    this.status = status;
  }
}

const key = 'local-admin-key';

async function call(method, path, body, headers = {}) {
  const response = await fetch(path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const answer = text === '' ? null : parse(text);
  if (!response.ok) throw new CallError(response.status, answer?.message ?? text.slice(0, 300) ?? response.statusText);
  return answer;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text.slice(0, 300) };
  }
}

/** The control surface of the local cloud. */
export const control = {
  messages: async (since) => (await call('GET', `/_local/outbox?since=${since}`)).messages,
  reply: (id, answer) => call('POST', `/_local/outbox/${encodeURIComponent(id)}/reply`, answer),
  chats: () => call('GET', '/_local/chats'),
  press: (id, press) => call('POST', `/_local/outbox/${encodeURIComponent(id)}/press`, press),
  command: (command) => call('POST', '/_local/inbound/chat', command),
  tickets: () => call('GET', '/_local/tickets'),
  closeTicket: (tool, id) => call('POST', `/_local/tickets/${tool}/${encodeURIComponent(id)}`, { status: 'closed' }),
  clock: () => call('GET', '/_local/clock'),
  run: () => call('POST', '/_local/clock/run', {}),
  advance: (seconds) => call('POST', '/_local/clock/advance', { seconds }),
  settle: () => call('POST', '/_local/settle', {}),
  executions: () => call('GET', '/_local/executions'),
  requests: (since) => call('GET', `/_local/requests?since=${since}`),
  alarms: () => call('GET', '/_local/alarms'),
  faults: () => call('GET', '/_local/faults'),
  addFault: (fault) => call('POST', '/_local/faults', fault),
  clearFaults: () => call('DELETE', '/_local/faults'),
  reset: () => call('POST', '/_local/reset', {}),
};

const withPlan = 'include=responders&include=escalationRules&include=nextEscalationUser';

const asAdmin = { authorization: `Bearer ${key}` };

/** Tocsin's own API, as user 1. */
export const api = {
  users: () => call('GET', '/api/users?max-results=50', undefined, asAdmin),
  /** The latest alerts, with who comes next. */
  alerts: (count) => call('GET', `/api/alerts?max-results=${count}&${withPlan}`, undefined, asAdmin),
  alert: (id) => call('GET', `/api/alerts/${id}?${withPlan}`, undefined, asAdmin),
  alertSources: () => call('GET', '/api/alert-sources?max-results=50', undefined, asAdmin),
  postEvent: (event) => call('POST', '/api/events', event),
};
