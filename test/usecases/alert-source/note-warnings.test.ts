import { describe, expect, it } from 'vitest';
import { noteWarnings } from '../../../functions/usecases/alert-source/note-warnings.ts';
import { anEventMessage, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const noted = async (warnings?: readonly { readonly kind: string; readonly subject?: string }[]) => {
  const world = await aWorld();
  let calls = 0;
  const note: typeof world.store.sourceWarnings.note = (...given) => {
    calls += 1;
    return world.store.sourceWarnings.note(...given);
  };
  const store = { ...world.store, sourceWarnings: { ...world.store.sourceWarnings, note } };
  const message = { ...anEventMessage(), ...(warnings && { warnings: [...warnings] }) };
  await noteWarnings({ ...world.ctx, store }, message);
  return { calls, kept: await world.store.sourceWarnings.ofSource(800) };
};

describe('what an event shows to be wrong with its source', () => {
  it('is kept with when it was seen', async () => {
    const { kept } = await noted([{ kind: 'UNKNOWN_TOOL', subject: 'grafna' }]);
    expect(kept).toMatchObject([{ kind: 'UNKNOWN_TOOL', subject: 'grafna', lastSeenAt: tenOClock }]);
  });

  it('is told anew at once when it goes wrong in another way, and bounded in writes', async () => {
    const { ctx, store, clock } = await aWorld();
    const seen = async (subject: string) => {
      await noteWarnings(ctx, { ...anEventMessage(), warnings: [{ kind: 'UNKNOWN_TOOL', subject }] });
      const [kept] = await store.sourceWarnings.ofSource(800);
      return [kept?.subject, kept?.count];
    };
    expect(await seen('grafna')).toEqual(['grafna', 1]);
    expect(await seen('grafna')).toEqual(['grafna', 1]);
    expect(await seen('zabix')).toEqual(['zabix', 3]);
    for (const at of [1, 2, 3, 4]) await seen(`tool-${at}`);
    expect(await seen('tool-5')).toEqual(['tool-4', 7]);
    clock.advance({ seconds: 61 });
    expect(await seen('tool-6')).toEqual(['tool-6', 9]);
  });

  it('is left to a later version where this one does not know it', async () => {
    expect(await noted([{ kind: 'NEWER' }])).toEqual({ calls: 0, kept: [] });
    const { kept } = await noted([{ kind: 'NEWER' }, { kind: 'EMPTY_GROUP_KEY' }]);
    expect(kept.map(({ kind }) => kind)).toEqual(['EMPTY_GROUP_KEY']);
  });

  it('costs nothing where nothing is wrong', async () => {
    expect(await noted()).toEqual({ calls: 0, kept: [] });
    expect(await noted([])).toEqual({ calls: 0, kept: [] });
  });

  it('breaks nothing when it cannot be kept', async () => {
    const world = await aWorld();
    const note = () => Promise.reject(new Error('the table does not answer'));
    const store = { ...world.store, sourceWarnings: { ...world.store.sourceWarnings, note } };
    const message = { ...anEventMessage(), warnings: [{ kind: 'UNKNOWN_TOOL' }] };
    await expect(noteWarnings({ ...world.ctx, store }, message)).resolves.toBeUndefined();
  });
});
