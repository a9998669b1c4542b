import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** What a browser says of a ceremony, and what a forger may change of it. */
export interface Forgery {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  /** User present, user verified. */
  readonly flags?: number;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly tamper?: (signature: Buffer) => Buffer;
}

interface RequestOptions {
  readonly challenge: string;
  readonly rpId?: string;
}

interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id?: string };
  readonly user: { readonly id: string };
}

const userPresent = 0x01;
const userVerified = 0x04;
const attested = 0x40;

const hash = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest();
const text = (bytes: Buffer) => bytes.toString('base64url');

/** CBOR (RFC 8949) of what passkeys need: small integers, bytes, text and maps. */
function cbor(value: number | string | Buffer | Map<number | string, unknown>): Buffer {
  const head = (major: number, length: number) =>
    length < 24
      ? Buffer.from([(major << 5) | length])
      : length < 256
        ? Buffer.from([(major << 5) | 24, length])
        : Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const entries = [...value].flatMap(([key, member]) => [cbor(key), cbor(member as Parameters<typeof cbor>[0])]);
  return Buffer.concat([head(5, value.size), ...entries]);
}

/** A device that keeps one passkey in software, as WebAuthn has it, and lies as it is told. */
export function anAuthenticator(origin: string) {
  const credentialId = randomBytes(16);
  const pair: { privateKey: KeyObject; publicKey: KeyObject } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  let userHandle: string | undefined;
  let counter = 0;

  function coseKey(): Buffer {
    const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' });
    return cbor(
      new Map<number | string, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    );
  }

  const clientData = (type: string, challenge: string, forgery: Forgery): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: forgery.type ?? type,
        challenge: forgery.challenge ?? challenge,
        origin: forgery.origin ?? origin,
        crossOrigin: forgery.crossOrigin ?? false,
      }),
    );

  function authenticatorData(rpId: string, flags: number, count: number, rest = Buffer.alloc(0)): Buffer {
    const counted = Buffer.alloc(4);
    counted.writeUInt32BE(count);
    return Buffer.concat([hash(rpId), Buffer.from([flags]), counted, rest]);
  }

  const credential = (response: object) => ({
    id: text(credentialId),
    rawId: text(credentialId),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  });

  return {
    credentialId: text(credentialId),

    register({ challenge, rp, user }: CreationOptions, forgery: Forgery = {}) {
      userHandle = user.id;
      const length = Buffer.from([credentialId.length >> 8, credentialId.length & 255]);
      const key = Buffer.concat([Buffer.alloc(16), length, credentialId, coseKey()]);
      const flags = (forgery.flags ?? userPresent | userVerified) | attested;
      const data = authenticatorData(forgery.rpId ?? rp.id ?? '', flags, forgery.counter ?? counter, key);
      const attestation = new Map<number | string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', data],
      ]);
      return credential({
        clientDataJSON: text(clientData('webauthn.create', challenge, forgery)),
        attestationObject: text(cbor(attestation)),
        transports: ['internal'],
      });
    },

    answer({ challenge, rpId = '' }: RequestOptions, forgery: Forgery = {}) {
      counter = forgery.counter ?? counter + 1;
      const client = clientData('webauthn.get', challenge, forgery);
      const data = authenticatorData(forgery.rpId ?? rpId, forgery.flags ?? userPresent | userVerified, counter);
      const signature = sign('sha256', Buffer.concat([data, hash(client)]), pair.privateKey);
      return credential({
        clientDataJSON: text(client),
        authenticatorData: text(data),
        signature: text(forgery.tamper?.(signature) ?? signature),
        ...((forgery.userHandle ?? userHandle) !== undefined && { userHandle: forgery.userHandle ?? userHandle }),
      });
    },
  };
}

export type Authenticator = ReturnType<typeof anAuthenticator>;
