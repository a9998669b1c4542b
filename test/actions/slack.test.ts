import { describe, expect, it } from 'vitest';
import { slackActions, slackMessage } from '../../functions/actions/chat/slack-message.ts';
import type { ActionRequest } from '../../functions/actions/driver.ts';
import slack from '../../functions/actions/types/slack.ts';
import slackWebhook from '../../functions/actions/types/slack-webhook.ts';
import { mrkdwn } from '../../functions/domain/chat/mrkdwn.ts';
import { anAlert, factsFor } from './facts.ts';
import { createSlack, createSlackWebhook, wrongWithBlocks } from './fakes/slack.ts';
import { answered, attempt, inTurn, losing, overHttp } from './play.ts';

type Changes = Parameters<typeof factsFor>[1];

const open = (options?: Parameters<typeof createSlack>[0]) => {
  const fake = createSlack(options);
  const run = (changes: Changes = {}) => attempt(slack, factsFor('slack', changes), overHttp(fake.target)).reading;
  const lost = (changes: Changes = {}) =>
    attempt(slack, factsFor('slack', changes), losing(overHttp(fake.target), isPost)).reading;
  return { ...fake, run, lost };
};
const isPost = (request: ActionRequest) => request.kind === 'http' && request.url.endsWith('chat.postMessage');
const referenceOf = (reading: { kind: string; reference?: string }) => reading.reference ?? '';
const buttonsOf = (blocks: readonly unknown[]) =>
  [...JSON.stringify(blocks).matchAll(/"action_id":"(alert-[a-z-]+)"/g)].map(([, id]) => id);

const accepted: Changes = {
  trigger: 'alert-acknowledged',
  deed: { by: 'Ada Lovelace' },
  alert: anAlert({ status: 'ACCEPTED', acceptedBy: 'Ada Lovelace' }),
};
const resolved: Changes = {
  trigger: 'alert-resolved',
  deed: { by: 'Ada Lovelace' },
  alert: anAlert({ status: 'RESOLVED' }),
};
const comment: Changes = {
  trigger: 'alert-comment-added',
  deed: { by: 'Grace Hopper', comment: 'It is the <log>' },
  attemptKey: 'C1',
};

describe('Slack', () => {
  it('posts a message with buttons, updates it in place, and takes the buttons away at the end', () => {
    const { posts, run } = open();
    const reference = referenceOf(run());
    expect(reference).toMatch(/^C0123:\d+\.\d+$/);
    expect(buttonsOf(posts[0]?.blocks ?? [])).toEqual(Object.values(slackActions));
    expect(run({ ...accepted, reference })).toEqual({ kind: 'done', said: 'the message was updated', reference });
    expect(posts[0]?.text).toBe('Accepted by Ada Lovelace: Disk is full on db-1');
    expect(buttonsOf(posts[0]?.blocks ?? [])).toEqual(Object.values(slackActions).slice(1));
    run({ ...comment, reference });
    expect(posts[1]).toMatchObject({ thread: posts[0]?.ts, text: 'Comment by Grace Hopper\n\nIt is the &lt;log&gt;' });
    run({ ...resolved, reference });
    expect(buttonsOf(posts[0]?.blocks ?? [])).toEqual([]);
    expect(posts).toHaveLength(2);
  });

  it('finds the message and the comment that an attempt without an answer has posted', () => {
    const { posts, run, lost } = open();
    expect(lost().kind).toBe('later');
    const reference = referenceOf(run({ isRepeat: true }));
    expect(posts).toHaveLength(1);
    expect(lost({ ...comment, reference }).kind).toBe('later');
    expect(run({ ...comment, reference, isRepeat: true })).toMatchObject({ said: 'the comment is there already' });
    expect(posts).toHaveLength(2);
    expect(run(accepted)).toMatchObject({ said: 'the message was updated', reference });
  });

  it('may post twice where it may not read the channel, and says so', () => {
    const { posts, run, lost } = open({ mayRead: false });
    lost();
    run({ isRepeat: true });
    expect(posts).toHaveLength(2);
    expect(slack.mayDouble('alert-created')).toBe(true);
    expect(slack.mayDouble('alert-resolved')).toBe(false);
  });

  it('posts anew when somebody has deleted the message', () => {
    const { posts, run, remove } = open();
    const reference = referenceOf(run());
    remove(posts[0]?.ts ?? '');
    expect(run({ ...accepted, reference })).toMatchObject({ said: 'the message was gone, and posted anew' });
    expect(posts).toHaveLength(1);
  });

  it.each([
    ['invalid_auth', 'refused'],
    ['account_inactive', 'refused'],
    ['channel_not_found', 'refused'],
    ['is_archived', 'refused'],
    ['ratelimited', 'later'],
    ['internal_error', 'later'],
    ['service_unavailable', 'later'],
  ])('reads %s, in an answer of 200, as %s', (error, kind) => {
    const { fail, run } = open();
    fail(error);
    expect(run()).toEqual({ kind, why: `Slack answered ${error}` });
  });

  it.each([
    ['another token', { installation: { token: 'xoxb-wrong' } }, 'Slack answered invalid_auth'],
    ['no app', { installation: undefined }, 'the Slack app is not installed in this workspace'],
    ['another channel', { params: { channelId: 'C9' } }, 'Slack answered channel_not_found'],
    ['no channel', { params: { channelId: '' } }, 'params.channelId: must not be empty'],
  ])('is refused for good with %s', (_case, changes, why) => {
    expect(open().run(changes as Changes)).toEqual({ kind: 'refused', why });
  });

  it('waits when it is told to', () => {
    const limited = inTurn(answered(429, { ok: false, error: 'ratelimited' }, { 'retry-after': '30' }));
    expect(attempt(slack, factsFor('slack'), limited).reading).toMatchObject({ kind: 'later', after: 30 });
    const page = inTurn(answered(200, '<html><body>Sign in</body></html>'));
    expect(attempt(slack, factsFor('slack'), page).reading).toMatchObject({ kind: 'later' });
    expect(attempt(slack, factsFor('slack'), inTurn(answered(200, '[]'))).reading).toMatchObject({ kind: 'refused' });
  });
});

