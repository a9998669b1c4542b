import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Events of the cloud itself (an instance was rebooted) have no rule and no end. */
function readSystemEvent(body: unknown): Reading {
  return told('Alibaba Cloud', {
    eventType: 'ALERT',
    summary: joined(': ', text(at(body, 'product')), text(at(body, 'name'))),
    details: text(at(body, 'content')),
    priority: priorityOfWord(at(body, 'level')),
    labels: labelsOf({ region: at(body, 'regionId'), resource: at(body, 'resourceId'), level: at(body, 'level') }),
  });
}

function read(body: unknown): Reading {
  const state = firstText(at(body, 'alertState'), at(body, 'triggerLevel'))?.toUpperCase();
  if (state === undefined || firstText(at(body, 'ruleId'), at(body, 'alertName')) === undefined) {
    return text(at(body, 'product')) !== undefined && text(at(body, 'name')) !== undefined
      ? readSystemEvent(body)
      : unknownBody('Alibaba Cloud', body);
  }
  if (state === 'INSUFFICIENT_DATA') return ignored('the rule has insufficient data');
  const [unit, instance] = [text(at(body, 'unit')) ?? '', text(at(body, 'instanceName'))];
  const value = text(at(body, 'curValue'));
  return told('Alibaba Cloud', {
    eventType: state === 'OK' ? 'RESOLVE' : 'ALERT',
    summary: joined(' ', text(at(body, 'alertName')), instance, value === undefined ? undefined : `(${value}${unit})`),
    details: joined(' ', text(at(body, 'metricName')), text(at(body, 'expression'))),
    alertKey: joined('/', firstText(at(body, 'ruleId'), at(body, 'alertName')), text(at(body, 'dimensions'))),
    priority: priorityOfWord(at(body, 'triggerLevel')),
    labels: labelsOf({
      instance,
      metric: at(body, 'metricName'),
      namespace: at(body, 'namespace'),
      region: at(body, 'regionId'),
    }),
  });
}

export const tool: Tool = {
  resolves: 'alertState is "OK"',
  setup: 'CloudMonitor → Alerts → Alert Rules → your rule → Alert Callback: `{url}`. It is sent as a form.',
  source: [
    'https://www.alibabacloud.com/help/en/cms/cloudmonitor-1-0/user-guide/configure-callbacks-for-triggered-alerts',
  ],
  sample: {
    alertName: 'Memory of the shop',
    alertState: 'ALERT',
    curValue: '97.39',
    dimensions: '{userId=1234567890, instanceId=i-12345}',
    expression: '$Average>=95',
    instanceName: 'ecs-shop-1',
    metricName: 'Host.mem.usedutilization',
    namespace: 'acs_ecs',
    regionId: 'eu-central-1',
    ruleId: 'rule-e9596745',
    triggerLevel: 'CRITICAL',
    unit: '%',
    timestamp: '1769601192421',
  },
  read: ({ body }) => read(body),
};
