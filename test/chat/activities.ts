import { appId, serviceUrl, tenantId } from './bot-framework.ts';

export const bot = { id: `28:${appId}`, name: 'Tocsin' };
export const ada = { id: '29:1ada', aadObjectId: '0b1c2d3e-0000-4000-8000-0000000000ad', name: 'Ada Lovelace' };
export const channel = '19:abc@thread.tacv2';

/** An activity as Teams sends it, with these members instead of the usual. */
export const anActivity = (members: Readonly<Record<string, unknown>> = {}) => ({
  type: 'message',
  id: '1795921200001',
  timestamp: '2026-11-21T10:00:00.000Z',
  serviceUrl,
  channelId: 'msteams',
  from: ada,
  recipient: bot,
  conversation: { conversationType: 'personal', tenantId, id: 'a:1ada-and-tocsin' },
  channelData: { tenant: { id: tenantId } },
  locale: 'en-GB',
  text: 'help',
  textFormat: 'plain',
  ...members,
});

/** The same in a thread of a channel. */
export const inChannel = (members: Readonly<Record<string, unknown>> = {}) =>
  anActivity({
    conversation: {
      isGroup: true,
      conversationType: 'channel',
      tenantId,
      id: `${channel};messageid=1795921200000`,
    },
    channelData: { tenant: { id: tenantId }, team: { id: '19:team@thread.tacv2' }, channel: { id: channel } },
    ...members,
  });

export const mention = { type: 'mention', mentioned: { id: bot.id, name: 'Tocsin' }, text: '<at>Tocsin</at>' };

/** A button of a card. */
export const pressed = (verb: string, data: Readonly<Record<string, unknown>> = {}) =>
  inChannel({
    type: 'invoke',
    name: 'adaptiveCard/action',
    text: undefined,
    replyToId: '1795921200000',
    value: { action: { type: 'Action.Execute', title: 'Accept', verb, data: { verb, ...data } }, trigger: 'manual' },
  });
