import type { Integration, IntegrationName, Tool } from './adapter.ts';
import { ownFormTool, unpublishedTool } from './generic-tools.ts';
import { tool as api } from './tools/api.ts';
import { withWholeBody } from './whole-body.ts';

type Line = readonly [slug: string, integrationType: string, name: string, ...aliases: string[]];

/**
 * Every tool, in the order shown to people: a line here, and the file of its slug in `tools/`. The lower-cased type is an
 * alias by itself, where it is not a slug, and so is every other spelling (`Uptime_Kuma`).
 */
const filed: readonly Line[] = [
  ['api', 'API', 'API', 'generic-json', 'generic', 'webhook'],
  ['prometheus-alertmanager', 'PROMETHEUS', 'Prometheus Alertmanager', 'alertmanager'],
  ['grafana', 'GRAFANA', 'Grafana', 'grafana-unified', 'grafana-alerting', 'grafana-cloud'],
  ['grafana-legacy', 'GRAFANA', 'Grafana (legacy alerting)', 'grafana8'],
  ['aws-cloudwatch', 'CLOUDWATCH', 'Amazon CloudWatch', 'amazon-cloudwatch'],
  ['aws-sns', 'AMAZONSNS', 'Amazon SNS', 'sns'],
  ['aws-eventbridge', 'API', 'Amazon EventBridge', 'eventbridge', 'amazon-eventbridge'],
  ['datadog', 'DATADOG', 'Datadog'],
  ['zabbix', 'ZABBIX', 'Zabbix'],
  ['uptime-kuma', 'UPTIMEKUMA', 'Uptime Kuma'],
  ['pagerduty-events-v2', 'API', 'PagerDuty Events API v2', 'pagerduty', 'pagerduty-events', 'pagerduty-v2'],
  ['opsgenie', 'OPSGENIE', 'Opsgenie'],
  ['4me', 'FOURME', '4me', 'xurrent'],
  ['alibaba-cloud', 'ALIBABACLOUD', 'Alibaba Cloud CloudMonitor'],
  ['appdynamics', 'APPDYNAMICS', 'AppDynamics'],
  ['appsignal', 'APPSIGNAL', 'AppSignal'],
  ['aws-budgets', 'AWSBUDGET', 'AWS Budgets', 'aws-budget'],
  ['aws-cloudtrail', 'API', 'AWS CloudTrail', 'cloudtrail'],
  ['aws-devops-guru', 'API', 'Amazon DevOps Guru', 'devops-guru'],
  ['aws-guardduty', 'GUARDDUTY', 'Amazon GuardDuty'],
  ['aws-health', 'AWSPHD', 'AWS Health', 'aws-phd', 'aws-personal-health-dashboard'],
  ['aws-security-hub', 'API', 'AWS Security Hub', 'security-hub'],
  ['awx', 'AWX', 'Ansible Automation Platform AWX', 'ansible', 'ansible-tower'],
  ['azure-monitor', 'AZUREALERTS', 'Azure Monitor', 'azure', 'azure-alerts'],
  ['catchpoint', 'CATCHPOINT', 'Catchpoint'],
  ['checkly', 'CHECKLY', 'Checkly'],
  ['checkmk', 'CHECKMK', 'Checkmk', 'checkmk-ext', 'check-mk'],
  ['cisco-meraki', 'CISCOMERAKI', 'Cisco Meraki', 'meraki'],
  ['cloudflare', 'CLOUDFLARE', 'Cloudflare'],
  ['connectwise', 'CONNECTWISEPSA', 'ConnectWise Manage', 'connectwise-manage'],
  ['consul', 'CONSUL', 'HashiCorp Consul'],
  ['dash0', 'DASH0', 'Dash0'],
  ['dead-mans-snitch', 'DEADMANSSNITCH', "Dead Man's Snitch"],
  ['dynatrace', 'DYNATRACE', 'Dynatrace'],
  ['elastic-watcher', 'ESWATCHER', 'Elastic Watcher', 'elasticsearch-watcher', 'watcher'],
  ['falcon-logscale', 'HUMIO', 'CrowdStrike Falcon LogScale', 'logscale'],
  ['fleetdm', 'FLEETDM', 'Fleet', 'fleet'],
  ['gatus', 'GATUS', 'Gatus'],
  ['github', 'GITHUB', 'GitHub'],
  ['gitlab', 'GITLAB', 'GitLab'],
  ['google-cloud-monitoring', 'STACKDRIVER', 'Google Cloud Monitoring', 'gcp', 'google-monitoring'],
  ['google-scc', 'GOOGLESCC', 'Google Security Command Center', 'google-security-command-center'],
  ['graylog', 'GRAYLOG', 'Graylog'],
  ['haloitsm', 'HALOITSM', 'HaloITSM'],
  ['halopsa', 'HALOPSA', 'HaloPSA'],
  ['healthchecks', 'HEALTHCHECKSIO', 'Healthchecks.io'],
  ['hetrixtools', 'HETRIXTOOLS', 'HetrixTools'],
  ['honeybadger', 'HONEYBADGER', 'Honeybadger'],
  ['hyperping', 'HYPERPING', 'Hyperping'],
  ['icinga2', 'ICINGA', 'Icinga'],
  ['influxdb', 'INFLUXDB', 'InfluxDB'],
  ['instana', 'INSTANA', 'Instana'],
  ['jira', 'JIRA', 'Jira'],
  ['kapacitor', 'KAPACITOR', 'Kapacitor'],
  ['keep', 'KEEP', 'Keep'],
  ['kibana', 'KIBANA', 'Kibana'],
  ['kubernetes', 'KUBERNETES', 'Kubernetes', 'ilert-kube-agent'],
  ['auvik', 'AUVIK', 'Auvik'],
  ['coralogix', 'API', 'Coralogix'],
  ['cortex', 'CORTEX', 'Cortex'],
  ['cronitor', 'CRONITOR', 'Cronitor'],
  ['freshservice', 'FRESHSERVICE', 'Freshservice', 'freshdesk'],
  ['honeycomb', 'HONEYCOMB', 'Honeycomb'],
  ['kentix', 'KENTIXAM', 'Kentix AlarmManager', 'kentix-am'],
  ['librenms', 'LIBRENMS', 'LibreNMS'],
  ['logicmonitor', 'API', 'LogicMonitor'],
  ['loki', 'LOKI', 'Grafana Loki', 'grafana-loki'],
  ['microsoft-scom', 'MSSCOM', 'Microsoft SCOM', 'ms-scom', 'scom'],
  ['mimir', 'MIMIR', 'Grafana Mimir', 'grafana-mimir'],
  ['mongodb-atlas', 'MONGODBATLAS', 'MongoDB Atlas'],
  ['monit', 'API', 'Monit'],
  ['nagios', 'NAGIOS', 'Nagios'],
  ['netdata', 'NETDATA', 'Netdata'],
  ['newrelic', 'NEWRELIC', 'New Relic', 'new-relic'],
  ['oh-dear', 'OHDEAR', 'Oh Dear'],
  ['opensearch', 'API', 'OpenSearch'],
  ['pandorafms', 'PANDORAFMS', 'Pandora FMS', 'pandora-fms'],
  ['particle', 'PARTICLE', 'Particle'],
  ['pingdom', 'PINGDOM', 'Pingdom'],
  ['prisma-cloud', 'PAPRISMACLOUD', 'Prisma Cloud', 'prismacloud'],
  ['prtg', 'PRTG', 'PRTG Network Monitor'],
  ['pulsetic', 'PULSETIC', 'Pulsetic'],
  ['push', 'TOOL', 'Push notifications', 'kwatch'],
  ['raygun', 'RAYGUN', 'Raygun'],
  ['rollbar', 'ROLLBAR', 'Rollbar'],
  ['salesforce', 'SALESFORCE', 'Salesforce'],
  ['search-guard', 'SEARCHGUARD', 'Search Guard'],
  ['sematext', 'SEMATEXT', 'Sematext'],
  ['sensu', 'SENSU', 'Sensu'],
  ['sentry', 'SENTRY', 'Sentry'],
  ['server-density', 'SERVERDENSITY', 'Server Density'],
  ['serverguard24', 'SERVERGUARD24', 'ServerGuard24'],
  ['servicenow', 'SERVICENOW', 'ServiceNow', 'service-now'],
  ['signalfx', 'SIGNALFX', 'Splunk Observability (SignalFx)', 'splunk-observability'],
  ['signoz', 'SIGNOZ', 'SigNoz'],
  ['site24x7', 'SITE24X7', 'Site24x7'],
  ['solarwinds', 'SOLARWINDS', 'SolarWinds Orion', 'solarwinds-orion'],
  ['splunk', 'SPLUNK', 'Splunk'],
  ['statuscake', 'STATUSCAKE', 'StatusCake'],
  ['statuspage-io', 'TOOL', 'Statuspage', 'statuspage'],
  ['sumologic', 'SUMOLOGIC', 'Sumo Logic', 'sumo-logic'],
  ['sysdig', 'SYSDIG', 'Sysdig'],
  ['teamcity', 'TEAMCITY', 'TeamCity'],
  ['terraform-cloud', 'TERRAFORMCLOUD', 'HCP Terraform', 'terraform', 'terraform-enterprise', 'hcp-terraform'],
  ['thousandeyes', 'CISCOTHOUSANDEYES', 'Cisco ThousandEyes', 'cisco-thousandeyes'],
  ['topdesk', 'TOPDESK', 'TOPdesk'],
  ['twilio', 'TWILIO', 'Twilio', 'twilioerrors', 'twilio-errors', 'twilio-alarms'],
  ['ubidots', 'UBIDOTS', 'Ubidots'],
  ['uptime-com', 'UPTIME', 'Uptime.com', 'uptimecom'],
  ['uptimerobot', 'UPTIMEROBOT', 'UptimeRobot', 'uptime-robot'],
  ['victoriametrics', 'VICTORIAMETRICS', 'VictoriaMetrics', 'victoria-metrics', 'vmalert'],
  ['wazuh', 'WAZUH', 'Wazuh'],
  ['zammad', 'ZAMMAD', 'Zammad'],
  ['zendesk', 'ZENDESK', 'Zendesk'],
];

