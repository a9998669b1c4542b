import { afterEach, expect, it, vi } from 'vitest';
import { configuredChannels } from '../../functions/channels/configured.ts';

const nothing = {
  SMS_IDENTITY: '',
  SMS_CONFIGURATION_SET: '',
  VOICE: 'off',
  VOICE_IDENTITY: '',
  CONNECT_INSTANCE_ID: '',
  CONNECT_FLOW_ID: '',
  CONNECT_SOURCE_NUMBER: '',
  MAIL_FROM: '',
  MAIL_CONFIGURATION_SET: '',
  PUSH_APPLICATION_ID: '',
};

afterEach(() => vi.unstubAllEnvs());

function namesWith(environment: Partial<typeof nothing>) {
  for (const [name, value] of Object.entries({ ...nothing, ...environment })) vi.stubEnv(name, value);
  const { SMS, VOICE, EMAIL, PUSH, NULL } = configuredChannels();
  return [SMS, VOICE, EMAIL, PUSH, NULL].map((drivers) => drivers.map(({ name }) => name).join(' '));
}

it('and without calls reads nothing of who calls, so that a function without them need not be given it', () => {
  for (const name of ['CONNECT_INSTANCE_ID', 'CONNECT_FLOW_ID', 'CONNECT_SOURCE_NUMBER'] as const) {
    const others = Object.entries(nothing).filter(([other]) => other !== name);
    for (const [other, value] of others) vi.stubEnv(other, value);
    vi.stubEnv(name, undefined);
    expect(configuredChannels().VOICE).toEqual([]);
    vi.stubEnv('VOICE', 'connect');
    expect(() => configuredChannels()).toThrow(name);
  }
});

it.each([
  ['nothing', {}, ['sms.sns', '', '', 'push.web', 'nobody']],
  ['an own number', { SMS_IDENTITY: 'pool' }, ['sms.eum', '', '', 'push.web', 'nobody']],
  ['speech only', { VOICE: 'eum', VOICE_IDENTITY: '+49' }, ['sms.sns', 'voice.eum', '', 'push.web', 'nobody']],
  [
    'Connect with speech as its fallback',
    { VOICE: 'connect', VOICE_IDENTITY: '+49' },
    ['sms.sns', 'voice.connect voice.eum', '', 'push.web', 'nobody'],
  ],
  ['a number, but voice off', { VOICE: 'off', VOICE_IDENTITY: '+49' }, ['sms.sns', '', '', 'push.web', 'nobody']],
  [
    'e-mail and push',
    { MAIL_FROM: 'a@example.com', PUSH_APPLICATION_ID: 'app' },
    ['sms.sns', '', 'email.ses', 'push.web push.pinpoint', 'nobody'],
  ],
])('with %s configured', (_case, environment, names) => {
  expect(namesWith(environment)).toEqual(names);
});
