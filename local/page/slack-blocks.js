import { h } from './dom.js';

const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
const unescaped = (text) => text.replaceAll(/&(?:amp|lt|gt);/g, (entity) => entities[entity]);

/** Slack's markup, as far as messages of ours use it: links, dates, bold, italic, struck, code, quotes. */
const marks = /<([^>]+)>|\*([^*\n]+)\*|_([^_\n]+)_|~([^~\n]+)~|`([^`\n]+)`/g;

function inline(text) {
  const parts = [];
  let last = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > last) parts.push(unescaped(text.slice(last, match.index)));
    parts.push(marked(match));
    last = match.index + match[0].length;
  }
  parts.push(unescaped(text.slice(last)));
  return parts;
}

function marked([whole, link, bold, italic, struck, code]) {
  if (bold) return h('strong', {}, inline(bold));
  if (italic) return h('em', {}, inline(italic));
  if (struck) return h('s', {}, inline(struck));
  if (code) return h('code', {}, unescaped(code));
  const [target, label] = link.split('|');
  if (target.startsWith('!date^')) return h('span', { title: label }, dateOf(target));
  if (/^https?:/.test(target))
    return h('a', { href: target, target: '_blank', rel: 'noreferrer' }, unescaped(label ?? target));
  if (/^[@#!]/.test(target)) return h('span', { class: 'mention' }, label ?? target);
  return unescaped(whole);
}

function dateOf(target) {
  const [, seconds, form = '{date_short_pretty} {time}'] = target.split('^');
  const at = new Date(Number(seconds) * 1000);
  const time = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const date = at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  return form.replaceAll('{time}', time).replaceAll(/\{date\w*\}/g, date);
}

/** A text object as lines; those behind `>` are quoted. */
function textOf(object = {}) {
  const text = object.text ?? '';
  if (object.type !== 'mrkdwn') return [text];
  return text.split('\n').map((line, index) => {
    const quoted = /^(?:>|&gt;)\s?/.exec(line);
    const drawn = quoted ? h('span', { class: 'quote' }, inline(line.slice(quoted[0].length))) : inline(line);
    return index === 0 || quoted ? drawn : [h('br'), drawn];
  });
}

/** A text with Slack's markup. */
export const markedUp = (text) => textOf({ type: 'mrkdwn', text });

function button(element, press) {
  const label = textOf(element.text);
  if (element.url) return h('a', { class: 'button', href: element.url, target: '_blank', rel: 'noreferrer' }, label);
  const kind = { primary: 'primary', danger: 'danger' }[element.style] ?? '';
  return h(
    'button',
    { type: 'button', class: kind, onclick: press(element.action_id), 'data-focus': element.action_id },
    label,
  );
}

function element(one, press) {
  switch (one.type) {
    case 'button':
      return button(one, press);
    case 'image':
      return h('img', { src: one.image_url, alt: one.alt_text ?? '', class: 'chat-image' });
    case 'mrkdwn':
    case 'plain_text':
      return h('span', {}, textOf(one));
    default:
      return null;
  }
}

const drawing = {
  header: ({ text }) => h('h3', {}, textOf(text)),
  section: (block, press) =>
    h(
      'div',
      { class: 'block' },
      block.text ? h('p', {}, textOf(block.text)) : null,
      block.fields
        ? h(
            'div',
            { class: 'fields' },
            block.fields.map((field) => h('div', {}, textOf(field))),
          )
        : null,
      block.accessory ? element(block.accessory, press) : null,
    ),
  context: ({ elements }, press) =>
    h(
      'p',
      { class: 'faint context' },
      elements.map((one) => [element(one, press), ' ']),
    ),
  actions: ({ elements }, press) =>
    h(
      'div',
      { class: 'buttons' },
      elements.map((one) => element(one, press)),
    ),
  divider: () => h('hr'),
  image: ({ image_url, alt_text }) => h('img', { src: image_url, alt: alt_text ?? '', class: 'chat-image' }),
  input: (block) => h('label', { class: 'chat-field' }, textOf(block.label), input(block)),
};

function input({ block_id, element: field, optional }) {
  const common = { 'data-field': block_id, required: !optional, 'aria-label': null };
  if (field.type === 'plain_text_input') {
    const typed = { ...common, maxlength: field.max_length, placeholder: field.placeholder?.text };
    return field.multiline
      ? h('textarea', { ...typed, rows: '3' }, field.initial_value ?? '')
      : h('input', { ...typed, value: field.initial_value });
  }
  const options = [...(field.options ?? []), ...(field.option_groups ?? []).flatMap((group) => group.options)];
  if (options.length === 0) return h('input', { ...common, placeholder: 'id' });
  const initial = field.initial_option?.value;
  return h(
    'select',
    common,
    optional ? h('option', { value: '' }, '–') : null,
    options.map((option) =>
      h('option', { value: option.value, selected: option.value === initial }, textOf(option.text)),
    ),
  );
}

/** Blocks of a message, as Slack shows them; buttons press. */
export const blocksOf = (blocks, press) => blocks.map((block) => drawing[block.type]?.(block, press) ?? null);

/** A dialog of Slack. */
export const viewOf = (view, press) => [
  h('h3', {}, textOf(view.title)),
  ...blocksOf(view.blocks ?? [], press),
  h(
    'div',
    { class: 'buttons end' },
    h(
      'button',
      { type: 'button', onclick: press('close'), 'data-focus': 'close' },
      textOf(view.close ?? { text: 'Cancel' }),
    ),
    view.submit
      ? h(
          'button',
          { type: 'button', class: 'primary', onclick: press('submit'), 'data-focus': 'submit' },
          textOf(view.submit),
        )
      : null,
  ),
];
