import { badInputFixture, long } from './fixture.ts';

const { ids, refuses, stakeholder } = badInputFixture();

const layer = (facts: object = {}) => ({
  startsOn: '2026-03-02T09:00',
  rotation: 'P1D',
  users: [{ id: ids.user }],
  ...facts,
});
const recurring = (facts: object = {}, ofLayer: object = {}) => ({
  name: 'Rota',
  timezone: 'Europe/Berlin',
  type: 'RECURRING',
  scheduleLayers: [layer(ofLayer)],
  ...facts,
});
const shift = (start: string, end: string, id = ids.user) => ({ user: { id }, start, end });
const fixed = (...shifts: object[]) => ({ name: 'Fixed', timezone: 'Europe/Berlin', type: 'STATIC', shifts });
const week = (from: string, to: string) => ({
  restrictions: [{ from: { dayOfWeek: 'MONDAY', time: from }, to: { dayOfWeek: 'MONDAY', time: to } }],
});

const night = { from: { dayOfWeek: 'MONDAY', time: '22:00' }, to: { dayOfWeek: 'TUESDAY', time: '06:00' } };

const layers = [
  ['no name', () => recurring({ name: ' ' }), 'name'],
  ['no zone', () => recurring({ timezone: undefined }), 'timezone'],
  ['an unknown zone', () => recurring({ timezone: 'Mars/Olympus' }), 'timezone'],
  ['an offset for a zone', () => recurring({ timezone: '+02:00' }), 'timezone'],
  ['an unknown type', () => recurring({ type: 'ROTATING' }), 'type'],
  ['no layers', () => recurring({ scheduleLayers: undefined }), 'scheduleLayers'],
  ['an empty list of layers', () => recurring({ scheduleLayers: [] }), 'scheduleLayers'],
  ['a layer without people', () => recurring({}, { users: [] }), 'scheduleLayers[0].users'],
  ['somebody unknown', () => recurring({}, { users: [{ id: 999 }] }), 'scheduleLayers[0].users[0].id'],
  [
    'a stakeholder',
    () => recurring({}, { users: [{ id: ids.user }, { id: stakeholder }] }),
    'scheduleLayers[0].users[1].id',
  ],
  ['a start that is none', () => recurring({}, { startsOn: 'tomorrow' }), 'scheduleLayers[0].startsOn'],
  ['a day that is none', () => recurring({}, { startsOn: '2026-02-30T09:00' }), 'scheduleLayers[0].startsOn'],
  ['an end before the start', () => recurring({}, { endsOn: '2026-03-01T09:00' }), 'scheduleLayers[0].endsOn'],
  ['no rotation', () => recurring({}, { rotation: undefined }), 'scheduleLayers[0].rotation'],
  ['a rotation of zero', () => recurring({}, { rotation: 'P0D' }), 'scheduleLayers[0].rotation'],
  ['a rotation of minutes', () => recurring({}, { rotation: 'PT30M' }), 'scheduleLayers[0].rotation'],
  [
    'a restriction from a time to itself',
    () => recurring({}, week('09:00', '09:00')),
    'scheduleLayers[0].restrictions[0].from',
  ],
  ['a time that is none', () => recurring({}, week('25:00', '09:00')), 'scheduleLayers[0].restrictions[0].from.time'],
  ['a feed', () => recurring({ calendarUrl: 'https://example.com/rota.ics' }), 'calendarUrl'],
  ['a duration that is none', () => recurring({ defaultShiftDuration: 'a week' }), 'defaultShiftDuration'],
  ['an unknown owner', () => recurring({ teams: [{ id: ids.team }, { id: 999 }] }), 'teams[1].id'],
  [
    'more than an item holds',
    () => recurring({ scheduleLayers: Array(50).fill(layer({ restrictions: Array(200).fill(night) })) }),
    'scheduleLayers',
  ],
] as const;

const shifts = [
  ['a shift of nobody', () => fixed({ start: '2026-03-02T09:00', end: '2026-03-02T10:00' }), 'shifts[0].user'],
  ['a shift of somebody unknown', () => fixed(shift('2026-03-02T09:00', '2026-03-02T10:00', 999)), 'shifts[0].user.id'],
  [
    'a shift of a stakeholder',
    () => fixed(shift('2026-03-02T09:00', '2026-03-02T10:00', stakeholder)),
    'shifts[0].user.id',
  ],
  ['a shift that ends where it begins', () => fixed(shift('2026-03-02T09:00', '2026-03-02T09:00')), 'shifts[0].end'],
  ['a shift without sense', () => fixed(shift('2026-03-02T09:00', 'later')), 'shifts[0].end'],
  [
    'two shifts at once',
    () => fixed(shift('2026-03-02T09:00', '2026-03-02T12:00'), shift('2026-03-02T11:00', '2026-03-02T13:00')),
    'shifts[1].start',
  ],
  ['an address that is none', () => ({ ...fixed(), calendarUrl: 'file:///etc/passwd' }), 'calendarUrl'],
] as const;

