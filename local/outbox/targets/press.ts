import { createHmac, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { RefusedError } from '../answer.ts';
import type { OutboxMessage } from '../message.ts';
import type { Outside } from '../outside.ts';
import type { MessageStore } from '../store.ts';
import { chatOf, wordsOf } from './chat-message.ts';
import { slackPeople, slackTeam } from './slack.ts';
import { inside, type Json, list } from './target.ts';
import { type TeamsBot, type TeamsTarget, teamsPerson } from './teams.ts';

/** What somebody does with a message of a chat: presses a button, fills a dialog in, or closes it. */
export const Press = z.object({
  /** The button's `action_id`, or its verb. */
  action: z.string().min(1),
  /** Who does it: an id of Slack, or a name. */
  user: z.string().min(1).default('U0ADA'),
  /** What was filled in, by field. */
  fields: z.record(z.string(), z.string()).optional(),
});
export type Press = z.infer<typeof Press>;

/** What somebody writes in a chat to Tocsin: a command. */
export const ChatCommand = z.object({
  channel: z.enum(['SLACK', 'TEAMS']),
  conversation: z.string().min(1),
  text: z.string(),
  user: z.string().min(1).default('U0ADA'),
});
export type ChatCommand = z.infer<typeof ChatCommand>;

/** The secret of the app that the local Slack knows. */
export const slackSigningSecret = 'local-slack-signing-secret';

export interface Pressing {
  press(message: OutboxMessage, press: Press): Promise<object>;
  command(command: ChatCommand): Promise<object>;
}

interface PressWorld {
  readonly store: MessageStore;
  readonly outside: Outside;
  readonly teams: TeamsTarget;
}

/** Slack and the Bot Framework, as they call Tocsin when somebody does something there. */
export function createPressing({ store, outside, teams }: PressWorld): Pressing {
  async function post(path: string, headers: Readonly<Record<string, string>>, body: string) {
    const answer = await fetch(`${outside.baseUrl()}/callbacks/${path}`, { method: 'POST', headers, body });
    const text = await answer.text();
    if (!answer.ok)
      throw new RefusedError(answer.status, `the call of ${path} was answered ${answer.status}: ${text.slice(0, 300)}`);
    return { status: answer.status, body: jsonOr(text) };
  }

  const slackCalls = (path: string, form: Readonly<Record<string, string>>) => {
    const body = new URLSearchParams(form).toString();
    const timestamp = String(Math.floor(Date.parse(outside.now()) / 1000));
    const signature = createHmac('sha256', slackSigningSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    };
    return post(`slack/${path}`, headers, body);
  };

  /** By which a dialog can be opened, and where what was asked is answered. */
  const triggered = (conversation: string, user: string, ts = '') => {
    const trigger_id = Buffer.from(`${conversation} ${user} ${ts} ${randomUUID()}`).toString('base64url');
    return { trigger_id, response_url: `https://hooks.slack.com/actions/${slackTeam.id}/1/${trigger_id}` };
  };
  const person = (id: string) => ({
    id,
    username: slackPeople[id] ?? id,
    name: slackPeople[id] ?? id,
    team_id: slackTeam.id,
  });
  const usual = { team: slackTeam, api_app_id: 'A0TOCSIN', token: 'unused', is_enterprise_install: false };

  async function pressInSlack(message: OutboxMessage, { action, user, fields }: Press) {
    const { conversation, message: ts, onlyFor } = chatOf(message);
    const by = person(user);
    const { view, blocks, metadata } = message.data;
    if (view !== undefined) {
      if (action === 'close') return { closed: closeDialog(message) };
      const type = 'view_submission';
      const { response_url: _none, ...trigger } = triggered(conversation, user);
      const filled = { ...inside(view), state: { values: valuesOf(inside(view), fields ?? {}) } };
      const payload = JSON.stringify({ ...usual, type, user: by, view: filled, ...trigger, response_urls: [] });
      const answer = await slackCalls('interactions', { payload });
      if (inside(answer.body).response_action === 'update' || inside(answer.body).response_action === 'push')
        store.change(message.id, {
          data: { ...message.data, view: { ...inside(view), ...inside(inside(answer.body).view) } },
        });
      else if (inside(answer.body).response_action !== 'errors') closeDialog(message);
      return answer;
    }
    const [block, element] = elementIn(list(blocks), action);
    const acted = { ...element, block_id: block.block_id, action_ts: ts, type: 'button' };
    const payload = JSON.stringify({
      ...usual,
      type: 'block_actions',
      user: by,
      container: { type: 'message', message_ts: ts, channel_id: conversation, is_ephemeral: onlyFor !== undefined },
      channel: { id: conversation, name: conversation.toLowerCase() },
      message: { type: 'message', ts, text: message.text, blocks, metadata, bot_id: 'B0TOCSIN' },
      actions: [acted],
      ...triggered(conversation, user, ts),
    });
    return slackCalls('interactions', { payload });
  }

  function closeDialog(message: OutboxMessage): true {
    store.change(message.id, { data: { ...message.data, isDeleted: true } });
    return true;
  }

  const activityOf = (message: Pick<OutboxMessage, 'data'>, bot: TeamsBot) => {
    const { conversation, message: id, thread } = message.data as Readonly<Record<string, string | undefined>>;
    return {
      id: `f:${randomUUID()}`,
      timestamp: outside.now(),
      channelId: 'msteams',
      serviceUrl,
      locale: 'en-US',
      from: { id: teamsPerson.id, aadObjectId: teamsPerson.aadObjectId, name: teamsPerson.name },
      recipient: { id: `28:${bot.appId}`, name: 'Tocsin' },
      conversation: {
        id: `${conversation};messageid=${thread ?? id}`,
        tenantId: bot.tenantId,
        conversationType: 'channel',
        isGroup: true,
      },
      channelData: { tenant: { id: bot.tenantId }, channel: { id: conversation }, team: { id: conversation } },
      replyToId: id,
    };
  };
  const teamsCalls = async (activity: object, bot: TeamsBot) => {
    const authorization = await teams.sign(bot, serviceUrl);
    return post('teams/messages', { 'content-type': 'application/json', authorization }, JSON.stringify(activity));
  };
  const botOf = (data: OutboxMessage['data']): TeamsBot => {
    const bot = inside(data.bot) as unknown as TeamsBot;
    if (bot.appId === undefined) throw new RefusedError(409, 'nobody takes what is pressed on a message of a webhook');
    return bot;
  };

  async function pressInTeams(message: OutboxMessage, { action, fields }: Press) {
    const { card, dialogOf: about } = message.data;
    const bot = botOf(message.data);
    const activity = activityOf(message, bot);
    if (about !== undefined && action === 'close') return { closed: closeDialog(message) };
    const pressed = cardActionIn(card, action);
    const data = { ...inside(pressed.data), ...fields };
    if (about !== undefined) {
      const filled = {
        ...activity,
        replyToId: about,
        type: 'invoke',
        name: 'task/submit',
        value: { data, context: { theme: 'default' } },
      };
      const answer = await teamsCalls(filled, bot);
      if (inside(inside(answer.body).task).type !== 'continue') closeDialog(message);
      else showDialog(message, answer.body, about);
      return answer;
    }
    if (inside(inside(pressed.data).msteams).type === 'task/fetch') {
      const value = { data: { ...inside(pressed.data), type: 'task/fetch' }, context: { theme: 'default' } };
      const answer = await teamsCalls({ ...activity, type: 'invoke', name: 'task/fetch', value }, bot);
      showDialog(message, answer.body, chatOf(message).message);
      return answer;
    }
    const executed = { type: 'Action.Execute', id: pressed.id, verb: pressed.verb, data };
    const value = { action: executed, trigger: 'manual' };
    const answer = await teamsCalls({ ...activity, type: 'invoke', name: 'adaptiveCard/action', value }, bot);
    take(message, inside(answer.body), bot);
    return answer;
  }

  /** What the answer of a button says: a card in the place of the one that was pressed, or words for whoever pressed. */
  function take(message: OutboxMessage, { type, value }: Json, bot: TeamsBot): void {
    if (type === 'application/vnd.microsoft.card.adaptive')
      store.change(message.id, { text: wordsOf(value), data: { ...message.data, card: value } });
    if (type === 'application/vnd.microsoft.activity.message') say(message, String(value), { bot });
  }

  function say(message: OutboxMessage, text: string, more: Json): void {
    const { conversation } = chatOf(message);
    const id = randomUUID();
    const { alertId } = message;
    const data = { conversation, message: id, onlyFor: teamsPerson.name, ...more };
    store.add({ channel: 'TEAMS', to: conversation, text, providerId: id, alertId, data });
  }

  function showDialog(message: OutboxMessage, answer: unknown, about: unknown): void {
    const task = inside(inside(answer).task);
    if (task.type === 'message') {
      say(message, String(task.value), { bot: botOf(message.data) });
      return;
    }
    const card = inside(inside(task.value).card);
    const content = card.content ?? card;
    if (wordsOf(content) === '') return;
    const title = String(inside(task.value).title ?? 'Dialog');
    say(message, title, { card: content, dialogOf: about, title, bot: botOf(message.data) });
  }

  return {
    async press(message, press) {
      if (message.channel === 'SLACK') return pressInSlack(message, press);
      if (message.channel === 'TEAMS') return pressInTeams(message, press);
      throw new RefusedError(409, 'only messages of chats have buttons that are pressed');
    },
    async command({ channel, conversation, text, user }) {
      if (channel === 'SLACK') {
        const { id: team_id, domain: team_domain } = slackTeam;
        const { username: user_name } = person(user);
        const form = {
          command: '/tocsin',
          text,
          user_id: user,
          user_name,
          team_id,
          team_domain,
          channel_id: conversation,
        };
        const answer = await slackCalls('commands', {
          ...form,
          channel_name: conversation,
          ...triggered(conversation, user),
        });
        const said = inside(answer.body);
        if (said.text !== undefined || said.blocks !== undefined) keepAnswer(conversation, user, said);
        return answer;
      }
      const known = store
        .since(0)
        .findLast((one) => one.channel === 'TEAMS' && chatOf(one).conversation === conversation);
      if (known === undefined) throw new RefusedError(404, `nothing was said in ${conversation} yet`);
      const bot = botOf(known.data);
      const mention = '<at>Tocsin</at>';
      const entities = [{ type: 'mention', text: mention, mentioned: { id: `28:${bot.appId}`, name: 'Tocsin' } }];
      const { replyToId: _none, ...activity } = activityOf(known, bot);
      return teamsCalls({ ...activity, type: 'message', text: `${mention} ${text}`, entities }, bot);
    },
  };

  function keepAnswer(conversation: string, user: string, { text, blocks, response_type }: Json): void {
    const id = randomUUID();
    const seen = response_type === 'in_channel' ? {} : { onlyFor: user };
    const data = { conversation, message: id, ...seen, ...(blocks !== undefined && { blocks }) };
    store.add({ channel: 'SLACK', to: conversation, text: String(text ?? wordsOf(blocks)), providerId: id, data });
  }
}

const serviceUrl = 'https://smba.trafficmanager.net/teams/';

function elementIn(blocks: readonly unknown[], action: string): readonly [Json, Json] {
  for (const block of blocks.map(inside)) {
    const elements = [...list(block.elements), block.accessory].map(inside);
    const found = elements.find(({ action_id }) => action_id === action);
    if (found !== undefined) return [block, found];
  }
  throw new RefusedError(404, `the message has no button ${action}`);
}

/** The values of a dialog as Slack sends them: by block and action, those of lists as options. */
function valuesOf(view: Json, fields: Readonly<Record<string, string>>): Json {
  const inputs = list(view.blocks)
    .map(inside)
    .filter(({ element }) => element !== undefined);
  return Object.fromEntries(
    inputs.map(({ block_id, element }) => {
      const { action_id, type } = inside(element);
      const given = fields[String(block_id)] ?? fields[String(action_id)] ?? null;
      const isList = String(type).endsWith('_select') || type === 'radio_buttons';
      const option = given === null ? null : { value: given, text: { type: 'plain_text', text: given } };
      return [block_id, { [String(action_id)]: isList ? { type, selected_option: option } : { type, value: given } }];
    }),
  );
}

/** The button of a card, at any depth. */
function cardActionIn(card: unknown, action: string): Json {
  const search = (value: unknown): Json | undefined => {
    if (Array.isArray(value)) {
      for (const one of value) {
        const found = search(one);
        if (found) return found;
      }
      return undefined;
    }
    const node = inside(value);
    const isAction = typeof node.type === 'string' && node.type.startsWith('Action.');
    if (isAction && [node.verb, inside(node.data).verb, node.id, node.title].includes(action)) return node;
    return Object.values(node).reduce<Json | undefined>(
      (found, member) => found ?? (typeof member === 'object' ? search(member) : undefined),
      undefined,
    );
  };
  const found = search(card);
  if (found === undefined) throw new RefusedError(404, `the card has no button ${action}`);
  return found;
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
