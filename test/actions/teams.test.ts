import { describe, expect, it } from 'vitest';
import { adaptiveCard, cardMessage, cardVerbs } from '../../functions/actions/chat/adaptive-card.ts';
import microsoftTeams from '../../functions/actions/types/microsoft-teams.ts';
import bot from '../../functions/actions/types/microsoft-teams-bot.ts';
import workflow from '../../functions/actions/types/microsoft-teams-webhook.ts';
import { anAlert, factsFor } from './facts.ts';
import { createBotFramework, createIncomingWebhook, createWorkflow, wrongWithCard } from './fakes/teams.ts';
import { answered, attempt, inTurn, losing, overHttp } from './play.ts';

type Changes = Parameters<typeof factsFor>[1];

const accepted: Changes = {
  trigger: 'alert-acknowledged',
  deed: { by: 'Ada Lovelace' },
  alert: anAlert({ status: 'ACCEPTED' }),
};
const resolved: Changes = {
  trigger: 'alert-resolved',
  deed: { by: 'Ada Lovelace' },
  alert: anAlert({ status: 'RESOLVED' }),
};

describe('a workflow of Teams', () => {
  const run = (changes: Changes = {}, fake = createWorkflow()) => ({
    fake,
    reading: attempt(workflow, factsFor('microsoft_teams_webhook', changes), overHttp(fake.target)).reading,
  });

  it('gets a card each time', () => {
    const { fake, reading } = run();
    expect(reading).toEqual({ kind: 'done', said: 'the message was posted' });
    run(accepted, fake);
    run(resolved, fake);
    expect(fake.cards).toHaveLength(3);
    expect(JSON.stringify(fake.cards)).not.toContain('Action.Execute');
  });

  it('gets what a template says: a text within the card, or a message of its own', () => {
    expect(JSON.stringify(run({ params: { bodyTemplate: 'Look at {{alertSummary}}!' } }).fake.cards)).toContain(
      'Look at Disk is full on db-1!',
    );
    const own =
      '{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.2","body":[{"type":"TextBlock","text":"{{alertSummary}}"}]}}]}';
    expect(run({ params: { bodyTemplate: own }, alert: anAlert({ summary: 'a "b"' }) }).fake.cards).toMatchObject([
      { attachments: [{ content: { body: [{ text: 'a "b"' }] } }] },
    ]);
  });

  it('does not tell the signature of its address', () => {
    const url =
      'https://prod-1.westeurope.logic.azure.com/workflows/0123456789abcdef/triggers/manual/paths/invoke?sig=wrong-signature';
    const { reading } = run({ params: { url } });
    expect(reading).toEqual({
      kind: 'refused',
      why: 'the credentials were not taken: the answer was 401: The request must be authenticated.',
    });
  });
});

describe('an incoming webhook of Teams', () => {
  it('reads the failures that come as 200', () => {
    const fake = createIncomingWebhook();
    const run = () => attempt(microsoftTeams, factsFor('microsoft_teams'), overHttp(fake.target)).reading;
    expect(run()).toEqual({ kind: 'done', said: 'the message was posted' });
    fake.limit();
    expect(run()).toMatchObject({ kind: 'later', why: expect.stringContaining('HTTP error 429') });
    expect(fake.cards).toHaveLength(1);
  });

  it.each([
    ['HTTP error 400: bad card', 'refused'],
    ['HTTP error 503 with ContextId', 'later'],
  ])('reads %s as %s', (words, kind) => {
    const answer = answered(
      200,
      `Webhook message delivery failed with error: Microsoft Teams endpoint returned ${words}`,
    );
    expect(attempt(microsoftTeams, factsFor('microsoft_teams'), inTurn(answer)).reading.kind).toBe(kind);
  });
});

