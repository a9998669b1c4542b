import * as z from 'zod';
import { ChatUser } from './chat-account.ts';
import { type ChatDialogKind, chatDialogs } from './chat-answer.ts';
import { fromMrkdwn } from './mrkdwn.ts';

/** What the buttons of an alert's message do. */
export const slackPresses = {
  'alert-accept': 'accept',
  'alert-resolve': 'resolve',
  'alert-escalate': 'escalate',
  'alert-add-responder': 'add-responder',
  'alert-comment': 'comment',
  'alert-create-channel': 'create-channel',
} as const;
export type SlackPress = (typeof slackPresses)[keyof typeof slackPresses];

/** Where something was said or pressed, and where it may be answered. */
interface Place {
  readonly channel?: string;
  readonly responseUrl?: string;
}

interface Said extends Place {
  /** Their workspace is the one that they belong to, which may be another than that of the channel. */
  readonly who: ChatUser;
  /** The workspace that Slack calls for. */
  readonly team: string;
  /** One per call: a call that is repeated has the same. */
  readonly scope: string;
}

/** What somebody does in Slack. */
export type SlackCall =
  | (Said & {
      readonly kind: 'command';
      readonly channel: string;
      readonly text: string;
      readonly triggerId: string;
    })
  | (Said & {
      readonly kind: 'press';
      readonly press: SlackPress;
      readonly alertId: number;
      readonly channel: string;
      readonly triggerId: string;
    })
  | (Said & {
      readonly kind: 'submit';
      readonly dialog: ChatDialogKind;
      readonly alertId?: number;
      readonly filled: Readonly<Record<string, string>>;
    })
  | (Said & { readonly kind: 'suggest'; readonly field: string; readonly typed: string })
  /** Said in the thread of a message. */
  | (Said & { readonly kind: 'said'; readonly channel: string; readonly thread: string; readonly text: string });

const Id = z.string().regex(/^[A-Za-z0-9]{1,40}$/);
const TriggerId = z.string().regex(/^[\w.-]{1,200}$/);
const Timestamp = z.string().regex(/^\d{1,20}\.\d{1,10}$/);
const Url = z.string().max(500);
const text = (most: number) => z.string().transform((value) => value.slice(0, most).toWellFormed());
const AlertId = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number)
  .refine((id) => Number.isSafeInteger(id) && id > 0);

const whoIs = (space: string, user: string, name: string | undefined): ChatUser => ({
  type: 'slack',
  space,
  user,
  ...(name && { name }),
});

const Command = z.object({
  command: z.string().max(100),
  text: text(1_000).optional(),
  team_id: Id,
  user_id: Id,
  user_name: text(100).optional(),
  channel_id: Id,
  trigger_id: TriggerId,
  response_url: Url.optional(),
});

/** Commands that are a word of ours already. */
const wordsOfCommands: Readonly<Record<string, string>> = { '/il-alert': 'alert ', '/il-oncall': 'oncall ' };

/** A slash command (https://docs.slack.dev/interactivity/implementing-slash-commands); undefined for what is none. */
export function slackCommandIn(form: unknown): SlackCall | undefined {
  const read = Command.safeParse(form);
  if (!read.success) return undefined;
  const { command, text = '', team_id, user_id, user_name, channel_id, trigger_id, response_url } = read.data;
  const name = command.toLowerCase();
  const word = Object.hasOwn(wordsOfCommands, name) ? wordsOfCommands[name] : '';
  return {
    kind: 'command',
    who: whoIs(team_id, user_id, user_name),
    team: team_id,
    scope: `slack command ${trigger_id}`,
    text: fromMrkdwn(`${word}${text}`),
    channel: channel_id,
    triggerId: trigger_id,
    ...(response_url !== undefined && { responseUrl: response_url }),
  };
}

const Person = z.object({ id: Id, team_id: Id.optional(), username: text(100).optional(), name: text(100).optional() });
const Caller = z.object({ team: z.object({ id: Id }), user: Person });

const Press = Caller.extend({
  type: z.literal('block_actions'),
  trigger_id: TriggerId,
  response_url: Url.optional(),
  channel: z.object({ id: Id }).optional(),
  container: z.object({ channel_id: Id.optional() }).optional(),
  actions: z.array(z.object({ action_id: z.string().max(255), value: z.string().max(2_000).optional() })).max(25),
});

/** The values of a dialog's fields, each a block of its own. */
const Values = z.record(
  z.string().max(255),
  z.record(
    z.string().max(255),
    z.object({
      value: z.string().max(10_000).nullish(),
      selected_option: z.object({ value: z.string().max(150) }).nullish(),
    }),
  ),
);

const callbacks = /^chat-([a-z-]{1,40})$/;
/** What a dialog remembers of where it was opened. */
const Metadata = z.object({ alertId: z.number().int().positive().optional(), channel: Id.optional() });

const Submission = Caller.extend({
  type: z.literal('view_submission'),
  view: z.object({
    id: Id,
    callback_id: z.string(),
    private_metadata: z.string().max(3_000).optional(),
    state: z.object({ values: Values }),
  }),
});

