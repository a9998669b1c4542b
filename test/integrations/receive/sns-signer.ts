import { createSign } from 'node:crypto';
import { privateKey, selfSigned } from '../../support/own-certificate.ts';

export const certificate = selfSigned('sns.amazonaws.com');
export const certificateUrl =
  'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem';
export const topicArn = 'arn:aws:sns:eu-central-1:123456789012:oncall-alerts';

/** The delivery as SNS would sign it: `Subject` only when there is one. */
export function signed(delivery: Readonly<Record<string, string>>, version: '1' | '2' = '2'): Record<string, string> {
  const names =
    delivery.Type === 'Notification'
      ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
      : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
  const words = names
    .filter((name) => delivery[name] !== undefined)
    .map((name) => `${name}\n${delivery[name]}\n`)
    .join('');
  const signer = createSign(version === '1' ? 'RSA-SHA1' : 'RSA-SHA256').update(words);
  return {
    ...delivery,
    SignatureVersion: version,
    SigningCertURL: certificateUrl,
    Signature: signer.sign(privateKey, 'base64'),
  };
}

export const notification: Readonly<Record<string, string>> = {
  Type: 'Notification',
  MessageId: '2e0e26ef-f2af-4218-a9a0-33a08c44effd',
  TopicArn: topicArn,
  Subject: 'Nightly export failed',
  Message: '3 of 120 files missing',
  Timestamp: '2026-11-21T20:29:59.000Z',
};

export const subscribeUrl = `https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=2336412f37f`;

export const subscription: Readonly<Record<string, string>> = {
  Type: 'SubscriptionConfirmation',
  MessageId: '2330f147-b3fe-4fff-add1-5b8a0d385f80',
  Token: '2336412f37f',
  TopicArn: topicArn,
  Message: 'You have chosen to subscribe to the topic.',
  SubscribeURL: subscribeUrl,
  Timestamp: '2026-11-21T20:29:59.000Z',
};
