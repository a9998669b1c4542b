import { randomUUID } from 'node:crypto';
import type { OutboxMessage } from '../message.ts';
import { alertIn, chatOf } from './chat-message.ts';
import {
  type Answered,
  type Asked,
  inside,
  type Json,
  json,
  list,
  membersOf,
  plain,
  type Target,
  type TargetWorld,
} from './target.ts';

export const slackTeam = { id: 'T0LOCAL', domain: 'local', name: 'Local' } as const;
/** Who there are in the local workspace; others are as their id says. */
export const slackPeople: Readonly<Record<string, string>> = { U0ADA: 'ada', U0GRACE: 'grace' };
const bot = { user_id: 'U0TOCSIN', bot_id: 'B0TOCSIN', app_id: 'A0TOCSIN' } as const;

const ok = (members: object = {}): Answered => json(200, { ok: true, ...members });
const no = (error: string): Answered => json(200, { ok: false, error });

const text = (value: unknown): string => (typeof value === 'string' ? value : value === undefined ? '' : String(value));

/** What Slack does not take of blocks (https://docs.slack.dev/reference/block-kit/blocks). */
function areWrong(blocks: unknown): boolean {
  if (blocks === undefined) return false;
  if (!Array.isArray(blocks) || blocks.length > 50) return true;
  const isWrong = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(isWrong);
    const node = inside(value);
    const isText = node.type === 'mrkdwn' || node.type === 'plain_text';
    if (isText && (typeof node.text !== 'string' || node.text === '' || node.text.length > 3_000)) return true;
    return Object.values(node).some((member) => typeof member === 'object' && member !== null && isWrong(member));
  };
  return isWrong(blocks);
}

