import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { templatesOf } from '../../../functions/domain/alert-source/templates.ts';
import type { EventMessage, NormalisedEvent } from '../../../functions/domain/event/event.ts';
import { stagedEvent } from '../../../functions/usecases/event/stages.ts';

const text = (textTemplate: string) => ({ textTemplate });

const alert: NormalisedEvent = {
  eventType: 'ALERT',
  summary: 'Disk full',
  details: 'on db1',
  alertKey: 'abc',
  priority: 'LOW',
  severity: 3,
  routingKey: 'ops',
  links: [{ href: 'https://example.com/own' }],
  services: [{ id: 7 }],
  customDetails: {
    title: 'DiskFull db1',
    level: 'Critical',
    host: 'db1',
    url: 'https://example.com/d',
    tags: ['shop', 'search'],
    empty: '',
  },
};

const staged = (
  extras: Record<string, unknown>,
  event: Partial<NormalisedEvent> = {},
  message: Partial<EventMessage> = {},
) => stagedEvent({ extras }, { ...message, event: { ...alert, ...event } });

const made = (extras: Record<string, unknown>, event: Partial<NormalisedEvent> = {}): NormalisedEvent => {
  const result = staged(extras, event);
  return result.kind === 'on' ? result.event : expect.fail(result.why);
};

describe('the key of an event', () => {
  it('is what the template says, for every type of event', () => {
    for (const eventType of ['ALERT', 'ACCEPT', 'RESOLVE', 'COMMENT'] as const)
      expect(made({ alertKeyTemplate: text(' {{ host }}-{{ alertKey }} ') }, { eventType }).alertKey).toBe('db1-abc');
  });

  it('that is empty ends its way', () => {
    expect(staged({ alertKeyTemplate: text('{{ nowhere }} ') })).toEqual({
      kind: 'end',
      outcome: 'NO_KEY',
      why: 'dropped: the key template gives nothing for it',
    });
  });

  it('stays where the template says nothing at all', () => {
    for (const none of [undefined, null, {}, text(''), text(' '), { elements: [] }, text('{{ unreadable')])
      expect(made({ alertKeyTemplate: none })).toEqual(alert);
  });

  it('that is too long is told by its hash, in any case', () => {
    const [one, other] = ['x', 'X'].map(
      (letter) => made({ alertKeyTemplate: text(letter.repeat(300)) }).alertKey ?? '',
    );
    expect(one?.length).toBeLessThan(255);
    expect(one?.toLowerCase()).toBe(other?.toLowerCase());
  });
});

describe('the texts of an event', () => {
  it('are what the templates say', () => {
    const event = made({
      summaryTemplate: text('{{ title.splitTakeAt(" ",0) }} on {{ host }}'),
      detailsTemplate: text('{{#tags}}\n- {{.}}\n{{/tags}}'),
    });
    expect(event).toEqual({ ...alert, summary: 'DiskFull on db1', details: '- shop\n- search' });
  });

  it('stay where they say nothing for it', () => {
    expect(made({ summaryTemplate: text('{{ empty }}'), detailsTemplate: text('{{ nowhere }}') })).toEqual(alert);
  });

  it('are on one line and within their bounds', () => {
    const event = made({ summaryTemplate: text(`a\nb ${'x'.repeat(300)}`) });
    expect(event.summary).toMatch(/^a b x+…$/);
    expect(event.summary).toHaveLength(255);
  });

  it('are left alone where nothing is opened', () => {
    for (const eventType of ['ACCEPT', 'RESOLVE', 'COMMENT'] as const)
      expect(made({ summaryTemplate: text('new'), alertKeyTemplate: text('k') }, { eventType }).summary).toBe(
        'Disk full',
      );
  });

  it('have links, but not those without an address that can be opened', () => {
    const linkTemplates = [
      { text: 'Old', linkTextTemplate: text('{{ host }}'), hrefTemplate: text('{{ url }}?h={{ host }}') },
      { text: 'Runbook', hrefTemplate: text('https://example.com/{{ title }}') },
      { text: 'Empty', hrefTemplate: text('{{ nowhere }}') },
      { text: 'Bad', hrefTemplate: text('javascript:alert(1)') },
      { text: 'None', hrefTemplate: text('{{ host }}') },
      { text: 'Unset', hrefTemplate: {} },
      { text: 'Mail', hrefTemplate: text('mailto:ops@example.com') },
    ];
    expect(made({ linkTemplates }).links).toEqual([
      { href: 'https://example.com/own' },
      { href: 'https://example.com/d?h=db1', text: 'db1' },
      { href: 'https://example.com/DiskFull db1', text: 'Runbook' },
      { href: 'mailto:ops@example.com', text: 'Mail' },
    ]);
  });
});

