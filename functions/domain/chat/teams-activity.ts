import * as z from 'zod';

const longestId = 1_000;
const longestText = 30_000;

const id = z.string().min(1).max(longestId);
const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const account = z.looseObject({ id, aadObjectId: maybe(id), name: maybe(z.string().max(500)) });

/** What the Bot Framework sends, as far as it is looked at; what is of another form is not there. */
const Activity = z.looseObject({
  type: z.string().max(100),
  id: maybe(id),
  name: maybe(z.string().max(100)),
  channelId: maybe(z.string().max(100)),
  serviceUrl: maybe(z.string().max(500)),
  locale: maybe(z.string().max(35)),
  action: maybe(z.string().max(100)),
  text: maybe(z.string().max(longestText)),
  replyToId: maybe(id),
  from: maybe(account),
  recipient: maybe(account),
  conversation: maybe(
    z.looseObject({
      id,
      tenantId: maybe(id),
      conversationType: maybe(z.string().max(100)),
      isGroup: maybe(z.boolean()),
    }),
  ),
  channelData: maybe(
    z.looseObject({
      tenant: maybe(z.looseObject({ id })),
      team: maybe(z.looseObject({ id })),
      channel: maybe(z.looseObject({ id })),
    }),
  ),
  membersAdded: maybe(z.array(z.looseObject({ id: maybe(id) }))),
  entities: maybe(
    z.array(
      z
        .looseObject({
          type: z.string(),
          text: maybe(z.string().max(1_000)),
          mentioned: maybe(z.looseObject({ id })),
        })
        .or(z.unknown().transform(() => undefined)),
    ),
  ),
  value: maybe(z.record(z.string(), z.unknown())),
});
export type TeamsActivity = z.infer<typeof Activity>;

/** What a body is as an activity; undefined where it is none. */
export function activityIn(body: unknown): TeamsActivity | undefined {
  const read = Activity.safeParse(body);
  return read.success ? read.data : undefined;
}

/** All tenants that an activity names: they are to be one. */
export const tenantsOf = ({ conversation, channelData }: TeamsActivity): readonly string[] =>
  [conversation?.tenantId, channelData?.tenant?.id].filter((one) => one !== undefined);

const Data = z.record(z.string(), z.string());
type Data = z.infer<typeof Data>;

/** Where something is said: a channel's thread, a group, or with the bot alone. */
const TeamsPlace = z.object({
  conversation: z.string(),
  /** The channel, without the thread. */
  channel: z.string().optional(),
  isPersonal: z.boolean(),
});

/** Who says it. */
const TeamsPerson = z.object({
  /** In Entra, where it is known: the same in all places. */
  id: z.string(),
  /** As the Bot Framework knows them. */
  account: z.string(),
  name: z.string().optional(),
});

/** What somebody wants of the bot. */
const TeamsWish = z.discriminatedUnion('kind', [
  /** Words, without the mention of the bot; `isAddressed` where they are for the bot, not among people. */
  z.object({ kind: z.literal('said'), text: z.string(), isAddressed: z.boolean() }),
  /** A button. `isAnswered` where Teams waits for a card or words. */
  z.object({ kind: z.literal('pressed'), data: Data, isAnswered: z.boolean() }),
  /** A button that opens a dialog. */
  z.object({ kind: z.literal('dialog'), data: Data }),
  /** A dialog that was filled in. */
  z.object({ kind: z.literal('filled'), data: Data }),
  /** Somebody types in a field and wants what there is. */
  z.object({ kind: z.literal('search'), field: z.string(), typed: z.string() }),
  /** The bot came to a team or a chat. */
  z.object({ kind: z.literal('added') }),
  z.object({ kind: z.literal('removed') }),
]);
export type TeamsWish = z.infer<typeof TeamsWish>;