/** Tools that send our own event form: the generic adapter knows it, so that they have no file. */
const ownForm: readonly Line[] = [
  ['cortex-xsoar', 'CORTEXXSOAR', 'Cortex XSOAR'],
  ['ibm-cloud-functions', 'IBMCLOUDFUNCTIONS', 'IBM Cloud Functions'],
  ['jumpcloud', 'JUMPCLOUD', 'JumpCloud'],
  ['kafka', 'KAFKA', 'Kafka'],
  ['mqtt', 'MQTT', 'MQTT'],
  ['tulip', 'TULIP', 'Tulip'],
  ['zapier', 'ZAPIER', 'Zapier'],
];

/** Tools of whose messages no form is published: the generic adapter reads what comes. */
const unpublished: readonly Line[] = [
  ['apica', 'APICA', 'Apica'],
  ['api-fortress', 'APIFORTRESS', 'API Fortress'],
  ['autotask', 'AUTOTASK', 'Autotask'],
  ['azure-devops', 'AZUREDEVOPS', 'Azure DevOps'],
  ['clustercontrol', 'CLUSTERCONTROL', 'ClusterControl'],
  ['crowdstrike', 'CROWDSTRIKE', 'CrowdStrike'],
  ['domotz', 'DOMOTZ', 'Domotz'],
  ['dotcom-monitor', 'DOTCOMMONITOR', 'Dotcom-Monitor'],
  ['ekara', 'EKARA', 'Ekara'],
  ['fortisoar', 'FORTISOAR', 'FortiSOAR'],
  ['google-chat', 'GOOGLECHAT', 'Google Chat'],
  ['help-scout', 'HELPSCOUT', 'Help Scout'],
  ['it-conductor', 'ITCONDUCTOR', 'IT-Conductor'],
  ['ixon', 'IXON', 'IXON Cloud'],
  ['level', 'LEVELIO', 'Level'],
  ['lightstep', 'LIGHTSTEP', 'Lightstep'],
  ['livewatch', 'LIVEWATCH', 'LiveWatch'],
  ['mezmo', 'MEZMO', 'Mezmo', 'logdna'],
  ['mxtoolbox', 'MXTOOLBOX', 'MXToolBox'],
  ['n-central', 'NCENTRAL', 'N-central'],
  ['opmanager', 'OPMANAGER', 'OpManager'],
  ['panther', 'PANTHER', 'Panther'],
  ['phare', 'PHAREIO', 'Phare'],
  ['posthog', 'POSTHOG', 'PostHog'],
  ['postman', 'POSTMAN', 'Postman Monitors'],
  ['rapidspike', 'RAPIDSPIKE', 'RapidSpike'],
  ['samsara', 'SAMSARA', 'Samsara'],
  ['sap-frun', 'SAPFRUN', 'SAP Focused Run'],
  ['sciencelogic', 'SCIENCELOGIC', 'ScienceLogic'],
  ['sekoia', 'SEKOIA', 'Sekoia'],
  ['statushub', 'STATUSHUB', 'StatusHub'],
  ['sysaid', 'SYSAID', 'SysAid'],
  ['whatap', 'WHATAP', 'WhaTap'],
];

