import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { likenessTo, signatureOf, type Texts } from '../../../../functions/domain/event/grouping/similarity.ts';

const likeness = (a: string | Texts, b: string | Texts) => {
  const textsOf = (one: string | Texts): Texts => (typeof one === 'string' ? { summary: one } : one);
  return likenessTo(textsOf(a))(signatureOf(textsOf(b)));
};

/** What docs/grouping.md advises to begin with. */
const threshold = 0.7;

/** What real tools say (test/fixtures/payloads), beside what the same tool would say of the same trouble. */
const together: readonly (readonly [string, string])[] = [
  ['Disk /data on db-01 is 95% full', 'Disk /data on db-01 is 98% full'],
  ['Disk /data on db-01 is 95% full', 'Disk /data on db-02 is 91% full'],
  ['Memory on web-01 is above 90%', 'Memory on web-01 is above 95%'],
  ['kapacitor cpu:host=web-01 is CRITICAL value: 97.2', 'kapacitor cpu:host=web-01 is WARNING value: 91'],
  [
    'web-01/http is CRITICAL: HTTP CRITICAL: HTTP/1.1 503 Service Unavailable',
    'web-01/http is CRITICAL: HTTP CRITICAL: HTTP/1.1 502 Service Unavailable',
  ],
  ['router-2 is DOWN: PING CRITICAL - Packet loss = 100%', 'router-2 is DOWN: PING CRITICAL - Packet loss = 80%'],
  ['router-2 is DOWN: PING CRITICAL - Packet loss = 100%', 'router-3 is DOWN: PING CRITICAL - Packet loss = 100%'],
  [
    'CPU utilization for vm-web-01 is above the threshold of 0.9 with a value of 0.97.',
    'CPU utilization for vm-web-01 is above the threshold of 0.9 with a value of 0.93.',
  ],
  [
    'CPU threshold: system.cpu.total.norm.pct is 97% in the last 5 mins for web-01. Alert when > 90%.',
    'CPU threshold: system.cpu.total.norm.pct is 99% in the last 5 mins for web-02. Alert when > 90%.',
  ],
  [
    '198.51.100.7 is performing SSH brute force attacks against i-a9578170db2d87fab.',
    '203.0.113.9 is performing SSH brute force attacks against i-0f3c6170db2d11aa2.',
  ],
  [
    'Unprotected port on EC2 instance i-a9578170db2d87fab is being probed.',
    'Unprotected port on EC2 instance i-04b27c9e1d2d80aab is being probed.',
  ],
  ['Pod shop/api-6d9f terminated - OOMKilled', 'Pod shop/api-7c44b9d5f-x2x9z terminated - OOMKilled'],
  ['[prod-fra] shop/api-6d9f8c7b5d-k4mzp CrashLoopBackOff', '[prod-fra] shop/api-6d9f8c7b5d-9xq2v CrashLoopBackOff'],
  ['db-01: Free disk space is less than 10% on /data', 'db-01: Free disk space is less than 5% on /data'],
  ['db-01: Free disk space is less than 10% on /data', 'db-02: Free disk space is less than 10% on /data'],
  ['vmstorage too many restarts (instance 10.0.0.4:8482)', 'vmstorage too many restarts (instance 10.0.0.5:8482)'],
  [
    '[Shop front page] [🔴 Down] timeout of 48000ms exceeded',
    '[Shop front page] [🔴 Down] timeout of 30000ms exceeded',
  ],
  [
    'db-07/keepalive: No keepalive sent from db-07 for 190 seconds (>= 180)',
    'db-07/keepalive: No keepalive sent from db-07 for 370 seconds (>= 180)',
  ],
  ['[Triggered on {host:web-01}] High CPU', '[Triggered on {host:web-02}] High CPU'],
  ['[Alerting] CPU usage', 'CPU usage'],
  [
    "checkout-api query result is > 1.0 for 1 minutes on 'Low storage'",
    "checkout-api query result is > 2.0 for 5 minutes on 'Low storage'",
  ],
  ['EIGRP neighbor 10.0.0.105 on edge-rtr-01 went down', 'EIGRP neighbor 10.0.0.106 on edge-rtr-01 went down'],
  ['INC0010042 Checkout returns 503', 'INC0010057 Checkout returns 503'],
  ['octo-org/shop#12 Checkout returns 503', 'octo-org/shop#19 Checkout returns 502'],
  ['Heap use is 93 %, above 85 % in shop-api', 'Heap use is 97 %, above 85 % in shop-api'],
  [
    'AWS Budgets: platform-monthly has exceeded your alert threshold',
    'AWS Budgets: platform-monthly has exceeded your alert threshold',
  ],
  ['DiskWillFillIn4Hours (2 firing)', 'DiskWillFillIn4Hours (3 firing)'],
  ['Sicherung von db-01 am 2026-11-28 03:00 fehlgeschlagen', 'Sicherung von db-01 am 2026-11-29 03:00 fehlgeschlagen'],
];

