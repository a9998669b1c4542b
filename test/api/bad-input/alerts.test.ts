import { badInputFixture, long } from './fixture.ts';

const { ids, refuses } = badInputFixture();

const manual = () => ({ summary: 'S', alertSource: { id: ids.source } });
const A = () => `/api/alerts/${ids.alert}`;

refuses('POST', () => '/api/alerts', [
  ['an alert without summary', () => ({ ...manual(), summary: ' ' }), 'summary'],
  ['a huge summary', () => ({ ...manual(), summary: long(1001) }), 'summary'],
  ['huge details', () => ({ ...manual(), details: long(65_537) }), 'details'],
  ['an alert without source', () => ({ summary: 'S' }), 'alertSource'],
  ['an unknown source', () => ({ ...manual(), alertSource: { id: 999 } }), 'alertSource.id'],
  ['an unknown policy', () => ({ ...manual(), escalationPolicy: { id: 999 } }), 'escalationPolicy.id'],
  ['an unknown priority', () => ({ ...manual(), priority: 'MID' }), 'priority'],
  ['an unknown responder', () => ({ ...manual(), responders: [{ user: { id: 999 } }] }), 'responders[0].user.id'],
  ['a link without address', () => ({ ...manual(), links: [{ text: 'x' }] }), 'links[0].href'],
  [
    'large details and many images',
    () => ({
      ...manual(),
      details: '漢'.repeat(60_000),
      images: Array(20).fill({ src: 'i', alt: '漢'.repeat(1000), href: '漢'.repeat(2000) }),
    }),
    'details',
  ],
]);

refuses('POST', () => `${A()}/responders`, [
  ['a responder without user', () => ({}), 'user'],
  ['a responder nobody knows', () => ({ user: { id: 999 } }), 'user.id'],
]);

refuses('POST', () => `${A()}/comments`, [['an empty comment', () => ({ content: '\n' }), 'content']]);

refuses('POST', () => `${A()}/actions`, [
  ['no action', () => ({}), 'alertActionId'],
  ['an action by its number', () => ({ alertActionId: 1 }), 'alertActionId'],
  ['an action that is not there', () => ({ alertActionId: '01J00000000000000000000000' }), 'alertActionId'],
  ['an action of another kind of id', () => ({ alertActionId: "1' OR 1=1" }), 'alertActionId'],
]);

refuses('PUT', () => `${A()}/snooze`, [
  ['a snooze without time', () => ({}), 'until'],
  ['a snooze until nonsense', () => ({ until: 'soon' }), 'until'],
]);