const Suggestion = Caller.extend({
  type: z.literal('block_suggestion'),
  block_id: z.string().max(255),
  value: text(200),
});

/** What was pressed, submitted or typed in blocks of ours; undefined for what is none of it. */
export function slackInteractionIn(payload: unknown): SlackCall | undefined {
  const press = Press.safeParse(payload);
  if (press.success) return pressIn(press.data);
  const submission = Submission.safeParse(payload);
  if (submission.success) return submissionIn(submission.data);
  const suggestion = Suggestion.safeParse(payload);
  if (!suggestion.success) return undefined;
  const { block_id, value } = suggestion.data;
  return { kind: 'suggest', ...callerOf(suggestion.data, ''), field: block_id, typed: fromMrkdwn(value) };
}

function callerOf({ team, user }: z.infer<typeof Caller>, scope: string): Said {
  return { who: whoIs(user.team_id ?? team.id, user.id, user.username ?? user.name), team: team.id, scope };
}

const pressNamed = (name = ''): SlackPress | undefined =>
  Object.hasOwn(slackPresses, name) ? slackPresses[name as keyof typeof slackPresses] : undefined;

function pressIn(read: z.infer<typeof Press>): SlackCall | undefined {
  const [action] = read.actions;
  const press = pressNamed(action?.action_id);
  const alertId = AlertId.safeParse(action?.value);
  const channel = read.channel?.id ?? read.container?.channel_id;
  if (press === undefined || !alertId.success || channel === undefined) return undefined;
  return {
    kind: 'press',
    ...callerOf(read, `slack press ${read.trigger_id}`),
    press,
    alertId: alertId.data,
    channel,
    triggerId: read.trigger_id,
    ...(read.response_url !== undefined && { responseUrl: read.response_url }),
  };
}

function submissionIn(read: z.infer<typeof Submission>): SlackCall | undefined {
  const { view } = read;
  const dialog = z.enum(chatDialogs).safeParse(callbacks.exec(view.callback_id)?.[1]);
  if (!dialog.success) return undefined;
  const { alertId, channel } = metadataIn(view.private_metadata);
  const filled = Object.entries(view.state.values).flatMap(([block, elements]) =>
    Object.values(elements).flatMap(({ value, selected_option }) => {
      const chosen = selected_option?.value ?? value ?? '';
      return chosen === '' ? [] : [[block, chosen.toWellFormed()] as const];
    }),
  );
  return {
    kind: 'submit',
    ...callerOf(read, `slack view ${view.id}`),
    dialog: dialog.data,
    filled: Object.fromEntries(filled),
    ...(alertId !== undefined && { alertId }),
    ...(channel !== undefined && { channel }),
  };
}

function metadataIn(text = ''): z.infer<typeof Metadata> {
  try {
    const read = Metadata.safeParse(JSON.parse(text));
    return read.success ? read.data : {};
  } catch {
    return {};
  }
}

const Message = z.object({
  type: z.literal('event_callback'),
  team_id: Id,
  event_id: Id,
  event: z.object({
    type: z.literal('message'),
    /** Joins, edits, messages of apps and all else that nobody has said just now. */
    subtype: z.undefined().optional(),
    bot_id: z.undefined().optional(),
    user: Id,
    user_team: Id.optional(),
    channel: Id,
    ts: Timestamp,
    thread_ts: Timestamp,
    text: text(10_000),
  }),
});

/** A message that a person has written in a thread; undefined for all other events. */
export function slackEventIn(body: unknown): SlackCall | undefined {
  const read = Message.safeParse(body);
  if (!read.success) return undefined;
  const { team_id, event_id, event } = read.data;
  if (event.thread_ts === event.ts || event.text.trim() === '') return undefined;
  return {
    kind: 'said',
    who: whoIs(event.user_team ?? team_id, event.user, undefined),
    team: team_id,
    scope: `slack event ${event_id}`,
    channel: event.channel,
    thread: event.thread_ts,
    text: fromMrkdwn(event.text),
  };
}

const said = { who: ChatUser, team: z.string(), scope: z.string() };
const place = { channel: z.string(), responseUrl: z.string().optional() };

/** A call as it is handed over. */
export const StoredSlackCall = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), ...said, ...place, text: z.string(), triggerId: z.string() }),
  z.object({
    kind: z.literal('press'),
    ...said,
    ...place,
    press: z.enum(Object.values(slackPresses)),
    alertId: z.number(),
    triggerId: z.string(),
  }),
  z.object({
    kind: z.literal('submit'),
    ...said,
    dialog: z.enum(chatDialogs),
    alertId: z.number().optional(),
    channel: z.string().optional(),
    filled: z.record(z.string(), z.string()),
  }),
  z.object({ kind: z.literal('suggest'), ...said, field: z.string(), typed: z.string() }),
  z.object({ kind: z.literal('said'), ...said, channel: z.string(), thread: z.string(), text: z.string() }),
]) satisfies z.ZodType<SlackCall>;
