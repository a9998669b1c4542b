import { planOf } from './alert-plan.js';
import { byId, h, lengthOf, reconcile, timeOf } from './dom.js';
import { state } from './state.js';

const path = ['Take due steps', 'What next?', 'Wait until next step'];
const shownExecutions = 30;
const unfolded = new Set();

/** Draws each execution: what it is about, where it stands, and when it did what. */
export function drawExecutions() {
  const shown = state.executions.filter(({ alertId }) => !state.hiddenAlerts.has(alertId));
  noteHidden(state.executions.length - shown.length);
  const executions = shown
    .sort((left, right) => runs(right) - runs(left) || right.startedAt.localeCompare(left.startedAt))
    .slice(0, shownExecutions);
  const list = byId('executions');
  if (executions.length === 0) {
    if (!list.querySelector('.guide')) list.replaceChildren(h('li', { 'data-key': 'none' }, guide()));
    return;
  }
  reconcile(list, executions, {
    key: ({ name }) => name,
    version: (execution) => {
      const alert = state.alerts.get(execution.alertId);
      const ticking = execution.status === 'RUNNING' ? state.now : '';
      return [execution.status, execution.states.length, alert?.status, messageCount(execution), ticking].join();
    },
    create: drawExecution,
  });
}

/** The canary's are many, and never anybody's. */
function noteHidden(count) {
  byId('hidden-executions').hidden = count === 0;
  byId('hidden-executions').textContent =
    `Without ${count} of the canary, which tries every few minutes whether alerts get through.`;
}

const runs = ({ status }) => Number(status === 'RUNNING');

/** What a newcomer can do here. */
function guide() {
  const event = `'{"integrationKey":"${state.sourceKey ?? 'KEY OF A SOURCE'}","eventType":"ALERT","summary":"Disk full"}'`;
  const curl = `curl ${location.origin}/api/events -H 'content-type: application/json' -d ${event}`;
  return h(
    'ol',
    { class: 'guide' },
    h(
      'li',
      {},
      'Send a test alert with the button above, or let your monitoring do it:',
      h('pre', { tabindex: '0' }, curl),
    ),
    h('li', {}, 'A phone buzzes. Answer on it, or do not, and advance the clock: the next level is notified.'),
    h('li', {}, 'Watch the escalation here: where it stands, whom it waits for, and how it ended.'),
  );
}

function drawExecution(execution) {
  const { alertId, name, status, error, cause, startedAt, stoppedAt, states } = execution;
  const alert = state.alerts.get(alertId);
  const end = stoppedAt ?? state.now ?? startedAt;
  return h(
    'li',
    { class: `execution ${status.toLowerCase()}` },
    h(
      'div',
      { class: 'execution-head' },
      h('h3', {}, alert?.summary ?? `Alert ${alertId}`),
      h(
        'span',
        { class: `pill ${status.toLowerCase()}` },
        status === 'ABORTED' && error ? error : status.toLowerCase(),
      ),
    ),
    planOf(alert, execution),
    h('p', { class: 'faint' }, facts(execution, alert, end)),
    track(states, status, error),
    bar(states, startedAt, end),
    cause ? h('p', { class: 'cause' }, cause) : null,
    h(
      'details',
      {
        open: unfolded.has(name),
        ontoggle: (event) => (event.target.open ? unfolded.add(name) : unfolded.delete(name)),
      },
      h(
        'summary',
        { 'data-focus': 'states' },
        `${states.length} ${states.length === 1 ? 'state' : 'states'} of `,
        h('code', {}, name),
      ),
      h(
        'ol',
        { class: 'states' },
        states
          .slice(-60)
          .map(({ name: state, enteredAt, exitedAt }) =>
            h(
              'li',
              {},
              h('time', { datetime: enteredAt }, timeOf(enteredAt)),
              ` ${state}`,
              exitedAt ? '' : h('em', {}, stoppedAt ? ` until ${timeOf(stoppedAt)}` : ' now'),
            ),
          ),
      ),
    ),
  );
}

const messageCount = ({ alertId }) => state.messages.filter((message) => message.alertId === alertId).length;

function facts(execution, alert, end) {
  const { startedAt, stoppedAt } = execution;
  const sent = messageCount(execution);
  return [
    alert?.status?.toLowerCase(),
    `${sent} ${sent === 1 ? 'message' : 'messages'}`,
    `${stoppedAt ? 'took' : 'running for'} ${lengthOf(Date.parse(end) - Date.parse(startedAt))}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The machine's states in a row, with the one it is in and how often each was visited. */
function track(states, status, error) {
  const visits = new Map();
  for (const { name } of states) visits.set(name, (visits.get(name) ?? 0) + 1);
  const current = status === 'RUNNING' ? states.findLast(({ exitedAt }) => !exitedAt)?.name : undefined;
  const others = [...visits.keys()].filter((name) => !path.includes(name));
  const ends = others.length > 0 ? others : status === 'ABORTED' ? [`Stopped: ${error ?? 'by hand'}`] : [];
  const node = (name, extra = '') => {
    const count = visits.get(name) ?? 0;
    const classes = ['node', count > 0 ? 'visited' : '', name === current ? 'current' : '', extra];
    return h(
      'li',
      { class: classes.filter(Boolean).join(' '), 'aria-current': name === current ? 'step' : null },
      name,
      count > 1 ? h('span', { class: 'visits' }, ` ×${count}`) : null,
    );
  };
  return h(
    'ol',
    { class: 'track', 'aria-label': 'States' },
    path.map((name) => node(name)),
    ends.map((name) => node(name, 'visited end')),
  );
}

/** Time from left to right: a mark whenever steps were taken, pale while waiting. */
function bar(states, startedAt, end) {
  const start = Date.parse(startedAt);
  const length = Math.max(1, Date.parse(end) - start);
  const marks = states.filter(({ name }) => name === path[0]).map(({ enteredAt }) => enteredAt);
  const place = (at) => Math.min(100, Math.max(0, ((Date.parse(at) - start) / length) * 100));
  return h(
    'div',
    {
      class: 'bar',
      role: 'img',
      'aria-label': `Steps taken at ${[...new Set(marks.map(timeOf))].join(', ') || 'no time yet'}`,
    },
    marks.slice(0, 200).map((at) => h('span', { style: `left:${place(at).toFixed(2)}%`, title: timeOf(at) })),
  );
}
