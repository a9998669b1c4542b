import type { ChatAnswer, ChatDialog, ChatField } from '../../domain/chat/chat-answer.ts';
import { manyLines, oneLine } from '../plain.ts';

type Node = Readonly<Record<string, unknown>>;

const cardType = 'application/vnd.microsoft.card.adaptive';
/** What is said at most in one message. */
const longestText = 8_000;

/** What the button of a form sends; the fields stand beside it. */
export const formVerb = 'chat-form';

const card = (body: readonly Node[], actions: readonly Node[] = []): Node => ({
  type: 'AdaptiveCard',
  $schema: 'https://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.4',
  body,
  ...(actions.length > 0 && { actions }),
});

/** Lines in which nothing is read as markup: no link is hidden in them, and nobody mentioned. */
const plainLines = (text: string): Node[] =>
  manyLines(text, longestText)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ type: 'RichTextBlock', spacing: 'small', inlines: [{ type: 'TextRun', text: line }] }));

/** An answer as a card: its lines, and where a browser goes on. */
export const answerCard = ({ text, link }: ChatAnswer): Node =>
  card(plainLines(text), link === undefined ? [] : [{ type: 'Action.OpenUrl', title: link.text, url: link.url }]);

/** A form as a card. Its button is answered with a card, or, in a dialog, closes it. */
export function dialogCard(
  dialog: ChatDialog,
  { isInDialog, problems = {} }: { readonly isInDialog: boolean; readonly problems?: Readonly<Record<string, string>> },
): Node {
  const data = {
    verb: formVerb,
    form: dialog.kind,
    ...(dialog.alertId !== undefined && { alertId: String(dialog.alertId) }),
  };
  const button = isInDialog
    ? { type: 'Action.Submit', title: dialog.submit, data }
    : {
        type: 'Action.Execute',
        title: dialog.submit,
        verb: formVerb,
        data,
        fallback: { type: 'Action.Submit', title: dialog.submit, data },
      };
  const title = { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: dialog.title, weight: 'bolder' }] };
  const fields = dialog.fields.flatMap((field) => {
    const problem = problems[field.id];
    return problem === undefined ? [input(field)] : [input(field), ...problemLines(problem)];
  });
  return card([...(isInDialog ? [] : [title]), ...fields], [button]);
}

const problemLines = (problem: string): Node[] => [
  {
    type: 'RichTextBlock',
    spacing: 'none',
    inlines: [{ type: 'TextRun', text: oneLine(problem, 200), color: 'attention' }],
  },
];

/** Fields are not said to be required: older clients then send nothing and say nothing. What is missing is told after. */
function input(field: ChatField): Node {
  const common = { id: field.id, label: field.label, ...(field.value !== undefined && { value: field.value }) };
  if (field.kind === 'text')
    return {
      type: 'Input.Text',
      ...common,
      maxLength: field.limit,
      ...(field.isLong === true && { isMultiline: true }),
    };
  return {
    type: 'Input.ChoiceSet',
    ...common,
    style: field.options.length > 8 ? 'filtered' : 'compact',
    choices: field.options.map(({ value, text }) => ({ title: text, value })),
    ...(field.isSearched === true && { 'choices.data': { type: 'Data.Query', dataset: field.id } }),
  };
}

/** A card as a message; its words stand in notifications. */
export const messageWith = (content: Node, summary: string): Node => ({
  type: 'message',
  summary: oneLine(summary, 200),
  attachments: [{ contentType: cardType, content }],
});

/** An answer as a message. */
export const answerMessage = (answer: ChatAnswer): Node =>
  answer.link === undefined && !answer.text.includes('\n')
    ? { type: 'message', textFormat: 'plain', text: oneLine(answer.text, longestText) }
    : messageWith(answerCard(answer), answer.text);

/** What a button is answered with: a card in its card's place, or words beside it, both for who pressed it. */
export const pressedCard = (content: Node): Node => ({ statusCode: 200, type: cardType, value: content });
export const pressedWords = (text: string): Node => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value: manyLines(text, 1_000),
});

/** What a dialog is answered with: the form, or words in its place. */
export const dialogTask = (title: string, content: Node): Node => ({
  task: {
    type: 'continue',
    value: { title: oneLine(title, 60), height: 'medium', width: 'medium', card: { contentType: cardType, content } },
  },
});
export const wordsTask = (answer: ChatAnswer, title: string): Node =>
  answer.link === undefined
    ? { task: { type: 'message', value: manyLines(answer.text, 1_000) } }
    : dialogTask(title, answerCard(answer));

/** What typing in a field is answered with. */
export const searchResults = (options: readonly { readonly value: string; readonly text: string }[]): Node => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.search.searchResponse',
  value: { results: options.map(({ value, text }) => ({ title: text, value })) },
});
