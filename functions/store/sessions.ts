import { endOfSession, isAlive, Session } from '../domain/session/session.ts';
import { epochSecondsOf } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { SessionStore } from '../ports/session-store.ts';
import { type AuditTerm, auditSteps } from './audit-items.ts';
import { ifAbsent, ifPresent } from './conditions.ts';
import { invitationOver } from './invitations.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import { keys, sessionPrefix } from './keys.ts';
import { allOf, itemsInOrder } from './pages.ts';
import { useAttempt } from './sign-in-attempts.ts';
import type { Item, Key, Table, WriteOperation } from './table.ts';
import { writeInTurn } from './writes.ts';

const form: Form<Session> = { type: 'SESSION', schema: Session };

const lifeOf = (session: Session) => ({ expiresAt: epochSecondsOf(endOfSession(session)) });

/** Where the user's sessions are noted: in the table itself, so that none that has begun is missed. */
const noteKey = ({ userId, id }: Session): Key | undefined =>
  userId === undefined ? undefined : keys.sessionOfUser(userId, id);

/** The note outlives the session, which may be seen again; it is passed over then. */
function beginning(session: Session): WriteOperation[] {
  const put = itemAt(keys.session(session.hash), attributesOf(form, session), lifeOf(session));
  const note = noteKey(session);
  const latest = endOfSession({ ...session, lastSeenAt: farAhead });
  return [
    { put, condition: ifAbsent },
    ...(note === undefined
      ? []
      : [{ put: itemAt(note, { type: 'SESSION_NOTE', hash: session.hash, expiresAt: epochSecondsOf(latest) }) }]),
  ];
}

/** After this, only the age of a session ends it. */
const farAhead = '9000-01-01T00:00:00.000Z' as Session['lastSeenAt'];

function ending(session: Session): WriteOperation[] {
  const note = noteKey(session);
  return [{ delete: keys.session(session.hash) }, ...(note === undefined ? [] : [{ delete: note }])];
}

/** Sessions, found by the hash of their secret and by their user. */
export function createSessionStore(table: Table, clock: Clock, { auditDays }: AuditTerm): SessionStore {
  const alive = (item: Item | undefined): Session | undefined => {
    const session = item && entityOf(form, item);
    return session && isAlive(session, clock.now()) ? session : undefined;
  };

  async function ofUser(userId: number): Promise<Session[]> {
    const notes = await allOf(table, {
      partition: keys.sessionOfUser(userId, '').PK,
      sort: { beginsWith: sessionPrefix },
    });
    const items = await itemsInOrder(
      table,
      notes.map(({ hash }) => keys.session(String(hash))),
    );
    return items.map(alive).filter((session) => session !== undefined);
  }

  return {
    ofUser,

    async byHash(hash) {
      return alive(await table.get(keys.session(hash), { consistent: true }));
    },

    async create(session, { attempt, before, invitation } = {}) {
      const now = clock.now();
      if ([attempt, invitation].some((one) => one !== undefined && now >= one.expiresOn)) return false;
      const operations: WriteOperation[] = [
        ...beginning(session),
        ...(attempt === undefined ? [] : [useAttempt(attempt, now)]),
        ...(session.userId === undefined ? [] : [invitationOver(session.userId, invitation)]),
        ...(before === undefined || before.hash === session.hash ? [] : ending(before)),
      ];
      return (await table.write(operations)).length === 0;
    },

    async touch(session) {
      const set = { lastSeenAt: session.lastSeenAt, ...lifeOf(session) };
      await table.write([{ update: keys.session(session.hash), set, condition: ifPresent }]);
    },

    async end(session, audit) {
      const [own, ...others] = ending(session);
      const told = auditSteps(audit, auditDays).map(({ operation }) => operation);
      const isFirst = { ...(own as { delete: Key }), condition: ifPresent };
      return (await table.write([isFirst, ...others, ...told])).length === 0;
    },

    async endAllOf(userId) {
      await writeInTurn(table, (await ofUser(userId)).flatMap(ending));
    },
  };
}
