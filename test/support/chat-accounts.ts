import { system } from '../../functions/domain/access/actor.ts';
import { type ChatUser, idOfChatAccount } from '../../functions/domain/chat/chat-account.ts';
import { linkAddress, linkChatUser } from '../../functions/usecases/chat/linking.ts';
import type { ApiHarness } from '../api/api-harness.ts';

export const adaInSlack: ChatUser = { type: 'slack', space: 'T0TOCSIN', user: 'U0ADA', name: 'ada' };

const silent = () => {};

/** Links somebody in a chat with a user, as they do themselves on the page behind a link. */
export async function aChatAccount(
  { store, clock, ids, tokens }: Pick<ApiHarness, 'store' | 'clock' | 'ids' | 'tokens'>,
  userId: number,
  chat: ChatUser = adaInSlack,
): Promise<string> {
  const settings = {
    publicUrl: 'https://tocsin.example.com',
    consoleUrl: 'https://tocsin.example.com',
    twoWaySms: true,
  };
  const log = { info: silent, warn: silent, error: silent };
  const ctx = { store, clock, ids, tokens, settings, log, metrics: { count: silent, seconds: silent }, actor: system };
  await linkChatUser(ctx, linkAddress(ctx, chat).split('/').at(-1) ?? '', userId);
  return idOfChatAccount(chat);
}
