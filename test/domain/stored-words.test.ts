import { describe, expect, it } from 'vitest';
import { Role, Via } from '../../functions/domain/access/actor.ts';
import { DeliveryStatus } from '../../functions/domain/action-delivery/delivery.ts';
import { AlertStatus, KeyLock, Responder } from '../../functions/domain/alert/alert.ts';
import { LogFilterType } from '../../functions/domain/alert/log-entry.ts';
import { TriggerMode } from '../../functions/domain/alert-action/alert-action.ts';
import { AlertFilter } from '../../functions/domain/alert-action/alert-filter.ts';
import { AlertPriorityRule, AlertSourceStatus } from '../../functions/domain/alert-source/alert-source.ts';
import { warningKinds } from '../../functions/domain/alert-source/warnings.ts';
import { AutomationTrigger } from '../../functions/domain/automation/automation-rule.ts';
import { CoverageRequest } from '../../functions/domain/coverage/coverage-request.ts';
import { pipelineTypes } from '../../functions/domain/deployment/pipeline-type.ts';
import { EventOutcome, EventType, Priority } from '../../functions/domain/event/event.ts';
import { BranchType, NodeType } from '../../functions/domain/event-flow/event-flow.ts';
import { ruleOperators } from '../../functions/domain/event-flow/metadata.ts';
import { Heartbeat, HeartbeatMonitor } from '../../functions/domain/heartbeat/heartbeat-monitor.ts';
import { IncidentStatus } from '../../functions/domain/incident/incident.ts';
import { DataSourceAccess, DataSourceType } from '../../functions/domain/metric/data-source.ts';
import { Aggregation, Metric } from '../../functions/domain/metric/metric.ts';
import {
  Channel,
  LinkPurpose,
  NotificationKind,
  NotificationStatus,
} from '../../functions/domain/notification/notification.ts';
import { AppType } from '../../functions/domain/oauth/app.ts';
import { Code } from '../../functions/domain/oauth/grant.ts';
import { PageElement, StatusPage } from '../../functions/domain/page/status-page.ts';
import { Schedule } from '../../functions/domain/schedule/schedule.ts';
import { Dependency, Subscriber } from '../../functions/domain/service/service.ts';
import { ServiceStatus } from '../../functions/domain/service/status.ts';
import { SignInAttempt } from '../../functions/domain/session/attempt.ts';
import { SignInMethod } from '../../functions/domain/session/session.ts';
import { PageSubscriber, SubscriberType } from '../../functions/domain/subscriber/page-subscriber.ts';
import { SupportHoursException } from '../../functions/domain/support-hours/support-hours.ts';
import { Team, TeamRole } from '../../functions/domain/team/team.ts';
import { Recipient, Told, WindowMoment } from '../../functions/domain/telling/telling.ts';
import {
  AlertPreference,
  ContactStatus,
  DutyPreference,
  EmailContact,
  Method,
  PhoneContact,
  PushDevice,
  SubscriptionPreference,
  UpdatePreference,
} from '../../functions/domain/user/user.ts';

const wordsOf = (literals: readonly { readonly value: unknown }[]) => literals.map(({ value }) => value);
const [predicate] = [AlertFilter.shape.predicates.element.shape];

