import { describe, expect, it } from 'vitest';
import type { Alert, Escalation } from '../../../functions/domain/alert/alert.ts';
import { asResponder } from '../../../functions/domain/alert/transitions.ts';
import { plus } from '../../../functions/domain/time.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { beforeDeletion } from '../../../functions/usecases/user/delete.ts';
import { leaveAlerts } from '../../../functions/usecases/user/leave-alerts.ts';
import { anAlert, anEscalation, anEventMessage, aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const later = plus(tenOClock, { minutes: 5 });

/** An alert that person 1 was told of, who is about to go. */
async function leaving() {
  const world = await aWorld();
  await processEvent(world.ctx, anEventMessage());
  const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
  const id = alert?.id ?? expect.fail('no alert');
  await world.told();
  const actor = world.as(3).actor;
  const leave = (successorId?: number) =>
    leaveAlerts({ ...world.ctx, actor }, aUser(1), successorId === undefined ? undefined : aUser(successorId));
  return {
    ...world,
    id,
    leave,
    responders: async () => (await world.store.alerts.responders(id)).map(({ userId }) => userId),
    alert: async () => (await world.store.alerts.get(id)) ?? expect.fail('no alert'),
  };
}

describe('an alert whose responder goes', () => {
  it('is the successor’s, who is told once', async () => {
    const { leave, responders, told, timeline, id } = await leaving();
    await leave(3);
    await leave(3);
    expect(await responders()).toEqual([3]);
    expect(await told()).toEqual(['SMS 3']);
    expect((await timeline(id)).filter((type) => type.startsWith('Responder'))).toEqual([
      'ResponderRemoved',
      'ResponderAdded',
    ]);
  });

  it('goes on without them where nobody takes their place', async () => {
    const { leave, responders, told, run, id } = await leaving();
    await leave();
    expect([await responders(), await told()]).toEqual([[], []]);
    await run(id, { minutes: 6 });
    expect(await told()).toEqual(['SMS 2']);
  });

  it('that they had accepted is pending again, for the successor, whom its first level tells', async () => {
    const { leave, alert, as, told, run, id } = await leaving();
    await acceptAlert(as(1), { alertId: id });
    await leave(3);
    expect(await alert()).toMatchObject({ status: 'PENDING', escalation: { responders: [3] } });
    expect(await told()).toEqual([]);
    await run(id, { minutes: 1 });
    expect(await told()).toEqual(['SMS 3']);
  });
});

describe('an alert that somebody leaves', () => {
  const theirs = (id: number, facts: Partial<Alert>) => anAlert({ id, ...facts });
  const onLevel = (facts: Partial<Escalation> = {}) => ({ escalation: anEscalation({ level: 0, ...facts }) });

  it.each<[string, Partial<Alert>, readonly number[], string[]]>([
    ['that others have been told of, too', onLevel(), [1, 2], ['SMS 3']],
    ['that its successor responds to already', onLevel(), [1, 3], []],
    ['whose first level is still to come', { escalation: anEscalation({ nextLevelAt: later }) }, [1], []],
    ['that others have accepted', { ...onLevel(), status: 'ACCEPTED' }, [1, 2], []],
    ['of no policy', { ...onLevel({ responders: [1, 2] }), policy: undefined }, [1, 2], ['SMS 3']],
    ['that nobody is asked for', { ...onLevel({ responders: [] }), policy: undefined }, [1], []],
  ])('%s is told to the successor where no level does it', async (_what, facts, responders, expected) => {
    const { store, leave, told, as, id } = await leaving();
    await resolveAlert(as(2), { alertId: id });
    const alert = theirs(701, facts);
    const people = responders.map((userId) => {
      const person = asResponder(alert, aUser(userId), tenOClock);
      return facts.status === 'ACCEPTED' ? { ...person, status: 'ACCEPTED' as const } : person;
    });
    await store.alerts.create(alert, { log: [], responders: people });
    await leave(3);
    expect(await told()).toEqual(expected);
  });

  it.each<[string, Partial<Alert>, readonly number[] | undefined]>([
    ['goes back to its policy', {}, undefined],
    ['is asked of nobody where its policy is gone', { policy: { id: 999, name: 'Gone' } }, []],
    ['is asked of nobody where it has no policy', { policy: undefined }, []],
  ])('to nobody, and that was asked of them alone, %s', async (_what, facts, expected) => {
    const { store, leave } = await leaving();
    const alert = theirs(701, { ...onLevel({ responders: [1] }), ...facts });
    await store.alerts.create(alert, { log: [], responders: [asResponder(alert, aUser(1), tenOClock)] });
    await leave();
    expect((await store.alerts.get(701))?.escalation.responders).toEqual(expected);
  });

  it('stays as it is where they had left it before, whatever a list that lags behind says', async () => {
    const { store, leave, alert, timeline, id } = await leaving();
    await leave();
    const list: typeof store.alerts.list = async () => [await alert()];
    store.alerts.list = list;
    const before = [await alert(), await timeline(id)];
    await leave(3);
    expect([await alert(), await timeline(id)]).toEqual(before);
  });
});

describe('before somebody is deleted', () => {
  it.each([
    [{ isForced: false }, 'still'],
    [{ isForced: true }, undefined],
    [{ isForced: false, successorId: 3 }, undefined],
  ])('what counts on them is dealt with: %j', async (departure, refusal) => {
    const { ctx, as, store, responders } = await leaving();
    const user = (await store.users.get(1)) ?? expect.fail('nobody');
    const deletion = beforeDeletion({ ...ctx, actor: as(3).actor }, user, departure);
    if (refusal === undefined) await expect(deletion).resolves.toBeUndefined();
    else await expect(deletion).rejects.toMatchObject({ places: [{ kind: 'policy', id: 900 }] });
    expect(await responders()).toEqual(refusal ? [1] : 'successorId' in departure ? [3] : []);
    const [level] = (await store.policies.get(900))?.levels ?? [];
    expect(level?.targets).toEqual([{ kind: 'user', id: 'successorId' in departure ? 3 : 1 }]);
  });

  it('the owner is not', async () => {
    const { ctx, as } = await leaving();
    const owner = aUser(1, { role: 'OWNER' });
    await expect(beforeDeletion({ ...ctx, actor: as(3).actor }, owner, { isForced: true })).rejects.toThrow('owner');
  });
});
