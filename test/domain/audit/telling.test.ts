import { describe, expect, it } from 'vitest';
import { changeBetween, type MembersOf, type Telling } from '../../../functions/domain/audit/telling.ts';

interface Thing {
  readonly name: string;
  readonly version: number;
  readonly key?: string;
  readonly days?: Readonly<Record<string, string>>;
  readonly contacts?: readonly { readonly id: number; readonly target: string; readonly code?: string }[];
  readonly extras?: Readonly<Record<string, unknown>>;
  readonly teams?: readonly number[];
}

const members: MembersOf<Thing> = {
  name: 'told',
  version: 'unsaid',
  key: 'secret',
  days: 'told',
  contacts: { id: 'told', target: 'told', code: 'secret' },
  extras: 'free',
  teams: 'told',
};
const between = (before: Thing | undefined, after: Thing | undefined) =>
  changeBetween(members as Telling<Thing>, before, after);
const thing: Thing = { name: 'A', version: 1 };

describe('what is told of a change', () => {
  it.each<[string, Thing | undefined, Thing | undefined, unknown]>([
    ['nothing when nothing is other', thing, { ...thing }, undefined],
    ['nothing of what is no configuration', thing, { ...thing, version: 2 }, undefined],
    ['a new thing whole', undefined, { ...thing, key: 'k' }, { after: { name: 'A', key: '(secret)' } }],
    ['a deleted thing whole', { ...thing, key: 'k' }, undefined, { before: { name: 'A', key: '(secret)' } }],
    ['only what is other', thing, { ...thing, name: 'B' }, { before: { name: 'A' }, after: { name: 'B' } }],
    ['that a secret is new', thing, { ...thing, key: 'k' }, { before: {}, after: { key: '(secret)' } }],
    [
      'that a secret is another',
      { ...thing, key: 'k' },
      { ...thing, key: 'l' },
      { before: { key: '(secret)' }, after: { key: '(secret)' } },
    ],
    [
      'members of members',
      { ...thing, days: { MONDAY: '9', TUESDAY: '9' } },
      { ...thing, days: { MONDAY: '9', TUESDAY: '10' } },
      { before: { days: { TUESDAY: '9' } }, after: { days: { TUESDAY: '10' } } },
    ],
    [
      'of lists the elements that are other, with their ids',
      {
        ...thing,
        contacts: [
          { id: 1, target: 'a' },
          { id: 2, target: 'b', code: 'x' },
          { id: 3, target: 'c' },
        ],
      },
      {
        ...thing,
        contacts: [
          { id: 1, target: 'a' },
          { id: 2, target: 'b', code: 'y' },
          { id: 4, target: 'd', code: 'z' },
        ],
      },
      {
        before: {
          contacts: [
            { id: 2, code: '(secret)' },
            { id: 3, target: 'c' },
          ],
        },
        after: {
          contacts: [
            { id: 2, code: '(secret)' },
            { id: 4, target: 'd', code: '(secret)' },
          ],
        },
      },
    ],
    [
      'the order of a list',
      {
        ...thing,
        contacts: [
          { id: 1, target: 'a' },
          { id: 2, target: 'b' },
        ],
      },
      {
        ...thing,
        contacts: [
          { id: 2, target: 'b' },
          { id: 1, target: 'a' },
        ],
      },
      {
        before: {
          contacts: [
            { id: 1, target: 'a' },
            { id: 2, target: 'b' },
          ],
        },
        after: {
          contacts: [
            { id: 2, target: 'b' },
            { id: 1, target: 'a' },
          ],
        },
      },
    ],
    [
      'lists of values whole',
      { ...thing, teams: [1, 2] },
      { ...thing, teams: [2] },
      { before: { teams: [1, 2] }, after: { teams: [2] } },
    ],
    [
      'of what comes from outside all but what its name calls a secret',
      { ...thing, extras: { url: 'u', auth: { apiKey: 'k', user: 'ada' } } },
      { ...thing, extras: { url: 'v', auth: { apiKey: 'l', user: 'ada', signingSecret: ['x'] } } },
      {
        before: { extras: { url: 'u', auth: { apiKey: '(secret)' } } },
        after: { extras: { url: 'v', auth: { apiKey: '(secret)', signingSecret: '(secret)' } } },
      },
    ],
    [
      'nothing of a member that nobody has named',
      undefined,
      { ...thing, later: 'x' } as Thing,
      { after: { name: 'A' } },
    ],
  ])('%s', (_what, before, after, told) => {
    expect(between(before, after)).toStrictEqual(told);
  });

  it('a member that is added has to be named', () => {
    // @ts-expect-error: `teams` is missing
    const incomplete: MembersOf<Thing> = {
      name: 'told',
      version: 'unsaid',
      key: 'secret',
      days: 'told',
      contacts: 'told',
      extras: 'free',
    };
    expect(incomplete).toBeDefined();
  });
});
