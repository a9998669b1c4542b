import { masterSecret } from '../../platform/secrets.ts';
import { createTokens } from '../../platform/tokens.ts';
import type { Tokens } from '../../ports/context.ts';
import { base } from './base.ts';

/**
 * Signs links once the master secret was read. While Secrets Manager does not answer, messages that need no link go
 * out all the same; those that do fail before they are sent, and are tried again.
 */
export async function tokens(): Promise<Tokens> {
  try {
    return createTokens(await masterSecret(), base.clock);
  } catch (error) {
    base.log.error('the master secret cannot be read', { error });
    const refuse = (): never => {
      throw new Error('links cannot be signed or checked: the master secret was not read', { cause: error });
    };
    return {
      sign: refuse,
      verify: refuse,
      tokenFor: refuse,
      idIn: refuse,
      editionOf: refuse,
      subscriberToken: refuse,
      subscriberIn: refuse,
      webhookSecret: refuse,
      callbackKey: refuse,
      isCallbackKey: refuse,
      callbackSecret: refuse,
      seal: refuse,
      open: refuse,
      webPushKey: refuse,
    };
  }
}
