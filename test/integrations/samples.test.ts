import { describe, expect, it } from 'vitest';
import { alertKeyOf, NormalisedEvent } from '../../functions/domain/event/event.ts';
import { topicMessageKind } from '../../functions/integrations/aws/topic-message.ts';
import { parseBody } from '../../functions/integrations/body.ts';
import { boundedEvent } from '../../functions/integrations/bounds.ts';
import { credentialMembers } from '../../functions/integrations/credentials.ts';
import { adapterOf, expectedOf, integrations, sampledTools, sampleFiles, sampleText } from './fixtures.ts';

function readSample(tool: string, file: string, isSplit = false) {
  const parsed = parseBody(sampleText(tool, file));
  if (!('value' in parsed)) throw new Error(`${tool}/${file} has no body`);
  return adapterOf(tool).read({ headers: {}, query: {}, body: parsed.value, isSplit });
}

const credentials: ReadonlySet<string> = new Set(credentialMembers);

/** SNS puts a message into an envelope; of one that is known the details are its own. */
const isEnvelope = (body: unknown): boolean => topicMessageKind(body) !== undefined;

/** Words and numbers that name things, without the punctuation around them. */
const namingWords = (summary: string): string[] => summary.match(/[\p{L}\p{N}][\p{L}\p{N}.:/%-]*/gu) ?? [];

describe.each(sampledTools)('%s', (tool) => {
  const expected = expectedOf(tool);
  const files = Object.keys(expected);

  it('expects something of every sample', () => {
    expect([...sampleFiles(tool)].sort()).toEqual([...files].sort());
  });

  it.each(files)('%s gives the expected event', (file) => {
    const wanted = expected[file];
    const { events, note } = readSample(tool, file);
    if (wanted?.ignored) {
      expect(events).toEqual([]);
      expect(note).toBeTruthy();
      return;
    }
    expect(events).toHaveLength(1);
    const event = NormalisedEvent.parse(events[0]);
    expect(event.eventType).toBe(wanted?.eventType);
    expect(event.priority ?? null).toBe(wanted?.priority);
    expect(alertKeyOf(event) === undefined).toBe(wanted?.alertKey === null);
    for (const word of namingWords(wanted?.summary ?? '')) expect(event.summary).toContain(word);
    expect(boundedEvent(event).summary).toBe(event.summary);
  });

  it.each(files.filter((file) => expected[file]?.ifSplit))(
    '%s gives an event for each member where they are wanted',
    (file) => {
      const wanted = expected[file]?.ifSplit ?? [];
      const { events } = readSample(tool, file, true);
      expect(events.map(({ eventType, alertKey }) => ({ eventType, alertKey }))).toEqual(
        wanted.map(({ eventType, alertKey }) => ({ eventType, alertKey })),
      );
      for (const one of events) expect(one.summary).toBeTruthy();
    },
  );

  it('keeps the whole body among the details, but for the credential of the sender', () => {
    for (const file of files) {
      const parsed = parseBody(sampleText(tool, file));
      const { events, isOwnForm } = readSample(tool, file);
      if (!('value' in parsed) || isOwnForm || isEnvelope(parsed.value)) continue;
      const body = Object.keys(parsed.value as object).filter((name) => !credentials.has(name));
      for (const { customDetails } of events)
        expect(Object.keys(customDetails ?? {})).toEqual(expect.arrayContaining(body));
    }
  });

  it('gives equal keys exactly where equal keys are expected', () => {
    const keys = files
      .filter((file) => expected[file]?.alertKey)
      .map((file) => ({ expected: expected[file]?.alertKey, actual: readSample(tool, file).events[0]?.alertKey }));
    for (const one of keys) {
      for (const other of keys) {
        expect(one.actual === other.actual, `${one.expected} and ${other.expected}`).toBe(
          one.expected === other.expected,
        );
      }
    }
  });
});

describe('samples', () => {
  it.each(integrations)('of $slug itself open an alert that says something', ({ sample, read }) => {
    const { events, isUnknown } = read({
      headers: {},
      query: {},
      body: sample,
      isLenient: true,
      requestId: 'request-1',
    });
    expect(events).toMatchObject([{ eventType: 'ALERT', summary: expect.stringMatching(/\w/) }]);
    expect(isUnknown).toBeUndefined();
  });

  it('give an alarm the same key through SNS and through EventBridge', () => {
    const [throughSns, throughBus] = [
      readSample('aws-cloudwatch', 'sns-envelope-alarm.json').events[0],
      readSample('aws-eventbridge', 'alarm-state-change-alarm.json').events[0],
    ];
    expect(throughSns?.alertKey).toBe(throughBus?.alertKey);
  });

  it('never carry the credential of the sender into an event', () => {
    const { events } = readSample('pagerduty-events-v2', 'trigger.json');
    expect(JSON.stringify(events)).not.toContain('0000000000000000');
  });
});
