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
  {
    file: 'functions/usecases/page/write-variant.ts',
    line: 'for (let start = 0; start < writes.length',
    original: 'start < writes.length',
    mutant: 'start <= writes.length',
    reason: 'behind the last part there is an empty one, of which nothing is written',
  },
  {
    file: 'functions/usecases/page/variants.ts',
    line: 'if (!page.audienceSpecific ||',
    original: '!page.audienceSpecific || salt === undefined',
    mutant: '!page.audienceSpecific',
    reason: 'whoever makes a page for its audiences has a secret for their names; the guard is there for the types',
  },
  {
    file: 'functions/usecases/page/view-of-page.ts',
    line: 'services: services.map((service) => ({ service,',
    original: 'recorded.get(service.id) ?? { changes: [], overrides: [] }',
    mutant: 'recorded.get(service.id)',
    reason: 'each service that was asked for is among the answers; the default is there for the types',
  },
  {
    file: 'functions/usecases/metric/pull.ts',
    line: 'if (metrics.length <= atOnce) return',
    original: 'metrics.length <= atOnce',
    mutant: 'metrics.length < atOnce',
    reason: 'as many as are asked at once begin with the first one in every minute',
  },
  {
    file: 'functions/usecases/contact/inputs.ts',
    line: 'endpointProblem(String(input)) ??',
    original: "endpointProblem(String(input)) ?? 'is none'",
    mutant: 'endpointProblem(String(input))',
    reason: 'it is told only where there is a problem; the default is there for the types',
  },
  {
    file: 'functions/usecases/support-hours/raise-alerts.ts',
    line: 'const remembered = isDone',
    original: 'next && { dueAt: next }',
    mutant: '{ dueAt: next }',
    reason: 'a timer that is due at no time is one that is not due',
  },
  {
    file: 'functions/usecases/contact/opt-out.ts',
    line: 'if (user && changed)',
    original: 'user && changed',
    mutant: 'changed',
    reason: 'of nobody nothing is changed; the guard is there for the types',
  },
  {
    file: 'functions/usecases/contact/inputs.ts',
    line: '.transform((text) =>',
    original: '/={1,2}$/',
    mutant: '/={1,2}/',
    reason: 'what is read before has padding at its end alone',
  },
  {
    file: 'functions/usecases/user/leave-alerts.ts',
    line: 'const isTold',
    original: 'successor && transition?.responders',
    mutant: 'transition?.responders',
    reason: 'nobody joins but the successor; the guard is there for the types',
  },
  {
    file: 'functions/usecases/user/reassign.ts',
    line: 'const successor = found',
    original: "found && can(ctx.actor, 'user:read', found)",
    mutant: "can(ctx.actor, 'user:read', found)",
    reason: 'who is not there is nobody, whatever may be read; the guard is there for the types',
  },
  {
    file: 'functions/usecases/user/belongings.ts',
    line: 'responders: responders.get(alert.id)',
    original: 'responders.get(alert.id) ?? []',
    mutant: 'responders.get(alert.id)',
    reason: 'each alert that was asked for is among the answers; the default is there for the types',
  },
  {
    file: 'functions/usecases/template/preview.ts',
    line: 'return { eventId: null',
    original: 'event && { event }',
    mutant: '{ event }',
    reason: 'an event that is undefined is taken for one that is absent',
  },
  {
    file: 'functions/usecases/schedule/who-is-on-call.ts',
    line: 'const schedules = roster.schedules.length === 0',
    original: 'roster.schedules.length === 0',
    mutant: 'false',
    reason: 'for no schedule nothing is asked of what is loaded; it spares loading it',
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
    file: /^functions\/usecases\/restore\/(quiet-due-work|reconcile-alerts)\.ts$/,
    line: /^const (all|everything) = .*1_000_000/,
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
