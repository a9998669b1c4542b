import { cardOf } from './adaptive-card.js';
import { control } from './control.js';
import { byId, h, reconcile, timeOf, whileBusy } from './dom.js';
import { blocksOf, markedUp, viewOf } from './slack-blocks.js';

const names = { SLACK: 'Slack', TEAMS: 'Teams' };
let conversations = [];
let tickets = [];
let chosen = null;

const keyOf = ({ channel, id }) => `${channel} ${id}`;
const changeOf = ({ id, changedAt, text, data }) =>
  `${id} ${changedAt ?? ''} ${text.length} ${JSON.stringify(data).length}`;

/** Reads what stands in the chats and ticket tools and draws it; the panel is there once something is. */
export async function drawChats() {
  [{ conversations }, { tickets }] = await Promise.all([control.chats(), control.tickets()]);
  const isEmpty = conversations.length === 0 && tickets.length === 0;
  byId('chats').hidden = isEmpty;
  byId('chats-link').hidden = isEmpty;
  if (isEmpty) return;
  drawPanel();
}

function drawPanel() {
  const open = conversations.find((one) => keyOf(one) === chosen) ?? conversations[0];
  reconcile(byId('conversations'), conversations, {
    key: keyOf,
    version: (one) => one === open,
    create: (one) => h('li', {}, tab(one, one === open)),
  });
  const pane = byId('conversation');
  pane.className = `conversation ${open?.channel === 'TEAMS' ? 'teams' : 'slack'}`;
  pane.setAttribute('aria-label', open ? `${names[open.channel]}, ${open.id}` : 'Chat');
  reconcile(pane, open?.messages ?? [], {
    key: ({ id }) => id,
    version: changeOf,
    create: (message) => h('li', {}, drawn(message)),
  });
  const form = byId('chat-command');
  form.hidden = open === undefined || open.id.startsWith('webhook ');
  form.dataset.channel = open?.channel ?? '';
  form.dataset.conversation = open?.id ?? '';
  drawTickets();
}

function tab(one, isOpen) {
  const choose = () => {
    chosen = keyOf(one);
    drawPanel();
  };
  const label = `${names[one.channel]} ${one.id}`;
  return h(
    'button',
    { type: 'button', class: 'chip', 'aria-pressed': String(isOpen), onclick: choose, 'data-focus': 'tab' },
    label,
  );
}

/** What somebody fills in belongs to the message that it stands in. */
function fieldsIn(element) {
  const fields = [...element.querySelectorAll('[data-field]')].map((field) => [field.dataset.field, field.value]);
  return Object.fromEntries(fields.filter(([, value]) => value !== ''));
}

function drawn(message) {
  const { data, text, channel, at, changedAt } = message;
  const trouble = h('p', { class: 'problem', role: 'alert', hidden: true });
  const press = (action) => (event) =>
    whileBusy(event.currentTarget, async () => {
      trouble.hidden = true;
      try {
        const fields = fieldsIn(article);
        await control.press(message.id, { action, ...(Object.keys(fields).length > 0 && { fields }) });
      } catch (error) {
        trouble.textContent = error.message;
        trouble.hidden = false;
      }
      await drawChats();
    });
  const body = data.view
    ? viewOf(data.view, press)
    : data.blocks
      ? blocksOf(data.blocks, press)
      : data.card
        ? cardOf(data.card, press, data.dialogOf ? data.title : null)
        : [h('p', { class: 'chat-text' }, channel === 'SLACK' ? markedUp(text) : text)];
  const isPrivate = data.onlyFor !== undefined;
  const article = h(
    'article',
    { class: `chat-message${data.thread ? ' answer' : ''}${isPrivate ? ' private' : ''}` },
    h(
      'header',
      {},
      h('span', { class: 'chat-avatar', 'aria-hidden': 'true' }, 'T'),
      h('strong', {}, 'Tocsin'),
      h('span', { class: 'app-badge' }, 'APP'),
      h('time', { datetime: at }, timeOf(at)),
      changedAt && !data.view ? h('span', { class: 'faint' }, `(edited ${timeOf(changedAt)})`) : null,
      isPrivate
        ? h('span', { class: 'faint' }, channel === 'SLACK' ? 'Only visible to you' : 'Only you see this')
        : null,
    ),
    h('div', { class: 'chat-body' }, body),
    trouble,
  );
  return article;
}

function drawTickets() {
  byId('tickets-title').hidden = tickets.length === 0;
  reconcile(byId('tickets'), tickets, {
    key: ({ tool, id }) => `${tool} ${id}`,
    version: ({ isClosed, comments }) => `${isClosed} ${comments.length}`,
    create: (ticket) => h('li', {}, ticketEntry(ticket)),
  });
}

function ticketEntry({ tool, id, name, title, isClosed, comments }) {
  const close = (event) =>
    whileBusy(event.currentTarget, async () => {
      await control.closeTicket(tool, id);
      await drawChats();
    });
  return h(
    'details',
    { class: 'ticket' },
    h(
      'summary',
      {},
      h('span', { class: `app-badge ${isClosed ? 'closed' : 'open'}` }, isClosed ? 'closed' : 'open'),
      ` ${tool} ${name}: ${title}`,
    ),
    h(
      'ul',
      {},
      comments.map(({ text }) => h('li', {}, text)),
    ),
    isClosed ? null : h('button', { type: 'button', onclick: close, 'data-focus': 'close' }, 'Close it there'),
  );
}

/** Lets people write to Tocsin in the conversation that is open. */
export function startChats() {
  byId('chat-command').addEventListener('submit', (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const field = form.elements.text;
    const { channel, conversation } = form.dataset;
    whileBusy(form.querySelector('button'), async () => {
      byId('chat-problem').hidden = true;
      try {
        await control.command({ channel, conversation, text: field.value.replace(/^\/tocsin\s*/, '') });
        field.value = '';
      } catch (error) {
        byId('chat-problem').textContent = error.message;
        byId('chat-problem').hidden = false;
      }
      await drawChats();
    });
  });
}
