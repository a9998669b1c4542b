import { createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ChatUser } from '../../functions/domain/chat/chat-account.ts';
import { millisecondsOf } from '../../functions/domain/time.ts';
import { createReceiver } from '../../functions/handlers/callbacks/receive.ts';
import { doCallbackWork } from '../../functions/handlers/callbacks/work.ts';
import { createTokens } from '../../functions/platform/tokens.ts';
import type { CallbackMessage } from '../../functions/ports/callback-work.ts';
import type { SlackAnswer, SlackApi } from '../../functions/ports/slack.ts';
import { aChatAccount } from '../support/chat-accounts.ts';
import { aWorld, type WorldSketch } from '../support/world.ts';

export const signingSecret = 'the-signing-secret-of-slack';
export const botToken = 'xoxb-1-token';
export const team = 'T0TOCSIN';
export const botUser = 'U0BOT';

type Body = Readonly<Record<string, unknown>>;

/** Slack in memory: it knows one token, keeps what is asked, and answers what a test says. */
export function fakeSlack() {
  const calls: { readonly method: string; readonly body: Body }[] = [];
  /** What only one person was shown, by whichever way. */
  const told: { readonly text: string; readonly url?: string; readonly by: string }[] = [];
  const answers = new Map<string, SlackAnswer | Error>();
  const slack: SlackApi = {
    async call(token, method, body) {
      calls.push({ method, body });
      if (token !== botToken) return { ok: false, error: 'invalid_auth' };
      const answer = answers.get(method);
      if (answer instanceof Error) throw answer;
      if (answer?.ok !== false && /^chat\.post/.test(method)) tell(body, method);
      return answer ?? { ok: true, ...(method === 'auth.test' && { team_id: team, user_id: botUser }) };
    },
    async respond(responseUrl, body) {
      calls.push({ method: responseUrl, body });
      tell(body, 'response_url');
    },
  };
  function tell(body: Body, by: string) {
    const url = /"url":"([^"]+)"/.exec(JSON.stringify(body))?.[1];
    told.push({ text: String(body.text), ...(url && { url }), by });
  }
  return { slack, calls, told, answers };
}

export const ada: ChatUser = { type: 'slack', space: team, user: 'U0ADA', name: 'ada' };

/** Slack, the functions that take its calls, and users of whom the first is linked as Ada. */
export async function slackWorld(sketch: WorldSketch = {}) {
  const world = await aWorld(sketch);
  const { clock, store } = world;
  const { ids } = world.ctx;
  const tokens = createTokens('a test secret', clock);
  const { slack, ...chat } = fakeSlack();
  const errors: unknown[] = [];
  const log = { ...world.ctx.log, error: (_message: string, fields?: object) => void errors.push(fields) };
  const now = clock.now();
  const params = { botToken, signingSecret };
  await store.chatApps.create({ id: 1, version: 0, type: 'slack', params, createdAt: now, updatedAt: now });
  await aChatAccount({ store, clock, ids, tokens }, 1, ada);

  const handed: CallbackMessage[] = [];
  const teams = { post: async () => false };
  const activityTokens = { verdictOf: () => Promise.reject(new Error('nobody asks about Teams')) };
  const ctx = { ...world.ctx, tokens, slack, log, teams };
  const callbackWork = {
    hand: async (part: CallbackMessage['part'], work: CallbackMessage['work']) =>
      void handed.push(JSON.parse(JSON.stringify({ v: 1, part, work }))),
    ask: async () => undefined,
  };
  const receive = createReceiver({ ...ctx, callbackWork, activityTokens });
  let presses = 0;
  const nextNumber = () => {
    presses += 1;
    return presses;
  };

  async function send(path: string, body: string, { headers = {}, isBase64 = false, at = clock.now() } = {}) {
    const timestamp = String(Math.floor(millisecondsOf(at) / 1000));
    const mac = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    const result = await receive({
      version: '2.0',
      rawPath: `/callbacks/slack/${path}`,
      rawQueryString: '',
      headers: { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${mac}`, ...headers },
      requestContext: { http: { method: 'POST', path, sourceIp: '192.0.2.1' } },
      body: isBase64 ? Buffer.from(body).toString('base64') : body,
      isBase64Encoded: isBase64,
    } as unknown as APIGatewayProxyEventV2);
    return { status: result.statusCode ?? 0, body: String(result.body ?? '') };
  }
  /** Does what was handed over; each piece as often as said. */
  async function work(times = 1) {
    for (const message of handed.splice(0))
      for (let time = 0; time < times; time += 1) await doCallbackWork(ctx, message);
  }
  const person = (user: ChatUser) => ({ id: user.user, team_id: user.space, username: user.name });
  const interaction = async (payload: Body, how: Parameters<typeof send>[2] = {}) =>
    send('interactions', new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), how);

  return {
    ...world,
    ctx,
    tokens,
    ...chat,
    errors,
    handed,
    send,
    work,
    interaction,
    /** What Slack sends when somebody presses a button of a message. */
    pressOf: (user: ChatUser, action: string, alertId: number | string, more: Body = {}): Body => ({
      type: 'block_actions',
      team: { id: team },
      user: person(user),
      trigger_id: `1.2.${nextNumber()}`,
      response_url: `https://hooks.slack.com/actions/${team}/1/x`,
      channel: { id: 'C1' },
      actions: [{ action_id: action, block_id: `alert-${alertId}`, value: String(alertId) }],
      ...more,
    }),
    async press(user: ChatUser, action: string, alertId: number | string, more: Body = {}) {
      const answer = await interaction(this.pressOf(user, action, alertId, more));
      await work();
      return answer;
    },
    async command(user: ChatUser, text: string, command = '/tocsin') {
      const form = {
        command,
        text,
        team_id: user.space,
        user_id: user.user,
        user_name: user.name ?? '',
        channel_id: 'C1',
        trigger_id: `1.3.${nextNumber()}`,
        response_url: `https://hooks.slack.com/commands/${team}/1/x`,
      };
      const answer = await send('commands', new URLSearchParams(form).toString());
      await work();
      return answer;
    },
    submitOf: (user: ChatUser, view: Body, filled: Readonly<Record<string, string>>): Body => ({
      type: 'view_submission',
      team: { id: team },
      user: person(user),
      view: {
        ...view,
        id: `V${nextNumber()}`,
        state: {
          values: Object.fromEntries(
            Object.entries(filled).map(([field, value]) => [
              field,
              {
                value: /^\d+$|^(HIGH|LOW)$/.test(value)
                  ? { type: 'static_select', selected_option: { value } }
                  : { type: 'plain_text_input', value },
              },
            ]),
          ),
        },
      },
    }),
    async submit(user: ChatUser, view: Body, filled: Readonly<Record<string, string>>) {
      const answer = await interaction(this.submitOf(user, view, filled));
      await work();
      return answer;
    },
    /** The dialog that was opened last. */
    view: () => chat.calls.findLast(({ method }) => method === 'views.open')?.body.view as Body | undefined,
  };
}

export type SlackWorld = Awaited<ReturnType<typeof slackWorld>>;
