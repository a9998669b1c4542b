import type { Equivalent } from './equivalent.ts';
import type { Family } from './equivalent-families.ts';

/** Of people and their rights, pages and their readers, and of what administrators set up. */
export const setUp: readonly Equivalent[] = [
  {
    file: 'functions/usecases/condition/memberships.ts',
    line: 'isIn: target !== undefined',
    original: 'target !== undefined && onCall.whoIsOnCall(target).length > 0',
    mutant: 'onCall.whoIsOnCall(target).length > 0',
    reason: 'each of them has its target; the guard is there for the types',
  },
  {
    file: 'functions/usecases/user/belongings.ts',
    line: '...(shown.has(id)',
    original: 'shown.has(id) && { name: summary }',
    mutant: '{ name: summary }',
    reason: 'only the person, who responds to them all, and administrators ask, and both see them all',
  },
  {
    file: 'functions/usecases/subscriber/manage.ts',
    line: 'const isBlocked',
    original: 'one.type === type && one.target === target',
    mutant: 'one.target === target',
    reason: 'what is an address of one kind is none of another, as long as mails, numbers and webhooks look as they do',
  },
  {
    file: 'functions/usecases/page/publish.ts',
    line: 'if (timer?.dueAt === undefined ||',
    original: 'timer.dueAt <= at',
    mutant: 'timer.dueAt < at',
    reason: 'what is due at that very time is written as it is there; its state was read when it was written first',
  },
];

export const setUpFamilies: readonly Family[] = [
  {
    file: /^functions\//,
    original: /^([\w.]+) !== undefined && \1 [<>]=? [\w.]+\([^&|]+\)$/,
    mutant: /^[\w.]+ [<>]=? [\w.]+\([^&|]+\)$/,
    reason: 'what is undefined is neither before nor after anything; the guard is there for the types',
  },
  {
    file: /^functions\/usecases\/restore\/quiet-due-work\.ts$/,
    line: /^const all = 1_000_000;$/,
    original: /^1_000_000$/,
    mutant: /^\d+$/,
    reason: 'all that is due is read; the number, which half of it would do for, is there because one has to be named',
  },
  {
    file: /^functions\/usecases\/oauth\/authorize\.ts$/,
    line: /(clientId === undefined \?|redirectUri === undefined \|\|)/,
    original: /^(clientId === undefined|redirectUri === undefined \|\| !isRegistered\(app, redirectUri\))$/,
    mutant: /^(false|!isRegistered\(app, redirectUri\))$/,
    reason: 'no app has an id or an address that is undefined; the guards are there for the types',
  },
];
