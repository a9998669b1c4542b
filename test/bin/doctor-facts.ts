import type { Facts, Read } from '../../bin/doctor/facts.ts';
import { parseOptions } from '../../lib/context.ts';
import { everything } from '../infra/synthesize.ts';

export const setting = { stage: 'test', account: '111122223333', region: 'eu-central-1', partition: 'aws' };
export const options = parseOptions({ ...everything, connectFlowId: '22222222-2222-4333-8444-555555555555' });
export const topic = (name: string) => `arn:aws:sns:eu-central-1:111122223333:tocsin-test-${name}`;

export const known = <T>(value: T): Read<T> => ({ known: true, value });
export const denied = (permission: string): Read<never> => ({
  known: false,
  permission,
  said: 'not authorized',
  denied: true,
});

const number = { active: true, capabilities: ['SMS', 'VOICE'], twoWay: true, destination: topic('inbound') };

/** An account in which nothing is missing for a stage with every option. */
export const healthy: Facts = {
  stacks: known({ data: 'CREATE_COMPLETE', core: 'UPDATE_COMPLETE', edge: 'UPDATE_COMPLETE' }),
  concurrency: known(1000),
  mailAccount: known({ inProduction: true, maySend: true, sentToday: 10, perDay: 50_000 }),
  identities: known({
    'alerts@example.com': undefined,
    'example.com': { verified: true, dkim: 'SUCCESS' },
    'reply.example.com': { verified: true, dkim: 'SUCCESS' },
  }),
  activeRules: known('tocsin-test'),
  mailExchange: known(['inbound-smtp.eu-central-1.amazonaws.com']),
  endUserMessaging: known({
    tier: 'PRODUCTION',
    texts: { limit: 100, most: 100 },
    calls: { limit: 100, most: 100 },
  }),
  smsIdentity: known(number),
  voiceIdentity: known({ ...number, twoWay: false, destination: undefined }),
  connect: known({ active: true, callsOut: true, numbers: ['+498912345678'] }),
  connectFlow: known('ACTIVE'),
  push: known(['GCM']),
  operators: known([
    { endpoint: 'operator@example.com', confirmed: true },
    { endpoint: '+491701234567', confirmed: true },
  ]),
  alarms: known({ all: 18, ringing: [], mute: [] }),
  deadLetters: known({ 'tocsin-test-events-dlq.fifo': 0 }),
  ticks: known(10),
  canary: known(3),
  people: known({
    health: 200,
    console: 200,
    ownerEmail: 'owner@example.com',
    ownerContacts: [{ kind: 'phone', verified: true, status: 'OK' }],
    sources: 1,
    unreachable: [],
  }),
};
