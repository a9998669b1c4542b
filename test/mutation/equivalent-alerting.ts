import type { Equivalent } from './equivalent.ts';

/** Of alerts on their way: who is told and how, what they answer, what actions and tickets do. */
export const alerting: readonly Equivalent[] = [
  {
    file: 'functions/usecases/ticket/ours.ts',
    line: "const [firstLine = '']",
    original: '1',
    mutant: '2',
    reason: 'only the first of the lines is taken',
  },
  {
    file: 'functions/usecases/ticket/ours.ts',
    line: 'said !== undefined && { comment: said }',
    original: 'said !== undefined && { comment: said }',
    mutant: '{ comment: said }',
    reason: 'a comment that is undefined is told as one that is absent; the guard is there for the types',
  },
  {
    file: 'functions/usecases/ticket/hear.ts',
    line: 'let isResolved = false',
    original: 'false',
    mutant: 'true',
    reason: 'it is said anew whenever the change is decided, and without that the change throws',
  },
  {
    file: 'functions/usecases/ticket/hear.ts',
    line: 'news.mark?.startsWith(markOf',
    original: '0',
    mutant: '1',
    reason: 'the number of the alert, of one digit here, is cut off again',
  },
  {
    file: 'functions/usecases/ticket/hear.ts',
    line: 'return action !== undefined && (await',
    original: 'action !== undefined && (await ctx.store.actionDeliveries.alertOfTicket(action, news.ticket)) !==…',
    mutant: '(await ctx.store.actionDeliveries.alertOfTicket(action, news.ticket)) !== undefined',
    reason: 'no ticket is kept for an action that is undefined; the guard is there for the types',
  },
  {
    file: 'functions/usecases/ticket/hear.ts',
    line: 'const alertId = Number(/-',
    original: "news.mark ?? ''",
    mutant: 'news.mark',
    reason: 'what is undefined ends with no number either; the default is there for the types',
  },
  {
    file: 'functions/usecases/ticket/hear.ts',
    line: "'TICKET',",
    original: "'TICKET'",
    mutant: "'Mutated'",
    reason: 'it tells the ids of one kind of entry from those of others, which another word does as well',
  },
  {
    file: 'functions/usecases/reply/handle-sms.ts',
    line: 'if (keyword && (await isHeeded',
    original: 'keyword && (await isHeeded(ctx, number, keyword))',
    mutant: 'await isHeeded(ctx, number, keyword)',
    reason:
      'a word that is undefined is neither STOP nor START, so that nothing is heeded; the guard is there for the types',
  },
  {
    file: 'functions/usecases/reply/handle-mail.ts',
    line: 'return token !== undefined && ctx.tokens.verify',
    original: 'token !== undefined && ctx.tokens.verify(token) !== undefined',
    mutant: 'ctx.tokens.verify(token) !== undefined',
    reason: 'what is undefined is no token that was signed; the guard is there for the types',
  },
  {
    file: 'functions/usecases/alert/read-notifications.ts',
    line: 'if (userId !== undefined && !mayName',
    original: 'userId !== undefined && !mayName(actor, userId)',
    mutant: '!mayName(actor, userId)',
    reason: 'whoever is undefined is not among those whom somebody may not know; the guard is there for the types',
  },
  {
    file: 'functions/usecases/action-delivery/attempt.ts',
    line: "answer.kind === 'unanswered' ||",
    original: "answer.kind === 'http' && answer.status >= 500",
    mutant: 'answer.status >= 500',
    reason: 'only answers over HTTP have a status; the guard is there for the types',
  },
  {
    file: 'functions/usecases/action-delivery/run.ts',
    line: 'await tellSlackRoom({ ...ctx, slack',
    original: ', slack: ctx.slack',
    mutant: '(nothing)',
    reason: 'it is in the context already; said once more it is there for the types',
  },
  {
    file: 'functions/usecases/action-delivery/seen-of.ts',
    line: 'services: links(alert).services.map',
    original: "name ?? ''",
    mutant: 'name',
    reason: 'services that are linked were found, each with its name; the default is there for the types',
  },
];
