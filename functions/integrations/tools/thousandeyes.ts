import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, list, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Reads a webhook of an alert rule: triggered, cleared, or the test button. */
function read(body: unknown): Reading {
  const type = text(at(body, 'eventType'))?.toUpperCase();
  const alert = at(body, 'alert');
  if (type === 'WEBHOOK_TEST') return ignored('a test of the connection');
  const key = firstText(
    at(alert, 'alertId'),
    at(alert, 'id'),
    joined('/', text(at(alert, 'testId')), text(at(alert, 'ruleId'))),
  );
  if (!isRecord(alert) || key === undefined) return unknownBody('ThousandEyes', body);
  const active = text(at(alert, 'active'));
  const isOver = /(?:CLEAR|RESOLVED)/.test(type ?? '') || active === '0' || active === 'false';
  const test = firstText(at(alert, 'testName'), at(alert, 'test', 'testName'));
  const agents = list(at(alert, 'agents'))
    .map((agent) => text(at(agent, 'agentName')))
    .filter((agent) => agent !== undefined);
  return told('ThousandEyes', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: joined(': ', test, firstText(at(alert, 'ruleName'), at(alert, 'ruleExpression'), `alert ${key}`)),
    details: paragraphs(
      text(at(alert, 'ruleExpression')),
      agents.length > 0 ? `Agents: ${agents.slice(0, 50).join(', ')}` : undefined,
      text(at(alert, 'testTargetsDescription')),
    ),
    alertKey: key,
    priority: isOver ? undefined : priorityOfWord(at(alert, 'severity')),
    labels: labelsOf({ test, type: at(alert, 'type'), rule: at(alert, 'ruleName') }),
    links: linksOf(['ThousandEyes', at(alert, 'permalink')]),
  });
}

export const tool: Tool = {
  resolves: 'alert.active is 0, or eventType ends in CLEAR',
  setup: 'Alerts → Alert Rules → Notifications → Webhooks: add {url}, authentication none.',
  source: ['https://docs.thousandeyes.com/product-documentation/alerts/classic-webhooks'],
  sample: {
    eventId: 'A-2207-1',
    eventType: 'ALERT_NOTIFICATION_TRIGGER',
    alert: {
      active: 1,
      alertId: 2207,
      dateStart: '2026-02-03 04:05:06',
      permalink: 'https://app.thousandeyes.com/alerts/list/?alertId=2207',
      ruleExpression: 'Response Time >= 3 s',
      ruleId: 118,
      ruleName: 'Slow page',
      testId: 401,
      testName: 'Sign-in',
      type: 'HTTP Server',
      agents: [{ agentId: 14, agentName: 'Frankfurt, Germany', active: 1 }],
      violationCount: 1,
    },
  },
  read: ({ body }) => read(body),
};
