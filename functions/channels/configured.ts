import { environment } from '../platform/environment.ts';
import type { Channels, Driver } from '../ports/channels.ts';
import { emailBySes } from './email-ses.ts';
import { nobody } from './nobody.ts';
import { pushByPinpoint } from './push-pinpoint.ts';
import { smsByEndUserMessaging } from './sms-eum.ts';
import { smsBySns } from './sms-sns.ts';
import { voiceByConnect } from './voice-connect.ts';
import { voiceByEndUserMessaging } from './voice-eum.ts';

/** The drivers this deployment was configured with; a channel that was switched off has none. */
export function configuredChannels(): Channels {
  return { SMS: smsDrivers(), VOICE: voiceDrivers(), EMAIL: emailDrivers(), PUSH: pushDrivers(), NULL: [nobody] };
}

/** Whether text messages can be answered by text message. */
export const isSmsTwoWay = (): boolean => environment('SMS_IDENTITY') !== '';

function smsDrivers(): Driver[] {
  const identity = environment('SMS_IDENTITY');
  if (identity === '') return [smsBySns()];
  return [smsByEndUserMessaging({ identity, configurationSet: environment('SMS_CONFIGURATION_SET') })];
}

/** Connect first, because its calls can be answered; then End User Messaging, when a number for it is known. */
function voiceDrivers(): Driver[] {
  const voice = environment('VOICE');
  const identity = environment('VOICE_IDENTITY');
  const drivers: Driver[] = [];
  if (voice === 'connect') {
    drivers.push(
      voiceByConnect({
        instanceId: environment('CONNECT_INSTANCE_ID'),
        flowId: environment('CONNECT_FLOW_ID'),
        sourceNumber: environment('CONNECT_SOURCE_NUMBER'),
      }),
    );
  }
  if (voice !== 'off' && identity !== '') {
    drivers.push(voiceByEndUserMessaging({ identity, configurationSet: environment('SMS_CONFIGURATION_SET') }));
  }
  return drivers;
}

function emailDrivers(): Driver[] {
  const from = environment('MAIL_FROM');
  return from === '' ? [] : [emailBySes({ from, configurationSet: environment('MAIL_CONFIGURATION_SET') })];
}

function pushDrivers(): Driver[] {
  const applicationId = environment('PUSH_APPLICATION_ID');
  return applicationId === '' ? [] : [pushByPinpoint({ applicationId })];
}
