import FakeTimers from '@sinonjs/fake-timers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Alarms, startAlarms } from '../../local/alarms.ts';
import type { QueueDepth } from '../../local/aws/sqs-s3/types.ts';
import type { ExecutionView } from '../../local/aws/step-functions/types.ts';
import type { Publication } from '../../local/outbox/topics.ts';
import { collectMetrics } from '../../local/runtime/metrics.ts';
import { synthesize } from '../../local/synth.ts';
import { loadDeployment } from '../../local/template.ts';

const assembly = await synthesize();
const deployment = await loadDeployment(assembly, { aws: 'http://127.0.0.1:1', public: 'http://127.0.0.1:2' });
const empty: QueueDepth = {
  receivable: 0,
  visible: 0,
  inFlight: 0,
  nextBackAt: undefined,
  delayed: 0,
  oldestAgeSeconds: 0,
};

let clock: FakeTimers.Clock;
let metrics: ReturnType<typeof collectMetrics>;
let alarms: Alarms;
let depths: Record<string, Partial<QueueDepth>>;
let executions: ExecutionView[];
let published: Publication[];
/** What is measured every minute while all is well. */
let healthy: () => void;

const own = (name: string, value = 1) =>
  metrics.record({ namespace: 'Tocsin', name, value, dimensions: { service: 'tocsin-local' } });

const ofApi = (name: string, value: number) =>
  metrics.record({ namespace: 'AWS/ApiGateway', name, value, dimensions: { ApiId: deployment.apiId } });

beforeEach(() => {
  clock = FakeTimers.install({
    now: Date.parse('2026-11-21T20:00:10Z'),
    toFake: ['Date', 'setTimeout', 'clearTimeout'],
  });
  metrics = collectMetrics(
    () => clock.now,
    (name) => `tocsin-local-${name}`,
  );
  [depths, executions, published] = [{}, [], []];
  healthy = () => {
    own('TickCompleted');
    if (new Date().getMinutes() % 5 !== 0) return;
    metrics.count('on-change', 'Invocations', 2);
    own('CanarySucceeded');
  };
  alarms = startAlarms({
    deployment,
    metrics,
    depth: (arn) => ({ ...empty, ...depths[arn.split(':tocsin-local-')[1] ?? ''] }),
    executions: () => executions,
    publish: async (publication) => void published.push(publication),
    during: (work) => work,
  });
});

afterEach(() => {
  alarms.close();
  clock.uninstall();
});

/** Minutes pass; `also` happens in each. */
function pass(minutes: number, also: () => void = () => undefined) {
  for (let index = 0; index < minutes; index++) {
    healthy();
    also();
    clock.tick(60_000);
  }
}

const ringing = () =>
  alarms
    .list()
    .filter(({ state }) => state === 'ALARM')
    .map(({ name }) => name.replace('tocsin-local-', ''));

/** How each alarm is forced, after 20 healthy minutes. */
const losses: Readonly<Record<string, () => void>> = {
  'events-dead-letters': () => pass(1, () => (depths = { 'events-dlq.fifo': { visible: 1 } })),
  'events-late': () => pass(3, () => (depths = { 'events.fifo': { oldestAgeSeconds: 250 } })),
  'notifications-dead-letters': () => pass(1, () => (depths = { 'notifications-dlq': { visible: 1 } })),
  'notifications-late': () => pass(3, () => (depths = { notifications: { oldestAgeSeconds: 250 } })),
  'notifications-voice-dead-letters': () => pass(1, () => (depths = { 'notifications-voice-dlq': { visible: 1 } })),
  'notifications-voice-late': () => pass(3, () => (depths = { 'notifications-voice': { oldestAgeSeconds: 250 } })),
  'inbound-dead-letters': () => pass(1, () => (depths = { 'inbound-dlq': { visible: 1 } })),
  'inbound-late': () => pass(3, () => (depths = { inbound: { oldestAgeSeconds: 250 } })),
  'tick-silent': () => {
    const all = healthy;
    healthy = () => undefined;
    pass(3);
    healthy = all;
  },
  'canary-silent': () => {
    // Alerts of others still change.
    healthy = () => {
      own('TickCompleted');
      metrics.count('on-change', 'Invocations', 1);
    };
    pass(16);
  },
  'escalations-fail': () =>
    pass(1, () => {
      const executionArn = 'arn:aws:states:eu-central-1:000000000000:execution:tocsin-local-escalation:alert-1-g1';
      const name = 'alert-1-g1';
      executions = [{ executionArn, name, alertId: 1, status: 'FAILED', startedAt: '', states: [] }];
    }),
  'escalations-stuck': () => pass(1, () => own('EscalationTrouble', 3)),
  'caps-reached': () => pass(1, () => own('DailyCapsReached')),
  'people-not-reached': () => pass(1, () => own('PeopleNotReached')),
  'due-work-fails': () => pass(2, () => own('DueWorkFailed')),
  'functions-fail': () => pass(2, () => own('Redeliveries', 3)),
  'changes-late': () => pass(1, () => metrics.count('on-change', 'IteratorAge', 400_000)),
  'changes-unread': () => {
    healthy = () => {
      own('TickCompleted');
      own('CanarySucceeded');
    };
    pass(16);
  },
  'api-fails': () => pass(1, () => ofApi('5xx', 5)),
  'requests-many': () => pass(5, () => ofApi('Count', 25_000)),
};

describe('alarms', () => {
  it('keep still while all is well', () => {
    pass(30);
    expect(alarms.list().map(({ state }) => state)).toEqual(deployment.alarms.map(() => 'OK'));
    expect(published).toEqual([]);
  });

  it('are all forced below', () => {
    const names = deployment.alarms.map(({ name }) => name.replace('tocsin-local-', ''));
    expect(Object.keys(losses).sort()).toEqual(names.sort());
  });

  it.each(Object.keys(losses))('%s rings for its loss, alone, and tells the operators', (name) => {
    pass(20);
    losses[name]?.();
    expect(ringing()).toEqual([name]);
    expect(published).toMatchObject([
      {
        topicArn: expect.stringContaining('tocsin-local-operators'),
        subject: `ALARM: "tocsin-local-${name}"`,
        message: expect.stringContaining(`docs/runbook.md#${name}`),
        by: 'cloudwatch.amazonaws.com',
      },
    ]);
  });

  it('stop ringing when the loss is over, and say so', () => {
    pass(20);
    losses['tick-silent']?.();
    pass(3);
    expect(ringing()).toEqual([]);
    expect(published.map(({ subject }) => subject)).toEqual([
      'ALARM: "tocsin-local-tick-silent"',
      'OK: "tocsin-local-tick-silent"',
    ]);
  });

  it('tell what people lose, and since when', () => {
    pass(20);
    losses['events-dead-letters']?.();
    const view = alarms.list().find(({ name }) => name === 'tocsin-local-events-dead-letters');
    expect(view).toMatchObject({
      since: '2026-11-21T20:21:00.000Z',
      impact: expect.stringMatching(/^Accepted events/),
    });
    expect(view?.impact).not.toContain('runbook');
  });

  it('know nothing again after a reset', () => {
    pass(20);
    losses['people-not-reached']?.();
    alarms.reset();
    expect(new Set(alarms.list().map(({ state }) => state))).toEqual(new Set(['INSUFFICIENT_DATA']));
  });
});
