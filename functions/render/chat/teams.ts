import type { ChatAnswer, ChatDialog, ChatField } from '../../domain/chat/chat-answer.ts';
import { manyLines, oneLine } from '../plain.ts';

type Node = Readonly<Record<string, unknown>>;

const cardType = 'application/vnd.microsoft.card.adaptive';
/** What is said at most in one message. */
const longestText = 6_000;

/** What the button of a form sends; the fields stand beside it. */
export const formVerb = 'chat-form';

const card = (body: readonly Node[], actions: readonly Node[] = []): Node => ({
  type: 'AdaptiveCard',
  $schema: 'https://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.4',
  body,
  ...(actions.length > 0 && { actions }),
});

/** So many lines stand each for themselves; what comes after them is one. */
const mostLines = 60;

/** Lines in which nothing is read as markup: no link is hidden in them, and nobody mentioned. */
function plainLines(text: string, length: number): Node[] {
  const lines = manyLines(text, length)
    .split('\n')
    .filter((line) => line !== '');
  const shown =
    lines.length > mostLines ? [...lines.slice(0, mostLines - 1), lines.slice(mostLines - 1).join(' ')] : lines;
  return shown.map((line) => ({ type: 'RichTextBlock', spacing: 'small', inlines: [{ type: 'TextRun', text: line }] }));
}

/** A message of Teams is at most 28 KB with all that is around the card. */
const mostBytes = 26 * 1024;

/** The first of these that fits; the last one, whatever it is. */
function fitting<T>(sizes: readonly number[], make: (size: number) => T): T {
  const [size = 0, ...smaller] = sizes;
  const made = make(size);
  return smaller.length === 0 || Buffer.byteLength(JSON.stringify(made)) <= mostBytes ? made : fitting(smaller, make);
}

/** An answer as a card: its lines, and where a browser goes on. */
export const answerCard = ({ text, link }: ChatAnswer): Node =>
  fitting([longestText, longestText / 2, longestText / 4], (length) =>
    card(
      plainLines(text, length),
      link === undefined ? [] : [{ type: 'Action.OpenUrl', title: link.text, url: link.url }],
    ),
  );

/** How many choices of a field are shown at once; the others are found by typing. */
const choicesShown = [100, 50, 25, 12, 6];

/** A form as a card. Its button is answered with a card, or, in a dialog, closes it. */
export const dialogCard = (dialog: ChatDialog, form: FormLook): Node =>
  fitting(choicesShown, (most) => formCard(dialog, form, most));

interface FormLook {
  readonly isInDialog: boolean;
  readonly problems?: Readonly<Record<string, string>>;
}

function formCard(dialog: ChatDialog, { isInDialog, problems = {} }: FormLook, mostChoices: number): Node {
  const { kind, title, submit, alertId } = dialog;
  const data = { verb: formVerb, form: kind, ...(alertId !== undefined && { alertId: String(alertId) }) };
  const sent = { type: 'Action.Submit', title: submit, data };
  const button = isInDialog ? sent : { ...sent, type: 'Action.Execute', verb: formVerb, fallback: sent };
  const head = { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: title, weight: 'bolder' }] };
  const fields = dialog.fields.flatMap((field) => {
    const problem = problems[field.id];
    const shown = input(field, mostChoices);
    return problem === undefined ? [shown] : [shown, ...problemLines(problem)];
  });
  return card([...(isInDialog ? [] : [head]), ...fields], [button]);
}

const problemLines = (problem: string): Node[] => [
  {
    type: 'RichTextBlock',
    spacing: 'none',
    inlines: [{ type: 'TextRun', text: oneLine(problem, 200), color: 'attention' }],
  },
];

/** Fields are not said to be required: older clients then send nothing and say nothing. What is missing is told after. */
function input(field: ChatField, mostChoices: number): Node {
  const common = { id: field.id, label: field.label, ...(field.value !== undefined && { value: field.value }) };
  if (field.kind === 'text')
    return {
      type: 'Input.Text',
      ...common,
      maxLength: field.limit,
      ...(field.isLong === true && { isMultiline: true }),
    };
  const isSearched = field.isSearched === true || field.options.length > mostChoices;
  return {
    type: 'Input.ChoiceSet',
    ...common,
    style: isSearched || field.options.length > 8 ? 'filtered' : 'compact',
    choices: field.options.slice(0, mostChoices).map(({ value, text }) => ({ title: text, value })),
    ...(isSearched && { 'choices.data': { type: 'Data.Query', dataset: field.id } }),
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