/** Written out, since items of former versions, and clients, have them: a word that becomes another one is a word less. */
describe('the words that are kept in items and on the wire', () => {
  it.each<[string, readonly unknown[], string]>([
    ['roles', Role.options, 'STAKEHOLDER GUEST VIEWER RESPONDER USER ADMIN OWNER'],
    ['ways', Via.options, 'API SMS VOICE EMAIL PUSH LINK SLACK TEAMS SOURCE TICKET SYSTEM'],
    ['states of deliveries', DeliveryStatus.options, 'QUEUED SENDING DONE FAILED'],
    ['states of alerts', AlertStatus.options, 'PENDING ACCEPTED RESOLVED'],
    ['states of responders', Responder.shape.status.options, 'PENDING ACCEPTED'],
    ['states of keys', wordsOf(KeyLock.options.map(({ shape }) => shape.state)), 'OPEN MEMBER RESOLVED'],
    [
      'filters of timelines',
      LogFilterType.options,
      'NOTIFICATIONS ALERT_SOURCE_EVENTS CALL_ROUTING_EVENTS ALERT_UPDATES CONNECTOR_EVENTS INCIDENT_COMMUNICATIONS',
    ],
    ['modes of actions', TriggerMode.options, 'AUTOMATIC MANUAL'],
    ['operators of filters', AlertFilter.shape.operator.options, 'AND OR'],
    [
      'fields of filters',
      predicate?.field.options ?? [],
      'ALERT_SUMMARY ALERT_DETAILS ESCALATION_POLICY ALERT_PRIORITY',
    ],
    [
      'criteria of filters',
      predicate?.criteria.options ?? [],
      'CONTAINS_ANY_WORDS CONTAINS_NOT_WORDS CONTAINS_STRING CONTAINS_NOT_STRING IS_STRING IS_NOT_STRING MATCHES_REGEX MATCHES_NOT_REGEX',
    ],
    ['rules of priority', AlertPriorityRule.options, 'HIGH LOW HIGH_DURING_SUPPORT_HOURS LOW_DURING_SUPPORT_HOURS'],
    ['states of sources', AlertSourceStatus.options, 'PENDING ALL_ACCEPTED ALL_RESOLVED IN_MAINTENANCE DISABLED'],
    ['warnings', warningKinds, 'UNKNOWN_TOOL OTHER_TOOL EMPTY_GROUP_KEY RATE_LIMITED'],
    ['triggers of rules', AutomationTrigger.options, 'CREATED ACCEPTED'],
    ['states of requests', CoverageRequest.shape.state.options, 'PENDING ACCEPTED DECLINED CANCELLED'],
    ['pipelines', pipelineTypes, 'API GITHUB GITLAB ARGO_CD'],
    ['types of events', EventType.options, 'ALERT ACCEPT RESOLVE COMMENT'],
    ['priorities', Priority.options, 'HIGH LOW'],
    [
      'outcomes of events',
      EventOutcome.options,
      'CREATED APPENDED ACCEPTED RESOLVED COMMENTED NO_OPEN_ALERT STALE SOURCE_DISABLED IN_MAINTENANCE SOURCE_DELETED IGNORED REFUSED UNREADABLE FILTERED NO_KEY GROUPED DROPPED_BY_FLOW WAITING',
    ],
    ['nodes of flows', NodeType.options, 'ROOT PLAIN SUPPORT_HOURS ROUTE_EVENT DEFINE_BRANCHES WAIT TRANSFORM'],
    ['branches of flows', BranchType.options, 'BRANCH CATCH_ALL ACCEPTED'],
    ['rules of flows', ruleOperators, 'SET COPY MAP TEMPLATE MERGE APPEND_ARRAY'],
    ['states of heartbeats', Heartbeat.shape.state.options, 'UNKNOWN HEALTHY OVERDUE RECOVERED'],
    ['states of incidents', IncidentStatus.options, 'INVESTIGATING IDENTIFIED MONITORING RESOLVED'],
    ['data sources', DataSourceType.options, 'DATADOG PROMETHEUS'],
    ['ways into data sources', DataSourceAccess.shape.authType.unwrap().options, 'NONE BASIC HEADER'],
    ['aggregations', Aggregation.options, 'AVG SUM MIN MAX LAST'],
    ['metrics', Metric.shape.displayType.options, 'GRAPH SINGLE'],
    ['changes of metrics', Metric.shape.dataChange.unwrap().shape.what.options, 'DEMO DELETED'],
    ['channels', Channel.options, 'SMS VOICE EMAIL PUSH NULL'],
    ['links in mails', LinkPurpose.options, 'SIGN_IN INVITATION'],
    ['notifications', NotificationKind.options, 'PAGE ASSIGNMENT UPDATE SUMMARY CONFIRMATION VERIFICATION TEST NOTICE'],
    [
      'states of notifications',
      NotificationStatus.options,
      'QUEUED SENDING SENT DELIVERED FAILED SUPPRESSED AGGREGATED CANCELLED',
    ],
    ['apps', AppType.options, 'CONFIDENTIAL PUBLIC'],
    ['parts of pages', PageElement.shape.type.options, 'SERVICE GROUP'],
    ['kinds of pages', StatusPage.shape.visibility.options, 'PUBLIC PRIVATE'],
    ['layouts of pages', StatusPage.shape.pageLayout.options, 'SINGLE_COLUMN RESPONSIVE'],
    ['looks of pages', StatusPage.shape.appearance.unwrap().options, 'LIGHT DARK'],
    ['schedules', Schedule.shape.type.options, 'STATIC RECURRING'],
    ['subscribers inside', Subscriber.shape.type.options, 'USER TEAM'],
    ['needs of services', Dependency.shape.type.options, 'HARD SOFT'],
    ['states of services', ServiceStatus.options, 'OPERATIONAL UNDER_MAINTENANCE DEGRADED PARTIAL_OUTAGE MAJOR_OUTAGE'],
    ['ways to sign in', SignInMethod.options, 'LINK PASSKEY OIDC INVITATION'],
    ['attempts to sign in', SignInAttempt.shape.kind.options, 'LINK PASSKEY PASSKEY_REGISTRATION OIDC'],
    ['codes of apps', Code.shape.state.options, 'NEW USED'],
    ['exceptions of support hours', SupportHoursException.shape.supportStatus.options, 'DURING OUTSIDE NONE'],
    ['rules of duties', [DutyPreference.shape.type.value], 'ON_CALL'],
    ['subscribers outside', SubscriberType.options, 'EMAIL SMS WEBHOOK'],
    ['states of subscribers', PageSubscriber.shape.status.options, 'PENDING CONFIRMED'],
    ['roles in teams', TeamRole.options, 'STAKEHOLDER RESPONDER USER ADMIN VIEWER'],
    ['teams', Team.shape.visibility.options, 'PUBLIC PRIVATE'],
    ['channels to subscribers', Recipient.shape.channel.options, 'EMAIL SMS PUSH WEBHOOK'],
    ['what became of a telling', Recipient.shape.state.unwrap().options, 'SENT FAILED'],
    ['what is told', wordsOf(Told.options.map(({ shape }) => shape.kind)), 'INCIDENT MAINTENANCE'],
    ['moments of planned work', WindowMoment.options, 'CREATED DAY_BEFORE HOUR_BEFORE STARTED ENDED'],
    ['states of contacts', ContactStatus.options, 'OK LOCKED BLACKLISTED'],
    ['platforms', PushDevice.shape.platform.options, 'GCM APNS'],
    ['methods', Method.options, 'EMAIL SMS PUSH VOICE WHATSAPP TELEGRAM'],
    ['methods of duties', DutyPreference.shape.method.options, 'EMAIL SMS PUSH WHATSAPP TELEGRAM'],
    ['methods of updates', UpdatePreference.shape.method.options, 'EMAIL SMS PUSH WHATSAPP TELEGRAM'],
    ['methods of subscriptions', SubscriptionPreference.shape.method.options, 'EMAIL SMS PUSH'],
    ['rules of alerts', AlertPreference.shape.type.options, 'HIGH_PRIORITY LOW_PRIORITY'],
    [
      'minutes before a duty',
      DutyPreference.shape.beforeMin.options.map(({ value }) => `${value}`),
      '0 15 30 60 180 360 720 1440',
    ],
    ['members of addresses', Object.keys(EmailContact.shape), 'id target status verified verification address'],
    [
      'members of numbers',
      Object.keys(PhoneContact.shape),
      'id target status verified verification regionCode primary e164 country optedOut',
    ],
    ['rules of updates', UpdatePreference.shape.type.options, 'ALERT_ACCEPTED ALERT_RESOLVED ALERT_ESCALATED'],
  ])('are, for %s, these', (_name, options, words) => {
    expect(options).toEqual(words.split(' '));
  });
});

describe('numbers that are kept', () => {
  it.each([
    ['the interval of a heartbeat', HeartbeatMonitor.shape.intervalSec, 25, 2_678_400],
    ['the delay of a rule', AlertPreference.shape.delayMin, 0, 120],
  ])('are, for %s, whole ones between two bounds', (_name, schema, least, most) => {
    const isOne = (value: number) => schema.safeParse(value).success;
    expect([least, most].map(isOne)).toEqual([true, true]);
    expect([least - 1, most + 1, least + 0.5].map(isOne)).toEqual([false, false, false]);
  });
});