/** A call of the Bot Framework that asks something. */
export const TeamsCall = z.object({
  /** The same when it is repeated. */
  activity: z.string(),
  serviceUrl: z.string(),
  place: TeamsPlace,
  person: TeamsPerson,
  locale: z.string().optional(),
  /** The message whose button it was. */
  message: z.string().optional(),
  wish: TeamsWish,
});
export type TeamsCall = z.infer<typeof TeamsCall>;

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** What buttons and forms of ours send is short. */
function small(value: unknown): Data {
  const texts = Object.entries(record(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts.slice(0, 20).map(([name, text]) => [name.slice(0, 100), text.slice(0, 5_000)]));
}

/** What an activity asks; undefined where it asks nothing: what bots say, ourselves among them, what was edited, who types. */
export function callOf(activity: TeamsActivity): TeamsCall | undefined {
  const { from, recipient, conversation, serviceUrl } = activity;
  if (from === undefined || conversation === undefined || serviceUrl === undefined || activity.id === undefined)
    return undefined;
  // People are 29:…, bots 28:….
  if (from.id === recipient?.id || from.id.startsWith('28:')) return undefined;
  const wish = wishOf(activity);
  if (wish === undefined) return undefined;
  const channel = activity.channelData?.channel?.id ?? channelOf(conversation.id);
  return {
    activity: activity.id,
    serviceUrl,
    place: {
      conversation: conversation.id,
      ...(channel !== undefined && { channel }),
      isPersonal: conversation.conversationType === 'personal',
    },
    person: {
      id: from.aadObjectId ?? from.id,
      account: from.id,
      ...(from.name !== undefined && { name: from.name }),
    },
    ...(activity.locale !== undefined && { locale: activity.locale }),
    ...(activity.replyToId !== undefined && { message: activity.replyToId }),
    wish,
  };
}

/** The channel of a thread: `19:…@thread.tacv2;messageid=…`. */
function channelOf(conversation: string): string | undefined {
  const [channel, thread] = conversation.split(';messageid=');
  return thread === undefined ? undefined : channel;
}

function wishOf(activity: TeamsActivity): TeamsWish | undefined {
  const { type, name, value, action, conversation } = activity;
  if (type === 'invoke') return invoked(name, record(value));
  if (type === 'installationUpdate') return action === 'remove' ? { kind: 'removed' } : { kind: 'added' };
  if (type === 'conversationUpdate') return isAdded(activity) ? { kind: 'added' } : undefined;
  if (type !== 'message') return undefined;
  // What an older client, that knows no Action.Execute, does with a button.
  if (value !== undefined) return { kind: 'pressed', data: small(value), isAnswered: false };
  const { text, isMentioned } = saidIn(activity);
  if (text === '') return undefined;
  return { kind: 'said', text, isAddressed: isMentioned || conversation?.conversationType === 'personal' };
}

const isAdded = ({ membersAdded = [], recipient }: TeamsActivity): boolean =>
  recipient !== undefined && membersAdded.some((member) => member.id === recipient.id);

function invoked(name: string | undefined, value: Readonly<Record<string, unknown>>): TeamsWish | undefined {
  if (name === 'adaptiveCard/action') {
    const { verb, data } = record(value.action);
    return {
      kind: 'pressed',
      data: { ...small(data), ...(typeof verb === 'string' && { verb: verb.slice(0, 100) }) },
      isAnswered: true,
    };
  }
  if (name === 'task/fetch') return { kind: 'dialog', data: small(value.data) };
  if (name === 'task/submit') return { kind: 'filled', data: small(value.data) };
  if (name === 'application/search') {
    const { queryText = '', dataset = '' } = value;
    return { kind: 'search', field: String(dataset).slice(0, 100), typed: String(queryText).slice(0, 200) };
  }
  return undefined;
}

/** The words without the bot's own name, and whether it was called. */
function saidIn({ text = '', entities = [], recipient }: TeamsActivity): { text: string; isMentioned: boolean } {
  let said = text;
  let isMentioned = false;
  for (const entity of entities.slice(0, 100)) {
    if (entity?.type !== 'mention' || entity.text === undefined || entity.text === '') continue;
    const isBot = entity.mentioned?.id !== undefined && entity.mentioned.id === recipient?.id;
    isMentioned ||= isBot;
    // People that are mentioned stay by their names.
    said = said.replaceAll(entity.text, isBot ? ' ' : entity.text.replaceAll(/<\/?at[^>]{0,200}>/gi, ''));
  }
  return { text: said.replaceAll('&nbsp;', ' ').replaceAll('\u00a0', ' ').trim(), isMentioned };
}
