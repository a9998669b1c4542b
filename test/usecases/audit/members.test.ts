import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../functions/domain/audit/audit-entry.ts';
import { auditEntryOf } from '../../../functions/domain/audit/entry-of.ts';
import { secretMark } from '../../../functions/domain/audit/telling.ts';
import { alertActionKind } from '../../../functions/usecases/alert-action/kind.ts';
import { sourceKind } from '../../../functions/usecases/alert-source/kind.ts';
import { apiKeyKind } from '../../../functions/usecases/api-key/kind.ts';
import { automationRuleKind } from '../../../functions/usecases/automation/kind.ts';
import { chatAppKind } from '../../../functions/usecases/chat-app/kind.ts';
import { connectorKind } from '../../../functions/usecases/connector/kind.ts';
import { coverageKind } from '../../../functions/usecases/coverage/kind.ts';
import { deploymentPipelineKind } from '../../../functions/usecases/deployment-pipeline/kind.ts';
import { eventFlowKind, flowIntegrationKind } from '../../../functions/usecases/event-flow/kind.ts';
import { monitorKind } from '../../../functions/usecases/heartbeat/kind.ts';
import { identityProviderKind } from '../../../functions/usecases/identity-provider/kind.ts';
import { incidentKind, incidentTemplateKind } from '../../../functions/usecases/incident/kind.ts';
import { maintenanceKind } from '../../../functions/usecases/maintenance/kind.ts';
import { metricDataSourceKind, metricKind } from '../../../functions/usecases/metric/kind.ts';
import { appKind } from '../../../functions/usecases/oauth/app-kind.ts';
import { statusPageKind } from '../../../functions/usecases/page/kind.ts';
import { policyKind } from '../../../functions/usecases/policy/kind.ts';
import { scheduleKind } from '../../../functions/usecases/schedule/kind.ts';
import { overridesKind } from '../../../functions/usecases/schedule/overrides-kind.ts';
import { serviceKind } from '../../../functions/usecases/service/kind.ts';
import { invitationKind, passkeyKind, sessionKind } from '../../../functions/usecases/sign-in/kinds.ts';
import { subscriberKind } from '../../../functions/usecases/subscriber/kind.ts';
import { supportHoursKind } from '../../../functions/usecases/support-hours/kind.ts';
import { teamKind } from '../../../functions/usecases/team/kind.ts';
import { userKind } from '../../../functions/usecases/user/kind.ts';
import { tenOClock } from '../../support/factories.ts';

interface AnyKind {
  readonly kind: string;
  readonly members: object;
}

/**
 * What the audit log tells of each kind of thing: words are told, words with a star only as changed, because they let somebody in.
 * All else of it is no configuration. Whoever adds a member says here what becomes of it.
 */
