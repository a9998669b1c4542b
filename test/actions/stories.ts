import type { ActionDriver } from '../../functions/actions/driver.ts';
import type { ActionFacts } from '../../functions/actions/facts.ts';
import type { ConnectorType } from '../../functions/domain/alert-action/connector-type.ts';
import { anAlert, factsFor, now } from './facts.ts';
import { createAutotask } from './fakes/autotask.ts';
import {
  type ChatFake,
  createDingTalk,
  createDiscord,
  createGoogleChat,
  createMattermost,
  createTelegram,
  createZapier,
  createZoomChat,
} from './fakes/chats.ts';
import type { TicketFake } from './fakes/fake.ts';
import { createGitHub } from './fakes/github.ts';
import { createJira } from './fakes/jira.ts';
import { createServiceNow } from './fakes/servicenow.ts';
import { createSlack, createSlackWebhook } from './fakes/slack.ts';
import { createBotFramework, createIncomingWebhook, createWorkflow } from './fakes/teams.ts';
import { createTopdesk } from './fakes/topdesk.ts';
import { createReceiver } from './fakes/webhook.ts';
import { createZabbix } from './fakes/zabbix.ts';
import { createZammad } from './fakes/zammad.ts';
import { createZendesk } from './fakes/zendesk.ts';
import { type Attempt, attempt, type HttpTarget, overHttp, type Target } from './play.ts';

/** A target, and what people see there. */
export interface World {
  readonly target: Target;
  seen(): readonly unknown[];
}

const tickets = (fake: TicketFake): World => ({ target: overHttp(fake.target), seen: fake.tickets });
const chat = (fake: ChatFake): World => ({ target: overHttp(fake.target), seen: () => fake.said });

/** What is no HTTP: taken each time. */
function taking(): World {
  const seen: unknown[] = [];
  const target: Target = (request) => {
    seen.push(request);
    return { kind: 'taken', id: 'taken-1' };
  };
  return { target, seen: () => seen };
}

const slack = (): World => {
  const fake = createSlack();
  return { target: overHttp(fake.target), seen: () => fake.posts.map(({ thread, text }) => ({ thread, text })) };
};
const cards = (fake: { readonly target: HttpTarget; readonly cards: readonly unknown[] }): World => ({
  target: overHttp(fake.target),
  seen: () => fake.cards,
});

/** A new target of each type that does something. */
export const worlds: Readonly<Partial<Record<ConnectorType, () => World>>> = {
  webhook: () => {
    const fake = createReceiver();
    return { target: overHttp(fake.target), seen: () => [...fake.taken] };
  },
  email: taking,
  slack_webhook: () => {
    const fake = createSlackWebhook();
    return { target: overHttp(fake.target), seen: () => fake.posts };
  },
  slack,
  microsoft_teams_webhook: () => cards(createWorkflow()),
  microsoft_teams: () => cards(createIncomingWebhook()),
  microsoft_teams_bot: () => {
    const fake = createBotFramework();
    return {
      target: overHttp(fake.target),
      seen: () => [...fake.activities.values()].map(({ card, text }) => card ?? text),
    };
  },
  jira: () => tickets(createJira()),
  servicenow: () => tickets(createServiceNow()),
  zendesk: () => tickets(createZendesk()),
  github: () => tickets(createGitHub()),
  topdesk: () => tickets(createTopdesk()),
  zammad: () => tickets(createZammad()),
  autotask: () => tickets(createAutotask()),
  mattermost: () => chat(createMattermost()),
  discord: () => chat(createDiscord()),
  telegram: () => chat(createTelegram()),
  dingtalk: () => chat(createDingTalk(now)),
  dingtalk_action: () => chat(createDingTalk(now)),
  zoom_chat: () => chat(createZoomChat()),
  google_chat_bot: () => chat(createGoogleChat()),
  google_chat_webhook: () => chat(createGoogleChat()),
  zapier: () => chat(createZapier()),
  zabbix: () => {
    const fake = createZabbix();
    const { problem } = fake;
    return {
      target: overHttp(fake.target),
      seen: () => [problem.isAcknowledged, problem.isClosed, ...problem.messages],
    };
  },
  aws_event_bridge: taking,
  automation_rule: taking,
  reroute: taking,
};

/** The types that do something. */
export const acting = Object.keys(worlds) as ConnectorType[];

/** A new target of this type. */
export function worldOf(type: ConnectorType): World {
  const create = worlds[type];
  if (create === undefined) throw new Error(`${type} does nothing`);
  return create();
}

const person = { by: 'Ada Lovelace' };
const key = (type: ConnectorType) => (type === 'zabbix' ? { alertKey: '9001' } : {});

/** What becomes of an alert in the order of time: created, accepted, commented, resolved. */
export const turns = (type: ConnectorType): readonly Partial<Omit<ActionFacts, 'connector'>>[] => [
  { trigger: 'alert-created', alert: anAlert(key(type)), attemptKey: 'FIRST' },
  {
    trigger: 'alert-acknowledged',
    deed: person,
    alert: anAlert({ ...key(type), status: 'ACCEPTED', acceptedBy: 'Ada Lovelace' }),
    attemptKey: 'SECOND',
  },
  {
    trigger: 'alert-comment-added',
    deed: { by: 'Grace Hopper', comment: 'It is <the> log\n& nothing more.' },
    alert: anAlert({ ...key(type), status: 'ACCEPTED', acceptedBy: 'Ada Lovelace' }),
    attemptKey: 'THIRD',
  },
  {
    trigger: 'alert-resolved',
    deed: person,
    alert: anAlert({ ...key(type), status: 'RESOLVED', acceptedBy: 'Ada Lovelace', resolvedBy: 'Ada Lovelace' }),
    attemptKey: 'FOURTH',
  },
];

/**
 * The attempts of a story, each with the reference that those before it have made. One without an end is repeated, as the
 * delivery does it.
 */
export function story(driver: ActionDriver, target: Target): readonly Attempt[] {
  let reference: string | undefined;
  return turns(driver.type).flatMap((turn) => {
    const attempts: Attempt[] = [];
    do {
      const isRepeat = attempts.length > 0;
      const facts = factsFor(driver.type, { ...turn, isRepeat, ...(reference !== undefined && { reference }) });
      attempts.push(attempt(driver, facts, target));
    } while (attempts.at(-1)?.reading.kind === 'later' && attempts.length < 60);
    const reading = attempts.at(-1)?.reading;
    if (reading?.kind === 'done') reference = reading.reference ?? reference;
    return attempts;
  });
}
