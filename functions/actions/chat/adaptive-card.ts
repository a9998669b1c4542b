import { cutTo, happened, lines, linksOf, particulars, shortened, titleOf } from '../words.ts';
import type { Told } from './slack-message.ts';

/** A message of Teams is at most 28 KB with all that is around the card. */
export const teamsBytes = 28 * 1024;
const aroundCard = 1_024;

/** What the buttons of a card do; their data is `{ verb, alertId }`. */
export const cardVerbs = {
  accept: 'alert-accept',
  resolve: 'alert-resolve',
  escalate: 'alert-escalate',
  addResponder: 'alert-add-responder',
  comment: 'alert-comment',
} as const;

type Node = Readonly<Record<string, unknown>>;

/** Text that is not read as markup: what stands in an alert hides no link and mentions nobody. */
const plain = (text: string, more: Node = {}, run: Node = {}): Node => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text, ...run }],
  ...more,
});

const styles = { PENDING: 'attention', ACCEPTED: 'warning', RESOLVED: 'good' } as const;

/** Done at once. An older client, which knows no Action.Execute, sends the same as a message. */
const answer = (title: string, verb: string, alertId: number): Node => ({
  type: 'Action.Execute',
  title,
  verb,
  data: { verb, alertId: String(alertId) },
  fallback: { type: 'Action.Submit', title, data: { verb, alertId: String(alertId) } },
});

/** Asks for more in a dialog, which Teams opens for Action.Submit only. */
const question = (title: string, verb: string, alertId: number): Node => ({
  type: 'Action.Submit',
  title,
  data: { msteams: { type: 'task/fetch' }, verb, alertId: String(alertId) },
});

function answers({ alert }: Told): readonly Node[] {
  if (alert.status === 'RESOLVED') return [];
  return [
    ...(alert.status === 'PENDING' ? [answer('Accept', cardVerbs.accept, alert.id)] : []),
    answer('Resolve', cardVerbs.resolve, alert.id),
    answer('Escalate', cardVerbs.escalate, alert.id),
    question('Add responder', cardVerbs.addResponder, alert.id),
    question('Comment', cardVerbs.comment, alert.id),
  ];
}

function card(told: Told, isAnswerable: boolean, detailsLength: number, text?: string): Node {
  const { alert, deed } = told;
  const details = lines(text ?? alert.details ?? '', detailsLength);
  const comment = lines(deed.comment ?? '', 1_000);
  const links = linksOf(told)
    .filter(({ href }) => href.length <= 1_000)
    .slice(0, 6)
    .map(({ text: title, href }) => ({ type: 'Action.OpenUrl', title, url: href }));
  return {
    type: 'AdaptiveCard',
    $schema: 'https://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    fallbackText: shortened(`${happened(told)}: ${titleOf(alert, 250)}`, 300),
    body: [
      {
        type: 'Container',
        style: styles[alert.status],
        bleed: true,
        items: [plain(titleOf(alert, 250), {}, { weight: 'bolder', size: 'medium' })],
      },
      plain(shortened(happened(told), 300), { spacing: 'small' }, { isSubtle: true }),
      ...(comment === '' ? [] : [plain(comment, {}, { italic: true })]),
      ...(details === '' ? [] : [plain(details)]),
      // Facts are markup: signs of links are taken out of them.
      {
        type: 'FactSet',
        facts: particulars(told).map(([title, value]) => ({
          title,
          value: cutTo(value.replace(/[[\]()*_<>`]/g, ' '), 300),
        })),
      },
    ],
    actions: [...(isAnswerable ? answers(told) : []), ...links],
    msteams: { width: 'Full' },
  };
}

/**
 * An alert as a card for Teams. Its details are cut until the message fits; `text` stands in their place where the action
 * has a template. With buttons where somebody answers them.
 */
export function adaptiveCard(
  told: Told,
  { isAnswerable, text }: { readonly isAnswerable: boolean; readonly text?: string | undefined },
): Node {
  for (let length = 16_000; length > 0; length = Math.floor(length / 2)) {
    const made = card(told, isAnswerable, length, text);
    if (Buffer.byteLength(JSON.stringify(made)) <= teamsBytes - aroundCard) return made;
  }
  return card(told, isAnswerable, 0, text);
}

/** A card as a message has it. */
export const cardMessage = (content: Node): Node => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
});
