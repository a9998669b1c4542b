import type { Integration } from './adapter.ts';
import { api } from './api.ts';
import { awsCloudwatch } from './aws-cloudwatch.ts';
import { awsEventbridge } from './aws-eventbridge.ts';
import { awsSns } from './aws-sns.ts';
import { datadog } from './datadog.ts';
import { grafana } from './grafana.ts';
import { grafanaLegacy } from './grafana-legacy.ts';
import { opsgenie } from './opsgenie.ts';
import { pagerdutyEventsV2 } from './pagerduty-events-v2.ts';
import { prometheusAlertmanager } from './prometheus-alertmanager.ts';
import { uptimeKuma } from './uptime-kuma.ts';
import { zabbix } from './zabbix.ts';

/** Every tool Tocsin understands, in the order shown to people. */
export const integrations: readonly Integration[] = [
  api,
  prometheusAlertmanager,
  grafana,
  grafanaLegacy,
  awsCloudwatch,
  awsSns,
  awsEventbridge,
  datadog,
  zabbix,
  uptimeKuma,
  pagerdutyEventsV2,
  opsgenie,
];

/** `Uptime_Kuma` and `uptimekuma` are one name. */
const squashed = (segment: string): string => segment.toLowerCase().replace(/[^a-z0-9]/g, '');

const byPathSegment = new Map(
  integrations.flatMap((integration) =>
    [integration.slug, ...integration.aliases].map((segment) => [segment, integration] as const),
  ),
);

const bySquashedSegment = new Map([...byPathSegment].map(([segment, one]) => [squashed(segment), one] as const));

/** The integration of a path segment: slug, alias or type constant, however it is spelled; undefined for unknown ones. */
export const namedIntegration = (segment: string): Integration | undefined =>
  byPathSegment.get(segment.toLowerCase()) ?? bySquashedSegment.get(squashed(segment));

/** The integration that a path segment chooses; the API's for unknown ones. */
export const integrationFor = (segment: string): Integration => namedIntegration(segment) ?? api;

/** The path segment for a source of this type: the tool's slug, else the type itself, which the API's adapter serves. */
export const slugOfType = (integrationType: string): string => {
  const segment = integrationType.toLowerCase();
  return byPathSegment.has(segment) ? integrationFor(segment).slug : segment;
};
