import { event, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { stateOf, stateOfTitle } from '../states.ts';
import { unknownBody } from '../unknown-body.ts';

/** Datadog fences Markdown with %%% lines. */
const withoutFences = (body: string | undefined): string | undefined => text(body?.replaceAll('%%%', ''));

/** `environment:production,team:database,monitor` as labels; a bare tag has no value and is no label. */
const tagsOf = (value: unknown) =>
  labelsOf(
    Object.fromEntries(
      (text(value) ?? '').split(',').flatMap((tag) => {
        const [name, ...words] = tag.trim().split(':');
        return name && words.length > 0 ? [[name, words.join(':')] as const] : [];
      }),
    ),
  );

/** Templates without the transition: the title that Datadog writes begins with it, and a success is no alert. */
const stateWithout = (body: unknown, title: string | undefined) =>
  stateOfTitle(title) ?? (text(at(body, 'alert_type'))?.toLowerCase() === 'success' ? 'over' : stateOf(body));

/** The monitor's own priority; without one a warning is less than an alert, so that one that gets worse is raised. */
const priorityOf = (body: unknown, transition: string | undefined) => {
  const own = priorityOfWord(firstText(at(body, 'severity'), at(body, 'priority')));
  if (own !== undefined) return own;
  return transition?.includes('warn') ? 'LOW' : priorityOfWord(at(body, 'alert_type'));
};

/** Reads the webhook body of either common template: numbers come as text, `id` is the event's and no key. */
function read(body: unknown): Reading {
  const transition = firstText(at(body, 'alert_transition'), at(body, 'alertTransition'))?.toLowerCase();
  const title = firstText(at(body, 'title'), at(body, 'event_title'), at(body, 'alert_title'));
  if (!isRecord(body) || (transition === undefined && title === undefined)) return unknownBody('Datadog', body);

  const resolved = transition === undefined ? stateWithout(body, title) === 'over' : transition.includes('recovered');
  const monitor = firstText(at(body, 'monitor_id'), at(body, 'alert_id'));
  const scope = firstText(at(body, 'scopes'), at(body, 'alert_scope'), at(body, 'hostname'));
  return event({
    eventType: resolved ? 'RESOLVE' : 'ALERT',
    summary: title ?? `Datadog monitor ${monitor ?? ''}`.trim(),
    details: paragraphs(withoutFences(text(at(body, 'body'))), text(at(body, 'alert_query'))),
    // A scope alone, such as a host, is what many monitors have in common.
    alertKey: monitor === undefined ? text(at(body, 'aggreg_key')) : joined('/', monitor, scope),
    priority: resolved ? undefined : priorityOf(body, transition),
    labels: tagsOf(at(body, 'tags')),
    links: linksOf(['Datadog', at(body, 'link')], ['Datadog', at(body, 'url')]),
  });
}

export const tool: Tool = {
  resolves: 'alert_transition is "Recovered" (or ends in it)',
  setup: 'Integrations → Webhooks: URL {url}, payload as in docs/integrations.md; name the webhook in your monitors.',
  source: ['https://docs.datadoghq.com/integrations/webhooks/'],
  sample: {
    id: '7300000000000000001',
    alert_id: '1234',
    alert_transition: 'Triggered',
    alert_type: 'error',
    title: '[Triggered on {host:db-01}] Disk is full',
    body: 'The disk of db-01 is 95 % full.',
    hostname: 'db-01',
    link: 'https://app.datadoghq.com/event/event?id=7300000000000000001',
    priority: 'P1',
    alert_scope: 'host:db-01',
    tags: 'env:production,host:db-01',
  },
  read: ({ body }) => read(body),
};