/** What nobody would call the same, though words are shared. */
const apart: readonly (readonly [string, string])[] = [
  ['Disk /data on db-01 is 95% full', 'Memory on web-01 is above 90%'],
  ['web-07: Zabbix agent is not available', 'web-07: High CPU utilization'],
  [
    'web-01/http is CRITICAL: HTTP CRITICAL: HTTP/1.1 503 Service Unavailable',
    'router-2 is DOWN: PING CRITICAL - Packet loss = 100%',
  ],
  [
    'Unprotected port on EC2 instance i-a9578170db2d87fab is being probed.',
    'API DescribeRegions was invoked using root credentials.',
  ],
  [
    'octo-org/shop: unit-tests failure on main',
    'octo-org/shop: semver vulnerable to Regular Expression Denial of Service',
  ],
  ['team/shop: pipeline failed on main', 'team/shop#23 Checkout returns 503'],
  ['API Check #1 has failed', 'SSL certificate of shop.example.com expires in 14 days'],
  ['Shop is Down: HTTP 502 - Bad Gateway', 'API: The SSL certificate expires in 7 days'],
  ['[P1] [Triggered] Low disk space on srv1-eu1-prod', '[No data] Heartbeat of batch runner'],
  ['Failure rate increase', 'Host or monitoring unavailable'],
  ['Nightly export failed', 'Nightly patching failed'],
  ['Nightly backup is down', 'Shop is Down'],
  ['Checkout error rate has no data', 'Memory on web-01 is above 90%'],
  ['RuntimeError: Payment provider unavailable', 'Front page is down.'],
  ['Queue depth above 1000', 'Replica lag on orders-db'],
  ['High latency on checkout', 'High CPU on checkout'],
  ["Errors above baseline on 'cart'", "Errors above baseline on 'payment'"],
  ['Critical: Too many errors', 'Warning: Slow transactions'],
  ['INC0010042 Checkout returns 503', 'INC0010043 Printer jam'],
  ['Too many failed logins', 'VPN gateway rejects logins'],
  ['Payment queue is stuck', 'Ledger sync late'],
  ['Cluster disk: Free disk below 15%', 'Cold store 2 Temperature 9.4'],
  ['ExceptionA: program has entered an invalid state.', 'ZeroDivisionError: division by zero'],
  ['Till 4 does not print', 'Printer room 4 does not answer'],
  ['5xx spike', 'Too many 5xx'],
];

describe('events that people would put together', () => {
  it.each(together)('%s | %s', (a, b) => {
    expect(likeness(a, b).score).toBeGreaterThanOrEqual(threshold);
    expect(likeness(b, a).score).toBe(likeness(a, b).score);
  });
});

describe('events that people would keep apart', () => {
  it.each(apart)('%s | %s', (a, b) => {
    expect(likeness(a, b).score).toBeLessThan(threshold);
  });
});

const page = readFileSync(join(import.meta.dirname, '../../../../docs/grouping.md'), 'utf8');
const stated = [...page.matchAll(/^\| `(.+)` \| `(.+)` \| (\d+) % \|$/gm)].map(
  ([, a = '', b = '', percent]) => [a, b, Number(percent)] as const,
);

describe('what docs/grouping.md says', () => {
  it.each(stated)('%s | %s: %d %%', (a, b, percent) => {
    expect(Math.floor(likeness(a, b).score * 100)).toBe(percent);
  });

  it('is not nothing', () => expect(stated).toHaveLength(4));
});

describe('how alike two texts are', () => {
  it.each([
    ['numbers and units', 'cpu 93 %', 'cpu 4.5 ms', 1],
    ['times', 'Backup of 2026-01-01T10:00:00Z failed', 'Backup of 2026-02-02 11:30 failed', 1],
    ['ids of machines', 'job 4f2a9c81d0e7 stuck', 'job 00ffab12cd34 stuck', 1],
    ['UUIDs', 'run 3f2504e0-4f89-11d3-9a0c-0305e82c3301 stuck', 'run 9b2d1fa4-0000-11d3-9a0c-0305e82c3301 stuck', 1],
    ['how bad it is', '[CRITICAL] disk full', 'Warning: disk full', 1],
    ['one and several', 'queue full', 'queues full', 1],
    ['nothing to compare', '503', '503', 0],
    ['no summary', '', 'disk full', 0],
  ])('leaves out %s', (_name, a, b, score) => {
    expect(likeness(a, b).score).toBe(score);
  });

  it('counts the summary three quarters, and details only where both have some', () => {
    const one = { summary: 'disk full', details: 'volume data region frankfurt' };
    expect(likeness(one, { summary: 'disk full', details: 'printer paper tray jam' }).score).toBe(0.75);
    expect(likeness(one, { summary: 'disk full' }).score).toBe(1);
    expect(likeness(one, { summary: 'fan loud', details: one.details }).score).toBe(0.25);
  });

  it('names the words that both say, those of the summary first, five at most', () => {
    const a = { summary: 'Disk full on db-1', details: 'volume data in region frankfurt of shop' };
    expect(likeness(a, a)).toEqual({ score: 1, words: ['disk', 'full', 'db-1', 'volume', 'data'] });
  });

  it('looks at so much of a text, whatever its size, in no time', () => {
    const long = { summary: 'a1 '.repeat(200_000), details: `${'x'.repeat(500_000)} ${'ab-'.repeat(100_000)}` };
    const started = performance.now();
    const signature = signatureOf(long);
    likenessTo(long)(signature);
    expect(performance.now() - started).toBeLessThan(200);
    expect(signature.join('').length).toBeLessThanOrEqual(160);
  });

  it('is the same for the same texts, in any language, and of any character', () => {
    for (const text of ['磁盘已满 db-1', 'Speicher voll 😀 ist', '\u0000\ud800 half', 'ÄÖÜ ß'])
      expect([text, likeness(text, text).score]).toEqual([text, 1]);
  });
});
