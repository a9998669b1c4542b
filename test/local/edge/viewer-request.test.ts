import { describe, expect, it } from 'vitest';
import { covers, normalisedPath } from '../../../local/edge/viewer-request.ts';

describe('the path by which a behaviour is chosen', () => {
  it.each([
    ['/status.json', '/status.json'],
    ['//status.json', '/status.json'],
    ['/auth/../status.json', '/status.json'],
    ['/auth/%2e%2e/status.json', '/status.json'],
    ['/auth/%2E./status.json', '/status.json'],
    ['/a/./b//c/', '/a/b/c/'],
    ['/%61uth/login', '/auth/login'],
    ['/auth%2Flogin', '/auth%2Flogin'],
    ['/../../', '/'],
    ['/', '/'],
  ])('%s is %s', (sent, expected) => {
    expect(normalisedPath(sent)).toBe(expected);
  });
});

describe('a path pattern', () => {
  it.each([
    ['/auth/*', '/auth/login', true],
    ['/auth/*', '/auth/', true],
    ['/auth/*', '/authors', false],
    ['/subscribe*', '/subscribe', true],
    ['/subscribe*', '/subscribe/confirm/x', true],
    ['/subscribe*', '/p/subscribe', false],
    ['/a?c', '/abc', true],
    ['/a.c', '/abc', false],
    [undefined, '/anything', true],
  ])('%s covers %s: %s', (pattern, path, expected) => {
    expect(covers(pattern, path)).toBe(expected);
  });
});
