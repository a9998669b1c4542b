import { describe, expect, it } from 'vitest';
import type { Api } from '../../../web/client/api.ts';
import { importsOf, typeOf } from '../../../web/screens/communication/pages/import.ts';
import {
  type Audience,
  audienceBody,
  inOrder,
  isVisible,
  itemsOf,
  seenBy,
  seesSame,
  withAudience,
  withVisible,
} from '../../../web/screens/communication/pages/matrix.ts';
import {
  draftOfPage,
  entriesOf,
  labelFrom,
  newPage,
  pageBody,
} from '../../../web/screens/communication/pages/page-body.ts';
import {
  groupChanges,
  keyOf,
  outlineOf,
  servicesOf,
  structureOf,
  withChangedGroup,
  withGroup,
  withoutGroup,
  withoutService,
  withService,
  withServiceIn,
  withServiceOption,
} from '../../../web/screens/communication/pages/structure.ts';

const page = {
  services: [
    { id: 1, name: 'One' },
    { id: 2, name: 'Two' },
    { id: 3, name: 'Three' },
  ],
  groups: [
    { id: 10, name: 'Shop' },
    { id: 11, name: 'Empty' },
  ],
  structure: {
    elements: [
      {
        id: 10,
        type: 'GROUP' as const,
        options: ['expand' as const],
        children: [{ id: 2, type: 'SERVICE' as const, options: ['no-graph' as const] }],
      },
      { id: 1, type: 'SERVICE' as const, options: [] },
    ],
  },
};
const outline = outlineOf(page);
const keys = (lines: typeof outline) =>
  lines.map((line) => (line.kind === 'group' ? [line.name, ...line.services.map(keyOf)] : keyOf(line)));

describe('what a page shows', () => {
  it('is read as it is arranged, and what nobody has arranged comes last', () => {
    expect(keys(outline)).toEqual([['Shop', 'service 2'], 'service 1', ['Empty'], 'service 3']);
    expect(servicesOf(outline).map(({ name }) => name)).toEqual(['Two', 'One', 'Three']);
  });

  it('is sent as it was read', () => {
    expect(structureOf(outline).elements.slice(0, 2)).toEqual(page.structure.elements);
    expect(outlineOf({ ...page, structure: structureOf(outline) })).toEqual(outline);
  });

  it('takes each service once', () => {
    expect(withService(outline, { id: 2 })).toBe(outline);
    expect(keys(withService(outline, { id: 4, name: 'Four' })).at(-1)).toBe('service 4');
    expect(servicesOf(withoutService(outline, 2)).map(({ id }) => id)).toEqual([1, 3]);
  });

  it('lets services into groups and out of them', () => {
    const moved = withServiceIn(outline, 1, 10);
    expect(keys(moved)).toEqual([['Shop', 'service 2', 'service 1'], ['Empty'], 'service 3']);
    expect(keys(withServiceIn(moved, 2, undefined))).toEqual([
      ['Shop', 'service 1'],
      'service 2',
      ['Empty'],
      'service 3',
    ]);
    expect(keys(withServiceIn(moved, 2, 11))[1]).toEqual(['Empty', 'service 2']);
    expect(withServiceIn(outline, 2, 10)).toBe(outline);
    expect(withServiceIn(outline, 99, 10)).toBe(outline);
  });

  it('leaves the services of a group that goes where it stood', () => {
    expect(keys(withoutGroup(outline, 10))).toEqual(['service 2', 'service 1', ['Empty'], 'service 3']);
  });

  it('has options that are switched', () => {
    const once = withServiceOption(outline, 2, 'no-graph');
    expect(structureOf(once).elements[0]?.children?.[0]?.options).toEqual([]);
    expect(structureOf(withServiceOption(once, 1, 'expand')).elements[1]?.options).toEqual(['expand']);
  });

  it('says what has to be done to groups', () => {
    const changed = withoutGroup(
      withChangedGroup(withGroup(withGroup(outline, 'New'), 'Newer'), 10, { name: 'Till' }),
      11,
    );
    const { added, renamed, removed } = groupChanges(page.groups, changed);
    expect([added.map(({ id, name }) => [id, name]), renamed.map(({ name }) => name), removed]).toEqual([
      [
        [-2, 'Newer'],
        [-1, 'New'],
      ],
      ['Till'],
      [11],
    ]);
  });

  it('has groups that are not saved yet only once they have an id', () => {
    const filled = withServiceIn(withGroup(outline, 'New'), 3, -1);
    expect(structureOf(filled).elements[0]).toEqual({ id: 3, type: 'SERVICE', options: [] });
    expect(structureOf(filled, new Map([[-1, 77]])).elements[0]).toMatchObject({ id: 77, children: [{ id: 3 }] });
  });
});

