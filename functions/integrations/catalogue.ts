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

const byPathSegment = new Map(
  integrations.flatMap((integration) =>
    [integration.slug, ...integration.aliases].map((segment) => [segment, integration] as const),
  ),
);

/** The integration that a path segment chooses: slug, alias or type constant in any case; the API's for unknown ones. */
export const integrationFor = (segment: string): Integration => byPathSegment.get(segment.toLowerCase()) ?? api;

/** The path segment for a source of this type: the tool's slug, else the type itself, which the API's adapter serves. */
export const slugOfType = (integrationType: string): string => {
  const segment = integrationType.toLowerCase();
  return byPathSegment.has(segment) ? integrationFor(segment).slug : segment;
};
