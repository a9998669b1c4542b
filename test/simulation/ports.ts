import type { World } from '../../functions/ports/context.ts';
import { createStore } from '../../functions/store/store.ts';
import type { Table } from '../../functions/store/table.ts';
import type { Cloud } from './cloud.ts';
import { driversOf } from './drivers.ts';
import { settingsOf } from './guards.ts';
import type { Invocation } from './invocations.ts';
import { plainCipher } from './set-up.ts';
import { shownPorts } from './shown.ts';

/** What a running function may touch, but for who it acts for. */
export type SimulatedWorld = Omit<World, 'actor' | 'signInMails' | 'openId' | 'openIdTies'>;

const silent = () => undefined;
/** Pages live below it. */
export const pagesDomain = 'status.example.com';
const settings = {
  publicUrl: 'https://tocsin.example.com',
  consoleUrl: 'https://tocsin.example.com',
  pagesDomain,
  replyDomain: 'reply.tocsin.example.com',
  twoWaySms: true,
};

/** Nobody sets actions in motion by hand here. */
const refused = async (): Promise<never> => {
  throw new Error('nobody sets actions in motion by hand');
};

/** SQS takes so many messages at once; what comes after a batch that broke is not sent. */
const batchSize = 10;

async function inBatches<M>(messages: readonly M[], send: (batch: readonly M[]) => Promise<void>): Promise<void> {
  for (let first = 0; first < messages.length; first += batchSize) await send(messages.slice(first, first + batchSize));
}

/** The ports of one running function over what it sees of the table. */
export function portsOf(cloud: Cloud, invocation: Invocation, table: Table): SimulatedWorld {
  const { call, clock } = invocation;
  const store = createStore(table, { clock, cipher: plainCipher });
  return {
    store,
    ...shownPorts(cloud, invocation, store),
    workflow: {
      start: (execution) => call('StartExecution', () => cloud.executions.start(execution)),
      stop: (execution) => call('StopExecution', () => cloud.executions.stop(execution)).catch(silent),
    },
    actionWork: {
      wake: (alertIds) => call('Invoke', () => cloud.actionWakes.send(alertIds ? { alertIds } : {})),
      perform: refused,
    },
    chatTokens: { tokenOf: refused },
    subscriberWork: { wake: () => call('Invoke', () => cloud.wakes.send('wake')) },
    events: {
      send: (messages) =>
        inBatches(messages, (batch) =>
          call('SendMessage', () => {
            for (const one of batch) cloud.events.send(one, one.groupId);
          }),
        ),
    },
    notifications: {
      send: (messages) =>
        inBatches(messages, (batch) =>
          call('SendMessage', () => {
            for (const { message, delaySeconds } of batch) cloud.notifications.send(message, delaySeconds);
          }),
        ),
      announce: (messages) =>
        call('SendMessage', () => {
          for (const message of messages) cloud.notifications.send(message);
        }),
    },
    blobs: {
      put: (key, body) => call('PutObject', () => void cloud.blobs.set(key, body)),
      get: (key) => call('GetObject', () => cloud.blobs.get(key)),
    },
    operation: {
      lastCounted: refused,
      deadLetters: refused,
      alarms: refused,
      mail: refused,
      texts: refused,
      countedSince: refused,
    },
    channels: driversOf(cloud, invocation),
    tokens: cloud.tokens,
    settings: { ...settings, ...settingsOf(cloud.guards) },
    clock,
    ids: cloud.ids,
    log: { info: silent, warn: silent, error: silent },
    metrics: {
      count: (name, value = 1) => {
        if (name === 'RepeatedSends' && invocation.function === 'tell-subscribers') cloud.shown.repeats += value;
        else cloud.counts[name] = (cloud.counts[name] ?? 0) + value;
      },
      seconds: silent,
    },
    fetch: async () => ({ status: 404, body: '' }),
  };
}
