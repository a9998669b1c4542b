import { describe, expect, it } from 'vitest';
import { noteWith } from '../../../functions/usecases/event/record.ts';
import { anEventMessage } from '../../support/factories.ts';

describe('what is said of an event in the explorer', () => {
  it.each([
    [undefined, 'muted by planned work', 'muted by planned work'],
    ['the list is cut', 'muted by planned work', 'the list is cut; muted by planned work'],
    ['', 'muted', 'muted'],
    ['the list is cut', '', 'the list is cut'],
    ['the list is cut', 'x'.repeat(300), `the list is cut; ${'x'.repeat(255)}`],
    ['the list is cut', `${'x'.repeat(254)}😀`, `the list is cut; ${'x'.repeat(254)}\ufffd`],
  ])('is what was said before, and one thing more: %j, %j', (note, why, said) => {
    expect(noteWith(anEventMessage({}, note === undefined ? {} : { note }), why).note).toBe(said);
  });
});