refuses('POST', () => '/api/schedules', [...layers, ...shifts]);
refuses('PUT', () => `/api/schedules/${ids.recurring}`, [
  ...layers.filter(([, , field]) => field !== 'timezone' && field !== 'type'),
  ['another zone', () => recurring({ timezone: 'Europe/Paris' }), 'timezone'],
  ['another type', () => recurring({ type: 'STATIC' }), 'type'],
]);
refuses('PUT', () => `/api/schedules/${ids.schedule}`, [...shifts]);

const override = (facts: object = {}) => ({
  user: { id: ids.user },
  start: '2026-03-02T12:00',
  end: '2026-03-02T13:00',
  ...facts,
});
refuses('POST', () => `/api/schedules/${ids.schedule}/overrides`, [
  ['an override by nobody', () => override({ user: undefined }), 'user'],
  ['an override by somebody unknown', () => override({ user: { id: 999 } }), 'user.id'],
  ['an override by a stakeholder', () => override({ user: { id: stakeholder } }), 'user.id'],
  ['a start that is none', () => override({ start: 'now' }), 'start'],
  ['an end before the start', () => override({ end: '2026-03-02T11:00' }), 'end'],
  ['a time in the past', () => override({ start: '2026-03-01T12:00' }), 'start'],
  ['a time without end', () => override({ end: '2030-03-02T11:00' }), 'end'],
  ['a time beyond all plans', () => override({ start: '2099-01-01T00:00', end: '2099-01-02T00:00' }), 'start'],
]);

refuses('POST', () => '/api/teams', [
  ['no name', () => ({ members: [] }), 'name'],
  ['a long name', () => ({ name: long(256) }), 'name'],
  ['an unknown visibility', () => ({ name: 'T', visibility: 'SECRET' }), 'visibility'],
  ['somebody unknown', () => ({ name: 'T', members: [{ user: { id: 999 } }] }), 'members[0].user.id'],
  ['an unknown role', () => ({ name: 'T', members: [{ user: { id: ids.user }, role: 'CHIEF' }] }), 'members[0].role'],
  [
    'somebody twice',
    () => ({ name: 'T', members: [{ user: { id: ids.user } }, { user: { id: ids.user } }] }),
    'members[1].user.id',
  ],
  [
    'a stakeholder as a responder',
    () => ({ name: 'T', members: [{ user: { id: stakeholder }, role: 'RESPONDER' }] }),
    'members[0].role',
  ],
]);
refuses('POST', () => `/api/teams/${ids.team}/members`, [
  ['somebody unknown', () => ({ user: { id: 999 } }), 'user.id'],
  ['a stakeholder as an admin', () => ({ user: { id: stakeholder }, role: 'ADMIN' }), 'role'],
]);

const asked = (facts: object = {}, ofShift: object = {}) => ({
  colleague: { id: ids.user },
  shifts: [{ schedule: { id: ids.recurring }, start: '2026-03-02T12:00', end: '2026-03-02T13:00', ...ofShift }],
  ...facts,
});
refuses('POST', () => '/api/coverage-requests', [
  ['no colleague', () => asked({ colleague: undefined }), 'colleague'],
  ['oneself as the colleague', () => asked({ colleague: { id: 1 } }), 'colleague.id'],
  ['an unknown colleague', () => asked({ colleague: { id: 999 } }), 'colleague.id'],
  ['a stakeholder', () => asked({ colleague: { id: stakeholder } }), 'colleague.id'],
  ['no shifts', () => asked({ shifts: [] }), 'shifts'],
  ['an unknown schedule', () => asked({}, { schedule: { id: 999 } }), 'shifts[0].schedule.id'],
  ["somebody else's shift", () => asked(), 'shifts[0].start'],
  ['a shift that is over', () => asked({}, { start: '2026-03-01T12:00', end: '2026-03-01T13:00' }), 'shifts[0].end'],
  ['a shift that ends before it starts', () => asked({}, { end: '2026-03-02T11:00' }), 'shifts[0].end'],
  ['a long message', () => asked({ message: long(2001) }), 'message'],
]);

const taken = (facts: object = {}) => ({
  user: { id: ids.user },
  from: '2026-03-02T10:00Z',
  until: '2026-03-03T10:00Z',
  ...facts,
});
refuses('POST', () => '/api/on-calls/take', [
  ['shifts of nobody', () => taken({ user: undefined }), 'user'],
  ['shifts of somebody unknown', () => taken({ user: { id: 999 } }), 'user.id'],
  ['somebody unknown to take them', () => taken({ by: { id: 999 } }), 'by.id'],
  ['a stakeholder to take them', () => taken({ by: { id: stakeholder } }), 'by.id'],
  ['a time without zone', () => taken({ from: '2026-03-02T10:00' }), 'from'],
  ['a time that is over', () => taken({ until: '2026-03-02T08:00Z' }), 'until'],
  ['a time without end', () => taken({ until: '2030-03-02T08:00Z' }), 'until'],
  [
    'a shift that is none of theirs',
    () => taken({ shifts: [{ schedule: { id: 999 }, start: '2026-03-02T12:00', end: '2026-03-02T13:00' }] }),
    'shifts[0].schedule.id',
  ],
  [
    'a part of a shift that is not theirs',
    () => taken({ shifts: [{ schedule: { id: ids.recurring }, start: '2026-03-02T12:00', end: '2027-03-02T13:00' }] }),
    'shifts[0].start',
  ],
]);
