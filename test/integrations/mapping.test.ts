import { describe, expect, it } from 'vitest';
import type { NormalisedEvent } from '../../functions/domain/event/event.ts';
import { parseBody } from '../../functions/integrations/body.ts';
import { adapterOf, sampleText } from './fixtures.ts';

function readingOf(tool: string, body: unknown) {
  return adapterOf(tool).read({ headers: {}, query: {}, body });
}

/** The event of a sample, some of its members changed. */
function sample(tool: string, file: string, changes: Record<string, unknown> = {}): NormalisedEvent | undefined {
  const parsed = parseBody(sampleText(tool, file));
  const body = 'value' in parsed ? parsed.value : {};
  return readingOf(tool, { ...(body as object), ...changes }).events[0];
}

const hrefs = (event: NormalisedEvent | undefined) => event?.links?.map(({ href }) => href);

describe('Alertmanager', () => {
  it('gives labels, runbook and source as labels and links', () => {
    const event = sample('prometheus-alertmanager', 'firing-single.json');
    expect(event?.labels).toEqual({
      alertname: 'InstanceDown',
      instance: 'web-01.example.com:9100',
      job: 'node',
      severity: 'critical',
    });
    expect(hrefs(event)).toEqual([
      'https://runbooks.example.com/instance-down',
      'https://prometheus.example.com/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
      'https://alertmanager.example.com',
    ]);
    expect(event?.details).toContain('unreachable for more than 5 minutes');
  });

  it('is one alert a group: two groups of one rule stay apart, and what resolves a group is its key alone', () => {
    const group = (instance: string, changes: object = {}) =>
      sample('prometheus-alertmanager', 'firing-single.json', {
        groupKey: `{}:{alertname="InstanceDown", instance="${instance}"}`,
        ...changes,
      });
    const first = group('web-01');
    expect(first?.alertKey).toBe('{}:{alertname="InstanceDown", instance="web-01"}');
    expect(group('web-02')?.alertKey).not.toBe(first?.alertKey);
    expect(group('web-01', { status: 'resolved' })).toMatchObject({ eventType: 'RESOLVE', alertKey: first?.alertKey });
  });

  it('falls back to the fingerprint, then to the name, where a body has no group, and is one alert a member', () => {
    const alert = { status: 'firing', labels: { alertname: 'Down' }, fingerprint: 'f1' };
    const key = (alerts: unknown[], changes: object = {}) =>
      readingOf('prometheus-alertmanager', { status: 'firing', alerts, ...changes }).events.map(
        ({ eventType, alertKey }) => `${eventType} ${alertKey}`,
      );
    expect(key([alert])).toEqual(['ALERT f1']);
    expect(key([{ ...alert, fingerprint: undefined }])).toEqual(['ALERT Down']);
    const other = { ...alert, fingerprint: 'f2', status: 'resolved' };
    expect(key([alert, other], { commonLabels: { alertname: 'Down' } })).toEqual(['ALERT f1', 'RESOLVE f2']);
    const grouped = { groupLabels: { alertname: 'Down', cluster: 'a' } };
    expect(key([alert], grouped)).toEqual(key([alert, other], grouped));
    expect(key([alert], grouped)).not.toEqual(key([alert], { groupLabels: { alertname: 'Down', cluster: 'b' } }));
  });

  it('names every member of a group in the details', () => {
    const event = sample('prometheus-alertmanager', 'firing-group-of-two.json');
    expect(event?.summary).toBe('DiskWillFillIn4Hours (2 firing)');
    expect(event?.details).toBe(
      '- Disk /data on db-01.example.com:9100 fills within 4 hours (firing)\n' +
        '- Disk /data on db-02.example.com:9100 fills within 4 hours (firing)',
    );
    expect(event?.customDetails).toHaveProperty('alerts');
  });

  it('says how many members are not shown', () => {
    const event = sample('prometheus-alertmanager', 'truncated-no-group-labels.json');
    expect(event).toMatchObject({
      summary: 'NodeClockSkew (1 firing, 12 not shown)',
      details: 'Clock on n1 is off by 0.4s',
    });
  });
});

