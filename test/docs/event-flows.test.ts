import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../functions/domain/condition/evaluate.ts';
import { NodeType } from '../../functions/domain/event-flow/event-flow.ts';
import { identified, type SentNode } from '../../functions/domain/event-flow/identify.ts';
import { ruleOperators, rulesOf } from '../../functions/domain/event-flow/metadata.ts';
import { examineFlow } from '../../functions/domain/event-flow/problems.ts';
import { applyRule } from '../../functions/domain/event-flow/transform.ts';
import { walkFlow } from '../../functions/domain/event-flow/walk.ts';
import { newBudget } from '../../functions/domain/template/render.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { boundedEvent } from '../../functions/integrations/bounds.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/event-flows.md'), 'utf8');
/** Members that are left out on the page. */
const whole = (node: SentNode): SentNode => ({
  ...node,
  branches: (node.branches ?? []).map(({ target, ...rest }) => ({ ...rest, ...(target && { target: whole(target) }) })),
});
const sent = whole(JSON.parse(/```json\n([^`]*)```/.exec(page)?.[1] ?? ''));
let ids = 0;
const flow = { id: 7, root: identified(sent, undefined, () => ++ids) };
const day = { start: '09:00', end: '17:00' };
const office = {
  name: 'Office',
  timezone: 'Europe/Berlin',
  supportDays: { MONDAY: day, TUESDAY: day, WEDNESDAY: day, THURSDAY: day, FRIDAY: day },
  exceptions: [],
};
const context = { integrationType: 'API' };

const ways = [...page.matchAll(/^\| `(\{.*?\})` \| `(\d{4}.*?)` \| `(.*?)` \|$/gm)].map((row) => row.slice(1, 4));
const rules = [...page.matchAll(/^\| `(\{"target".*?\})` \| `(.*?)` \|$/gm)].map((row) => row.slice(1, 3));

describe('docs/event-flows.md', () => {
  it('has a flow that may be saved, and speaks of every node and operator', () => {
    expect(examineFlow(sent).problems).toEqual([]);
    for (const word of [...NodeType.options, ...ruleOperators]) expect(page).toContain(word);
    expect([ways.length, rules.length]).toEqual([5, 7]);
  });

  it.each(ways)('%s at %s', (event = '', at = '', outcome = '') => {
    const facts = { supportHours: new Map([[1, office]]), bounded: boundedEvent };
    const walk = walkFlow(flow, { event: JSON.parse(event), context, at: at as Instant }, facts);
    let next = walk.next();
    while (next.done !== true)
      next = walk.next(evaluate(next.value.condition, { roots: next.value.roots, now: at as Instant }));
    const result = next.value;
    const told =
      result.kind === 'routed'
        ? `ROUTED to ${result.sourceId}${result.priority === undefined ? '' : `, ${result.priority}`}`
        : result.kind === 'waiting'
          ? `WAITING until ${result.until}`
          : 'DROPPED';
    expect(told).toBe(outcome);
  });

  it.each(rules)('%s', (rule = '', then = '') => {
    const [read] = rulesOf({ metadata: { rules: [JSON.parse(rule)] } });
    const event = JSON.parse(/On `(\{.*\})`:/.exec(page)?.[1] ?? '');
    const result = read && applyRule(read, { event, context }, { budget: newBudget(), bounded: boundedEvent });
    expect(result).toMatchObject({ ok: true });
    expect(JSON.stringify(result)).toContain(then);
  });
});
