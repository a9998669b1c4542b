import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatDialog, ChatField } from '../../functions/domain/chat/chat-answer.ts';
import {
  StoredSlackCall,
  slackCommandIn,
  slackEventIn,
  slackInteractionIn,
} from '../../functions/domain/chat/slack-call.ts';
import { slackAnswer, slackOption, slackView, slackViewLimits } from '../../functions/render/chat/slack.ts';
import { createManualAlert } from '../../functions/usecases/alert/create-manual.ts';
import { wrongWithBlocks } from '../actions/fakes/slack.ts';
import { ada, slackWorld, team } from '../chat/slack-world.ts';

const junk: readonly unknown[] = [
  ...[
    null,
    undefined,
    true,
    0,
    -1,
    1.5,
    2 ** 53,
    1e308,
    '',
    ' ',
    '\0',
    '\ud800',
    'x'.repeat(20_000),
    '<!channel>',
    '{}',
  ],
  ...[
    [],
    {},
    [[]],
    { a: { b: [] } },
    '__proto__',
    'constructor',
    'https://127.0.0.1/',
    '../../x',
    '999999999999999999',
  ],
];

/** A value like it, with something in it that nobody expects. */
function spoilt(value: unknown, next: () => number): unknown {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T;
  if (typeof value !== 'object' || value === null || next() < 0.05) return pick(junk);
  if (Array.isArray(value)) {
    if (value.length === 0 || next() < 0.2) return next() < 0.5 ? [...value, ...value, pick(junk)] : [];
    const at = Math.floor(next() * value.length);
    return value.map((one, index) => (index === at ? spoilt(one, next) : one));
  }
  const names = Object.keys(value);
  const name = pick(names.length === 0 ? ['x'] : names);
  const { [name]: one, ...others } = value as Record<string, unknown>;
  const chance = next();
  if (chance < 0.15) return others;
  if (chance < 0.25) return { ...others, [`${name}x`]: one, ['__proto__']: pick(junk) };
  return { ...others, [name]: spoilt(one, next) };
}

function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('what Slack signs may be anything', () => {
  it('ten thousand spoilt calls are answered without an error, and none of them changes what nobody asked for', async () => {
    const world = await slackWorld();
    const alert = await createManualAlert(world.as(1), { summary: 'Disk full', sourceId: 800 });
    await world.press(ada, 'alert-comment', alert.id);
    const comment = world.view() ?? {};
    const message = { type: 'message', user: ada.user, channel: 'C1', ts: '2.1', thread_ts: '1.1', text: 'hello' };
    const person = { id: ada.user, team_id: team };
    const valid: readonly (readonly [string, object])[] = [
      ['interactions', world.pressOf(ada, 'alert-escalate', alert.id)],
      ['interactions', world.pressOf(ada, 'alert-add-responder', alert.id)],
      ['interactions', world.submitOf(ada, comment, { content: 'hello' })],
      ['interactions', world.submitOf(ada, { ...comment, callback_id: 'chat-raise' }, { summary: 'x', source: '800' })],
      ['interactions', { type: 'block_suggestion', team: { id: team }, user: person, block_id: 'person', value: 'a' }],
      ['events', { type: 'event_callback', team_id: team, event_id: 'Ev1', event: message }],
      [
        'commands',
        {
          ...{ command: '/tocsin', text: 'oncall', team_id: team, user_id: ada.user, user_name: 'ada' },
          ...{ channel_id: 'C1', trigger_id: '1.2', response_url: 'https://hooks.slack.com/commands/T1/1/x' },
        },
      ],
    ];
    const next = numbers(11);
    const others = new Map<number, number>();
    for (let count = 0; count < 10_000; count += 1) {
      const [path, whole] = valid[count % valid.length] ?? ['events', {}];
      const payload = spoilt(whole, next);
      const form = (fields: object) =>
        new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString();
      const text = JSON.stringify(payload) ?? '';
      const isCommand = path === 'commands' && typeof payload === 'object' && payload !== null;
      const body = isCommand ? form(payload) : path === 'interactions' ? form({ payload: text }) : text;
      const { status } = await world.send(path, body);
      others.set(status, (others.get(status) ?? 0) + 1);
      await world.work();
    }
    expect([...others.keys()].filter((status) => status >= 500)).toEqual([]);
    expect(world.errors).toEqual([]);
    expect((await world.store.alerts.get(alert.id))?.status).toBe('PENDING');
    expect(others.get(200)).toBeGreaterThan(9_000);
  }, 120_000);

  it('what is handed over is read as it was', () => {
    for (const call of [
      slackCommandIn({ command: '/tocsin', team_id: team, user_id: 'U1', channel_id: 'C1', trigger_id: '1.2' }),
      slackInteractionIn({
        type: 'block_suggestion',
        team: { id: team },
        user: { id: 'U1' },
        block_id: 'person',
        value: '',
      }),
      slackEventIn({
        type: 'event_callback',
        team_id: team,
        event_id: 'Ev1',
        event: { type: 'message', user: 'U1', channel: 'C1', ts: '2.1', thread_ts: '1.1', text: 'x' },
      }),
    ])
      expect(StoredSlackCall.parse(JSON.parse(JSON.stringify(call)))).toEqual(call);
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 5_000 }),
  fc.constantFrom('', ' ', '<!channel>', '&'.repeat(4_000)),
);
const option = fc.record({ value: fc.stringMatching(/^\d{1,16}$/), text: anyText });
const field: fc.Arbitrary<ChatField> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    id: fc.constantFrom('summary', 'details'),
    label: anyText,
    limit: fc.integer({ min: 1, max: 10_000 }),
    isLong: fc.boolean(),
    isOptional: fc.boolean(),
    value: anyText,
  }),
  fc.record({
    kind: fc.constant('choice' as const),
    id: fc.constantFrom('source', 'person'),
    label: anyText,
    options: fc.array(option, { maxLength: 250 }),
    isSearched: fc.boolean(),
    isOptional: fc.boolean(),
    value: fc.constantFrom('1', ''),
  }),
);
const dialog: fc.Arbitrary<ChatDialog> = fc.record({
  kind: fc.constantFrom('raise' as const, 'comment' as const),
  title: anyText,
  submit: anyText,
  cancel: anyText,
  fields: fc.array(field, { maxLength: 5 }),
  alertId: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
});

