import { afterEach, describe, expect, it, vi } from 'vitest';
import { errorReply } from '../../functions/platform/http.ts';
import { jsonLog } from '../../functions/platform/log.ts';

const lines: string[] = [];
const listen = () =>
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    const [line = '', ...rest] = String(text).split('\n');
    expect(rest).toEqual(['']);
    return lines.push(line) > 0;
  });

afterEach(() => {
  vi.restoreAllMocks();
  lines.splice(0);
});

const hostile: readonly [string, unknown][] = [
  ['a line break', 'a\n{"level":"ERROR","message":"forged"}'],
  ['another line break', 'a\r\nb\u2028c\u2029d\u0085e'],
  ['colours', '\u001b[2J\u001b[31mred\u001b]0;title\u0007'],
  ['a NUL and half a letter', '\u0000\ud800'],
  ['a megabyte', 'a'.repeat(1_000_000)],
  ['an error that says so', new Error('a\nb\u001b[31m', { cause: new Error('secret cause') })],
  ['an error of a megabyte', new Error('b'.repeat(1_000_000))],
  ['what is no error', { thrown: 'x'.repeat(1_000_000) }],
  ['a number without end', 10n ** 5000n],
  ['a circle', Object.assign({ name: 'circle' }, {})],
  ['a function', () => 'x'],
  ['nothing', undefined],
];

describe('a log line', () => {
  it.each(hostile)('stays one line of JSON, and short, whatever is in it: %s', (_what, value) => {
    listen();
    const circle = value as { self?: unknown };
    if (typeof value === 'object' && value !== null && (value as { name?: string }).name === 'circle')
      circle.self = value;
    for (const write of [jsonLog.info, jsonLog.warn, jsonLog.error]) write('it happened', { value, error: value });
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      expect(line).not.toMatch(/[\p{Cc}]/u);
      expect(line.length).toBeLessThan(25_000);
      expect(JSON.parse(line)).toMatchObject({
        message: 'it happened',
        level: expect.stringMatching(/INFO|WARN|ERROR/),
      });
      expect(line).not.toContain('secret cause');
    }
  });

  it('says its level and message itself: no field can', () => {
    listen();
    jsonLog.info('it happened', { level: 'ERROR', message: 'forged', function: 'forged' });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'INFO', message: 'it happened' });
    expect(lines[0]).not.toContain('forged');
  });
});

describe('the path of a request that failed', () => {
  it.each([
    ['/answer/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abcd', '/answer/…'],
    ['/api/ical/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789.ics', '/api/ical/…'],
    ['/api/alert-sources/il1apiShortKey', '/api/alert-sources/…'],
    ['/api/alert-sources/0123456789012345678901', '/api/alert-sources/…'],
    ['/api/users/ada@example.com', '/api/users/…'],
    ['/api/alert-sources/name/Customer Ada Lovelace', '/api/alert-sources/…/…'],
    ['/api/users/117/contacts/emails/12', '/api/users/117/…/…/12'],
    ['/api/alert-sources/key', '/api/alert-sources/…'],
    ['/answer/short', '/answer/…'],
    ['/api/v1/events/grafana/{key}', '/api/v1/events/grafana/{key}'],
    ['/api/v1/events/x\n{"forged":1}', '/api/v1/events/…'],
    [`/${'a/'.repeat(5_000)}`, `/a${'/…'.repeat(10)}`],
  ])('%s is logged without what could be a secret', (path, logged) => {
    const errors: unknown[] = [];
    const log = { info: () => {}, warn: () => {}, error: (_message: string, fields?: object) => errors.push(fields) };
    const reply = errorReply(new Error('the key is hunter2'), log, { method: 'GET', path });
    expect(errors).toMatchObject([{ path: logged }]);
    expect(JSON.stringify(reply)).not.toContain('hunter2');
  });
});
