import { h } from './dom.js';

const size = (node) =>
  `size-${node.size ?? 'default'} ${node.weight === 'bolder' ? 'bolder' : ''} ${node.isSubtle ? 'faint' : ''}`;

function run(node) {
  const text = node.italic ? h('em', {}, node.text) : node.text;
  return h('span', { class: size(node) }, text);
}

const drawing = {
  TextBlock: (node) => h('p', { class: size(node) }, node.text),
  RichTextBlock: ({ inlines }) =>
    h(
      'p',
      {},
      inlines.map((one) => (typeof one === 'string' ? one : run(one))),
    ),
  FactSet: ({ facts }) =>
    h(
      'dl',
      { class: 'facts' },
      facts.map(({ title, value }) => [h('dt', {}, title), h('dd', {}, value)]),
    ),
  Container: (node, press) => h('div', { class: `card-container ${node.style ?? ''}` }, elements(node.items, press)),
  ColumnSet: (node, press) =>
    h(
      'div',
      { class: 'columns-set' },
      node.columns.map((column) => h('div', {}, elements(column.items, press))),
    ),
  ActionSet: (node, press) => h('div', { class: 'buttons' }, actions(node.actions, press)),
  Image: ({ url, altText }) => h('img', { src: url, alt: altText ?? '', class: 'chat-image' }),
  'Input.Text': (node) =>
    field(
      node,
      node.isMultiline ? h('textarea', of(node), node.value ?? '') : h('input', { ...of(node), value: node.value }),
    ),
  'Input.ChoiceSet': (node) => {
    const choices = (node.choices ?? []).map(({ title, value }) =>
      h('option', { value, selected: value === node.value }, title),
    );
    return field(node, h('select', of(node), node.isRequired ? null : h('option', { value: '' }, '–'), choices));
  },
};

const of = ({ id, isRequired, maxLength, placeholder }) => ({
  'data-field': id,
  required: isRequired,
  maxlength: maxLength,
  placeholder,
});
const field = ({ label, id }, control) => h('label', { class: 'chat-field' }, label ?? id, control);

const elements = (nodes = [], press) => nodes.map((node) => drawing[node.type]?.(node, press) ?? null);

function actions(nodes = [], press) {
  return nodes.map((node) => {
    if (node.type === 'Action.OpenUrl')
      return h('a', { class: 'button', href: node.url, target: '_blank', rel: 'noreferrer' }, node.title);
    const named = node.verb ?? node.data?.verb ?? node.id ?? node.title;
    const kind = node.style === 'positive' ? 'primary' : node.style === 'destructive' ? 'danger' : '';
    return h('button', { type: 'button', class: kind, onclick: press(named), 'data-focus': named }, node.title);
  });
}

/** An Adaptive Card, as Teams shows it; with a title it is a dialog. */
export const cardOf = (card, press, title) => [
  title ? h('h3', {}, title) : null,
  h(
    'div',
    { class: 'teams-card' },
    elements(card.body, press),
    h(
      'div',
      { class: 'buttons' },
      actions(card.actions, press),
      title ? h('button', { type: 'button', onclick: press('close'), 'data-focus': 'close' }, 'Close') : null,
    ),
  ),
];
