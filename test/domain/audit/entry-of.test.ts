import { describe, expect, it } from 'vitest';
import { type Actor, system, type UserActor } from '../../../functions/domain/access/actor.ts';
import { auditEntryOf, maxToldBytes } from '../../../functions/domain/audit/entry-of.ts';
import { sourceKind } from '../../../functions/usecases/alert-source/kind.ts';
import { userKind } from '../../../functions/usecases/user/kind.ts';
import { aSource, aUser, tenOClock } from '../../support/factories.ts';

const ada: UserActor = { kind: 'user', userId: 7, name: 'Ada', role: 'ADMIN', via: 'API', person: aUser(7) };
const by = (actor: Actor) => ({ actor, at: tenOClock, id: 5 });

describe('an entry of the audit log', () => {
  it.each<[string, Actor, object]>([
    ['a person', ada, { actor: { kind: 'user', id: 7, name: 'Ada' }, via: 'API' }],
    ['a key', { ...ada, keyId: 3 }, { via: 'API_KEY', keyId: 3 }],
    ['a session', { ...ada, session: { id: 's1' } }, { via: 'SESSION', sessionId: 's1' }],
    ['a reply', { ...ada, via: 'SMS' }, { via: 'SMS' }],
    ['Tocsin', system, { actor: { kind: 'system', name: 'Tocsin' }, via: 'SYSTEM' }],
    [
      'a source',
      { kind: 'source', sourceId: 9, name: 'Grafana', via: 'SOURCE' },
      { actor: { kind: 'source', id: 9, name: 'Grafana' }, via: 'SOURCE' },
    ],
  ])('says that %s did it', (_who, actor, said) => {
    const entry = auditEntryOf(by(actor), userKind, { what: 'create', after: aUser(1) });
    expect(entry).toMatchObject({ id: 5, at: tenOClock, action: 'user:create', ...said });
    expect(entry?.entity).toEqual({ kind: 'user', id: 1, name: 'First1 Last1' });
  });

  it('is not made when nothing was changed, nor of what nobody may see', () => {
    const user = aUser(1);
    const again = { ...user, version: 2, updatedAt: tenOClock };
    expect(auditEntryOf(by(ada), userKind, { what: 'update', before: user, after: again })).toBeUndefined();
    expect(auditEntryOf(by(system), userKind, { what: 'create', after: aUser(2, { hidden: true }) })).toBeUndefined();
  });

  it('leaves out what is too large, the largest first, and says so', () => {
    const extras = (letter: string) => ({ summaryTemplate: letter.repeat(200_000) });
    const before = aSource({ name: 'a', extras: extras('x') });
    const after = aSource({ name: 'b'.repeat(200), extras: extras('y') });
    const entry = auditEntryOf(by(ada), sourceKind, { what: 'update', before, after });
    expect(entry).toMatchObject({ before: { name: 'a' }, after: { name: after.name }, omitted: ['extras'] });
    expect(JSON.stringify(entry).length).toBeLessThan(maxToldBytes + 2000);
  });
});
