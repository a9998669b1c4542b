import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertIdIn, chatCommandIn } from '../../functions/domain/chat/command.ts';

describe('a line in a chat', () => {
  it.each([
    ['', { kind: 'help' }],
    ['help', { kind: 'help' }],
    ['  HILFE ', { kind: 'help' }],
    ['/help', { kind: 'help' }],
    ['alert Disk is full', { kind: 'raise', summary: 'Disk is full' }],
    ['Alarm', { kind: 'raise', summary: '' }],
    ['oncall', { kind: 'on-call', name: '' }],
    ['on-call Night shift', { kind: 'on-call', name: 'Night shift' }],
    ['bereitschaft Nacht', { kind: 'on-call', name: 'Nacht' }],
    ['who is on call?', { kind: 'on-call', name: '' }],
    ["Who's on call for the database?", { kind: 'on-call', name: 'the database' }],
    ['accept 118000000000001', { kind: 'answer', action: 'ACCEPT', alert: '118000000000001' }],
    ['ack', { kind: 'answer', action: 'ACCEPT', alert: '' }],
    ['Übernehmen #7', { kind: 'answer', action: 'ACCEPT', alert: '#7' }],
    ['lösen 7', { kind: 'answer', action: 'RESOLVE', alert: '7' }],
    ['escalate', { kind: 'answer', action: 'ESCALATE', alert: '' }],
    ['link', { kind: 'link' }],
    ['trennen', { kind: 'unlink' }],
    ['a7', { kind: 'unknown' }],
    ['1', { kind: 'unknown' }],
    ['what do you mean', { kind: 'unknown' }],
    ['constructor', { kind: 'unknown' }],
    ['he/lp', { kind: 'unknown' }],
    ['tell me who is on call', { kind: 'unknown' }],
    [`on call for ${'x'.repeat(200)}`, { kind: 'on-call', name: 'x'.repeat(200) }],
    [`on call for ${'x'.repeat(201)}`, { kind: 'unknown' }],
    ['who is on call for shop ?', { kind: 'on-call', name: 'shop' }],
    ['who is on call for shop? eu?', { kind: 'on-call', name: 'shop? eu' }],
    [`alert ${'x'.repeat(1001)}`, { kind: 'raise', summary: 'x'.repeat(1000) }],
  ])('%j is read', (text, command) => {
    expect(chatCommandIn(text)).toEqual(command);
  });

  it.each([
    ['118000000000001', 118_000_000_000_001],
    [' #7 ', 7],
    ['1', 1],
    ['https://tocsin.example.com/alerts/7', 7],
    ['0', undefined],
    ['7.5', undefined],
    ['-7', undefined],
    ['A7', undefined],
    ['9007199254740991', 9_007_199_254_740_991],
    ['9007199254740993', undefined],
    ['99999999999999999', undefined],
    ['7 and more', undefined],
    ['', undefined],
  ])('%j is the id %s', (text, id) => {
    expect(alertIdIn(text)).toBe(id);
  });

  it('is something, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void [chatCommandIn(text), alertIdIn(text)]));
  });
});