const lines: readonly Line[] = [...filed, ...ownForm, ...unpublished];

/** What is a path segment already; the first tool of a type takes the type's name where that is free. */
const taken = new Set(lines.flatMap(([slug, _type, _name, ...others]) => [slug, ...others]));

/** Every tool Tocsin understands, by its names; `loadIntegration` brings the rest. */
export const integrations: readonly IntegrationName[] = lines.map(([slug, integrationType, name, ...others]) => {
  const type = integrationType.toLowerCase();
  const isFree = !taken.has(type);
  taken.add(type);
  return { slug, integrationType, name, aliases: isFree ? [...others, type] : others };
});

const complete = (named: IntegrationName, tool: Tool): Integration => ({
  ...named,
  ...tool,
  read: withWholeBody(tool.read),
});

/** Of a hundred tools a function reads one or two, so each file is loaded when somebody asks for it. */
const load = async (slug: string): Promise<{ readonly tool: Tool }> => import(`./tools/${slug}.ts`);

const generic = new Map([
  ...ownForm.map(([slug]) => [slug, ownFormTool] as const),
  ...unpublished.map(([slug]) => [slug, unpublishedTool] as const),
]);

const loaded = new Map<string, Promise<Integration>>();

/** The tool with its adapter and all that is told of it. */
export function loadIntegration(named: IntegrationName): Promise<Integration> {
  if (named.slug === apiIntegration.slug) return Promise.resolve(apiIntegration);
  const shared = generic.get(named.slug);
  if (shared !== undefined) return Promise.resolve(complete(named, shared));
  const known = loaded.get(named.slug);
  if (known !== undefined) return known;
  const loading = load(named.slug).then(({ tool }) => complete(named, tool));
  loaded.set(named.slug, loading);
  loading.catch(() => loaded.delete(named.slug));
  return loading;
}

