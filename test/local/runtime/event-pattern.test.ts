import { expect, it } from 'vitest';
import { matches } from '../../../local/runtime/event-pattern.ts';

const event = { source: 'aws.s3', detail: { bucket: { name: 'mail' }, size: 12, tags: ['a', 'b'] } };

it.each([
  ['a value of the list', { source: ['aws.sns', 'aws.s3'] }, true],
  ['another value', { source: ['aws.sns'] }, false],
  ['nested values', { detail: { bucket: { name: ['mail'] } } }, true],
  ['every member has to match', { source: ['aws.s3'], detail: { bucket: { name: ['blobs'] } } }, false],
  ['a prefix', { source: [{ prefix: 'aws.' }] }, true],
  ['a suffix', { source: [{ suffix: '.sqs' }] }, false],
  ['whatever the case', { source: [{ 'equals-ignore-case': 'AWS.S3' }] }, true],
  ['a wildcard', { source: [{ wildcard: 'a*s.s*' }] }, true],
  ['a range of numbers', { detail: { size: [{ numeric: ['>', 10, '<=', 12] }] } }, true],
  ['outside the range', { detail: { size: [{ numeric: ['<', 12] }] } }, false],
  ['anything but', { source: [{ 'anything-but': ['aws.sns'] }] }, true],
  ['anything but that', { source: [{ 'anything-but': { prefix: 'aws.' } }] }, false],
  ['a member that is there', { source: [{ exists: true }] }, true],
  ['a member that is not', { detail: { key: [{ exists: false }] } }, true],
  ['a member of a list in the event', { detail: { tags: ['b'] } }, true],
  ['one of two patterns', { $or: [{ source: ['aws.sns'] }, { detail: { size: [12] } }] }, true],
])('%s', (_case, pattern, expected) => {
  expect(matches(pattern, event)).toBe(expected);
});

it('refuses an operator it does not know', () => {
  expect(() => matches({ source: [{ cidr: '10.0.0.0/8' }] }, event)).toThrow('does not know');
});
