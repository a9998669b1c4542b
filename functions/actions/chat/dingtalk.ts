import { createHmac } from 'node:crypto';
import { millisecondsOf } from '../../domain/time.ts';
import { askJson, text } from '../answers.ts';
import { done, later, refused, type Steps } from '../driver.ts';
import type { ActionFacts } from '../facts.ts';
import { jsonRequest, withQuery } from '../requests.ts';
import { headline } from '../words.ts';
import { plainMarkdown, plainMessage } from './plain-message.ts';

/** Errors that pass: the system is busy, or had too many messages within a minute. */
const passing: Readonly<Record<string, number | undefined>> = { '-1': undefined, 130101: 60, 130102: 60, 410100: 60 };

export interface DingTalkTarget {
  readonly url: string;
  readonly secret?: string | null | undefined;
  readonly isAtAll?: boolean | null | undefined;
  readonly atMobiles?: readonly string[] | null | undefined;
}

/** The address with the time and, of both, the signature, which DingTalk takes within the hour. */
export function signed({ url, secret }: DingTalkTarget, now: ActionFacts['now']): string {
  if (!secret) return url;
  const timestamp = String(millisecondsOf(now));
  const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
  return withQuery(url, { timestamp, sign });
}

/** Posts to a robot of a group of DingTalk. */
export function* dingTalkSteps(target: DingTalkTarget, facts: ActionFacts<unknown, unknown>): Steps {
  const atMobiles = (target.atMobiles ?? []).filter((mobile) => mobile.trim() !== '');
  const mentions = atMobiles.map((mobile) => `@${mobile}`).join(' ');
  const said = plainMarkdown(plainMessage(facts, 4_000)).replaceAll('\n', '\n\n');
  const body = {
    msgtype: 'markdown',
    markdown: { title: headline(facts, 100), text: mentions === '' ? said : `${said}\n\n${mentions}` },
    at: { atMobiles, isAtAll: target.isAtAll === true },
  };
  const answer = yield* askJson(jsonRequest('POST', signed(target, facts.now), { body }), facts);
  const code = text(answer.errcode);
  if (code === '0') return done('the message was posted');
  const why = `DingTalk answered ${code ?? 'nothing known'}: ${text(answer.errmsg) ?? ''}`;
  return code === undefined || code in passing ? later(why, passing[code ?? '']) : refused(why);
}
