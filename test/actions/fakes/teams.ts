import type { HttpAnswer } from '../../../functions/actions/answers.ts';
import { empty, inside, json, routed } from './fake.ts';

const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** Says what Teams would not take of a message with a card; undefined where all is well. */
export function wrongWithCard(message: Readonly<Record<string, unknown>>): string | undefined {
  if (bytes(message) > 28 * 1024) return 'the message is over 28 KB';
  const [attachment] = Array.isArray(message.attachments) ? message.attachments.map(inside) : [];
  if (message.type !== 'message' || attachment === undefined) return 'no message with an attachment';
  if (attachment.contentType !== 'application/vnd.microsoft.card.adaptive') return 'no card';
  const card = inside(attachment.content);
  if (card.type !== 'AdaptiveCard' || !/^1\.[0-5]$/.test(String(card.version))) return 'no version that is known';
  if (!Array.isArray(card.body) || card.body.length === 0) return 'an empty card';
  const known = ['Container', 'RichTextBlock', 'TextBlock', 'FactSet', 'ColumnSet', 'Image', 'ActionSet'];
  const strange = card.body.find((node) => !known.includes(String(inside(node).type)));
  if (strange !== undefined) return `an element ${inside(strange).type}`;
  for (const action of Array.isArray(card.actions) ? card.actions.map(inside) : []) {
    if (!['Action.OpenUrl', 'Action.Execute', 'Action.Submit'].includes(String(action.type)))
      return 'an unknown action';
    if (action.type === 'Action.OpenUrl' && !/^https?:/.test(String(action.url))) return 'an action without an address';
  }
  return undefined;
}

/** A workflow that posts to a channel when a webhook request is received. */
export function createWorkflow() {
  const cards: unknown[] = [];
  const target = routed(
    'prod-1.westeurope.logic.azure.com',
    {
      'POST /workflows/0123456789abcdef/triggers/manual/paths/invoke': ({ body, query }) => {
        if (query.get('sig') !== 's1gn4ture-of-it')
          return json(401, {
            error: { code: 'DirectApiAuthorizationRequired', message: 'The request must be authenticated.' },
          });
        const wrong = wrongWithCard(body);
        if (wrong !== undefined) return json(400, { error: { code: 'TriggerInputSchemaMismatch', message: wrong } });
        cards.push(body);
        return empty(202);
      },
    },
    {
      notFound: () => json(404, { error: { code: 'WorkflowNotFound', message: 'The workflow could not be found.' } }),
      badJson: () =>
        json(400, { error: { code: 'InvalidRequestContent', message: 'The request content is not valid.' } }),
    },
  );
  return { target, cards };
}

/** An incoming webhook of a channel: `1`, or 200 with words that say that it did not work. */
export function createIncomingWebhook() {
  const cards: unknown[] = [];
  let isLimited = false;
  const target = routed(
    'example.webhook.office.com',
    {
      'POST /webhookb2/0123456789abcdef/IncomingWebhook/fedcba9876543210': ({ body }): HttpAnswer => {
        const says = (words: string): HttpAnswer => ({
          status: 200,
          headers: { 'content-type': 'text/plain' },
          body: words,
        });
        if (isLimited)
          return says(
            'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId tcid=0.',
          );
        const wrong = wrongWithCard(body);
        if (wrong !== undefined)
          return says(
            `Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 400: ${wrong}`,
          );
        cards.push(body);
        return says('1');
      },
    },
    {
      notFound: () => ({ status: 404, headers: {}, body: 'Invalid webhook URL' }),
      badJson: () => ({ status: 400, headers: {}, body: 'Bad payload received by generic incoming webhook.' }),
    },
  );
  return {
    target,
    cards,
    limit: () => {
      isLimited = true;
    },
  };
}

/** The Bot Framework's connector as far as activities of conversations go. */
export function createBotFramework() {
  const activities = new Map<string, { card?: unknown; text?: unknown; thread: string }>();
  const failed = (status: number, code: string, message: string) => json(status, { error: { code, message } });
  const add = (thread: string, activity: Readonly<Record<string, unknown>>) => {
    const id = String(1_795_921_200_000 + activities.size);
    activities.set(id, { card: activity.attachments, text: activity.text, thread });
    return id;
  };
  const wrong = (activity: Readonly<Record<string, unknown>>) =>
    activity.attachments === undefined ? (activity.text ? undefined : 'no text') : wrongWithCard(activity);
  const target = routed(
    'smba.trafficmanager.net',
    {
      'POST /teams/v3/conversations': ({ body }) => {
        const channel = inside(inside(body.channelData).channel).id;
        if (channel !== '19:abc@thread.tacv2')
          return failed(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
        const reason = wrong(inside(body.activity));
        if (reason !== undefined) return failed(400, 'BadSyntax', reason);
        const id = String(1_795_921_200_000 + activities.size);
        const conversation = `${channel};messageid=${id}`;
        return json(201, { id: conversation, activityId: add(conversation, inside(body.activity)) });
      },
      'POST /teams/v3/conversations/:conversation/activities': ({ named, body }) => {
        const reason = wrong(body);
        if (reason !== undefined) return failed(400, 'BadSyntax', reason);
        return json(201, { id: add(named.conversation ?? '', body) });
      },
      'PUT /teams/v3/conversations/:conversation/activities/:activity': ({ named, body }) => {
        const activity = activities.get(named.activity ?? '');
        if (activity === undefined || activity.thread !== named.conversation)
          return failed(404, 'ActivityNotFoundInConversation', 'The activity could not be found.');
        const reason = wrong(body);
        if (reason !== undefined) return failed(400, 'BadSyntax', reason);
        activity.card = body.attachments;
        return json(200, { id: named.activity });
      },
    },
    {
      check: ({ headers }) =>
        headers.authorization === 'Bearer installed-token-1'
          ? undefined
          : json(401, { message: 'Authorization has been denied for this request.' }),
      notFound: () => failed(404, 'ConversationNotFound', 'Conversation not found.'),
      badJson: () => failed(400, 'BadSyntax', 'Bad format of request.'),
    },
  );
  return { target, activities };
}
