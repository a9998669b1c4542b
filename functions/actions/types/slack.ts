import { mrkdwn } from '../../domain/chat/mrkdwn.ts';
import { askWell, jsonIn, list, record, text } from '../answers.ts';
import { slackMessage } from '../chat/slack-message.ts';
import { done, driver, end, type HttpRequest, later, refused, type Steps } from '../driver.ts';
import type { FactsOf } from '../facts.ts';
import { bearer, jsonRequest, under } from '../requests.ts';
import { markOf } from '../tickets.ts';
import { lines, told } from '../words.ts';

const api = 'https://slack.com/api';

/** Errors that pass (https://docs.slack.dev/reference/methods/chat.postMessage#errors). */
const passing = [
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
  'rate_limited',
  'team_added_to_org',
  'accesslimited',
  'token_expired',
];
/** What an app must be allowed beside posting so that it can look for its own messages. */
const cannotLook = ['missing_scope', 'not_in_channel', 'channel_not_found', 'not_allowed_token_type'];
const isGone = ['message_not_found', 'cant_update_message', 'edit_window_closed'];
const eventType = 'tocsin_alert';

type Json = Readonly<Record<string, unknown>>;

function asksOf(facts: FactsOf<'slack'>) {
  const { installation } = facts;
  if (installation === undefined) return end(refused('the Slack app is not installed in this workspace'));
  const headers = { authorization: bearer(installation.token) };
  /** A method's answer; it may be an error of these. */
  function* called(request: HttpRequest, expected: readonly string[] = []): Steps<Json> {
    const answer = jsonIn(yield* askWell(request, facts));
    const error = text(answer.error) ?? 'the answer is no success';
    if (answer.ok === true || expected.includes(error)) return answer;
    return end(passing.includes(error) ? later(`Slack answered ${error}`) : refused(`Slack answered ${error}`));
  }
  return {
    write: (method: string, body: Json, expected?: readonly string[]) =>
      called(
        jsonRequest('POST', `${api}/${method}`, {
          headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
          body,
        }),
        expected,
      ),
    read: (method: string, query: Readonly<Record<string, string>>) =>
      called(jsonRequest('GET', under(api, `/${method}`, query), { headers }), cannotLook),
  };
}

/** The message that bears this metadata, among the newest hundred since the alert was reported. */
function found(answer: Json, name: string, value: string): string | undefined {
  const message = list(answer.messages)
    .map(record)
    .find(({ metadata }) => record(record(metadata).event_payload)[name] === value);
  return text(message?.ts);
}

const referenceOf = (channel: string, ts: string): string => `${channel}:${ts}`;
const partsOf = (reference: string): readonly [channel: string, ts: string] => {
  const at = reference.lastIndexOf(':');
  return [reference.slice(0, at), reference.slice(at + 1)];
};

export default driver({
  type: 'slack',
  name: 'Slack',
  source: [
    'https://docs.slack.dev/reference/methods/chat.postMessage',
    'https://docs.slack.dev/reference/methods/chat.update',
    'https://docs.slack.dev/reference/methods/conversations.history',
  ],
  does: {
    first: 'posts a message with buttons',
    update: 'updates the message; comments are answers in its thread',
    end: 'updates the message, without buttons',
  },
  doubles: 'the message or comment, where the app may not read the channel',
  doublesOn: ['alert-created', 'alert-comment-added'],
  *steps(facts) {
    const { params } = facts.action;
    const slack = asksOf(facts);
    const mark = markOf(facts);
    const message = slackMessage(facts, { isAnswerable: true });
    const event_payload = { alert: mark, delivery: facts.attemptKey };
    const metadata = { event_type: eventType, event_payload };
    const since = {
      include_all_metadata: 'true',
      limit: '100',
      oldest: String(Date.parse(facts.alert.reportTime) / 1000),
    };

    function* posted(): Steps<readonly [channel: string, ts: string]> {
      const body = { channel: params.channelId, ...message, metadata, unfurl_links: false, unfurl_media: false };
      const answer = yield* slack.write('chat.postMessage', body);
      const ts = text(answer.ts);
      return ts === undefined
        ? end(later('the answer names no message'))
        : [text(answer.channel) ?? params.channelId, ts];
    }
    function* lookedFor(): Steps<readonly [channel: string, ts: string] | undefined> {
      const answer = yield* slack.read('conversations.history', { channel: params.channelId, ...since });
      const ts = found(answer, 'alert', mark);
      return ts === undefined ? undefined : [params.channelId, ts];
    }

    const isFirst = facts.trigger === 'alert-created' && !facts.isRepeat;
    const known = facts.reference !== undefined ? partsOf(facts.reference) : isFirst ? undefined : yield* lookedFor();
    if (known === undefined) {
      const [channel, ts] = yield* posted();
      return done('the message was posted', { reference: referenceOf(channel, ts) });
    }
    const [channel, ts] = known;
    const reference = referenceOf(channel, ts);
    const updated = yield* slack.write('chat.update', { channel, ts, ...message, metadata }, isGone);
    if (updated.ok !== true) {
      const [newChannel, newTs] = yield* posted();
      return done('the message was gone, and posted anew', { reference: referenceOf(newChannel, newTs) });
    }
    if (facts.trigger !== 'alert-comment-added') return done('the message was updated', { reference });
    const isThere =
      facts.isRepeat &&
      found(yield* slack.read('conversations.replies', { channel, ts, ...since }), 'delivery', facts.attemptKey);
    if (isThere) return done('the comment is there already', { reference });
    yield* slack.write('chat.postMessage', {
      channel,
      thread_ts: ts,
      text: mrkdwn(lines(told(facts, 3_000), 3_000), 3_000),
      metadata,
      unfurl_links: false,
    });
    return done('the comment was posted', { reference });
  },
});