describe('Grafana', () => {
  it('links panel, dashboard, runbook and silence', () => {
    expect(sample('grafana', 'firing.json')?.links?.map(({ text }) => text)).toEqual([
      'Runbook',
      'Panel',
      'Dashboard',
      'Grafana',
      'Silence',
      'Alert manager',
    ]);
  });

  it('reads bodies of either kind at either address', () => {
    const legacy = JSON.parse(sampleText('grafana-legacy', 'alerting.json'));
    const unified = JSON.parse(sampleText('grafana', 'firing.json'));
    expect(readingOf('grafana', legacy)).toEqual(readingOf('grafana-legacy', legacy));
    expect(readingOf('grafana-legacy', unified)).toEqual(readingOf('grafana', unified));
  });

  it('shows the image of a legacy alert', () => {
    expect(sample('grafana-legacy', 'alerting.json')).toMatchObject({
      images: [{ src: 'https://images.example.com/cpu.png' }],
      links: [{ href: 'https://grafana.example.com/d/hosts/hosts?tab=alert&viewPanel=4&orgId=1' }],
    });
  });
});

describe('AWS', () => {
  it('gives an alarm metric, namespace, dimensions, Region and account as labels, and a link to it', () => {
    const event = sample('aws-cloudwatch', 'alarm-raw.json');
    expect(event?.labels).toEqual({
      ApiName: 'shop-api',
      metric: '5XXError',
      namespace: 'AWS/ApiGateway',
      region: 'eu-central-1',
      account: '123456789012',
    });
    expect(hrefs(event)).toEqual([
      'https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#alarmsV2:alarm/api-5xx-rate',
    ]);
    expect(event?.details).toContain('Threshold Crossed');
  });

  it('finds the metric of an anomaly alarm', () => {
    expect(sample('aws-cloudwatch', 'anomaly-alarm.json')?.labels).toMatchObject({
      metric: 'OrdersPlaced',
      namespace: 'Shop',
    });
  });

  it('makes a key of account, Region and name when an alarm has no ARN', () => {
    const event = sample('aws-cloudwatch', 'alarm-raw.json', { AlarmArn: undefined });
    expect(event?.alertKey).toBe('123456789012/EU (Frankfurt)/api-5xx-rate');
  });

  it('reads an alarm and an EventBridge event that come through a topic at any of its addresses', () => {
    const envelope = JSON.parse(sampleText('aws-cloudwatch', 'sns-envelope-alarm.json'));
    const ec2 = sampleText('aws-eventbridge', 'ec2-state-change.json');
    for (const tool of ['aws-cloudwatch', 'aws-sns', 'aws-eventbridge', 'api']) {
      expect(readingOf(tool, envelope).events[0]?.alertKey).toMatch(/alarm:api-5xx-rate$/);
      expect(readingOf(tool, { ...envelope, Message: ec2 }).events[0]?.summary).toBe(
        'EC2 Instance State-change Notification: instance/i-a9578170db2d87fab terminated',
      );
    }
  });

  it('takes links and labels from message attributes', () => {
    const event = sample('aws-sns', 'notification-attributes-low.json', {
      MessageAttributes: {
        eventType: { Type: 'String', Value: 'alert' },
        alertUrl1: { Type: 'String', Value: 'https://wiki.example.com/ledger' },
        team: { Type: 'String', Value: 'ledger' },
      },
    });
    expect(hrefs(event)).toEqual(['https://wiki.example.com/ledger']);
    expect(event?.labels).toEqual({ team: 'ledger' });
    expect(event?.details).toBe('Ledger sync is 10 minutes late');
  });
});

