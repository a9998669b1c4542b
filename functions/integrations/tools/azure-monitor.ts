import type { EventType } from '../../domain/event/event.ts';
import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, list, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told, typeOfWord } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const texts = (value: unknown): string[] =>
  list(value)
    .map(text)
    .filter((one) => one !== undefined);

/** What the rule compared: "Percentage CPU GreaterThan 90 (97.3)". */
const conditionsOf = (context: unknown): string | undefined =>
  joined(
    '\n',
    ...list(at(context, 'condition', 'allOf'))
      .slice(0, 20)
      .map((one) =>
        joined(
          ' ',
          firstText(at(one, 'metricName'), at(one, 'searchQuery')),
          text(at(one, 'operator')),
          text(at(one, 'threshold')),
          text(at(one, 'metricValue')) && `(${text(at(one, 'metricValue'))})`,
        ),
      ),
  );

/** An outage of Azure itself has a tracking id that its updates share; each has an alert id of its own. */
function readServiceHealth(essentials: unknown, properties: unknown): Reading {
  const stage = firstText(at(properties, 'stage'), at(properties, 'status'));
  const eventType = typeOfWord(stage, { resolve: 'resolved complete completed canceled rca' }) ?? 'ALERT';
  return told('Azure Service Health', {
    eventType,
    summary: joined(
      ': ',
      text(at(properties, 'service')),
      firstText(at(properties, 'title'), at(essentials, 'alertRule')),
    ),
    details: firstText(at(properties, 'communication'), at(essentials, 'description')),
    alertKey: firstText(at(properties, 'trackingId'), at(essentials, 'alertId')),
    priority: priorityOfWord(at(essentials, 'severity')),
    labels: labelsOf({ region: at(properties, 'region'), kind: at(properties, 'incidentType'), stage }),
  });
}

/** The common alert schema. */
function readCommon(data: unknown): Reading {
  const essentials = at(data, 'essentials');
  const context = at(data, 'alertContext');
  const properties = at(context, 'properties');
  if (text(at(essentials, 'monitoringService')) === 'ServiceHealth' && isRecord(properties)) {
    return readServiceHealth(essentials, properties);
  }
  const resources = texts(at(essentials, 'configurationItems'));
  const first = list(at(context, 'condition', 'allOf'))[0];
  return told('Azure Monitor', {
    eventType: eventTypeOf(at(essentials, 'monitorCondition')),
    summary: joined(
      ': ',
      firstText(at(essentials, 'alertRule'), at(context, 'AlertName')),
      resources.join(', ') || undefined,
    ),
    details: paragraphs(text(at(essentials, 'description')), conditionsOf(context)),
    alertKey: firstText(at(essentials, 'alertId'), at(essentials, 'originAlertId')),
    priority: priorityOfWord(at(essentials, 'severity')),
    labels: labelsOf(properties, at(data, 'customProperties'), {
      severity: at(essentials, 'severity'),
      service: at(essentials, 'monitoringService'),
      resource: resources[0],
    }),
    links: linksOf(
      ['Search results', at(first, 'linkToSearchResultsUI')],
      ['Filtered results', at(first, 'linkToFilteredSearchResultsUI')],
      ['Investigate', at(essentials, 'investigationLink')],
    ),
  });
}

const eventTypeOf = (state: unknown): EventType =>
  typeOfWord(state, { resolve: 'resolved deactivated succeeded closed ok' }) ?? 'ALERT';

/** The schemas that rules made before 2019 send: metric, activity log and log search. */
function readOlder(body: unknown): Reading | undefined {
  const data = at(body, 'data') ?? body;
  const context = at(data, 'context');
  const log = at(context, 'activityLog');
  const name = firstText(at(context, 'name'), at(data, 'AlertRuleName'), at(log, 'operationName'));
  if (name === undefined) return undefined;
  const resource = firstText(at(context, 'resourceName'), at(log, 'resourceId'));
  return told('Azure Monitor', {
    eventType: eventTypeOf(at(data, 'status')),
    summary: joined(': ', name, resource),
    details: firstText(at(context, 'description'), at(data, 'Description'), at(log, 'description')),
    alertKey: joined('/', firstText(at(context, 'id'), at(data, 'AlertRuleName'), at(log, 'correlationId')), resource),
    priority: priorityOfWord(
      firstText(severityWord(at(context, 'severity')), severityWord(at(data, 'Severity')), at(log, 'level')),
    ),
    labels: labelsOf({ resource, group: at(context, 'resourceGroupName'), region: at(context, 'resourceRegion') }),
    links: linksOf(['Portal', at(context, 'portalLink')], ['Search results', at(data, 'LinkToSearchResults')]),
  });
}

/** A bare number is Azure's own scale, on which 0 is the worst. */
const severityWord = (value: unknown): string | undefined => {
  const word = text(value);
  return word !== undefined && /^[0-4]$/.test(word) ? `Sev${word}` : word;
};

/** A budget tells what was spent, once for each threshold; nothing ends it. */
function readBudget(data: unknown): Reading | undefined {
  const name = text(at(data, 'BudgetName'));
  if (name === undefined) return undefined;
  const [spent, of, unit] = ['SpendingAmount', 'Budget', 'Unit'].map((member) => text(at(data, member)));
  return told('Azure Monitor', {
    eventType: 'ALERT',
    summary: joined(' ', `Budget ${name}:`, spent, unit, of && `of ${of}`),
    details: joined(' ', text(at(data, 'SubscriptionName')), text(at(data, 'ResourceGroup'))),
    alertKey: joined('/', text(at(data, 'SubscriptionId')), name, text(at(data, 'NotificationThresholdAmount'))),
    priority: 'LOW',
    labels: labelsOf({ subscription: at(data, 'SubscriptionName') }),
  });
}

function read(body: unknown): Reading {
  const data = at(body, 'data');
  if (isRecord(at(data, 'essentials'))) return readCommon(data);
  return readBudget(data) ?? readOlder(body) ?? unknownBody('Azure Monitor', body);
}

export const tool: Tool = {
  resolves: 'monitorCondition is "Resolved"; log rules only when they are stateful, budgets never',
  setup:
    'Monitor → Alerts → Action groups → Create: action type Webhook, URI `{url}`, and "Enable the common alert schema": Yes. Name the action group in your alert rules.',
  source: ['https://learn.microsoft.com/en-us/azure/azure-monitor/alerts/alerts-common-schema'],
  sample: {
    schemaId: 'azureMonitorCommonAlertSchema',
    data: {
      essentials: {
        alertId:
          '/subscriptions/00000000-1111-2222-3333-444444444444/providers/Microsoft.AlertsManagement/alerts/c06212dc-0000-4000-8000-000000000001',
        alertRule: 'CPU of the web servers',
        severity: 'Sev1',
        signalType: 'Metric',
        monitorCondition: 'Fired',
        monitoringService: 'Platform',
        configurationItems: ['vm-web-01'],
        firedDateTime: '2026-01-05T10:00:00Z',
        description: 'CPU above 90 % for 5 minutes',
      },
      alertContext: {
        conditionType: 'SingleResourceMultipleMetricCriteria',
        condition: {
          windowSize: 'PT5M',
          allOf: [{ metricName: 'Percentage CPU', operator: 'GreaterThan', threshold: '90', metricValue: 97.3 }],
        },
      },
    },
  },
  read: ({ body }) => read(body),
};
