import { describe, expect, it } from 'vitest';
import { parseBody } from '../../functions/integrations/body.ts';
import { withoutCredentials } from '../../functions/integrations/credentials.ts';

describe('a body', () => {
  const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

  it.each([
    ['JSON', '{"a":1}', { kind: 'json', value: { a: 1 } }],
    ['JSON with a byte order mark', '\uFEFF{"a":1}', { kind: 'json', value: { a: 1 } }],
    ['a form', form({ a: '1', b: 'x y' }), { kind: 'form', value: { a: '1', b: 'x y' } }],
    [
      'a form whose value holds JSON',
      form({ a: '{"b":[1]}', c: 'd' }),
      { kind: 'form', value: { a: { b: [1] }, c: 'd' } },
    ],
    ['a form of one field that holds the body', form({ payload: '{"a":1}' }), { kind: 'form', value: { a: 1 } }],
    ['text', 'Disk full on db-01', { kind: 'text', value: 'Disk full on db-01' }],
    ['broken JSON', '{"a":', { kind: 'json', value: { a: null }, isMended: true }],
    ['JSON with quotes in a text', '{"a":"b "c" d"}', { kind: 'json', value: { a: 'b "c" d' }, isMended: true }],
    ['JSON in a text', JSON.stringify('{"a":1}'), { kind: 'json', value: { a: 1 } }],
    ['a sentence in brackets', '[Shop] [Down] timeout', { kind: 'text', value: '[Shop] [Down] timeout' }],
    [
      'a multipart form',
      '--b1\r\nContent-Disposition: form-data; name="a"\r\n\r\none\r\ntwo\r\n--b1\r\nContent-Disposition: form-data; name="f"; filename="x.txt"\r\nContent-Type: text/plain\r\n\r\n{"b":1}\r\n--b1--\r\n',
      { kind: 'form', value: { a: 'one\r\ntwo', f: { b: 1 } } },
    ],
    [
      'a multipart form of one field that holds the body',
      '--b1\nContent-Disposition: form-data; name="data"\n\n{"a":"x\ny"}\n--b1--',
      { kind: 'form', value: { a: 'x\ny' } },
    ],
    ['nothing', ' \n', { kind: 'empty' }],
    ['lists within lists without end', '['.repeat(400_000), { kind: 'too-deep' }],
    ['objects within objects without end', '{"a":'.repeat(100_000), { kind: 'too-deep' }],
    [
      'brackets within a string',
      JSON.stringify({ a: '['.repeat(1_000) }),
      { kind: 'json', value: { a: '['.repeat(1_000) } },
    ],
  ])('is recognised when it is %s', (_case, raw, expected) => {
    expect(parseBody(raw)).toEqual(expected);
  });

  it('does not unpack a form value that nests without end', () => {
    const deep = '['.repeat(100_000);
    expect(parseBody(form({ a: deep }))).toEqual({ kind: 'form', value: { a: deep } });
  });

  it('keeps numbers exact that the table or a double would change', () => {
    expect(parseBody('{"id":1769601153288000110,"near":1769601153288000111,"far":1e300,"ratio":0.5}')).toEqual({
      kind: 'json',
      value: { id: '1769601153288000110', near: '1769601153288000111', far: '1e300', ratio: 0.5 },
    });
  });

  it('loses members that would change the prototype', () => {
    expect(parseBody('{"__proto__":{"polluted":true},"a":1}')).toEqual({ kind: 'json', value: { a: 1 } });
  });

  it('is kept without the credential that was in it', () => {
    const body = { integrationKey: 'il1api0123456789', summary: 'x' };
    expect(withoutCredentials(JSON.stringify(body), body)).toBe('{"integrationKey":"***","summary":"x"}');
  });
});
