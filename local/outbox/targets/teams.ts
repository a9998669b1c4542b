import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { alertIn, chatOf, wordsOf } from './chat-message.ts';
import {
  type Answered,
  type Asked,
  type Call,
  inside,
  type Json,
  json,
  list,
  plain,
  routed,
  type Target,
  type TargetWorld,
} from './target.ts';

const issuer = 'https://api.botframework.com';
const keysAt = 'https://login.botframework.com/v1/.well-known/keys';
const keyId = 'local-key-1';

/** Of which bot and tenant a token is; those of a token that says nothing. */
const usual = { appId: '00000000-0000-4000-8000-0000000000b0', tenantId: '00000000-0000-4000-8000-0000000000a0' };
export type TeamsBot = typeof usual;

/** Tokens of the local Entra say whose they are, so that the bot of a message is known without keeping anything. */
const tokenOf = ({ appId, tenantId }: TeamsBot) => `local-teams.${appId}.${tenantId}`;
function botOf(authorization: string | undefined): TeamsBot {
  const [, appId, tenantId] = /^Bearer local-teams\.([\w-]+)\.([\w-]+)$/.exec(authorization ?? '') ?? [];
  return appId === undefined || tenantId === undefined ? usual : { appId, tenantId };
}

export interface TeamsTarget extends Target {
  /** The header of an activity that the Bot Framework sends to a bot. */
  sign(bot: TeamsBot, serviceUrl: string): Promise<string>;
}

/** Who signs in the place of the Bot Framework: one key for as long as this process lives. */
function createSigner(now: () => string) {
  let making: ReturnType<typeof make> | undefined;
  const make = async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = await exportJWK(publicKey);
    return { privateKey, jwk: { ...jwk, use: 'sig', kid: keyId, x5t: keyId, endorsements: ['msteams'] } };
  };
  const key = () => (making ??= make());
  return {
    keys: async () => [(await key()).jwk],
    async sign({ appId }: TeamsBot, serviceUrl: string) {
      const at = Math.floor(Date.parse(now()) / 1000);
      const claims = { iss: issuer, aud: appId, serviceurl: serviceUrl, nbf: at - 60, exp: at + 3600 };
      const { privateKey } = await key();
      return `Bearer ${await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId }).sign(privateKey)}`;
    },
  };
}

/** A message is at most 28 KB with all that is around it. */
const isTooLarge = (activity: Json): boolean => Buffer.byteLength(JSON.stringify(activity)) > 28 * 1024;

const cardIn = (activity: Json): unknown => inside(list(activity.attachments)[0]).content;
const wordsIn = (activity: Json): string => String(activity.text ?? '') || wordsOf(cardIn(activity));

