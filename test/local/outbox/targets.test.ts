import { describe, expect, it } from 'vitest';
import { driverOf } from '../../../functions/actions/catalogue.ts';
import type { ConnectorType } from '../../../functions/domain/alert-action/connector-type.ts';
import { theInternet } from '../../../local/outbox/outbox.ts';
import { createMessageStore } from '../../../local/outbox/store.ts';
import { chatsOf } from '../../../local/outbox/targets/chats-view.ts';
import { ticketList } from '../../../local/outbox/targets/close-ticket.ts';
import { inside } from '../../../local/outbox/targets/target.ts';
import { type HttpTarget, overHttp } from '../../actions/play.ts';
import { acting, story } from '../../actions/stories.ts';

const now = () => '2026-11-29T03:00:00.000Z';

/** What is there of the internet, and what can be seen of it. */
function local() {
  const store = createMessageStore({ now });
  const targets = theInternet({ store, now, publicUrl: () => 'http://127.0.0.1:1' });
  const target: HttpTarget = ({ url: address, method, headers, body = '' }) => {
    const url = new URL(address);
    const answer = targets.find(({ isFor }) => isFor(url, { headers }))?.answer({ url, method, headers, body });
    if (answer === undefined || answer instanceof Promise)
      throw new Error(`${address} is answered later, or by nobody`);
    return { headers: {}, ...answer };
  };
  return { store, target: overHttp(target) };
}

const withoutHttp: readonly ConnectorType[] = ['email', 'aws_event_bridge', 'automation_rule', 'reroute'];
const tools: readonly ConnectorType[] = ['jira', 'servicenow', 'zendesk', 'github', 'topdesk', 'zammad', 'autotask'];

describe('the internet of the local cloud', () => {
  it.each(acting.filter((type) => !withoutHttp.includes(type)))('answers %s as the real one does', async (type) => {
    const { store, target } = local();
    const readings = story(await driverOf(type), target).map(({ reading }) => reading);
    expect(readings.map((reading) => ('why' in reading && reading.kind !== 'nothing' ? reading.why : 'well'))).toEqual(
      readings.map(() => 'well'),
    );
    expect(readings[type === 'zabbix' ? 1 : 0]?.kind).toBe('done');
    if (type !== 'zabbix') expect(store.since(0).length).toBeGreaterThan(0);
  });

  it.each(tools)('keeps one ticket of an alert in %s, commented and closed in the end', async (type) => {
    const { store, target } = local();
    story(await driverOf(type), target);
    expect(ticketList(store)).toMatchObject([{ tool: type, isClosed: true }]);
    expect(ticketList(store)[0]?.comments.length).toBeGreaterThan(0);
    expect(store.since(0)).toMatchObject([{ channel: 'WEBHOOK', alertId: 118_000_000_000_001, seq: 1 }]);
  });

  it.each([
    ['slack', 'SLACK'],
    ['microsoft_teams_bot', 'TEAMS'],
  ] as const)('updates the message of an alert in its place: %s', async (type, channel) => {
    const { store, target } = local();
    story(await driverOf(type), target);
    const [conversation] = chatsOf(store.since(0)).conversations;
    expect(conversation?.channel).toBe(channel);
    const [first, ...answers] = conversation?.messages ?? [];
    expect(first).toMatchObject({ alertId: 118_000_000_000_001, changedAt: now() });
    expect(JSON.stringify(first?.data)).not.toContain('alert-accept');
    expect(answers.length).toBeGreaterThan(0);
    for (const { data } of answers) expect(inside(data).thread).toBe(inside(first?.data).message);
  });
});
