import { answer, answerButton, answersOf } from './answering.js';
import { byId, h, reconcile, timeOf, whileBusy } from './dom.js';
import { localAddress } from './phones.js';
import { state } from './state.js';

let chosen = null;

/** Draws the list of mails, newest first, and the one that is open. */
export function drawMailbox() {
  const mails = state.messages.filter(({ channel }) => channel === 'EMAIL').reverse();
  const open = mails.find(({ id }) => id === chosen) ?? mails[0];
  reconcile(byId('mails'), mails.slice(0, 200), {
    key: ({ id }) => id,
    version: ({ id }) => id === open?.id,
    create: (mail) => h('li', {}, listEntry(mail, mail.id === open?.id)),
  });
  drawMail(open);
}

function listEntry(mail, isOpen) {
  const choose = () => {
    chosen = mail.id;
    drawMailbox();
  };
  return h(
    'button',
    { type: 'button', class: 'mail-entry', 'aria-pressed': String(isOpen), onclick: choose, 'data-focus': 'entry' },
    h('span', { class: 'mail-to' }, state.names.get(mail.userId) ?? mail.to),
    h('time', { datetime: mail.at }, timeOf(mail.at)),
    h('span', { class: 'mail-subject' }, mail.subject ?? '(no subject)'),
  );
}

function drawMail(mail) {
  const pane = byId('mail');
  const shown = mail ? `${mail.id} ${mail.answers?.length ?? 0}` : 'none';
  if (pane.dataset.shown === shown) return;
  if (mail && pane.dataset.shown?.startsWith(mail.id)) {
    pane.querySelector('.mail-answers').replaceChildren(...[answersOf(mail)].filter(Boolean));
  } else {
    pane.replaceChildren(...(mail ? mailParts(mail) : [h('p', { class: 'empty' }, 'No mail yet.')]));
  }
  pane.dataset.shown = shown;
}

function mailParts(mail) {
  return [
    h('h3', {}, mail.subject ?? '(no subject)'),
    h('p', { class: 'faint addresses' }, `${mail.from ?? '?'} → ${mail.to}`),
    mail.html ? framed(mail) : h('pre', { class: 'mail-text', tabindex: '0' }, mail.text),
    answerLinks(mail),
    mail.answerable ? replyForm(mail) : null,
    h('div', { class: 'mail-answers' }, answersOf(mail)),
  ].filter(Boolean);
}

/** The mail's own HTML, without scripts; its links open beside this page. */
function framed(mail) {
  const html = mail.html.replaceAll(/https?:\/\/[^/"'\s<>]+(\/answer\/)/g, `${location.origin}$1`);
  return h('iframe', {
    title: `E-mail: ${mail.subject ?? 'no subject'}`,
    sandbox: 'allow-popups allow-popups-to-escape-sandbox',
    srcdoc: `<base target="_blank">${html}`,
  });
}

function answerLinks(mail) {
  const links = (mail.links ?? []).filter(({ url }) => url.includes('/answer/'));
  if (links.length === 0) return null;
  return h(
    'div',
    { class: 'buttons', role: 'group', 'aria-label': 'Links of this e-mail' },
    links.map(({ label, url }) =>
      answerButton(mail, label, { text: url }, { title: 'Opens the link and presses the button of its page' }),
    ),
    h(
      'a',
      { class: 'button', href: localAddress(links[0].url), target: '_blank', rel: 'noreferrer' },
      'Open the answer page',
    ),
  );
}

function replyForm(mail) {
  const field = h('input', {
    name: 'text',
    autocomplete: 'off',
    'aria-label': 'Reply to this e-mail',
    placeholder: 'Reply: accept, resolve or escalate',
    list: 'mail-commands',
  });
  const button = h('button', { type: 'submit' }, 'Reply');
  const send = (event) => {
    event.preventDefault();
    if (field.value === '') return;
    whileBusy(button, async () => {
      await answer(mail, { text: field.value });
      field.value = '';
    });
  };
  return h(
    'form',
    { class: 'composer', onsubmit: send },
    field,
    h(
      'datalist',
      { id: 'mail-commands' },
      ['accept', 'resolve', 'escalate'].map((word) => h('option', { value: word })),
    ),
    button,
  );
}
