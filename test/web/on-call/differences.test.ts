import { describe, expect, it } from 'vitest';
import { zoneOf } from '../../../functions/domain/zone.ts';
import { newForm, newLayer, nextShift, presetTimes } from '../../../web/screens/on-call/blank.ts';
import { changesOf, differencesOf } from '../../../web/screens/on-call/differences.ts';
import { computed } from '../../../web/screens/on-call/preview.tsx';
import { instantText } from '../../../web/screens/on-call/times.ts';
import { ada, aLayer, alan, anOverride, aPlan, at, grace } from './plans.ts';

const window = { start: at('2026-06-02T00:00Z'), end: at('2026-06-06T00:00Z') };
const noon = at('2026-06-03T12:00Z');
const told = (changes: ReturnType<typeof changesOf>) =>
  changes.map(({ start, end, before, after }) => [
    instantText(start).slice(8, 16),
    instantText(end).slice(8, 16),
    before,
    after,
  ]);

describe('what an edit changes', () => {
  const plan = aPlan({ layers: [aLayer()] });

  it('begins now, and says who is on call instead of whom', () => {
    const swapped = { layers: [aLayer({ users: [grace, ada] })], shifts: [] };
    expect(told(changesOf(plan, swapped, noon, window))).toEqual([
      ['03T12:00', '04T09:00', ada, grace],
      ['04T09:00', '05T09:00', grace, ada],
      ['05T09:00', '06T00:00', ada, grace],
    ]);
  });

  it('is nothing where an override says otherwise anyway', () => {
    const overridden = aPlan({
      layers: [aLayer()],
      overrides: [anOverride(1, alan, '2026-06-03T10:00Z', '2026-06-07T00:00Z')],
    });
    expect(changesOf(overridden, { layers: [aLayer({ users: [grace] })], shifts: [] }, noon, window)).toEqual([]);
  });

  it('may be that nobody is on call, or somebody where nobody was', () => {
    expect(told(changesOf(plan, { layers: [], shifts: [] }, noon, window)).map(([, , , after]) => after)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const [change] = told(changesOf(aPlan(), { layers: [aLayer({ users: [ada] })], shifts: [] }, noon, window));
    expect(change).toEqual(['03T12:00', '06T00:00', undefined, ada]);
  });

  it('is nothing when nothing is changed', () => {
    expect(changesOf(plan, { layers: [aLayer()], shifts: [] }, noon, window)).toEqual([]);
    expect(differencesOf([], [], window)).toEqual([]);
  });
});

describe('the preview', () => {
  const zone = zoneOf('Europe/Berlin');
  const layer = { ...newLayer(noon, zone), participants: [{ key: 1, user: { id: ada } }] };
  const form = { ...newForm(noon, zone), layers: [layer] };

  it('of a new schedule shows its layers, and its gaps from now on', () => {
    const found = computed(form, undefined, noon, 14);
    expect(found.lanes.map(({ key }) => key)).toEqual(['final', 'layer 0']);
    expect(found.gaps).toEqual([]);
    expect(found.changes).toEqual([]);
    const office = { ...form, layers: [{ ...layer, restrictions: [presetTimes('office')] }] };
    const [first] = computed(office, undefined, noon, 14).gaps;
    expect([instantText(first?.start ?? 0), instantText(first?.end ?? 0)]).toEqual([
      '2026-06-03T15:00:00.000Z',
      '2026-06-04T07:00:00.000Z',
    ]);
  });

  it('of an edit shows what is saved and what changes beside it', () => {
    const saved = aPlan({ layers: [aLayer()], timezone: 'Europe/Berlin' });
    const found = computed(form, saved, noon, 14);
    expect(found.lanes.map(({ key }) => key)).toEqual(['final', 'changes', 'saved', 'layer 0']);
    expect(found.changes[0]).toMatchObject({ before: grace, after: ada });
    const same = {
      ...form,
      layers: [{ ...layer, ...{ startsOn: '2026-06-01T09:00', count: 1, unit: 'days' as const } }],
    };
    const both = [ada, grace].map((id) => ({ key: id, user: { id } }));
    const kept = computed(
      { ...same, layers: same.layers.map((one) => ({ ...one, participants: both })) },
      saved,
      noon,
      14,
    );
    expect(kept.lanes.map(({ key }) => key)).toEqual(['final', 'layer 0']);
  });

  it('bears what is not complete yet', () => {
    const half = { ...layer, startsOn: '2026-', count: undefined };
    const found = computed(
      { ...form, timezone: '', layers: [half, { ...layer, participants: [] }] },
      undefined,
      noon,
      14,
    );
    expect(found.gaps).toHaveLength(1);
  });
});

describe('the next shift', () => {
  const zone = zoneOf('UTC');
  const shift = (id: number, start: string, end: string) => ({ key: 0, user: { id }, start, end });

  it('begins where the last one ends, for whoever has waited longest', () => {
    const shifts = [
      shift(ada, '2026-06-01T09:00', '2026-06-02T09:00'),
      shift(grace, '2026-06-02T09:00', '2026-06-03T09:00'),
    ];
    expect(nextShift(shifts, 'P1D', noon, zone)).toMatchObject({
      user: { id: ada },
      start: '2026-06-03T09:00',
      end: '2026-06-04T09:00',
    });
  });

  it('begins with the next hour when it is the first', () => {
    const first = nextShift([], 'PT12H', noon + 1, zone);
    expect(first).toMatchObject({ user: undefined, start: '2026-06-03T13:00', end: '2026-06-04T01:00' });
  });
});
