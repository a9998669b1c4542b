import { callAuth } from '../../../client/auth.ts';

/** A passkey as its owner sees it. */
export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt?: string;
}

export const listPasskeys = () => callAuth<readonly Passkey[]>('GET', '/auth/passkeys');

export const renamePasskey = (id: string, name: string) => callAuth<Passkey>('PUT', `/auth/passkeys/${id}`, { name });

export const removePasskey = (id: string) => callAuth<undefined>('DELETE', `/auth/passkeys/${id}`);

/** Whether the browser can make one; some can, and cannot read what the server asks of it. */
export const knowsPasskeys = (): boolean =>
  'PublicKeyCredential' in window && typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function';

interface Beginning {
  readonly attempt: string;
  readonly options: PublicKeyCredentialCreationOptionsJSON;
}

/** Lets the device make a passkey; undefined when its owner has called that off. */
export async function addPasskey(name: string): Promise<Passkey | undefined> {
  const { attempt, options } = await callAuth<Beginning>('POST', '/auth/passkey/registration/options', {});
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const credential = await navigator.credentials.create({ publicKey }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'NotAllowedError') return null;
    throw error;
  });
  if (!(credential instanceof PublicKeyCredential)) return undefined;
  return callAuth('POST', '/auth/passkey/registration', { attempt, name, credential: credential.toJSON() });
}
