import type { ActionDriver } from '../../functions/actions/driver.ts';
import type { ActionFacts } from '../../functions/actions/facts.ts';
import type { ConnectorType } from '../../functions/domain/alert-action/connector-type.ts';
import { anAlert, factsFor, now } from './facts.ts';
import { createAutotask } from './fakes/autotask.ts';
import {
  createDingTalk,
  createDiscord,
  createGoogleChat,
  createMattermost,
  createTelegram,
  createZapier,
  createZoomChat,
} from './fakes/chats.ts';
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
import { type Attempt, attempt, overHttp, type Target } from './play.ts';

const taken: Target = () => ({ kind: 'taken', id: 'taken-1' });

/** A new target of each type that does something. */
export const targets: Readonly<Partial<Record<ConnectorType, () => Target>>> = {
  webhook: () => overHttp(createReceiver().target),
  email: () => taken,
  slack_webhook: () => overHttp(createSlackWebhook().target),
  slack: () => overHttp(createSlack().target),
  microsoft_teams_webhook: () => overHttp(createWorkflow().target),
  microsoft_teams: () => overHttp(createIncomingWebhook().target),
  microsoft_teams_bot: () => overHttp(createBotFramework().target),
  jira: () => overHttp(createJira().target),
  servicenow: () => overHttp(createServiceNow().target),
  zendesk: () => overHttp(createZendesk().target),
  github: () => overHttp(createGitHub().target),
  topdesk: () => overHttp(createTopdesk().target),
  zammad: () => overHttp(createZammad().target),
  autotask: () => overHttp(createAutotask().target),
  mattermost: () => overHttp(createMattermost().target),
  discord: () => overHttp(createDiscord().target),
  telegram: () => overHttp(createTelegram().target),
  dingtalk: () => overHttp(createDingTalk(now).target),
  dingtalk_action: () => overHttp(createDingTalk(now).target),
  zoom_chat: () => overHttp(createZoomChat().target),
  google_chat_bot: () => overHttp(createGoogleChat().target),
  google_chat_webhook: () => overHttp(createGoogleChat().target),
  zapier: () => overHttp(createZapier().target),
  zabbix: () => overHttp(createZabbix().target),
  aws_event_bridge: () => taken,
  automation_rule: () => taken,
  reroute: () => taken,
};

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
    deed: { by: 'Grace Hopper', comment: 'It is the log.' },
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

/** The attempts of a story, each with the reference that those before it have made. */
export function story(driver: ActionDriver, target: Target): readonly Attempt[] {
  let reference: string | undefined;
  return turns(driver.type).map((turn) => {
    const one = attempt(driver, factsFor(driver.type, { ...turn, reference }), target);
    if (one.reading.kind === 'done') reference = one.reading.reference ?? reference;
    return one;
  });
}
