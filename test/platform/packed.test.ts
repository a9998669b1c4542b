import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packed } from '../../functions/platform/packed.ts';

const long = JSON.stringify(Array.from({ length: 100 }, (_, id) => ({ id, summary: 'Ärger mit der Datenbank' })));
const result = { statusCode: 200, headers: { 'content-type': 'application/json', etag: '"1"' }, body: long };
const own = { 'sec-fetch-site': 'same-origin', 'accept-encoding': 'gzip, deflate, br' };

describe('an answer', () => {
  it('travels packed to our own page', () => {
    const { headers, body = '', isBase64Encoded, statusCode } = packed({ headers: own }, result);
    expect([statusCode, isBase64Encoded]).toEqual([200, true]);
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'application/json', etag: '"1"' });
    const bytes = Buffer.from(body, 'base64');
    expect(gunzipSync(bytes).toString('utf8')).toBe(long);
    expect(bytes.length).toBeLessThan(long.length / 4);
  });

  it.each([
    ['a tool', { 'accept-encoding': 'gzip' }],
    ['another site', { ...own, 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { ...own, 'sec-fetch-site': 'same-site' }],
    ['somebody who follows a link', { ...own, 'sec-fetch-site': 'none' }],
    ['who takes no packed ones', { 'sec-fetch-site': 'same-origin', 'accept-encoding': 'br' }],
    ['who says nothing', {}],
  ])('is as it was for %s', (_who, headers) => {
    expect(packed({ headers }, result)).toBe(result);
  });

  it.each([
    ['a short one', { ...result, body: '{"status":"UP"}' }],
    ['one without a body', { statusCode: 304, headers: { etag: '"1"' } }],
    ['bytes', { ...result, isBase64Encoded: true }],
  ])('is as it was when it is %s', (_what, each) => {
    expect(packed({ headers: own }, each)).toBe(each);
  });
});
