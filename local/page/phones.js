import { answer, answerButton, answersOf } from './answering.js';
import { byId, h, reconcile, timeOf, whileBusy } from './dom.js';
import { peopleOf, state } from './state.js';

let chosen = null;
const seen = new Map();
/** What is left above a card that is scrolled to, in pixels. */
const feedMargin = 12;

/** Draws the row of people and the phone of the one chosen. */
export function drawPhones() {
  const people = peopleOf(state.messages);
  const person = people.find(({ key }) => key === chosen) ?? people[0];
  if (person) seen.set(person.key, person.messages.length);
  drawPeople(people, person);
  drawPhone(person);
}

function drawPeople(people, person) {
  reconcile(byId('people'), people, {
    key: ({ key }) => key,
    version: (each) => `${each.name} ${unread(each)} ${each === person}`,
    create: (each) => {
      const choose = () => {
        chosen = each.key;
        drawPhones();
      };
      const count = unread(each);
      const badge =
        count > 0
          ? h('span', { class: 'badge' }, String(count), h('span', { class: 'visually-hidden' }, ' new'))
          : null;
      const button = h(
        'button',
        {
          type: 'button',
          class: 'person',
          'aria-pressed': String(each === person),
          onclick: choose,
          'data-focus': 'person',
          title: each.name,
        },
        h('span', { class: 'initials', 'aria-hidden': 'true' }, initialsOf(each.name)),
        h('span', { class: 'name' }, each.name),
        badge,
      );
      return h('li', {}, button);
    },
  });
}

const unread = ({ key, messages }) => messages.length - (seen.get(key) ?? 0);

const initialsOf = (name) =>
  name.startsWith('+')
    ? '#'
    : name
        .split(/\s+/)
        .map((word) => word[0])
        .slice(0, 2)
        .join('')
        .toUpperCase();

function drawPhone(person) {
  const phone = byId('phone');
  if (!person) {
    if (phone.dataset.owner === 'nobody') return;
    phone.dataset.owner = 'nobody';
    phone.replaceChildren(emptyPhone());
    return;
  }
  if (phone.dataset.owner !== person.key) {
    phone.dataset.owner = person.key;
    phone.replaceChildren(
      phoneHead(person),
      h('div', { class: 'feed', tabindex: '0', role: 'region', 'aria-label': `Phone of ${person.name}` }),
    );
    const composer = replyBox(person.key);
    phone.append(composer);
  }
  phone.querySelector('.composer').hidden = !person.messages.some(({ channel }) => channel === 'SMS');
  phone.querySelector('.phone-numbers').textContent = person.numbers.join(' · ');
  const feed = phone.querySelector('.feed');
  const atEnd = feed.scrollHeight - feed.scrollTop - feed.clientHeight < 80;
  const before = feed.childElementCount;
  const isNew = before > 0 && feed.lastElementChild.dataset.key !== person.messages.at(-1).id;
  reconcile(feed, person.messages.slice(-100), {
    key: ({ id }) => id,
    version: ({ answers = [] }) => answers.length,
    create: cardOf,
  });
  if (before === 0 || atEnd) showLatest(feed, person.messages);
  if (isNew) buzz(phone);
}

/** The end of the feed, but for a text that waits for its answer: what came after it must not push it out of sight. */
function showLatest(feed, messages) {
  const open = messages.findLast(({ channel, answerable }) => channel === 'SMS' && answerable);
  const card = open?.answers?.length > 0 ? null : [...feed.children].find(({ dataset }) => dataset.key === open?.id);
  feed.scrollTop = card ? card.offsetTop - feedMargin : feed.scrollHeight;
}

function buzz(phone) {
  phone.classList.add('buzz');
  phone.addEventListener('animationend', () => phone.classList.remove('buzz'), { once: true });
}

const phoneHead = (person) =>
  h(
    'div',
    { class: 'phone-head' },
    h('h3', {}, person.name),
    h('p', { class: 'faint phone-numbers' }, person.numbers.join(' · ')),
  );

const emptyPhone = () =>
  h(
    'div',
    { class: 'empty' },
    h('p', { class: 'big' }, 'All quiet.'),
    h('p', {}, 'Send a test alert, and the phone of whoever is responsible buzzes here.'),
    h('button', { type: 'button', class: 'primary', onclick: () => byId('open-alert').click() }, 'Send a test alert'),
  );

