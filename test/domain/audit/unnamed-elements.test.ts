import { describe, expect, it } from 'vitest';
import { changeBetween, type Telling } from '../../../functions/domain/audit/telling.ts';

interface Element {
  readonly label: string;
  readonly inner?: { readonly token?: string; readonly note?: string };
}
type Elements = { readonly list: readonly Element[] };

const inner = (token: string, note = 'n') => ({ label: 'a', inner: { token, note } });
const between = (telling: Telling<Elements>, before: Element, after: Element) =>
  changeBetween<Elements>(telling, { list: [before] }, { list: [after] });
const tellingOf = (ofInner: unknown) => ({ list: { label: 'told', inner: ofInner } }) as Telling<Elements>;

/* Of elements without ids nobody can say which is which: the whole list is told, before and after. */
describe('a change in a list whose elements have no ids', () => {
  it.each<[string, unknown, Element, unknown]>([
    ['a secret', 'secret', inner('1'), '(secret)'],
    ['what holds a secret', { token: 'secret', note: 'told' }, inner('1'), { token: '(secret)', note: 'n' }],
    ['what may hold one', 'free', inner('1'), { token: '(secret)', note: 'n' }],
  ])('of %s is told without it', (_what, telling, before, shown) => {
    const list = [{ label: 'a', inner: shown }];
    expect(between(tellingOf(telling), before, inner('2'))).toEqual({ before: { list }, after: { list } });
  });

  it.each<[string, unknown]>([
    ['that is left unsaid', 'unsaid'],
    ['of which each member is left unsaid', { token: 'unsaid', note: 'unsaid' }],
    ['of which the changed member is left unsaid', { token: 'unsaid', note: 'told' }],
  ])('of something %s is not told', (_what, telling) => {
    expect(between(tellingOf(telling), inner('1'), inner('2'))).toBeUndefined();
  });

  it('of what is told is told', () => {
    expect(between(tellingOf('told'), inner('1'), inner('2'))).toMatchObject({
      before: { list: [inner('1')] },
      after: { list: [inner('2')] },
    });
  });
});
