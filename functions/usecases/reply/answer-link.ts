import { createHash } from 'node:crypto';
import type { Alert } from '../../domain/alert/alert.ts';
import { isOpen } from '../../domain/alert/alert.ts';
import { epochSecondsOf, plus } from '../../domain/time.ts';
import type { User } from '../../domain/user/user.ts';
import { fullName } from '../../domain/user/user.ts';
import type { AnswerClaims, Context } from '../../ports/context.ts';
import { alertPage, askPage, donePage, refusedPage } from '../../render/answer-pages.tsx';
import { type AnswerOutcome, outcomeText } from '../../render/reply-texts.ts';
import { mayWithAlert, readAlert } from '../alert/read.ts';
import { actorWithTeams } from '../user/actor-with-teams.ts';
import { answerAlert, answering } from './answer.ts';
import { inboundScope } from './inbound-scope.ts';

type LinkContext = Context<'store' | 'workflow' | 'tokens'>;

const everyAnswer = ['ACCEPT', 'RESOLVE', 'ESCALATE'] as const;

/** A page as the API answers it. */
export interface AnswerPage {
  readonly status: 200 | 403;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** GET: shows the page that asks; it changes nothing, whoever fetches it. */
export async function showAnswer(ctx: LinkContext, { token }: { readonly token: string }): Promise<AnswerPage> {
  const link = await follow(ctx, token);
  if (link === undefined) return page(403, refusedPage());
  return page(200, ask(ctx, link));
}

/** POST: does what the link stands for, and shows what became of it. Doing it again changes nothing more. */
export async function actOnAnswer(ctx: LinkContext, { token }: { readonly token: string }): Promise<AnswerPage> {
  const link = await follow(ctx, token);
  if (link === undefined) {
    ctx.metrics.count('RepliesRefused', 1, { via: 'LINK' });
    return page(403, refusedPage());
  }
  const outcome = await act(ctx, token, link, 'LINK');
  if (outcome === undefined) return page(200, ask(ctx, link));
  const { language } = link.user;
  const alert = 'alert' in outcome ? outcome.alert : link.alert;
  return page(200, donePage(alert, { outcome: outcomeText(outcome, language), language }));
}

/** What an app or a browser is told that has posted a link on a button of its own. */
export interface AnswerTold {
  /** REFUSED: the link is none, or expired. Of everything but DONE nothing was changed. */
  readonly outcome: 'DONE' | 'RESOLVED_BEFORE' | 'IMPOSSIBLE' | 'FORBIDDEN' | 'GONE' | 'REFUSED';
  /** In the language of whoever answers. */
  readonly text: string;
  readonly alert?: Pick<Alert, 'id' | 'status'>;
}

/** POST of an app: the same as words for it to show. */
export async function actOnButton(
  ctx: LinkContext,
  { token }: { readonly token: string },
): Promise<{ readonly status: 200 | 403; readonly body: AnswerTold }> {
  const link = await follow(ctx, token);
  if (link === undefined) return refuseButton(ctx);
  const outcome = await act(ctx, token, link, 'PUSH');
  if (outcome === undefined) return refuseButton(ctx);
  const { id, status } = (await ctx.store.alerts.get(link.alert.id)) ?? link.alert;
  const text = outcomeText(outcome, link.user.language);
  return { status: 200, body: { outcome: outcomesOnWire[outcome.kind], text, alert: { id, status } } };
}

function refuseButton({ metrics }: Context) {
  metrics.count('RepliesRefused', 1, { via: 'LINK' });
  return { status: 403, body: { outcome: 'REFUSED', text: 'This link is not good any more.' } } as const;
}

const outcomesOnWire: Readonly<Record<AnswerOutcome['kind'], AnswerTold['outcome']>> = {
  done: 'DONE',
  'resolved-before': 'RESOLVED_BEFORE',
  impossible: 'IMPOSSIBLE',
  forbidden: 'FORBIDDEN',
  gone: 'GONE',
};

/** Does what the link stands for; undefined for one that leaves the choice to its page. */
async function act(
  ctx: LinkContext,
  token: string,
  { claims: { alertId, action }, user }: Link,
  via: 'LINK' | 'PUSH',
): Promise<AnswerOutcome | undefined> {
  if (action === 'ANY') return undefined;
  const scope = inboundScope('LINK', createHash('sha256').update(token).digest('hex'));
  return answerAlert(ctx, { alertId, user, command: action, via, scope });
}

/** What a link may be made of: a reply address stands in headers that others see, and needs an authenticated sender. */
type LinkClaims = AnswerClaims & { readonly action: Exclude<AnswerClaims['action'], 'REPLY'> };

const opensLink = (claims: AnswerClaims | undefined): claims is LinkClaims =>
  claims !== undefined && claims.action !== 'REPLY';

interface Link {
  readonly claims: LinkClaims;
  readonly alert: Alert;
  readonly user: User;
}

async function follow(ctx: LinkContext, token: string): Promise<Link | undefined> {
  const claims = ctx.tokens.verify(token);
  if (!opensLink(claims)) return undefined;
  const [alert, user] = await Promise.all([ctx.store.alerts.get(claims.alertId), ctx.store.users.get(claims.userId)]);
  if (alert === undefined || user === undefined) return undefined;
  const asUser = { ...ctx, actor: answering(user, 'LINK') };
  return (await mayWithAlert(asUser, 'alert:read', alert)) ? { claims, alert, user } : undefined;
}

/** A link that stands for every answer offers each of them by a token of its own. */
function ask(ctx: LinkContext, { claims, alert, user }: Link): string {
  const { language } = user;
  if (!isOpen(alert)) {
    return donePage(alert, { outcome: outcomeText({ kind: 'resolved-before', alert }, language), language });
  }
  const actions = claims.action === 'ANY' ? everyAnswer : [claims.action];
  const choices = actions.map((action) => ({ action, token: ctx.tokens.sign({ ...claims, action }) }));
  return askPage(alert, choices, { userName: fullName(user), language });
}

/**
 * The page of an alert for somebody who is signed in: whoever may answer it is offered to, as themselves. Throws NotFoundError for an
 * alert that is none of their business.
 */
export async function showAlert(
  ctx: Context<'store' | 'tokens' | 'settings'>,
  { alertId, user }: { readonly alertId: number; readonly user: User },
): Promise<AnswerPage> {
  const { language } = user;
  const asUser = { ...ctx, actor: await actorWithTeams(ctx, user) };
  const alert = await readAlert(asUser, alertId);
  const inConsole = `${ctx.settings.consoleUrl}/alerts/${alertId}`;
  if (!isOpen(alert) || !(await mayWithAlert(asUser, 'alert:respond', alert)))
    return page(200, alertPage(alert, { language, inConsole }));
  const expiresAt = epochSecondsOf(plus(ctx.clock.now(), shownFor));
  const choices = everyAnswer.map((action) => ({
    action,
    token: `/answer/${ctx.tokens.sign({ alertId, userId: user.id, action, expiresAt })}`,
  }));
  return page(200, askPage(alert, choices, { userName: fullName(user), language, inConsole }));
}

/** Whoever leaves the page open opens it anew. */
const shownFor = { hours: 1 };

/** No script, no frames, no caches, and no trace of the token in other sites' logs. */
const page = (status: AnswerPage['status'], body: string): AnswerPage => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
  },
  body,
});
