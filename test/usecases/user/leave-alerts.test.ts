import { describe, expect, it } from 'vitest';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { beforeDeletion } from '../../../functions/usecases/user/delete.ts';
import { leaveAlerts } from '../../../functions/usecases/user/leave-alerts.ts';
import { anEventMessage, aUser } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

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
