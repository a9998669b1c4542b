import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatDialog } from '../../functions/domain/chat/chat-answer.ts';
import { answerMessage, dialogCard, dialogTask, messageWith, pressedWords } from '../../functions/render/chat/teams.ts';
import { chatWords } from '../../functions/render/chat/words.ts';

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const teamsBytes = 28 * 1024;

const dialogOf = (name: string, count: number, summary: string): ChatDialog => {
  const options = Array.from({ length: count }, (_one, index) => ({ value: String(10 ** 15 + index), text: name }));
  return {
    kind: 'raise',
    title: 'Raise an alert',
    submit: 'Raise',
    cancel: 'Cancel',
    alertId: 10 ** 15,
    fields: [
      { kind: 'text', id: 'summary', label: 'What has happened', limit: 1_000, value: summary },
      { kind: 'text', id: 'details', label: 'Details', limit: 3_000, isLong: true, isOptional: true },
      { kind: 'choice', id: 'source', label: 'Alert source', options },
      { kind: 'choice', id: 'policy', label: 'Policy', options, isOptional: true },
    ],
  };
};

const sign = fc.constantFrom('x', 'ß', '語', '🔥', '"', '\\', '\u0001');
const problems = { summary: 'This is needed.', source: 'Choose one of the list.' };

describe('what Teams is shown', () => {
  it('fits into 28 KB, however long names are and however many there are', () => {
    fc.assert(
      fc.property(sign, fc.nat(100), fc.nat(75), fc.boolean(), (one, count, length, isInDialog) => {
        const card = dialogCard(dialogOf(one.repeat(length), count, one.repeat(1_000)), { isInDialog, problems });
        expect(bytes(isInDialog ? dialogTask('Raise an alert', card) : messageWith(card, 'x'))).toBeLessThan(
          teamsBytes,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('has every choice while they fit, and finds the others by typing', () => {
    const shown = (name: string) => JSON.stringify(dialogCard(dialogOf(name, 100, ''), { isInDialog: true }));
    expect(shown('database')).not.toContain('Data.Query');
    expect(shown('🔥'.repeat(75))).toContain('"choices.data":{"type":"Data.Query","dataset":"source"}');
  });

  it('fits into 28 KB, whatever is answered', () => {
    fc.assert(
      fc.property(sign, fc.constantFrom('', '\n', ' '), fc.nat(3_000), (one, between, count) => {
        const text = `${one}${between}`.repeat(count * 10);
        expect(bytes(answerMessage({ text, link: { text: 'Open', url: 'https://tocsin.example.com' } }))).toBeLessThan(
          teamsBytes,
        );
        expect(bytes(answerMessage({ text }))).toBeLessThan(teamsBytes);
        expect(bytes(pressedWords(text))).toBeLessThan(teamsBytes);
      }),
      { numRuns: 200 },
    );
  });

  it('hides no link in words and mentions nobody', () => {
    const message = answerMessage({ text: '[click](https://evil.example)\n<at>Ada</at>' });
    expect(JSON.stringify(message)).not.toMatch(/"TextBlock"|"textFormat":"markdown"|entities/);
  });

  it('says the same in both languages', () => {
    expect(Object.keys(chatWords('de'))).toEqual(Object.keys(chatWords('en')));
  });
});
