import type { Channel } from '../../functions/domain/notification/notification.ts';
import { readReference } from '../../functions/domain/notification/reference.ts';
import { readBrowserTarget } from '../../functions/domain/user/push-targets.ts';
import type { Channels, Driver, OutgoingMessage, SendResult } from '../../functions/ports/channels.ts';
import type { PushPayload } from '../../web/worker/notifications.ts';
import type { Cloud } from './cloud.ts';
import type { Invocation } from './invocations.ts';
import type { Received } from './record.ts';
import { type Told, take } from './shown.ts';

const wordsOf = ({ subject, text, html }: Pick<OutgoingMessage, 'subject' | 'text' | 'html'>): string =>
  [subject, text, html].join('\n');

/** The providers as one running function sees them: what they take has reached somebody. */
export function driversOf(cloud: Cloud, invocation: Invocation): Channels {
  const driver = (name: string, channel: Channel): Driver => ({
    name,
    send: (message) =>
      invocation.call(`send ${name}`, (): SendResult => {
        const outage = channel === 'NULL' ? undefined : cloud.outages.get(channel);
        if (outage === 'rejects') return { outcome: 'rejected', error: 'refused' };
        if (outage === 'postpones') return { outcome: 'postponed', error: 'throttled' };
        if (outage === 'breaks') throw new Error('no answer');
        if (invocation.function === 'tell-subscribers') return told(message, outage);
        const providerId = receive(name, message, outage === 'loses-answers');
        if (outage === 'loses-answers') throw new Error('the answer was lost');
        return { outcome: 'sent', providerId };
      }),
  });
  /** Notes that a message has reached somebody; returns what the provider calls it. */
  function receive(name: string, message: OutgoingMessage, isLost: boolean, shown?: PushPayload): string {
    const { scope, id } = readReference(message.idempotencyToken) as { scope: string; id: number };
    const providerId = `${name}-${cloud.received.length + 1}`;
    const received: Received = {
      message,
      scope,
      id,
      driver: name,
      providerId,
      at: cloud.scheduler.clock.now(),
      after: cloud.writes.length,
      isUncertain: () => isLost || invocation.isDisturbed(),
      ...(shown && { shown }),
    };
    cloud.received.push(received);
    cloud.onReceived(received);
    return providerId;
  }
  /** What subscribers get is no notification of an alert. */
  function told(
    { channel, target, idempotencyToken, ...words }: OutgoingMessage,
    outage: string | undefined,
  ): SendResult {
    const isLost = outage === 'loses-answers';
    const message = { channel: channel as Told['channel'], target, about: idempotencyToken, words: wordsOf(words) };
    const result = take(cloud, message, () => isLost || invocation.isDisturbed());
    if (isLost) throw new Error('the answer was lost');
    return result;
  }
  return {
    SMS: [driver('sms.eum', 'SMS')],
    VOICE: [driver('voice.connect', 'VOICE'), driver('voice.eum', 'VOICE')],
    EMAIL: [driver('email.ses', 'EMAIL')],
    PUSH: [
      cloud.pushServices.driver(cloud, invocation, (message, shown, isLost) =>
        receive('push.web', message, isLost, shown),
      ),
      { ...driver('push.pinpoint', 'PUSH'), reaches: (target) => readBrowserTarget(target) === undefined },
    ],
    NULL: [driver('nobody', 'NULL')],
  };
}
