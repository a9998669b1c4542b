import { createDecipheriv, createECDH, createHash, createPublicKey, hkdfSync, verify } from 'node:crypto';
import { concerns } from '../wire.ts';
import { type Answered, type Asked, inside, type Json, list, plain, type Target, type TargetWorld } from './target.ts';

/** Where the push service of the local cloud is said to be. */
const host = 'push.local-cloud.dev';

/** What a browser tells of its subscription (`PushSubscription.toJSON()`). */
export interface LocalSubscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

const derived = (id: string, use: string): Buffer => createHash('sha256').update(`local push ${use} ${id}`).digest();

function browserOf(id: string) {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(derived(id, 'key'));
  return { ecdh, auth: derived(id, 'auth').subarray(0, 16) };
}

/** The subscription of a browser of this name: its keys come from its name, so that nothing has to be kept to read what it gets. */
export function localSubscription(id: string): LocalSubscription {
  const { ecdh, auth } = browserOf(id);
  return {
    endpoint: `https://${host}/${encodeURIComponent(id)}`,
    keys: { p256dh: ecdh.getPublicKey('base64url'), auth: auth.toString('base64url') },
  };
}

/** What a browser reads of an encrypted message (RFC 8291); throws for one that it could not read. */
export function decryptPush(body: Buffer, id: string): string {
  const { ecdh, auth } = browserOf(id);
  const length = body.readUInt8(20);
  const sender = body.subarray(21, 21 + length);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender]);
  const input = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(sender), auth, info, 32));
  const derive = (use: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', input, body.subarray(0, 16), `Content-Encoding: ${use}\0`, bytes));
  const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  const sealed = body.subarray(21 + length);
  decipher.setAuthTag(sealed.subarray(-16));
  const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return text.subarray(0, text.lastIndexOf(2)).toString('utf8');
}

const json = (part: string | undefined): Json =>
  inside(JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8')));

/** Why a push service turns a sender away (RFC 8292, 4.2). */
function refusal({ url, headers }: Asked, now: string): string | undefined {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=([\w-]+)$/.exec(headers.authorization ?? '') ?? [];
  const [head, claims, signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  if (point.length !== 65) return 'no VAPID key';
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y } as never, format: 'jwk' });
  const signed = Buffer.from(`${head}.${claims}`);
  const isSigned = verify(
    'sha256',
    signed,
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isSigned || json(head).alg !== 'ES256') return 'the signature is wrong';
  const { aud, exp, sub } = json(claims);
  if (aud !== url.origin) return `signed for ${aud}`;
  const left = Number(exp) - Date.parse(now) / 1000;
  if (!(left > 0 && left <= 24 * 3600)) return 'signed for another time';
  return /^(https?:|mailto:)/.test(String(sub)) ? undefined : 'nobody to ask is named';
}

/** The words of a browser's notification, with the buttons that answer. */
function shown(text: string) {
  const payload = inside(JSON.parse(text));
  const answers = list(payload.answers).map(inside);
  const urls = Object.fromEntries(answers.map(({ action, url }) => [`${action}Url`, url]));
  const ids = concerns({ alertId: String(payload.alertId ?? '') });
  return {
    subject: String(payload.title ?? ''),
    text: String(payload.body ?? ''),
    data: { ...payload, ...urls },
    alertId: ids.alertId,
    answerable: answers.length > 0,
    links: answers.map(({ action, url }) => ({
      label: action === 'accept' ? 'Accept' : 'Resolve',
      url: String(url),
    })),
  };
}

/**
 * The push services of all browsers (RFC 8030). What goes to a browser of `localSubscription` is read and stands in the outbox as it is
 * shown; of others, that something came. `https://answers-410.…` answers 410, and so does a name that begins with `invalid`.
 */
export function webPushTarget({ store, now }: TargetWorld): Target {
  function answer(asked: Asked): Answered {
    const { url, headers, bytes = Buffer.alloc(0) } = asked;
    const status = Number(/^answers-(\d{3})\./.exec(url.hostname)?.[1] ?? 201);
    const id = decodeURIComponent(url.pathname.slice(1));
    const isOurs = url.hostname === host;
    if (isOurs && id.startsWith('invalid')) return plain(410, 'gone');
    if (status >= 300) return plain(status, '');
    if (!/^\d+$/.test(headers.ttl ?? '')) return plain(400, 'TTL is required');
    if (bytes.length > 4096) return plain(413, 'too large');
    const refused = refusal(asked, now());
    if (refused !== undefined) return plain(403, refused);
    const providerId = `https://${url.hostname}/message/${store.since(0).length + 1}`;
    const words = isOurs ? shown(decryptPush(bytes, id)) : { text: '(encrypted for a browser elsewhere)' };
    const how = { ttl: headers.ttl, urgency: headers.urgency, topic: headers.topic };
    store.add({
      channel: 'PUSH',
      to: isOurs ? id : url.href,
      providerId,
      ...words,
      data: { ...dataOf(words), push: how },
    });
    return { ...plain(201, ''), headers: { 'content-type': 'text/plain; charset=utf-8', location: providerId } };
  }

  return { isFor: (_url, { headers }) => headers['content-encoding'] === 'aes128gcm', answer };
}

const dataOf = (words: object): Json => ('data' in words ? inside(words.data) : {});
