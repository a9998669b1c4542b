import { api, control } from './control.js';

/** What the page knows; panels are drawn from it. */
export const state = {
  messages: [],
  executions: [],
  requests: [],
  now: null,
  /** Whether time passes by itself. */
  running: null,
  alerts: new Map(),
  /** Alerts that are nobody's business: the canary's. */
  hiddenAlerts: new Set(),
  names: new Map(),
  sourceKey: null,
};

/** Those of `read` that are not in `known` yet: several readings may be under way at once, each begun where one stood. */
const newTo = (known, read) => {
  const last = known.at(-1)?.seq ?? 0;
  return read.filter(({ seq }) => seq > last);
};

/** Reads new messages and answers with them; after a reset everything is read again. */
export async function readMessages() {
  const last = state.messages.at(-1);
  const read = await control.messages(last ? last.seq - 1 : 0);
  if (last && read[0]?.id !== last.id) {
    state.messages = await control.messages(0);
    return [];
  }
  const added = newTo(state.messages, read);
  if (added.length > 0) state.messages = [...state.messages, ...added];
  return added;
}

const keptRequests = 2000;

/** Reads new AWS calls; the latest are kept. */
export async function readRequests() {
  const read = await control.requests(state.requests.at(-1)?.seq ?? 0);
  const added = newTo(state.requests, read);
  if (added.length > 0) state.requests = [...state.requests, ...added].slice(-keptRequests);
  return added.length > 0;
}

/** Reads what time it is, and whether it passes. */
export async function readClock() {
  const { now, running } = await control.clock();
  Object.assign(state, { now, running });
}

let alertsReadFor = '';

/** Reads the executions and, when one has changed, the alerts they are about. */
export async function readExecutions() {
  state.executions = await control.executions();
  const changes = state.executions.map(({ name, status, states }) => `${name} ${status} ${states.length}`).join();
  if (changes === alertsReadFor) return;
  await readAlerts();
  alertsReadFor = changes;
}

const listedAlerts = 100;

/** Lists leave out the canary's alerts; one that is older than the list is asked for by itself. */
async function readAlerts() {
  if (state.executions.length === 0) return;
  const alerts = await api.alerts(listedAlerts);
  for (const alert of alerts) state.alerts.set(alert.id, alert);
  const oldest = alerts.length < listedAlerts ? 0 : Math.min(...alerts.map(({ id }) => id));
  const unlisted = state.executions.filter(({ alertId }) => !alerts.some(({ id }) => id === alertId));
  const older = unlisted.filter(({ alertId }) => alertId !== null && alertId < oldest);
  state.hiddenAlerts = new Set(unlisted.filter((one) => !older.includes(one)).map(({ alertId }) => alertId));
  await Promise.all(older.slice(-20).map(({ alertId }) => readAlert(alertId)));
}

async function readAlert(id) {
  const alert = await api.alert(id).catch(() => null);
  if (alert) state.alerts.set(id, alert);
  else state.hiddenAlerts.add(id);
}

/** Reads who the users are. */
export async function readNames() {
  for (const user of await api.users()) {
    state.names.set(user.id, [user.firstName, user.lastName].filter(Boolean).join(' ') || user.email);
  }
}

/** Reads the key of an alert source that can be tried. */
export async function readSourceKey() {
  state.sourceKey = (await api.alertSources()).find(({ integrationKey }) => integrationKey)?.integrationKey ?? null;
}

/** Adds an answer to a message here, as the outbox did. */
export function noteAnswer(id, answer) {
  state.messages = state.messages.map((message) =>
    message.id === id ? { ...message, answers: [...(message.answers ?? []), answer] } : message,
  );
}

const phoneChannels = ['SMS', 'VOICE', 'PUSH'];

/** Everybody with a phone: texts, calls and pushes together, by user where known and by number otherwise. */
export function peopleOf(messages) {
  const ownerOf = new Map();
  for (const { channel, to, userId } of messages) {
    if (phoneChannels.includes(channel) && userId !== null) ownerOf.set(to, userId);
  }
  const people = new Map();
  for (const message of messages) {
    if (!phoneChannels.includes(message.channel)) continue;
    const userId = message.userId ?? ownerOf.get(message.to);
    const key = userId === undefined ? message.to : `user ${userId}`;
    const person = people.get(key) ?? { key, name: state.names.get(userId) ?? message.to, numbers: [], messages: [] };
    if (message.channel !== 'PUSH' && !person.numbers.includes(message.to)) person.numbers.push(message.to);
    person.messages.push(message);
    people.set(key, person);
  }
  return [...people.values()];
}
