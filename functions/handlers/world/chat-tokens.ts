import type { ChatTokens } from '../../ports/chat-tokens.ts';
import { base } from './base.ts';

/** An answer with a token is small, and whoever has to wait for it longer is tried again later. */
const limits = { maximumBytes: 64 * 1024, timeoutMilliseconds: 8_000 };

/** Most deployments have no app whose tokens have to be fetched: what does it is loaded when one has. */
let making: Promise<ChatTokens> | undefined;
async function make(): Promise<ChatTokens> {
  const [{ createChatTokens }, { createPublicAsk }] = await Promise.all([
    import('../../platform/chat/access-tokens.ts'),
    import('../../platform/public-fetch.ts'),
  ]);
  return createChatTokens({ ask: createPublicAsk(limits), clock: base.clock });
}

export const chatTokens: ChatTokens = {
  async tokenOf(credentials) {
    making ??= make();
    return (await making).tokenOf(credentials);
  },
};