/** Slack's Web API, as far as an app uses it that posts, updates, asks in dialogs and makes channels. */
export function slackTarget({ store, now }: TargetWorld): Target {
  const all = () => store.since(0).filter(({ channel }) => channel === 'SLACK');
  const find = (channel: unknown, ts: unknown) =>
    all().find((one) => chatOf(one).conversation === channel && chatOf(one).message === ts && !chatOf(one).isDeleted);
  const nextTs = () => `${Math.floor(Date.parse(now()) / 1000)}.${String(all().length + 1).padStart(6, '0')}`;
  const shown = (message: OutboxMessage) => {
    const { message: ts, thread } = chatOf(message);
    const { blocks, metadata } = message.data;
    return { type: 'message', ts, text: message.text, ...(thread && { thread_ts: thread }), blocks, metadata, ...bot };
  };
  const channels = new Map<string, { name: string; isArchived: boolean; members: Set<string> }>();
  const channelOf = (id: string) => {
    const { name = id.toLowerCase(), isArchived = false, members = [] } = channels.get(id) ?? {};
    return { id, name, is_channel: true, is_archived: isArchived, is_member: true, num_members: [...members].length };
  };

  function write(call: Json, more: Json = {}): Answered {
    const { channel, blocks } = call;
    const conversation = text(channel);
    if (conversation === '') return no('channel_not_found');
    if (channels.get(conversation)?.isArchived) return no('is_archived');
    if (text(call.text) === '' && list(blocks).length === 0) return no('no_text');
    if (areWrong(blocks)) return no('invalid_blocks');
    const ts = nextTs();
    store.add({
      channel: 'SLACK',
      to: conversation,
      text: text(call.text),
      providerId: `${conversation}:${ts}`,
      alertId: alertIn([call.metadata, blocks]) ?? null,
      data: {
        conversation,
        message: ts,
        ...(call.thread_ts !== undefined && { thread: text(call.thread_ts) }),
        ...(blocks !== undefined && { blocks }),
        ...(call.metadata !== undefined && { metadata: call.metadata }),
        ...more,
      },
    });
    return ok({ channel: conversation, ts, message_ts: ts, message: { ts, text: text(call.text), ...bot } });
  }

  function change({ channel, ts, blocks, metadata, ...call }: Json): Answered {
    const found = find(channel, ts);
    if (found === undefined) return no('message_not_found');
    if (areWrong(blocks)) return no('invalid_blocks');
    store.change(found.id, {
      ...(call.text !== undefined && { text: text(call.text) }),
      data: {
        ...found.data,
        ...(blocks !== undefined && { blocks }),
        ...(metadata !== undefined && { metadata }),
      },
    });
    return ok({ channel, ts, text: text(call.text) });
  }

  const methods: Readonly<Record<string, (call: Json) => Answered>> = {
    'auth.test': () =>
      ok({ url: 'https://local.slack.com/', team: slackTeam.name, team_id: slackTeam.id, user: 'tocsin', ...bot }),
    'chat.postMessage': (call) => write(call),
    'chat.postEphemeral': (call) => write(call, { onlyFor: text(call.user) }),
    'chat.update': change,
    'chat.delete': ({ channel, ts }) => {
      const found = find(channel, ts);
      if (found === undefined) return no('message_not_found');
      store.change(found.id, { data: { ...found.data, isDeleted: true } });
      return ok({ channel, ts });
    },
    'conversations.history': ({ channel, oldest = 0 }) => {
      const messages = all()
        .filter((one) => chatOf(one).conversation === channel && chatOf(one).thread === undefined)
        .map(shown)
        .filter(({ ts }) => Number(ts) >= Number(oldest));
      return ok({ messages: messages.toReversed().slice(0, 100) });
    },
    'conversations.replies': ({ channel, ts }) => {
      const thread = all().filter((one) => chatOf(one).conversation === channel);
      return ok({
        messages: thread.filter((one) => [chatOf(one).message, chatOf(one).thread].includes(text(ts))).map(shown),
      });
    },
    'conversations.info': ({ channel }) => ok({ channel: channelOf(text(channel)) }),
    'conversations.list': () => ok({ channels: [...channels.keys()].map(channelOf), response_metadata: {} }),
    'conversations.create': ({ name }) => {
      if (!/^[a-z0-9_-]{1,80}$/.test(text(name))) return no('invalid_name_specials');
      if ([...channels.values()].some((one) => one.name === name)) return no('name_taken');
      const id = `C0NEW${channels.size + 1}`;
      channels.set(id, { name: text(name), isArchived: false, members: new Set() });
      return ok({ channel: channelOf(id) });
    },
    'conversations.invite': ({ channel, users }) => {
      for (const user of text(users).split(',')) channels.get(text(channel))?.members.add(user);
      return ok({ channel: channelOf(text(channel)) });
    },
    'conversations.archive': ({ channel }) => {
      const found = channels.get(text(channel));
      if (found?.isArchived) return no('already_archived');
      if (found) found.isArchived = true;
      return ok();
    },
    'conversations.join': ({ channel }) => ok({ channel: channelOf(text(channel)) }),
    'conversations.setTopic': () => ok(),
    'conversations.setPurpose': () => ok(),
    'conversations.open': ({ users }) => ok({ channel: { id: `D${text(users)}` } }),
    'users.info': ({ user }) => {
      const id = text(user);
      const name = slackPeople[id] ?? id.toLowerCase();
      const profile = { display_name: name, real_name: name, email: `${name}@example.com` };
      return ok({ user: { id, team_id: slackTeam.id, name, real_name: name, locale: 'en-US', profile } });
    },
    'views.open': ({ view, trigger_id }) => {
      if (areWrong(inside(view).blocks)) return no('invalid_arguments');
      return opened(inside(view), text(trigger_id));
    },
    'views.update': ({ view, view_id }) => {
      const found = all().find((one) => inside(one.data.view).id === view_id);
      if (found === undefined) return no('not_found');
      const changed = { ...inside(view), id: view_id };
      store.change(found.id, { text: titleOf(changed), data: { ...found.data, view: changed } });
      return ok({ view: changed });
    },
  };

  /** A dialog is what the person sees who has pressed: it stands in the outbox until it is sent or closed. */
  function opened(view: Json, trigger: string): Answered {
    const [conversation = '', user = 'U0ADA'] = Buffer.from(trigger, 'base64url').toString('utf8').split(' ');
    const id = `V${randomUUID().slice(0, 8)}`;
    const whole = { ...view, id, team_id: slackTeam.id, hash: '1', state: { values: {} } };
    store.add({
      channel: 'SLACK',
      to: conversation,
      text: titleOf(view),
      providerId: id,
      alertId: alertIn([view.private_metadata, view]),
      data: { conversation, message: id, onlyFor: user, view: whole },
    });
    return ok({ view: whole });
  }

  function answer(asked: Asked): Answered {
    if (asked.url.hostname === 'hooks.slack.com') return hook(asked);
    const method = asked.url.pathname.replace('/api/', '');
    const called = methods[method];
    if (called === undefined) return no('unknown_method');
    if (!/^Bearer \S/.test(asked.headers.authorization ?? '')) return no('not_authed');
    return called({ ...Object.fromEntries(asked.url.searchParams), ...membersOf(asked) });
  }

  /** Incoming webhooks, and the addresses at which an interaction is answered. */
  function hook(asked: Asked): Answered {
    const [, kind, ...rest] = asked.url.pathname.split('/');
    const call: Json = membersOf(asked);
    if (kind === 'services') {
      const posted = write({ ...call, channel: `webhook ${rest[1] ?? ''}` });
      return inside(JSON.parse(posted.body)).ok === true ? plain(200, 'ok') : plain(400, 'invalid_payload');
    }
    const [conversation = '', user = '', ts = ''] = Buffer.from(rest.at(-1) ?? '', 'base64url')
      .toString('utf8')
      .split(' ');
    if (call.delete_original === true) return methods['chat.delete']?.({ channel: conversation, ts }) ?? ok();
    if (call.replace_original === true) return change({ ...call, channel: conversation, ts });
    return write({ ...call, channel: conversation }, call.response_type === 'in_channel' ? {} : { onlyFor: user });
  }

  return {
    isFor: ({ hostname }) => hostname === 'slack.com' || hostname === 'hooks.slack.com',
    answer,
    reset: () => channels.clear(),
  };
}

const titleOf = (view: Json): string => text(inside(view.title).text) || 'Dialog';
