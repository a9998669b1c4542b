import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Expected, expectedOf, sampledTools, sampleText } from '../integrations/fixtures.ts';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { aPerson, aPolicy, aSource, type Source, tenOClock } from './stage.ts';

let cloud: LocalCloud;
let policyId: number;
const sources = new Map<string, Source>();

interface Sample extends Expected {
  readonly tool: string;
  readonly file: string;
}

const samples: readonly Sample[] = sampledTools.flatMap((tool) =>
  Object.entries(expectedOf(tool)).map(([file, expected]) => ({ ...expected, tool, file })),
);

/** What has to stay open comes before what is less urgent: an alert is as urgent as its first event. */
const byUrgency = (one: Sample, other: Sample): number =>
  Number(one.priority === 'LOW') - Number(other.priority === 'LOW');

/** Eight at a time, as tools do: nobody waits for the others. */
async function sideBySide<T>(items: readonly T[], run: (item: T) => Promise<unknown>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await run(item);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

const sourceOf = (tool: string): Source => {
  const source = sources.get(tool);
  if (source === undefined) throw new Error(`no source for ${tool}`);
  return source;
};

/** Posts all of them, those of one tool in their order, and waits once until all that they set going is done. */
async function postAll(wanted: readonly Sample[]): Promise<void> {
  const byTool = sampledTools.map((tool) => wanted.filter((sample) => sample.tool === tool));
  await sideBySide(byTool, async (ofTool) => {
    for (const { tool, file } of ofTool) {
      const answer = await fetch(`${cloud.url}/api/v1/events/${tool}/${sourceOf(tool).integrationKey}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: sampleText(tool, file),
      });
      expect([tool, file, answer.status]).toEqual([tool, file, 202]);
    }
  });
  await cloud.settle();
}

beforeAll(async () => {
  cloud = await startLocalCloud({ now: tenOClock, clock: 'still', canary: false });
  policyId = await aPolicy(cloud, [[await aPerson(cloud, { firstName: 'Ada', rules: [] })]]);
  await sideBySide(sampledTools, async (tool) => {
    sources.set(tool, await aSource(cloud, policyId, { name: tool }));
  });
});
afterAll(() => cloud.stop());

/** The alerts that the samples of a tool should have left: one for each key, one for each event without. */
function expectedAlerts(tool: string, posted: readonly string[]): string[] {
  const ofTool = samples.filter((sample) => sample.tool === tool && posted.includes(String(sample.eventType)));
  const told = (type: string, key: string | null) =>
    key !== null && ofTool.some(({ eventType, alertKey }) => eventType === type && alertKey === key);
  const alerts = ofTool.filter(({ eventType }) => eventType === 'ALERT').sort(byUrgency);
  return alerts
    .filter(
      ({ alertKey }, index) => alertKey === null || alerts.findIndex((one) => one.alertKey === alertKey) === index,
    )
    .map(({ alertKey, priority }) => {
      const status = told('RESOLVE', alertKey) ? 'RESOLVED' : told('ACCEPT', alertKey) ? 'ACCEPTED' : 'PENDING';
      return `${status} ${priority ?? 'HIGH'}`;
    })
    .sort();
}

async function actualAlerts(tool: string): Promise<string[]> {
  const { body } = await cloud.api('GET', `/api/alerts?sources=${sourceOf(tool).id}&max-results=100`);
  return body.map(({ status, priority }: { status: string; priority: string }) => `${status} ${priority}`).sort();
}

describe('every tool over HTTP', () => {
  const expectAlerts = async (...posted: string[]) => {
    const actual: [string, string[]][] = [];
    for (const tool of sampledTools) actual.push([tool, await actualAlerts(tool)]);
    expect(actual).toEqual(sampledTools.map((tool) => [tool, expectedAlerts(tool, posted)]));
  };

  it('opens one alert for each key, of the right priority, and none for what is no news', async () => {
    await postAll(samples.filter(({ eventType }) => eventType === null || eventType === 'ALERT').sort(byUrgency));
    await expectAlerts('ALERT');
  });

  it('has its alerts accepted and resolved by what says so, and by nothing else', async () => {
    await postAll(samples.filter(({ eventType }) => eventType === 'ACCEPT'));
    await postAll(samples.filter(({ eventType }) => eventType === 'RESOLVE'));
    await expectAlerts('ALERT', 'ACCEPT', 'RESOLVE');
  });

  it('finds every message among the events of its source', async () => {
    for (const tool of sampledTools) {
      const { body } = await cloud.api('GET', `/api/alert-sources/${sourceOf(tool).id}/events`);
      expect([tool, body.length]).toEqual([tool, samples.filter((sample) => sample.tool === tool).length]);
    }
  });
});

describe('what does not come over HTTP', () => {
  it('is an alert when it is a mail to the address of a source, and is answered to nobody', async () => {
    const { integrationKey, id } = await aSource(cloud, policyId, {
      name: 'Mails',
      integrationType: 'EMAIL2',
      integrationKey: 'ops',
    });
    expect(integrationKey).toBe('ops@reply.tocsin.example');
    const before = (await cloud.outbox()).length;
    const mail = {
      from: 'Nagios <nagios@mon.example>',
      to: 'Ops@reply.tocsin.example',
      subject: 'db1 is down',
      authenticated: false,
    };
    await cloud.control('POST', 'inbound/email', { ...mail, html: '<p>load <b>42</b></p>' });
    await cloud.control('POST', 'inbound/email', {
      ...mail,
      subject: 'Absent',
      headers: { 'Auto-Submitted': 'auto-replied' },
    });
    await cloud.settle();
    expect((await cloud.api('GET', `/api/alerts?sources=${id}`)).body).toMatchObject([
      { summary: 'db1 is down', status: 'PENDING' },
    ]);
    const { body: events } = await cloud.api('GET', `/api/alert-sources/${id}/events`);
    expect(events.map(({ outcome }: { outcome: string }) => outcome).sort()).toEqual(['CREATED', 'IGNORED']);
    expect(await cloud.outbox()).toHaveLength(before);
  });

  it('is an alert when it is a text to the number of a source', async () => {
    const { id } = await aSource(cloud, policyId, {
      name: 'Texts',
      integrationType: 'SMS',
      integrationKey: '+4915112345678',
    });
    await cloud.control('POST', 'inbound/sms', { from: '+4915100000001', to: '+4915112345678', text: 'Pump 3 failed' });
    await cloud.settle();
    expect((await cloud.api('GET', `/api/alerts?sources=${id}`)).body).toMatchObject([{ summary: 'Pump 3 failed' }]);
  });
});
