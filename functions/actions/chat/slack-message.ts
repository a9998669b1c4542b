import { mrkdwn } from '../../domain/chat/mrkdwn.ts';
import type { ActionFacts } from '../facts.ts';
import { cutTo, happened, lines, linksOf, particulars, shortened, titleOf } from '../words.ts';

/** Slack's limits (https://docs.slack.dev/reference/block-kit/blocks). */
export const slackLimits = {
  blocks: 50,
  text: 3_000,
  field: 2_000,
  fields: 10,
  button: 75,
  elements: 25,
  url: 3_000,
} as const;

/** What the buttons of a message do; their `value` is the alert's id. */
export const slackActions = {
  accept: 'alert-accept',
  resolve: 'alert-resolve',
  escalate: 'alert-escalate',
  addResponder: 'alert-add-responder',
  comment: 'alert-comment',
  createChannel: 'alert-create-channel',
} as const;

export interface SlackMessage {
  /** For notifications and screen readers. */
  readonly text: string;
  readonly blocks: readonly Readonly<Record<string, unknown>>[];
}

/** What a message tells of. */
export type Told = Pick<ActionFacts<unknown, unknown>, 'alert' | 'trigger' | 'deed'>;

/** Within a link's text and bold type, where line breaks and signs of markup would end it. */
const inline = (text: string, limit: number): string => mrkdwn(shortened(text, limit).replace(/[*_~`|]/g, ' '), limit);

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

const marks = { PENDING: '🔴', ACCEPTED: '🟡', RESOLVED: '🟢' } as const;

function button(text: string, action_id: string, value: string, style?: 'primary' | 'danger') {
  return {
    type: 'button',
    text: { type: 'plain_text', text: cutTo(text, slackLimits.button), emoji: true },
    action_id,
    value,
    ...(style && { style }),
  };
}

function buttons({ alert }: Told) {
  const id = String(alert.id);
  if (alert.status === 'RESOLVED') return [];
  return [
    ...(alert.status === 'PENDING' ? [button('Accept', slackActions.accept, id, 'primary')] : []),
    button('Resolve', slackActions.resolve, id),
    button('Escalate', slackActions.escalate, id),
    button('Add responder', slackActions.addResponder, id),
    button('Comment', slackActions.comment, id),
    button('Create channel', slackActions.createChannel, id),
  ];
}

/** Addresses open in the browser; Slack calls us for those buttons as well, so they are numbered. */
const linkButtons = (told: Told) =>
  linksOf(told)
    .slice(0, 6)
    .map(({ text, href }, index) => ({
      type: 'button',
      text: { type: 'plain_text', text: cutTo(text, slackLimits.button), emoji: true },
      action_id: `link-${index}`,
      url: href,
    }));

/**
 * An alert as a message in Slack. It is the whole state each time, so that a message that is updated and a new one say the
 * same; with buttons where somebody answers them. Within Slack's limits by construction.
 */
export function slackMessage(told: Told, { isAnswerable }: { readonly isAnswerable: boolean }): SlackMessage {
  const { alert, deed } = told;
  const fields = particulars(told)
    .filter(([name]) => name !== 'Reported')
    .slice(0, slackLimits.fields)
    .map(([name, value]) => ({ type: 'mrkdwn', text: `*${name}*\n${mrkdwn(value, slackLimits.field - 100)}` }));
  const details = lines(alert.details ?? '', slackLimits.text);
  const reported = `<!date^${Math.floor(Date.parse(alert.reportTime) / 1000)}^Reported {date_short_pretty} {time}|${alert.reportTime}>`;
  const comment = lines(deed.comment ?? '', 1_000);
  const actions = [...(isAnswerable ? buttons(told) : []), ...linkButtons(told)].slice(0, slackLimits.elements);
  const blocks = [
    section(`${marks[alert.status]} *${inline(titleOf(alert, 250), 250)}*`),
    ...(details === '' ? [] : [section(mrkdwn(details, slackLimits.text))]),
    { type: 'section', fields },
    ...(comment === '' ? [] : [section(`> ${mrkdwn(comment.replaceAll('\n', '\n> '), 1_500)}`)]),
    {
      type: 'context',
      elements: [
        { type: 'mrkdwn', text: mrkdwn(happened(told), 500) },
        { type: 'mrkdwn', text: reported },
      ],
    },
    ...(actions.length === 0 ? [] : [{ type: 'actions', block_id: `alert-${alert.id}`, elements: actions }]),
  ];
  return { text: mrkdwn(`${happened(told)}: ${titleOf(alert, 250)}`, slackLimits.text), blocks };
}
