import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { PublicAnswer, PublicAsk } from '../../functions/platform/public-fetch.ts';

export const appId = '11111111-2222-3333-4444-555555555555';
export const tenantId = '72f988bf-86f1-41af-91ab-2d7cd011db47';
export const serviceUrl = 'https://smba.trafficmanager.net/emea/72f988bf-86f1-41af-91ab-2d7cd011db47/';

const metadata = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
const keysAt = 'https://login.botframework.com/v1/.well-known/keys';

/** Who signs activities, as the Bot Framework does: keys with the channels that they are for, and tokens made with them. */
export async function createSigner() {
  const pairs = new Map<string, CryptoKeyPair>();
  const jwks: object[] = [];
  const asked: string[] = [];
  const answers = new Map<string, PublicAnswer | Error>();

  async function add(kid: string, endorsements: readonly string[] = ['msteams', 'webchat']) {
    const pair = (await generateKeyPair('RS256', { extractable: true })) as CryptoKeyPair;
    pairs.set(kid, pair);
    jwks.push({ ...(await exportJWK(pair.publicKey)), use: 'sig', kid, x5t: kid, endorsements });
  }
  await add('key-1');

  const json = (value: unknown): PublicAnswer => ({ status: 200, headers: {}, body: JSON.stringify(value) });
  const ask: PublicAsk = async (address) => {
    asked.push(address);
    const answer =
      answers.get(address) ??
      (address === metadata
        ? json({
            issuer: 'https://api.botframework.com',
            jwks_uri: keysAt,
            id_token_signing_alg_values_supported: ['RS256', 'RS384', 'RS512'],
          })
        : address === keysAt
          ? json({ keys: jwks })
          : { status: 404, headers: {}, body: '' });
    if (answer instanceof Error) throw answer;
    return answer;
  };

  return {
    ask,
    asked,
    add,
    /** Answers an address otherwise from now on. */
    answer: (which: 'metadata' | 'keys', answer: PublicAnswer | Error | undefined) => {
      const address = which === 'metadata' ? metadata : keysAt;
      if (answer === undefined) answers.delete(address);
      else answers.set(address, answer);
    },
    /** The header of an activity, with these claims and this protected header instead of the usual. */
    async sign(
      now: string,
      claims: JWTPayload = {},
      { kid = 'key-1', alg = 'RS256', named = kid }: { kid?: string; alg?: string; named?: string | null } = {},
    ) {
      const at = Math.floor(Date.parse(now) / 1000);
      const payload = {
        iss: 'https://api.botframework.com',
        aud: appId,
        serviceurl: serviceUrl,
        nbf: at - 60,
        exp: at + 3600,
        ...claims,
      };
      const key = pairs.get(kid)?.privateKey;
      if (key === undefined) throw new Error(`no key ${kid}`);
      const token = await new SignJWT(payload)
        .setProtectedHeader({ alg, typ: 'JWT', ...(named !== null && { kid: named }) })
        .sign(key);
      return `Bearer ${token}`;
    },
  };
}