describe('a page being written', () => {
  const whole = { ...page, metrics: [{ id: 5 }], teams: [], ipWhitelist: ['10.0.0.0/8'], emailWhitelist: ['acme.org'] };
  const read = { ...whole, name: 'Acme', visibility: 'PRIVATE', appearance: 'DARK' } as unknown as Api<'StatusPage'>;

  it('is sent as it was read', () => {
    expect(pageBody(draftOfPage(read))).toMatchObject({
      appearance: 'DARK',
      ipWhitelist: ['10.0.0.0/8'],
      emailWhitelist: ['acme.org'],
      services: [{ id: 2 }, { id: 1 }, { id: 3 }],
      metrics: [{ id: 5 }],
    });
  });

  it('leaves out what its kind does not have', () => {
    const lists = {
      ipWhitelist: '10.0.0.1',
      emailWhitelist: 'acme.org',
      accountWideView: true,
      audienceSpecific: true,
    };
    const none = { ipWhitelist: [], emailWhitelist: [] };
    expect(pageBody({ ...newPage, ...lists })).toMatchObject({
      ...none,
      accountWideView: false,
      audienceSpecific: false,
    });
    expect(pageBody({ ...newPage, ...lists, visibility: 'PRIVATE' })).toMatchObject({
      ...none,
      accountWideView: true,
      audienceSpecific: true,
    });
  });

  it('reads entries that are parted somehow', () => {
    expect(entriesOf(' a@b.c,\n10.0.0.0/8 ; x.org\n\n')).toEqual(['a@b.c', '10.0.0.0/8', 'x.org']);
  });

  it('proposes an address', () => {
    expect(['Acme Status', 'Störungen & Größe', '---', 'مراقبة'].map(labelFrom)).toEqual([
      'acme-status',
      'storungen-grosse',
      '',
      '',
    ]);
  });
});

describe('the matrix of audiences', () => {
  const audience = (id: number, name: string, visible: boolean): Audience => ({
    team: { id, name },
    services: [
      { id: 1, name: 'One', visible },
      { id: 2, name: 'Two', visible: false },
    ],
    metrics: [{ id: 1, name: 'Speed', visible: false }],
  });
  const all = [audience(7, 'Acme', false), audience(8, 'Globex', true)];
  const speed = { kind: 'metrics', id: 1 } as const;

  it('has a column for each thing that the page shows', () => {
    expect(itemsOf(all).map(({ kind, id }) => `${kind} ${id}`)).toEqual(['services 1', 'services 2', 'metrics 1']);
    expect(itemsOf([])).toEqual([]);
  });

  it('is changed for one team alone, a service being no metric of the same number', () => {
    const next = withVisible(audience(7, 'Acme', false), [speed], true);
    const changed = withAudience(all, next);
    expect(changed.map((one) => isVisible(one, speed))).toEqual([true, false]);
    expect(changed.map((one) => isVisible(one, { kind: 'services', id: 1 }))).toEqual([false, true]);
    expect(audienceBody(next)).toEqual({ services: [], metrics: [1] });
  });

  it('knows whether somebody else has changed what a team sees', () => {
    const acme = audience(7, 'Acme', false);
    expect(seesSame(acme, { ...acme, team: { id: 7, name: 'Acme Inc.' } })).toBe(true);
    expect(seesSame(acme, withVisible(acme, [speed], true))).toBe(false);
  });

  it('gives and takes all at once', () => {
    const given = withVisible(audience(7, 'Acme', false), itemsOf(all), true);
    expect([seenBy(given), seenBy(withVisible(given, itemsOf(all), false))]).toEqual([3, 0]);
  });

  it('puts those who see something first', () => {
    expect(inOrder(all, 'en').map(({ team }) => team.name)).toEqual(['Globex', 'Acme']);
  });
});

describe('a list of subscribers that is taken over', () => {
  it.each([
    ['reader@example.com', 'EMAIL'],
    ['+49 170 1234567', 'SMS'],
    ['https://example.com/hook', 'WEBHOOK'],
    ['nonsense', 'EMAIL'],
  ])('takes %s for %s', (target, type) => expect(typeOf(target)).toBe(type));

  it('has each once, a thousand at a time', () => {
    const text = Array.from({ length: 1001 }, (_, index) => `r${index}@example.com`).join('\n');
    const parts = importsOf(`${text}\nr0@example.com`, 'de-DE');
    expect(parts.map((part) => part.length)).toEqual([1000, 1]);
    expect(parts[0]?.[0]).toEqual({ target: 'r0@example.com', type: 'EMAIL', locale: 'de-DE', services: [] });
  });
});
