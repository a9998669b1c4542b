import { drawAlarms } from './alarms.js';
import { onAnswer } from './answering.js';
import { drawCalls, startCalls } from './calls.js';
import { drawChats, startChats } from './chats.js';
import { drawClock, startClock } from './clock.js';
import { control } from './control.js';
import { byId } from './dom.js';
import { drawExecutions } from './executions.js';
import { drawFaults, startFaults } from './faults.js';
import { drawMailbox } from './mailbox.js';
import { drawPhones } from './phones.js';
import { readClock, readExecutions, readMessages, readNames, readRequests, readSourceKey, state } from './state.js';
import { startTestAlert } from './test-alert.js';

let isFirst = true;

/** Reads what is new and draws it. */
async function refresh() {
  try {
    await readClock();
    const added = await readMessages();
    if (added.some(({ userId }) => userId !== null && !state.names.has(userId))) await readNames().catch(() => {});
    await readExecutions();
    if (await readRequests()) drawCalls();
    await drawChats();
    announce(added);
    trouble(null);
  } catch (error) {
    trouble(`The local cloud does not answer: ${error.message}`);
  }
  draw();
}

function draw() {
  drawClock();
  drawPhones();
  drawMailbox();
  drawExecutions();
}

/** Tells those who do not see the page what has just arrived. */
function announce(added) {
  if (isFirst || added.length === 0) {
    isFirst = false;
    return;
  }
  const kinds = {
    SMS: 'Text',
    VOICE: 'Call',
    PUSH: 'Push',
    EMAIL: 'E-mail',
    SLACK: 'Slack message',
    TEAMS: 'Teams message',
  };
  const lines = added
    .slice(-5)
    .map(({ channel, userId, to }) => `${kinds[channel] ?? channel} to ${state.names.get(userId) ?? to}`);
  byId('news').textContent = `New: ${lines.join(', ')}`;
}

function trouble(words) {
  byId('trouble').hidden = words === null;
  byId('trouble').textContent = words ?? '';
}

async function keepRefreshing() {
  for (let turn = 0; ; turn += 1) {
    if (!document.hidden) {
      await refresh();
      if (turn % 5 === 0) await drawAlarms();
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

byId('reset').addEventListener('click', async () => {
  if (!confirm('Delete every alert, user and message of this local cloud?')) return;
  await control.reset().catch((error) => trouble(error.message));
  location.reload();
});
onAnswer(draw);
startClock(async (error) => {
  await refresh();
  if (error) trouble(error.message);
});
startTestAlert(refresh);
startCalls();
startChats();
startFaults();
await Promise.all([readNames(), readSourceKey()].map((reading) => reading.catch(() => {})));
await drawFaults();
keepRefreshing();
