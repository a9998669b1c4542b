import { createSign, generateKeyPairSync } from 'node:crypto';

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};

const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const sha256WithRsa = sequence(Buffer.from('06092a864886f70d01010b', 'hex'), Buffer.from('0500', 'hex'));
const nameOf = (name: string) =>
  sequence(der(0x31, sequence(Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from(name)))));

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A certificate as SNS has one, of a key made for this run. */
function selfSigned(name: string): string {
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    sha256WithRsa,
    nameOf(name),
    sequence(der(0x17, Buffer.from('260101000000Z')), der(0x17, Buffer.from('360101000000Z'))),
    nameOf(name),
    pair.publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = createSign('RSA-SHA256').update(body).sign(pair.privateKey);
  const certificate = sequence(body, sha256WithRsa, der(0x03, Buffer.from([0]), signature));
  const lines = certificate.toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

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
    Signature: signer.sign(pair.privateKey, 'base64'),
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