/** The Bot Framework's connector, Entra's token endpoint and the keys, and incoming webhooks and workflows of channels. */
export function teamsTarget({ store, now }: TargetWorld): TeamsTarget {
  const signer = createSigner(now);
  const failed = (status: number, code: string, message: string) => json(status, { error: { code, message } });
  const all = () => store.since(0).filter(({ channel }) => channel === 'TEAMS');

  function post(conversation: string, activity: Json, more: Json): string {
    const id = String(1_795_921_200_000 + all().length + 1);
    const [channel = conversation, thread] = conversation.split(';messageid=');
    store.add({
      channel: 'TEAMS',
      to: channel,
      text: wordsIn(activity),
      providerId: id,
      alertId: alertIn(activity),
      data: {
        conversation: channel,
        message: id,
        ...(thread !== undefined && { thread }),
        ...(cardIn(activity) !== undefined && { card: cardIn(activity) }),
        ...more,
      },
    });
    return id;
  }

  const refusal = (activity: Json): Answered | undefined => {
    if (isTooLarge(activity)) return failed(413, 'RequestEntityTooLarge', 'The message is too large.');
    return wordsIn(activity) === '' ? failed(400, 'BadSyntax', 'Activity holds nothing.') : undefined;
  };

  const bot = ({ headers }: Call) => ({ bot: botOf(headers.authorization) });
  const connector = routed(
    {
      'POST /v3/conversations': (call) => {
        const { members } = call;
        const activity = inside(members.activity);
        const data = inside(members.channelData);
        const channel = inside(data.channel).id;
        // Without a channel it is a chat with one person.
        const named = typeof channel === 'string' ? channel : `a:${String(inside(list(members.members)[0]).id)}`;
        if (members.activity === undefined) return json(201, { id: named });
        const wrong = refusal(activity);
        if (wrong !== undefined) return wrong;
        const id = post(named, activity, bot(call));
        return json(201, { id: typeof channel === 'string' ? `${named};messageid=${id}` : named, activityId: id });
      },
      'POST /v3/conversations/:conversation/activities/:activity': (call) =>
        refusal(call.members) ?? json(201, { id: post(call.named.conversation ?? '', call.members, bot(call)) }),
      'POST /v3/conversations/:conversation/activities': (call) =>
        refusal(call.members) ?? json(201, { id: post(call.named.conversation ?? '', call.members, bot(call)) }),
      'PUT /v3/conversations/:conversation/activities/:activity': ({ named, members }) => {
        const [channel] = (named.conversation ?? '').split(';messageid=');
        const found = all().find(
          (one) => chatOf(one).conversation === channel && chatOf(one).message === named.activity,
        );
        if (found === undefined)
          return failed(404, 'ActivityNotFoundInConversation', 'The activity could not be found.');
        const wrong = refusal(members);
        if (wrong !== undefined) return wrong;
        store.change(found.id, { text: wordsIn(members), data: { ...found.data, card: cardIn(members) } });
        return json(200, { id: named.activity });
      },
      'DELETE /v3/conversations/:conversation/activities/:activity': () => plain(200, ''),
      'GET /v3/conversations/:conversation/members': () => json(200, [teamsPerson]),
      'GET /v3/conversations/:conversation/members/:member': () => json(200, teamsPerson),
      'GET /v3/teams/:team/conversations': () => json(200, { conversations: [] }),
      'POST /v3/teams/:team/channels': ({ members }) => json(201, { id: `19:${String(members.name)}@thread.tacv2` }),
    },
    () => failed(404, 'ConversationNotFound', 'Conversation not found.'),
  );

  function answer(asked: Asked): Answered | Promise<Answered> {
    const { hostname, pathname } = asked.url;
    if (hostname === 'login.botframework.com') {
      if (!pathname.endsWith('/keys'))
        return json(200, { issuer, jwks_uri: keysAt, id_token_signing_alg_values_supported: ['RS256'] });
      return signer.keys().then((keys) => json(200, { keys }));
    }
    if (hostname === 'login.microsoftonline.com') {
      const form = new URLSearchParams(asked.body);
      const tenantId = pathname.split('/')[1] ?? usual.tenantId;
      const access_token = tokenOf({ appId: form.get('client_id') ?? usual.appId, tenantId });
      return json(200, { token_type: 'Bearer', expires_in: 3599, access_token });
    }
    if (isHook(hostname)) {
      const activity = inside(JSON.parse(asked.body || '{}'));
      const wrong = refusal(activity);
      if (wrong !== undefined) return wrong;
      post(`webhook ${hostname}`, activity, {});
      return hostname.endsWith('.webhook.office.com') ? plain(200, '1') : plain(202, '');
    }
    if (!/^Bearer \S/.test(asked.headers.authorization ?? ''))
      return json(401, { message: 'Authorization has been denied for this request.' });
    return connector(asked);
  }

  return { isFor: ({ hostname }) => isTeams(hostname) || isHook(hostname), answer, sign: signer.sign };
}

/** Who presses buttons here. */
export const teamsPerson = {
  id: '29:local-ada',
  aadObjectId: '00000000-0000-4000-8000-00000000ada0',
  name: 'Ada',
  email: 'ada@example.com',
  userPrincipalName: 'ada@example.com',
} as const;

const hosts = ['smba.trafficmanager.net', 'login.microsoftonline.com', 'login.botframework.com'];
const isTeams = (hostname: string): boolean => hosts.includes(hostname);
const isHook = (hostname: string): boolean =>
  /\.(webhook\.office|logic\.azure|api\.powerplatform)\.com$/.test(hostname);