describe("Slack's limits hold", () => {
  it('for dialogs of whatever is in them', () => {
    const lengthOf = (plain: unknown) => (plain as { text: string }).text.length;
    fc.assert(
      fc.property(dialog, (one) => {
        const view = slackView(one, { channel: 'C1' }) as Record<string, unknown>;
        expect(JSON.stringify(view).isWellFormed()).toBe(true);
        for (const name of ['title', 'submit', 'close']) {
          expect(lengthOf(view[name])).toBeGreaterThan(0);
          expect(lengthOf(view[name])).toBeLessThanOrEqual(slackViewLimits.title);
        }
        expect(String(view.private_metadata).length).toBeLessThanOrEqual(slackViewLimits.metadata);
        for (const block of view.blocks as { label: unknown; element: Record<string, unknown> }[]) {
          expect(lengthOf(block.label)).toBeGreaterThan(0);
          expect(lengthOf(block.label)).toBeLessThanOrEqual(slackViewLimits.label);
          const { options, initial_value, max_length } = block.element;
          if (max_length !== undefined) expect(max_length).toBeLessThanOrEqual(slackViewLimits.input);
          if (initial_value !== undefined) expect(String(initial_value).length).toBeLessThanOrEqual(Number(max_length));
          if (options === undefined) continue;
          const list = options as { text: unknown; value: string }[];
          expect(list.length).toBeGreaterThan(0);
          expect(list.length).toBeLessThanOrEqual(slackViewLimits.options);
          for (const { text, value } of list) {
            expect(lengthOf(text)).toBeGreaterThan(0);
            expect(lengthOf(text)).toBeLessThanOrEqual(slackViewLimits.option);
            expect(value.length).toBeLessThanOrEqual(slackViewLimits.optionValue);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('for answers and choices of whatever is in them', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const answer = slackAnswer({ text, link: { text, url: 'https://tocsin.example.com/alerts/1' } });
        expect(wrongWithBlocks(answer.blocks)).toBeUndefined();
        expect(answer.text.length).toBeLessThanOrEqual(3_000);
        expect(JSON.stringify([answer.text, answer.blocks[0]])).not.toContain('<!');
        expect(slackOption({ value: '1', text }).text.text.length).toBeLessThanOrEqual(slackViewLimits.option);
      }),
      { numRuns: 200 },
    );
  });
});
