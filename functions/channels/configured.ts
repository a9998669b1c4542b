import { readBrowserTarget } from '../domain/user/push-targets.ts';
import { systemClock } from '../platform/clock.ts';
import { environment } from '../platform/environment.ts';
import type { Channels, Driver } from '../ports/channels.ts';
import { nobody } from './nobody.ts';

/** The drivers this deployment was configured with; a channel that was switched off has none. */
export function configuredChannels(): Channels {
  return { SMS: smsDrivers(), VOICE: voiceDrivers(), EMAIL: emailDrivers(), PUSH: pushDrivers(), NULL: [nobody] };
}

function smsDrivers(): Driver[] {
  const identity = environment('SMS_IDENTITY');
  if (identity === '') return [lazily('sms.sns', async () => (await import('./sms-sns.ts')).smsBySns())];
  const settings = { identity, configurationSet: environment('SMS_CONFIGURATION_SET') };
  return [lazily('sms.eum', async () => (await import('./sms-eum.ts')).smsByEndUserMessaging(settings))];
}

/** Connect first, because its calls can be answered; then End User Messaging, when a number for it is known. */
function voiceDrivers(): Driver[] {
  const voice = environment('VOICE');
  const identity = environment('VOICE_IDENTITY');
  const drivers: Driver[] = [];
  if (voice === 'connect') {
    const settings = {
      instanceId: environment('CONNECT_INSTANCE_ID'),
      flowId: environment('CONNECT_FLOW_ID'),
      sourceNumber: environment('CONNECT_SOURCE_NUMBER'),
    };
    const load = async () => (await import('./voice-connect.ts')).voiceByConnect(settings);
    drivers.push({ ...lazily('voice.connect', load), isIdempotent: true });
  }
  if (voice !== 'off' && identity !== '') {
    const settings = { identity, configurationSet: environment('SMS_CONFIGURATION_SET') };
    drivers.push(lazily('voice.eum', async () => (await import('./voice-eum.ts')).voiceByEndUserMessaging(settings)));
  }
  return drivers;
}

function emailDrivers(): Driver[] {
  const settings = { from: environment('MAIL_FROM'), configurationSet: environment('MAIL_CONFIGURATION_SET') };
  if (settings.from === '') return [];
  return [lazily('email.ses', async () => (await import('./email-ses.ts')).emailBySes(settings))];
}

function pushDrivers(): Driver[] {
  const browsers = { ...lazily('push.web', loadWebPush), reaches: isBrowser };
  const settings = { applicationId: environment('PUSH_APPLICATION_ID') };
  if (settings.applicationId === '') return [browsers];
  const load = async () => (await import('./push-pinpoint.ts')).pushByPinpoint(settings);
  return [browsers, { ...lazily('push.pinpoint', load), reaches: (target: string) => !isBrowser(target) }];
}

/** An answer of a push service is of no interest but for its status. */
const answerLimits = { maximumBytes: 64 * 1024, timeoutMilliseconds: 10_000 };

async function loadWebPush(): Promise<Driver> {
  const [{ pushByWeb }, { createPublicAsk }, { masterSecret }, { webPushKeys }] = await Promise.all([
    import('./push-web.ts'),
    import('../platform/public-fetch.ts'),
    import('../platform/secrets.ts'),
    import('../platform/web-push-keys.ts'),
  ]);
  return pushByWeb({
    publicUrl: environment('PUBLIC_URL'),
    keys: async () => webPushKeys(await masterSecret()),
    ask: createPublicAsk(answerLimits),
    clock: systemClock,
  });
}

const isBrowser = (target: string): boolean => readBrowserTarget(target) !== undefined;

/** A driver that is loaded by its first message: a function that sends texts need not load what calls and mails need. */
function lazily(name: string, load: () => Promise<Driver>): Driver {
  let driver: Driver | undefined;
  return {
    name,
    async send(message) {
      driver ??= await load();
      return driver.send(message);
    },
  };
}
