import { nameOfChatUser } from '../domain/chat/chat-account.ts';
import { type Identity, User } from '../domain/user/user.ts';
import type { UserStore } from '../ports/user-store.ts';
import { type AuditTerm, auditSteps } from './audit-items.ts';
import { ifEquals, ifPresent } from './conditions.ts';
import { createConfigurationItems } from './configuration.ts';
import { entityOf, type Form } from './items.ts';
import { contactPartition, idAtEnd, keys } from './keys.ts';
import { notificationSteps } from './notifications.ts';
import { allOf } from './pages.ts';
import type { Item, Table } from './table.ts';
import { type Step, writeSteps } from './writes.ts';

const form: Form<User> = { type: 'USER', schema: User };

export const userOf = (item: Item): User => entityOf(form, item);

/** Both are of the provider's making: no text of one can be taken for a part of the other. */
const identityValue = ({ issuer, subject }: Pick<Identity, 'issuer' | 'subject'>): string =>
  JSON.stringify([issuer, subject]);

const emailOf = (text: string): string => text.trim().toLowerCase();

/** Users, found by id, by their e-mail address, and by any address or number among their contacts. */
export function createUserStore(table: Table, term: AuditTerm): UserStore {
  const {
    byName: _unused,
    byUnique,
    stepsOfSave,
    ...users
  } = createConfigurationItems(
    table,
    {
      kind: 'USER',
      label: 'user',
      form,
      uniqueValues: ({ email, feedHash, identities = [], chatAccounts = [] }) => [
        { kind: 'EMAIL', value: emailOf(email), label: `email ${email}` },
        ...(feedHash === undefined ? [] : [{ kind: 'USER_FEED' as const, value: feedHash, label: 'the feed' }]),
        ...identities.map((identity) => ({
          kind: 'IDENTITY' as const,
          value: identityValue(identity),
          label: 'this identity of a provider',
        })),
        ...chatAccounts.map((account) => ({
          kind: 'CHAT_USER' as const,
          value: nameOfChatUser(account),
          label: 'this account of a chat',
        })),
      ],
      references: () => [],
      lookups: (user) => [
        ...user.emails.map(({ address }) => keys.contact('EMAIL', emailOf(address), user.id)),
        ...user.phones.map(({ e164 }) => keys.contact('PHONE', e164, user.id)),
        ...(user.browsers ?? []).map(({ endpoint }) => keys.contact('BROWSER', endpoint, user.id)),
      ],
    },
    term,
  );
  /** By a value that a version which does not know it has left behind with a user who was deleted: it is free then. */
  async function byValue(kind: 'IDENTITY' | 'CHAT_USER', value: string): Promise<User | undefined> {
    const place = keys.unique(kind, value);
    const lock = await table.get(place, { consistent: true });
    if (lock === undefined) return undefined;
    const user = await users.get(Number(lock.ownerId));
    if (user === undefined) await table.write([{ delete: place, condition: ifEquals('writer', String(lock.writer)) }]);
    return user;
  }
  return {
    ...users,
    byEmail: (email) => byUnique('EMAIL', emailOf(email)),
    byFeed: (hash) => byUnique('USER_FEED', hash),
    byIdentity: (identity) => byValue('IDENTITY', identityValue(identity)),
    byChatUser: (chatUser) => byValue('CHAT_USER', nameOfChatUser(chatUser)),
    async transferAccount({ owner, heir }, { audit = [], mails = [] } = {}) {
      const changes = [heir, owner].map(({ before, after }) => stepsOfSave(after, before));
      const account = await table.get(keys.account(), { consistent: true });
      const noted: Step = {
        operation: { update: keys.account(), set: { ownerId: heir.after.id }, condition: ifPresent },
        refused: () => new Error('the account is gone'),
      };
      await writeSteps(table, [
        ...changes.flatMap(({ steps }) => steps),
        ...(account === undefined ? [] : [noted]),
        ...notificationSteps(mails),
        ...auditSteps(audit, term.auditDays),
      ]);
      return changes[0]?.next ?? heir.after;
    },
    async byContact(kind, target) {
      const value = kind === 'EMAIL' ? emailOf(target) : target;
      const entries = await allOf(table, { partition: contactPartition(kind, value) });
      return users.getMany(entries.map((entry) => idAtEnd(entry.SK)));
    },
  };
}
