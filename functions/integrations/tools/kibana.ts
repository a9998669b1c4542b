import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, list, paragraphs, text, unpacked } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** `team=platform` as a label; a tag without a value is none. */
const tagsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    list(value)
      .flatMap((tags) => (text(tags) ?? '').split(',', 100))
      .slice(0, 100)
      .flatMap((tag) => {
        const [name = '', ...rest] = tag.split(/[=:]/);
        return name === '' || rest.length === 0 ? [] : [[name.trim(), rest.join('=').trim()] as const];
      }),
  );

function read(sent: unknown): Reading {
  const wrapped = unpacked(at(sent, 'webhook_body'));
  const body = isRecord(wrapped) ? wrapped : sent;
  const [alert, context, rule] = ['alert', 'context', 'rule'].map((name) => unpacked(at(body, name)));
  const [ruleId, name] = [
    firstText(at(rule, 'id'), at(body, 'rule_id')),
    firstText(at(rule, 'name'), at(body, 'rule_name')),
  ];
  const alertId = firstText(at(alert, 'id'), at(body, 'alert_id'));
  if (ruleId === undefined && name === undefined) return unknownBody('Kibana', sent);
  const group = firstText(at(alert, 'actionGroup'), at(alert, 'actionGroupName'), at(body, 'status'))?.toLowerCase();
  const reason = firstText(at(context, 'reason'), at(context, 'message'), at(context, 'title'), at(body, 'message'));
  return told('Kibana', {
    eventType: group === 'recovered' ? 'RESOLVE' : 'ALERT',
    summary: joined(': ', name, reason?.split('\n', 1)[0] ?? alertId),
    details: paragraphs(reason, text(at(context, 'conditions'))),
    alertKey: joined('/', ruleId ?? name, alertId),
    priority: priorityOfWord(firstText(at(context, 'severity'), at(rule, 'params', 'severity'), at(body, 'severity'))),
    labels: labelsOf(tagsOf(at(rule, 'tags')), {
      rule: name,
      type: at(rule, 'type'),
      space: at(rule, 'spaceId'),
      group: at(context, 'group'),
    }),
    links: linksOf(
      ['Alert', at(context, 'alertDetailsUrl')],
      ['View in Kibana', at(context, 'viewInAppUrl')],
      ['Results', at(context, 'link')],
      ['Rule', at(rule, 'url')],
    ),
  });
}

export const tool: Tool = {
  resolves: 'alert.actionGroup is "recovered": the rule needs a second action, run when "Recovered"',
  setup:
    'Stack Management → Connectors → Create: Webhook, method POST, URL `{url}`. In each rule two actions with it, one when the condition is met and one when "Recovered", with body `{"alert":{"id":"{{alert.id}}","actionGroup":"{{alert.actionGroup}}"},"context":{{{context}}},"rule":{"id":"{{rule.id}}","name":"{{rule.name}}","tags":["{{rule.tags}}"],"url":"{{{rule.url}}}"}}`.',
  source: ['https://www.elastic.co/guide/en/kibana/current/rule-action-variables.html'],
  sample: {
    alert: { id: 'web-01', actionGroup: 'metrics.threshold.fired', actionGroupName: 'Alert' },
    context: {
      reason: 'system.cpu.total.norm.pct is 97% in the last 5 mins for web-01. Alert when > 90%.',
      group: 'web-01',
      timestamp: '2026-01-05T10:00:00.000Z',
      viewInAppUrl: 'https://kibana.example.com/app/metrics/explorer',
    },
    rule: {
      id: 'b491c506-0000-4000-8000-000000000001',
      name: 'CPU threshold',
      spaceId: 'default',
      tags: ['team=platform'],
      type: 'metrics.alert.threshold',
    },
  },
  read: ({ body }) => read(body),
};