describe('priority and severity', () => {
  const mappings = (member: string, ...pairs: [string, unknown][]) => ({
    valueTemplate: text('{{ level }}'),
    mappings: pairs.map(([value, result]) => ({ value, [member]: result })),
  });

  it.each<readonly [string, [string, unknown][], string | number]>([
    [
      'the first mapping of the value',
      [
        ['warning', 'LOW'],
        ['Critical', 'HIGH'],
        ['Critical', 'LOW'],
      ],
      'HIGH',
    ],
    ['one in another case, when there is none', [['critical', 'HIGH']], 'HIGH'],
    [
      'the one in the same case before',
      [
        ['CRITICAL', 'LOW'],
        ['Critical', 'HIGH'],
      ],
      'HIGH',
    ],
    ["the event's own without a mapping", [['warning', 'HIGH']], 'LOW'],
  ])('are those of %s', (_name, pairs, priority) => {
    expect(made({ priorityTemplate: mappings('priority', ...pairs) }).priority).toBe(priority);
  });

  it('are each their own, and the reasons are told', () => {
    const extras = {
      priorityTemplate: mappings('priority', ['Critical', 'HIGH']),
      severityTemplate: mappings('severity', ['Critical', 1]),
    };
    expect(staged(extras)).toEqual({
      kind: 'on',
      event: { ...alert, priority: 'HIGH', severity: 1 },
      why: 'priority HIGH for Critical; severity 1 for Critical',
    });
  });
});

describe('route and services', () => {
  it('are what the templates say, the services after those of the event', () => {
    const event = made({
      routingTemplate: text('{{ host }}, {{ level.lowerCase() }}'),
      servicesTemplate: [text('{{ tags.join() }}, {{ host }},,'), text('shop'), text('{{ nowhere }}')],
    });
    expect(event.routingKey).toBe('db1, critical');
    expect(event.services).toEqual([{ id: 7 }, { alias: 'shop' }, { alias: 'search' }, { alias: 'db1' }]);
  });

  it('stay where they say nothing', () => {
    expect(made({ routingTemplate: text('{{ nowhere }}'), servicesTemplate: [text('{{ nowhere }}')] })).toEqual(alert);
  });
});

describe('what templates see', () => {
  it('is the event as it came, whatever the stages before have changed', () => {
    const event = made({
      alertKeyTemplate: text('new'),
      summaryTemplate: text('{{ alertKey }}'),
      detailsTemplate: text('{{ event.summary }}'),
    });
    expect(event).toMatchObject({ alertKey: 'new', summary: 'abc', details: 'Disk full' });
  });

  it('is all of a body in our own form, but for the credential', () => {
    const body = {
      apiKey: 'il1secret',
      eventType: 'ALERT',
      summary: 'Disk full',
      team: 'shop',
      customDetails: { host: 'db1' },
    };
    const raw = { gzip: gzipSync(JSON.stringify(body)).toString('base64') };
    const result = staged(
      {
        summaryTemplate: text(
          '[{{ apiKey }}] {{ team }} {{ customDetails.host }} {{ event.customDetails.host }} {{ host }}',
        ),
      },
      { customDetails: { host: 'db1' } },
      { raw, isOwnForm: true },
    );
    expect(result).toMatchObject({ kind: 'on', event: { summary: '[] shop db1 db1' } });
  });

  it('is what its tool’s adapter found of it in a body that is of several events', () => {
    const raw = { gzip: gzipSync(JSON.stringify({ host: 'db9', alerts: [{ host: 'db1' }] })).toString('base64') };
    const result = staged({ summaryTemplate: text('{{ host }} full') }, { customDetails: { host: 'db1' } }, { raw });
    expect(result).toMatchObject({ kind: 'on', event: { summary: 'db1 full' } });
  });

  it('shares one budget', () => {
    const long = text(`A disk${'{{ v.extractRegex("([a-z]{1,400}[0-9])") }}'.repeat(9)}`);
    const extras = {
      alertKeyTemplate: text('{{ host }}'),
      summaryTemplate: long,
      detailsTemplate: long,
      servicesTemplate: Array(10).fill(long),
    };
    const started = performance.now();
    const event = made(extras, { customDetails: { host: 'db1', v: 'x'.repeat(40_000) } });
    expect(event).toMatchObject({ alertKey: 'db1', summary: 'A disk' });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('is read from settings of any form without an error', () => {
    for (const odd of [
      1,
      'x',
      [],
      [[]],
      [1],
      { valueTemplate: 5 },
      { valueTemplate: text('a'), mappings: 7 },
      { textTemplate: {} },
      null,
    ]) {
      const settings = Object.fromEntries(
        ['alertKeyTemplate', 'linkTemplates', 'priorityTemplate', 'servicesTemplate', 'summaryTemplate'].map((name) => [
          name,
          odd,
        ]),
      );
      expect(() => templatesOf(settings)).not.toThrow();
    }
  });
});