describe('a message of Slack', () => {
  const nasty = ['<!channel> ', '*_`~', '&<>', '🔥', '\n', 'x', '\u202e', '"', '\ud83d'];

  it.each(nasty)('fits with 60,000 times %j in all of its texts', (sign) => {
    const long = sign.repeat(60_000);
    const alert = anAlert({
      summary: long,
      details: long,
      alertKey: long,
      source: { id: 1, name: long },
      policy: { id: 1, name: long },
      responders: Array.from({ length: 100 }, () => long.slice(0, 5_000)),
      services: [long],
      acceptedBy: long,
      resolvedBy: long,
      links: Array.from({ length: 80 }, (_, index) => ({ href: `https://example.com/${index}`, text: long })),
    });
    for (const isAnswerable of [true, false]) {
      const { text, blocks } = slackMessage(
        { alert, trigger: 'alert-comment-added', deed: { by: long, comment: long } },
        { isAnswerable },
      );
      expect(wrongWithBlocks(blocks)).toBeUndefined();
      expect(text.length).toBeLessThanOrEqual(3_000);
      // What is plain text is not read as markup.
      expect(JSON.stringify(blocks).replace(/\{"type":"plain_text","text":"[^"]*"/g, '')).not.toContain('<!channel>');
    }
  });

  it('mentions nobody and hides no link', () => {
    expect(mrkdwn('<https://evil.example|Runbook> & <@U1>', 100)).toBe(
      '&lt;https://evil.example|Runbook&gt; &amp; &lt;@U1&gt;',
    );
    expect(mrkdwn('&&&&', 12)).toBe('&amp;&amp;…');
  });

  it('offers only addresses that a browser opens', () => {
    const links = [{ href: 'javascript:alert(1)', text: 'Runbook' }, { href: 'https://ok.example/1' }];
    const { blocks } = slackMessage(
      { alert: anAlert({ links }), trigger: 'alert-created', deed: {} },
      { isAnswerable: true },
    );
    const written = JSON.stringify(blocks);
    expect(written).not.toContain('javascript:');
    expect(written).toContain('"text":"ok.example"');
  });
});

describe('a webhook of Slack', () => {
  it('posts each time, without buttons that somebody would have to answer', () => {
    const { target, posts } = createSlackWebhook();
    const run = (changes: Changes = {}) =>
      attempt(slackWebhook, factsFor('slack_webhook', changes), overHttp(target)).reading;
    expect([run(), run(accepted), run(resolved)]).toMatchObject([{ kind: 'done' }, { kind: 'done' }, { kind: 'done' }]);
    expect(posts).toHaveLength(3);
    expect(JSON.stringify(posts)).not.toContain('alert-accept');
  });

  it.each([
    ['another address', 404, 'no_service', 'refused'],
    ['an archived channel', 410, 'channel_is_archived', 'refused'],
    ['a failure', 500, 'rollup_error', 'later'],
    ['a page', 200, '<html><title>Proxy</title></html>', 'later'],
    ['nothing', 200, '', 'later'],
  ])('reads %s', (_case, status, body, kind) => {
    expect(attempt(slackWebhook, factsFor('slack_webhook'), inTurn(answered(status, body))).reading.kind).toBe(kind);
  });
});
