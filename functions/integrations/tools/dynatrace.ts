import type { Priority } from '../../domain/event/event.ts';
import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const priorities: ReadonlyMap<string, Priority> = new Map([
  ...['AVAILABILITY', 'ERROR'].map((word) => [word, 'HIGH'] as const),
  ...['PERFORMANCE', 'RESOURCE_CONTENTION', 'CUSTOM_ALERT', 'INFO'].map((word) => [word, 'LOW'] as const),
]);

/** `environment:prod, team:web`. */
const tagsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    (text(value) ?? '').split(',', 100).flatMap((tag) => {
      const [name = '', ...rest] = tag.trim().split(':');
      return name === '' || rest.length === 0 ? [] : [[name, rest.join(':')] as const];
    }),
  );

function read(body: unknown): Reading {
  const [state, id, title] = ['State', 'ProblemID', 'ProblemTitle'].map((name) => text(at(body, name)));
  const key = id ?? text(at(body, 'PID'));
  if (state === undefined || (key === undefined && title === undefined)) return unknownBody('Dynatrace', body);
  const entity = text(at(body, 'ImpactedEntity'));
  return told('Dynatrace', {
    eventType: state.toUpperCase() === 'RESOLVED' ? 'RESOLVE' : 'ALERT',
    summary: joined(': ', title ?? `Problem ${key}`, entity),
    details: firstText(at(body, 'ProblemDetailsText'), at(body, 'ProblemDetailsMarkdown')),
    alertKey: key,
    priority: priorities.get(text(at(body, 'ProblemSeverity'))?.toUpperCase() ?? ''),
    labels: labelsOf(tagsOf(at(body, 'Tags')), {
      impact: at(body, 'ProblemImpact'),
      severity: at(body, 'ProblemSeverity'),
    }),
    links: linksOf(['Dynatrace', at(body, 'ProblemURL')]),
  });
}

export const tool: Tool = {
  resolves: 'State is "RESOLVED"',
  setup:
    'Settings → Integration → Problem notifications → Add: Custom integration, webhook URL `{url}`, "Send notification if problem is closed" on, payload `{"State":"{State}","ProblemID":"{ProblemID}","ProblemTitle":"{ProblemTitle}","ProblemURL":"{ProblemURL}","ProblemSeverity":"{ProblemSeverity}","ProblemImpact":"{ProblemImpact}","ImpactedEntity":"{ImpactedEntity}","Tags":"{Tags}","ProblemDetailsText":"{ProblemDetailsText}"}`.',
  source: [
    'https://docs.dynatrace.com/docs/analyze-explore-automate/notifications-and-alerting/problem-notifications/webhook-integration',
  ],
  sample: {
    State: 'OPEN',
    ProblemID: 'P-26011234',
    ProblemTitle: 'Failure rate increase',
    ProblemURL: 'https://abc12345.live.dynatrace.com/#problems/problemdetails;pid=1',
    ProblemSeverity: 'ERROR',
    ProblemImpact: 'SERVICE',
    ImpactedEntity: 'Failure rate increase on Web service checkout',
    Tags: 'environment:prod, team:web',
    ProblemDetailsText: 'OPEN Problem P-26011234 in environment production',
  },
  read: ({ body }) => read(body),
};