describe('Datadog', () => {
  it('strips the fences and reads the tags', () => {
    expect(sample('datadog', 'triggered.json')?.details).toMatch(/^CPU of web-01 above 90%\./);
    expect(sample('datadog', 'template2-triggered-p1.json')?.labels).toEqual({
      environment: 'production',
      team: 'database',
      service: 'api',
    });
  });

  it.each([
    ['Re-Triggered', 'ALERT'],
    ['Warn', 'ALERT'],
    ['Warn Recovered', 'RESOLVE'],
    ['Recovered', 'RESOLVE'],
  ])('takes the transition %s for %s', (transition, eventType) => {
    expect(sample('datadog', 'triggered.json', { alert_transition: transition })?.eventType).toBe(eventType);
  });
});

describe('Zabbix', () => {
  it('takes no unexpanded macro for a word', () => {
    const event = sample('zabbix', 'problem.json', { severity: '{EVENT.SEVERITY}', service: '{HOST.NAME}' });
    expect(event?.summary).toBe('db-01.example.com: Free disk space is less than 10% on /data');
    expect(event?.priority).toBeUndefined();
    expect(event?.labels).toMatchObject({ scope: 'capacity', team: 'storage' });
  });

  it.each([
    ['commented', undefined],
    ['changed severity from High to Average', undefined],
    ['unacknowledged', undefined],
    ['acknowledged, commented', 'ACCEPT'],
    ['closed', 'RESOLVE'],
  ])('takes the update "%s" for %s', (action, eventType) => {
    expect(sample('zabbix', 'problem.json', { update_action: action })?.eventType).toBe(eventType);
  });
});

describe('Uptime Kuma', () => {
  it('makes no link of a bare scheme', () => {
    expect(sample('uptime-kuma', 'docker-down.json')?.links).toBeUndefined();
    expect(hrefs(sample('uptime-kuma', 'down.json'))).toEqual(['https://shop.example.com']);
  });

  it.each([2, 3])('makes nothing of a heartbeat of status %i', (status) => {
    const body = JSON.parse(sampleText('uptime-kuma', 'down.json'));
    const reading = readingOf('uptime-kuma', { ...body, heartbeat: { ...body.heartbeat, status } });
    expect(reading).toMatchObject({ events: [], note: expect.stringContaining('the monitor is') });
  });
});

describe('PagerDuty', () => {
  it('takes links, images and details one to one', () => {
    expect(sample('pagerduty-events-v2', 'trigger.json')).toMatchObject({
      links: [{ href: 'https://runbooks.example.com/disk', text: 'Runbook' }, { href: 'https://monitor.example.com' }],
      images: [
        { src: 'https://images.example.com/disk.png', href: 'https://monitor.example.com/disk', alt: 'Disk usage' },
      ],
      labels: {
        source: 'db-01.example.com',
        severity: 'critical',
        component: 'filesystem',
        group: 'prod-datapipe',
        class: 'disk',
      },
      customDetails: { payload: { custom_details: { free: '5%', mount: '/data' } } },
    });
  });
});

describe('Opsgenie', () => {
  it.each([
    ['P1', 'HIGH'],
    ['2', 'HIGH'],
    [3, 'LOW'],
    ['P5', 'LOW'],
  ])('takes priority %s for %s', (priority, expected) => {
    expect(sample('opsgenie', 'api-create-alert.json', { priority })?.priority).toBe(expected);
  });

  it('falls back to its own id as key', () => {
    const { alert } = JSON.parse(sampleText('opsgenie', 'webhook-create.json'));
    const { events } = readingOf('opsgenie', { action: 'Close', alert: { ...alert, alias: undefined } });
    expect(events[0]).toMatchObject({ eventType: 'RESOLVE', alertKey: alert.alertId });
  });
});

describe('any JSON', () => {
  it('keeps image and link of the formatted webhook', () => {
    expect(sample('generic-json', 'formatted-alerting.json')).toMatchObject({
      details: 'No file since 11:00.',
      images: [{ src: 'https://images.example.com/graph.png' }],
      links: [{ href: 'https://monitor.example.com/incidents/1' }],
    });
  });

  it('keeps the whole body of an unknown form for templates and conditions', () => {
    const event = sample('generic-json', 'event-envelope-dispute-created.json');
    expect(event?.customDetails).toMatchObject({ data: { object: { reason: 'fraudulent' } } });
  });
});