const kinds: readonly (readonly [AnyKind, string])[] = [
  [
    alertActionKind,
    'name alertSourceIds connectorId connectorType triggerMode triggerTypes escalationEndedDelaySec notResolvedDelaySec delaySec alertFilter conditions params* teams',
  ],
  [
    sourceKind,
    'name integrationType policyId integrationKey* alertCreation alertPriorityRule severity active teams extras metadata*',
  ],
  [apiKeyKind, 'hash* userId name scopes validUntil'],
  [
    automationRuleKind,
    'alertType sourceId serviceId serviceStatus templateId sendNotification resolveIncident resolveService',
  ],
  [chatAppKind, 'type params*'],
  [connectorKind, 'type name params*'],
  [coverageKind, 'requesterId colleagueId shifts message state'],
  [deploymentPipelineKind, 'name integrationType integrationKey* signingSecret* branchFilters eventFilters teams'],
  [eventFlowKind, 'name teams root'],
  [flowIntegrationKind, 'eventFlowId integrationType integrationKey*'],
  [monitorKind, 'name intervalSec alertSummary sourceId integrationKey* teams'],
  [
    identityProviderKind,
    'name issuer clientId clientSecret* domains scopes claims roleMappings defaultRole teamMappings phoneRegion provision active label ownerAgreed',
  ],
  [incidentKind, 'summary status message sendNotification affected isAutomatic subscribers templateId'],
  [incidentTemplateKind, 'name summary status message sendNotification teams'],
  [maintenanceKind, 'timezone start end recurrence summary description sources services notifications'],
  [
    metricKind,
    'name description unitLabel aggregationType displayType interpolateGaps showValuesOnMouseOver lockYAxisMax lockYAxisMin mouseOverDecimal integrationKey* dataSourceId query dataChange teams',
  ],
  [
    metricDataSourceKind,
    'name type metadata.region metadata.apiKey* metadata.applicationKey* metadata.url metadata.authType metadata.basicUser metadata.basicPass* metadata.headerKey metadata.headerValue* teams',
  ],
  [appKind, 'name type clientId secretHash* redirectUris scopes'],
  [
    statusPageKind,
    'name subdomain domain timezone visibility activatedAt audienceSpecific accountWideView ipWhitelist emailWhitelist hiddenFromSearch showSubscribeAction showIncidentHistoryOption pageTitle pageDescription pageLayout appearance customCss faviconUrl logoUrl logoRedirectUrl announcement announcementOnPage announcementInWidget services metrics groups elements teams subscribers',
  ],
  [policyKind, 'name levels repeating frequency delayMin routingKey teams'],
  [
    scheduleKind,
    // The address of a calendar is often the key to it.
    'name timezone type editions showGaps defaultShiftDuration teams feedHash* import.url*',
  ],
  [overridesKind, 'overrides.id overrides.userId overrides.start overrides.end'],
  [
    serviceKind,
    'name alias description status oneOpenIncidentOnly showUptimeHistory teams labels iconUrl links dependencies subscribers',
  ],
  [passkeyKind, 'userId name'],
  [invitationKind, 'userId email expiresOn'],
  [sessionKind, 'userId email page method userAgent createdAt'],
  [subscriberKind, 'pageId type locale services status'],
  [supportHoursKind, 'name timezone supportDays exceptions teams'],
  [teamKind, 'name visibility members'],
  [
    userKind,
    'username email firstName lastName role timezone language region position department shiftColor mutedUntil ' +
      'emails.id emails.target emails.status emails.verified ' +
      'phones.id phones.target phones.status phones.verified phones.regionCode phones.primary phones.optedOut ' +
      'devices.id devices.platform devices.token* devices.name ' +
      'browsers.id browsers.endpoint* browsers.p256dh* browsers.auth* browsers.name ' +
      'preferences.alerts preferences.duties preferences.updates preferences.subscriptions feedHash* ' +
      'identities.issuer identities.subject identities.teams ' +
      'chatAccounts.type chatAccounts.space chatAccounts.user chatAccounts.name',
  ],
];

/** Something of this kind, in which every member says the same. */
const saying = (members: object, text: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(members).map(([name, telling]) => [
      name,
      typeof telling === 'string' ? text : saying(telling, text),
    ]),
  );

const pathsOf = (told: NonNullable<AuditEntry['after']>, start = ''): string[] =>
  Object.entries(told).flatMap(([name, value]) => {
    if (typeof value === 'object' && value !== null) return pathsOf(value as typeof told, `${start}${name}.`);
    expect(['new', secretMark]).toContain(value);
    return [`${start}${name}${value === secretMark ? '*' : ''}`];
  });

describe('what the audit log tells of a change', () => {
  it.each(kinds.map(([kind, told]) => ({ kind, told, of: kind.kind })))('of a $of', ({ kind, told }) => {
    const named = { ...kind, idOf: () => 1, nameOf: () => 'One' };
    const occasion = { actor: { kind: 'system', name: 'Tocsin', via: 'SYSTEM' } as const, at: tenOClock, id: 1 };
    const entry = auditEntryOf<object>(occasion, named as Parameters<typeof auditEntryOf<object>>[1], {
      what: 'update',
      before: saying(kind.members, 'old'),
      after: saying(kind.members, 'new'),
    });
    expect(pathsOf(entry?.after ?? {}).sort()).toEqual(told.split(' ').sort());
  });
});
