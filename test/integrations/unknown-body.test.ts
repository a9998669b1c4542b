import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { titleOf, unknownBody } from '../../functions/integrations/unknown-body.ts';

const eventOf = (body: unknown) => unknownBody('Tool', body).events[0];

describe('the title of a body that nobody knows', () => {
  it.each<[string, object, string]>([
    ['at the top', { title: 'Disk full' }, 'Disk full'],
    ['however it is spelled', { 'Alert-Name': 'Disk full' }, 'Disk full'],
    ['below', { data: { incident: { subject: 'Disk full' } } }, 'Disk full'],
    ['in a list', { alerts: [{ labels: {} }, { ruleName: 'Disk full' }] }, 'Disk full'],
    ['the highest one', { meta: { title: 'Sent by a hook' }, headline: 'Disk full' }, 'Disk full'],
    ['the best one of an object', { type: 'alarm', message: 'at 95 %', summary: 'Disk full' }, 'Disk full: at 95 %'],
    ['in a list of bodies', [{ monitor: { displayName: 'Disk' } }], 'Disk'],
  ])('is found %s', (_case, body, title) => {
    expect(titleOf(body)).toBe(title);
  });

  it('is always said where there is one, at any place up to five objects deep', () => {
    const wrap = fc.array(fc.constantFrom('data', 'payload', 'x', 'alerts'), { maxLength: 4 });
    fc.assert(
      fc.property(wrap, fc.constantFrom('title', 'name', 'message', 'subject'), (path, member) => {
        const body = path.reduce<unknown>((inner, name) => ({ n: 1, [name]: name === 'alerts' ? [inner] : inner }), {
          [member]: 'Disk full',
        });
        expect(eventOf(body)?.summary).toBe('Tool: Disk full');
      }),
    );
  });

  it('is not looked for without end', () => {
    let body: unknown = { title: 'deep' };
    for (let depth = 0; depth < 60; depth++) body = { a: body, b: Array.from({ length: 500 }, () => ({})) };
    expect(titleOf(body)).toBeUndefined();
  });
});

describe('the key of a body that nobody knows', () => {
  it.each<[string, object, string | undefined]>([
    ['a member made for it', { title: 'x', dedup_key: 'k' }, 'k'],
    ['such a member below', { title: 'x', context: { correlationId: 'k' } }, 'k'],
    ['an id beside a state', { title: 'x', status: 'firing', id: 7 }, '7'],
    ['an id beside a state, below', { incident: { id: 7, status: 'open', title: 'x' } }, '7'],
    ['no id of something else', { title: 'x', status: 'firing', user: { id: 1 } }, undefined],
    ['no id without a state', { title: 'x', id: 7 }, undefined],
  ])('is %s', (_case, body, key) => {
    expect(eventOf(body)?.alertKey).toBe(key);
  });

  it('is the same when it is over, so that the alert is resolved', () => {
    const incident = (status: string) => ({ incident: { id: 7, status, title: 'Disk full' } });
    expect(eventOf(incident('open'))).toMatchObject({ eventType: 'ALERT', alertKey: '7' });
    expect(eventOf(incident('resolved'))).toMatchObject({ eventType: 'RESOLVE', alertKey: '7' });
  });
});
