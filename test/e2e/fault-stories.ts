import type { OutboxMessage } from '../../local/outbox/message.ts';
import type { LocalCloud } from '../support/local-cloud.ts';
import { aPerson, aPolicy, aSource, type Person, type Source } from './stage.ts';

/** Who plays in one run of a story; nobody plays in two. */
export interface Cast {
  readonly people: readonly (Person & { readonly name: string; readonly device?: string; readonly browser?: string })[];
  readonly source: Source;
}

export interface Story {
  readonly name: string;
  /** Virtual seconds from the alert to the answer, or to the end when nobody answers; enough to recover from one fault. */
  readonly lasts: number;
  readonly answered: boolean;
  cast(cloud: LocalCloud): Promise<Cast>;
}

let casts = 0;

/** Creates the people and their source. Names are the same in every run, so that timelines can be compared. */
export async function castOf(
  cloud: LocalCloud,
  sketches: readonly Parameters<typeof aPerson>[1][],
  minutes: number,
): Promise<Cast> {
  casts += 1;
  const people = [];
  for (const sketch of sketches) {
    const { firstName } = sketch;
    const own = {
      email: `${firstName.toLowerCase()}-${casts}@example.com`,
      ...(sketch.browser === undefined
        ? { device: `${firstName}-phone-${casts}` }
        : { browser: `${firstName}-${sketch.browser}-${casts}` }),
    };
    people.push({ name: firstName, ...own, ...(await aPerson(cloud, { ...sketch, ...own })) });
  }
  const levels = people.map((person) => [person]);
  const policyId = await aPolicy(cloud, levels, { minutes, name: `Platform ${casts}` });
  return { people, source: await aSource(cloud, policyId, { name: `Monitoring ${casts}` }) };
}

/** Story 1: an alert reaches Ada on four channels, and she accepts by SMS before anybody else is told. */
export const answeredStory: Story = {
  name: 'answered by SMS',
  lasts: 600,
  answered: true,
  cast: (cloud) =>
    castOf(
      cloud,
      [
        {
          firstName: 'Ada',
          rules: [{ method: 'SMS' }, { method: 'EMAIL' }, { method: 'PUSH' }, { method: 'VOICE', delayMin: 1 }],
        },
        { firstName: 'Grace', rules: [{ method: 'SMS' }] },
      ],
      30,
    ),
};

/** Story 3: three levels, nobody answers; the last of them is told in a browser. */
export const unansweredStory: Story = {
  name: 'unanswered',
  lasts: 2400,
  answered: false,
  cast: (cloud) =>
    castOf(
      cloud,
      [
        { firstName: 'Ada', rules: [{ method: 'SMS' }, { method: 'VOICE', delayMin: 2 }] },
        { firstName: 'Grace', rules: [{ method: 'EMAIL' }] },
        { firstName: 'Edsger', browser: 'laptop', rules: [{ method: 'PUSH' }] },
      ],
      5,
    ),
};

/** Posts the story's alert as a monitoring tool does: again until it is taken. Returns how often it took. */
export async function postAlert(cloud: LocalCloud, { source }: Cast): Promise<number> {
  const { integrationKey } = source;
  const event = { integrationKey, eventType: 'ALERT', summary: 'Disk full on db-1', alertKey: 'db-1/disk' };
  for (let times = 1; times <= 5; times++) {
    const { status } = await cloud.api('POST', '/api/events', event, null);
    if (status === 202) return times;
    if (status < 500) throw new Error(`the event was refused with ${status}`);
  }
  throw new Error('the event was never taken');
}

/** Ada answers her SMS, or, when that one never came, in the app. */
export async function acceptAlert(cloud: LocalCloud, cast: Cast, messages: readonly OutboxMessage[]): Promise<void> {
  const mine = messagesTo(cast, messages);
  const text = mine.find(({ channel }) => channel === 'SMS');
  const push = mine.find(({ channel }) => channel === 'PUSH');
  if (text) await cloud.reply(text.id, { text: 'A' });
  else if (push) await cloud.reply(push.id, { text: 'accept' });
  await cloud.settle();
}

const addressesOf = ({ people }: Cast) =>
  people.flatMap(({ name, phone, email, device, browser }) =>
    [phone, email, device, browser].flatMap((address) => (address ? ([[address, name]] as const) : [])),
  );

/** The messages to the people of a cast. */
export function messagesTo(cast: Cast, messages: readonly OutboxMessage[]): readonly OutboxMessage[] {
  const addresses = new Map(addressesOf(cast));
  return messages.filter(({ to }) => addresses.has(to));
}

/** How a run ended, with names instead of addresses. */
export interface Outcome {
  readonly alerts: readonly string[];
  readonly timeline: readonly string[];
  readonly messages: readonly string[];
}

export async function outcomeOf(
  cloud: LocalCloud,
  cast: Cast,
  allMessages: readonly OutboxMessage[],
): Promise<Outcome> {
  const addresses = addressesOf(cast);
  const named = (text: string) => addresses.reduce((words, [address, name]) => words.replaceAll(address, name), text);
  const { body: alerts } = await cloud.api('GET', `/api/alerts?sources=${cast.source.id}`);
  const timeline = [];
  for (const { id } of alerts) {
    const { body } = await cloud.api('GET', `/api/alerts/${id}/log-entries?max-results=100`);
    timeline.push(
      ...body.map(({ text }: { text: string }) => named(text).replaceAll(/(Monitoring|Platform) \d+/g, '$1')),
    );
  }
  const messages = messagesTo(cast, allMessages).map(({ channel, to, text }) => {
    const kind = /accepted/i.test(text ?? '') ? ' confirmation' : '';
    return named(`${channel} ${to}${kind}`);
  });
  return {
    alerts: alerts.map(({ status }: { status: string }) => status),
    timeline: timeline.sort(),
    messages: messages.sort(),
  };
}