/** All of them, for whoever shows or tries each. */
export const allIntegrations = (): Promise<readonly Integration[]> => Promise.all(integrations.map(loadIntegration));

/** `Uptime_Kuma` and `uptimekuma` are one name. */
const squashed = (segment: string): string => segment.toLowerCase().replace(/[^a-z0-9]/g, '');

const byPathSegment = new Map(
  integrations.flatMap((integration) =>
    [integration.slug, ...integration.aliases].map((segment) => [segment, integration] as const),
  ),
);

const bySquashedSegment = new Map([...byPathSegment].map(([segment, one]) => [squashed(segment), one] as const));

/** The integration of a path segment: slug, alias or type constant, however it is spelled; undefined for unknown ones. */
export const namedIntegration = (segment: string): IntegrationName | undefined =>
  byPathSegment.get(segment.toLowerCase()) ?? bySquashedSegment.get(squashed(segment));

const apiName = namedIntegration('api');
if (apiName === undefined) throw new Error('the catalogue has no API');

/** Our own event format, which is here at once: it is what most bodies are in, and what reads those that nobody knows. */
export const apiIntegration: Integration = complete(apiName, api);

/** The integration that a path segment chooses; the API's for unknown ones. */
export const integrationFor = (segment: string): IntegrationName => namedIntegration(segment) ?? apiIntegration;

/** The path segment for a source of this type: the tool's slug, else the type itself, which the API's adapter serves. */
export const slugOfType = (integrationType: string): string => {
  const segment = integrationType.toLowerCase();
  return byPathSegment.get(segment)?.slug ?? segment;
};