function cardOf(message) {
  const kinds = { SMS: textCard, VOICE: callCard, PUSH: pushCard };
  return h(
    'article',
    { class: `card ${message.channel.toLowerCase()}`, 'aria-label': labelOf(message) },
    kinds[message.channel](message),
  );
}

const labels = { SMS: 'Text', VOICE: 'Call', PUSH: 'Push message' };
const labelOf = ({ channel, at }) => `${labels[channel]} at ${timeOf(at)}`;
const stamp = ({ at }, words) => h('p', { class: 'stamp' }, `${words} · `, h('time', { datetime: at }, timeOf(at)));

function textCard(message) {
  const quick = message.answerable && codesIn(message.text);
  return [
    stamp(message, message.from ?? 'SMS'),
    h('p', { class: 'bubble' }, linked(message.text)),
    quick ? keypad(message, quick, 'Short codes') : null,
    answersOf(message),
  ];
}

/** The answers a text offers by its short codes: A7, R7, E7. */
function codesIn(text) {
  const names = { A: 'accept', R: 'resolve', E: 'escalate' };
  const codes = [...new Set([...text.matchAll(/\b([ARE])(\d+)\b/g)].map(([code]) => code))];
  return codes.length === 0 ? null : codes.map((code) => [code, names[code[0]], { text: code }]);
}

function callCard(message) {
  const keys = ['accept', 'resolve', 'escalate'].map((word, position) => {
    const digits = String(position + 1);
    return [digits, word, { digits }];
  });
  return [
    stamp(message, `Call from ${message.from ?? 'Tocsin'}`),
    h('p', { class: 'spoken' }, `“${message.text}”`),
    message.answerable ? keypad(message, keys, 'Keypad') : null,
    answersOf(message),
  ];
}

/** Large keys in a row: what to press, what it means, and the answer it gives. */
function keypad(message, keys, label) {
  return h(
    'div',
    { class: 'keypad', role: 'group', 'aria-label': label },
    keys.map(([key, word, given]) => {
      const press = (event) => whileBusy(event.currentTarget, () => answer(message, given));
      const properties = { type: 'button', onclick: press, 'data-focus': key };
      return h('button', properties, h('strong', {}, key), ' ', h('span', {}, word));
    }),
  );
}

function pushCard(message) {
  const buttons = [
    ['acceptUrl', 'Accept', 'A'],
    ['resolveUrl', 'Resolve', 'R'],
    ['escalateUrl', 'Escalate', 'E'],
  ].filter(([name]) => message.data?.[name]);
  return [
    stamp(message, 'Push'),
    message.subject ? h('p', { class: 'push-title' }, message.subject) : null,
    h('p', {}, message.text),
    buttons.length > 0
      ? h(
          'div',
          { class: 'buttons' },
          buttons.map(([, label, text]) => answerButton(message, label, { text })),
        )
      : null,
    answersOf(message),
  ];
}

/** A text with its addresses as links. */
function linked(text) {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part, position) =>
      position % 2 === 0 ? part : h('a', { href: localAddress(part), target: '_blank', rel: 'noreferrer' }, part),
    );
}

/** Links of messages lead to this machine, whatever host they name. */
export function localAddress(url) {
  const { pathname, search, host } = new URL(url);
  return pathname.startsWith('/answer/') || host === location.host ? `${pathname}${search}` : url;
}

/** Types a text of one's own; it answers the latest text of the phone. */
function replyBox(personKey) {
  const field = h('input', {
    name: 'text',
    autocomplete: 'off',
    'aria-label': 'Text message',
    placeholder: 'Text message',
  });
  const send = (event) => {
    event.preventDefault();
    const person = peopleOf(state.messages).find(({ key }) => key === personKey);
    const latest = person?.messages.filter(({ channel }) => channel === 'SMS').at(-1);
    const text = field.value;
    if (!latest || text === '') return;
    // At once, as on a phone: what is typed next is the next text.
    field.value = '';
    field.focus();
    answer(latest, { text });
  };
  return h('form', { class: 'composer', onsubmit: send }, field, h('button', { type: 'submit' }, 'Send'));
}
