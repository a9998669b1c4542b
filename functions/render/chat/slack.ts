import type { ChatAnswer, ChatDialog, ChatField } from '../../domain/chat/chat-answer.ts';
import { mrkdwn } from '../../domain/chat/mrkdwn.ts';

/** Slack's limits of dialogs (https://docs.slack.dev/reference/views, …/block-kit/block-elements). */
export const slackViewLimits = {
  title: 24,
  label: 2_000,
  option: 75,
  options: 100,
  optionValue: 150,
  input: 3_000,
  metadata: 3_000,
  blocks: 100,
} as const;

type Block = Readonly<Record<string, unknown>>;

/** At most so many characters, with an ellipsis where something was cut; never empty, which Slack refuses. */
function plain(text: string, limit: number): { type: 'plain_text'; text: string; emoji: true } {
  const whole = text.toWellFormed();
  const cut = whole.length <= limit ? whole : `${whole.slice(0, limit - 1).toWellFormed()}…`;
  return { type: 'plain_text', text: cut.trim() === '' ? '–' : cut, emoji: true };
}

const longestAnswer = 3_000;

/** What only the person who asked sees. */
export const slackAnswer = ({ text, link }: ChatAnswer): { text: string; blocks: readonly Block[] } => ({
  text: mrkdwn(text, longestAnswer),
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text: mrkdwn(text, longestAnswer) || '–' } },
    ...(link === undefined
      ? []
      : [
          {
            type: 'actions',
            elements: [
              { type: 'button', text: plain(link.text, 75), url: link.url, action_id: 'link-0', style: 'primary' },
            ],
          },
        ]),
  ],
});

/** Where a dialog was opened, which it tells when it is submitted. */
export interface SlackDialogPlace {
  readonly channel?: string | undefined;
}

/** A dialog as a modal of Slack; its fields are blocks by their ids. */
export function slackView(dialog: ChatDialog, { channel }: SlackDialogPlace): Block {
  const { kind, title, submit, cancel, fields, alertId } = dialog;
  return {
    type: 'modal',
    callback_id: `chat-${kind}`,
    private_metadata: JSON.stringify({ ...(alertId !== undefined && { alertId }), ...(channel && { channel }) }),
    title: plain(title, slackViewLimits.title),
    submit: plain(submit, slackViewLimits.title),
    close: plain(cancel, slackViewLimits.title),
    blocks: fields.flatMap((field) => {
      const element = elementOf(field);
      return element === undefined
        ? []
        : [
            {
              type: 'input',
              block_id: field.id,
              label: plain(field.label, slackViewLimits.label),
              optional: field.isOptional === true,
              element: { action_id: 'value', ...element },
            },
          ];
    }),
  };
}

function elementOf(field: ChatField): Block | undefined {
  if (field.kind === 'text') {
    const most = Math.min(field.limit, slackViewLimits.input);
    const initial = field.value?.toWellFormed().slice(0, most).toWellFormed();
    return {
      type: 'plain_text_input',
      multiline: field.isLong === true,
      max_length: most,
      ...(initial && { initial_value: initial }),
    };
  }
  const options = field.options.slice(0, slackViewLimits.options).map(slackOption);
  const isWhole = field.isSearched !== true && field.options.length <= slackViewLimits.options;
  const chosen = options.find(({ value }) => value === field.value);
  const initial = chosen && { initial_option: chosen };
  if (isWhole && options.length > 0) return { type: 'static_select', options, ...initial };
  // Slack takes no empty list: what may be left out is, and for the rest people are told that nothing is found.
  if (options.length === 0 && field.isOptional === true) return undefined;
  return { type: 'external_select', min_query_length: 0, ...initial };
}

/** One choice of a list. */
export const slackOption = ({ value, text }: { readonly value: string; readonly text: string }) => ({
  text: plain(text, slackViewLimits.option),
  value: value.slice(0, slackViewLimits.optionValue),
});