describe('the bot of Teams', () => {
  const open = () => {
    const fake = createBotFramework();
    const run = (changes: Changes = {}) =>
      attempt(bot, factsFor('microsoft_teams_bot', changes), overHttp(fake.target)).reading;
    return { fake, run };
  };
  const cards = (fake: ReturnType<typeof createBotFramework>) => [...fake.activities.values()];

  it('posts a card with buttons, updates it in place, and takes the buttons away at the end', () => {
    const { fake, run } = open();
    const opened = run();
    const reference = opened.kind === 'done' ? (opened.reference ?? '') : '';
    for (const verb of Object.values(cardVerbs)) expect(JSON.stringify(cards(fake))).toContain(verb);
    expect(run({ ...accepted, reference })).toEqual({
      kind: 'done',
      said: 'the card was updated, and the change posted below it',
      reference,
    });
    expect(JSON.stringify(cards(fake))).toContain('Accepted by Ada Lovelace');
    expect(JSON.stringify(cards(fake))).not.toContain(cardVerbs.accept);
    run({ trigger: 'alert-comment-added', deed: { by: 'Grace', comment: 'the log' }, reference });
    run({ ...resolved, reference });
    expect(JSON.stringify(cards(fake))).not.toContain('Action.Execute');
    const [thread] = reference.split('|');
    expect(cards(fake).slice(1)).toEqual(
      ['Accepted by Ada Lovelace', 'Comment by Grace\n\nthe log', 'Resolved by Ada Lovelace'].map((text) => ({
        card: undefined,
        text,
        thread,
      })),
    );
  });

  it('says in a chat, which has no threads, nothing below the card but comments', () => {
    const { fake, run } = open();
    const params = { channelId: '19:meeting_1@thread.v2' };
    const opened = run({ params });
    const reference = opened.kind === 'done' ? opened.reference : undefined;
    expect(run({ ...accepted, params, reference })).toMatchObject({ said: 'the card was updated' });
    run({ trigger: 'alert-comment-added', deed: { by: 'Grace', comment: 'the log' }, params, reference });
    expect(cards(fake).map(({ text }) => text)).toEqual([undefined, 'Comment by Grace\n\nthe log']);
  });

  it('posts to a chat by its id, where the installation is', () => {
    const { fake, run } = open();
    const reading = run({ params: { channelId: '19:meeting_1@thread.v2' } });
    expect(reading).toMatchObject({ kind: 'done', reference: expect.stringMatching(/^19:meeting_1@thread\.v2\|/) });
    expect(cards(fake)).toMatchObject([{ thread: '19:meeting_1@thread.v2' }]);
  });

  it.each([
    ['is posted', {}],
    ['is updated', { ...accepted, reference: '19:abc@thread.tacv2;messageid=1|1' }],
  ])('comes again when a card %s while the conversation is being changed', (_case, changes) => {
    const answer = answered(412, { error: { code: 'PreconditionFailed', message: 'Precondition failed' } });
    expect(attempt(bot, factsFor('microsoft_teams_bot', changes as Changes), inTurn(answer)).reading).toEqual({
      kind: 'later',
      why: 'the conversation is being changed',
    });
  });

  it('opens dialogs for what asks for more', () => {
    const { fake, run } = open();
    run();
    const actions = cards(fake).flatMap(
      ({ card }) => (card as { content: { actions: object[] } }[])[0]?.content.actions,
    );
    expect(
      actions.filter((action) => action !== undefined && 'data' in action && !('fallback' in action)),
    ).toMatchObject([
      {
        type: 'Action.Submit',
        data: {
          msteams: { type: 'task/fetch' },
          verb: cardVerbs.addResponder,
          alertId: expect.stringMatching(/^\d+$/),
        },
      },
      {
        type: 'Action.Submit',
        data: { msteams: { type: 'task/fetch' }, verb: cardVerbs.comment, alertId: expect.stringMatching(/^\d+$/) },
      },
    ]);
  });

  it('posts anew what is gone, and may double what it does not know of', () => {
    const { fake, run } = open();
    const anew = run({ ...accepted, reference: '19:abc@thread.tacv2;messageid=1|1' });
    expect(anew).toMatchObject({ said: 'the card was gone, and posted anew' });
    attempt(
      bot,
      factsFor('microsoft_teams_bot'),
      losing(overHttp(fake.target), () => true),
    );
    run({ isRepeat: true });
    expect(cards(fake)).toHaveLength(3);
    expect(bot.mayDouble('alert-created')).toBe(true);
    expect(bot.mayDouble('alert-acknowledged')).toBe(true);
  });

  it.each([
    ['another token', { installation: { token: 'wrong' } }, /^the credentials were not taken: the answer was 401/],
    ['no app', { installation: undefined }, /^the Teams app is not installed$/],
    ['a channel that it is not in', { params: { channelId: '19:other@thread.tacv2' } }, /not part of the conversation/],
    ['no channel', { params: { channelId: ' ' } }, /^params\.channelId: must not be empty$/],
  ])('is refused for good with %s', (_case, changes, why) => {
    expect(open().run(changes as Changes)).toMatchObject({ kind: 'refused', why: expect.stringMatching(why) });
  });
});

describe('a card', () => {
  it.each(['🔥', '\u0001', '"', 'x', '[a](https://evil.example)', '\n'])(
    'fits into 28 KB with 60,000 times %j',
    (sign) => {
      const long = sign.repeat(60_000);
      const alert = anAlert({
        summary: long,
        details: long,
        alertKey: long,
        source: { id: 1, name: long },
        responders: [long],
        services: [long],
        links: Array.from({ length: 80 }, (_, index) => ({
          href: `https://example.com/${index}/${'x'.repeat(1_500)}`,
          text: long,
        })),
      });
      const told = { alert, trigger: 'alert-comment-added', deed: { by: long, comment: long } } as const;
      expect(wrongWithCard(cardMessage(adaptiveCard(told, { isAnswerable: true })))).toBeUndefined();
      expect(wrongWithCard(cardMessage(adaptiveCard(told, { isAnswerable: false, text: long })))).toBeUndefined();
    },
  );
});
