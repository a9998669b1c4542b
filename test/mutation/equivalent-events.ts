import type { Equivalent } from './equivalent.ts';
import type { Family } from './equivalent-families.ts';

/** Of events, from the request that brings them to the alert that they become. */
export const ofEvents: readonly Equivalent[] = [
  {
    file: 'functions/usecases/event/bodies.ts',
    line: 'for (const { id, raw } of neighbours)',
    original: 'raw !== undefined',
    mutant: 'true',
    reason: 'the first event of a request that was read without a body has none when it is read once more either',
  },
  {
    file: 'functions/usecases/event/bodies.ts',
    line: 'const body = gzip && textIn(gzip)',
    original: 'gzip && textIn(gzip)',
    mutant: 'textIn(gzip)',
    reason: 'what is not there cannot be unpacked, and is not there then; the guard is there for the types',
  },
  {
    file: 'functions/usecases/event/named-services.ts',
    line: 'return { ...event, services:',
    original: 'event.services ?? []',
    mutant: 'event.services',
    reason: 'an event that names services has a list of them; the default is there for the types',
  },
  {
    file: 'functions/usecases/event/tell-news.ts',
    line: "if (alert?.status !== 'ACCEPTED' ||",
    original: "alert?.status !== 'ACCEPTED' || news === undefined",
    mutant: 'news === undefined',
    reason: 'nobody is involved in an alert that nobody has accepted, so that nobody is told; it spares the look',
  },
  {
    file: 'functions/usecases/event/receive-messages.ts',
    line: 'request.isOwnForm && wanted.length === 1',
    original: 'request.isOwnForm && wanted.length === 1',
    mutant: 'request.isOwnForm',
    reason: 'what comes in our own form is read as one event; that it is one is asked all the same',
  },
  {
    file: 'functions/usecases/event/receive-body.ts',
    line: 'const isUtf16',
    original: '/^utf-?16/i',
    mutant: '/utf-?16/i',
    reason: 'no charset that anything can be read in has UTF-16 further behind in its name',
  },
  {
    file: 'functions/usecases/event/process.ts',
    line: 'const outcome = decision.kind',
    original: "decision.kind === 'record'",
    mutant: 'true',
    reason: 'what comes for no source is decided to be recorded; the guard is there for the types',
  },
  {
    file: 'functions/usecases/event/process.ts',
    line: "if (done.kind === 'locked')",
    original: "done.kind === 'locked'",
    mutant: 'true',
    reason: 'it is decided again for nothing but a lock; what groups sees itself that another alert was opened',
  },
  {
    file: 'functions/usecases/event/process.ts',
    line: 'return key === undefined',
    original: 'key === undefined',
    mutant: 'false',
    reason: 'an event that has a key loses it nowhere on its way; the guard is there for the types',
  },
  {
    file: 'functions/usecases/event/process.ts',
    line: "return staged.kind === 'end'",
    original: "staged.kind === 'end' || why === ''",
    mutant: "staged.kind === 'end'",
    reason: 'a reason that says nothing is left out of what is noted',
  },
  {
    file: 'functions/usecases/event/answer.ts',
    line: 'const lock = key === undefined',
    original: 'key === undefined',
    mutant: 'false',
    reason: 'an answer has a key; the guard is there for the types',
  },
  {
    file: 'functions/usecases/event/stages.ts',
    line: 'if (event === accepted.event)',
    original: 'event === accepted.event',
    mutant: 'false',
    reason: 'an event that nothing was made of is within its bounds, and nothing is said of it; it spares the look',
  },
  {
    file: 'functions/usecases/event/payload.ts',
    line: "const value = parsed !== undefined && 'value' in parsed",
    original: "parsed !== undefined && 'value' in parsed",
    mutant: 'parsed !== undefined',
    reason: 'what has no value has one that is undefined; it is asked for the types',
  },
  {
    file: 'functions/usecases/event/recover.ts',
    line: 'transition && {',
    original: 'transition && { ...transition, log: [...transition.log, ...commentsOf(event)], event: recordOf(me…',
    mutant: '{ ...transition, log: [...transition.log, ...commentsOf(event)], event: recordOf(message, outcome…',
    reason: 'what is not resolved yet can be; the guard is there for the types',
  },
  {
    file: 'functions/usecases/event/join.ts',
    line: "const named = lock.state === 'MEMBER'",
    original: "lock.state === 'MEMBER'",
    mutant: 'true',
    reason: 'only what the lock of a member means hangs on its alert; it spares the look at others',
  },
];

export const familiesOfEvents: readonly Family[] = [
  {
    file: /^functions\/usecases\/event\/(join|create-alert)\.ts$/,
    original: /^inSupportHours === undefined$/,
    mutant: 'false',
    reason: 'of hours that are undefined nothing is said either way; the choice is there for the types',
  },
  {
    file: /^functions\/usecases\/event\/answer\.ts$/,
    original: /^(event && alertKeyOf\(event\)|lock !== undefined && lock\.state !== 'RESOLVED'|resolved && \{.*)$/,
    mutant: /^(alertKeyOf\(event\)|lock !== undefined|\{ \.\.\.resolved,.*)$/,
    reason:
      'an answer is an event with a key, what is not resolved can be, and a resolved lock says nothing of members: asked for the types',
  },
  {
    file: /^functions\/usecases\/event\/answer\.ts$/,
    line: /^(const comments = message\.event|let changed = false)/,
    original: /^(message\.event|false)$/,
    mutant: 'true',
    reason: 'an answer is an event, and whether it changed anything is said with each look at the alert',
  },
  {
    file: /^functions\/usecases\/event\/(recover|repeat)\.ts$/,
    original: /^\(await ctx\.store\.alerts\.members\(.*\)\) \?\? firstMembers\(alert\)$/,
    mutant: /^await ctx\.store\.alerts\.members\(.*\)$/,
    reason: 'an alert of several keys has a list of them; the default is there for the types',
  },
  {
    file: /^functions\/usecases\/event\/repeat\.ts$/,
    line: /^\.\.\.\(lock\.isMember && group && \{ group \}\),/,
    original: /^lock\.isMember && group( && \{ group \})?$/,
    mutant: /^(lock\.isMember|group|\{ group \})$/,
    reason: 'the lock of the own key learns the same group beside it, and a group that is undefined is written nowhere',
  },
  {
    file: /^functions\/usecases\/event\/join\.ts$/,
    line: /^(let seen: Seen|const memory = group|return meant\.state === 'RESOLVED')/,
    original: /^(true|, group|meant\.state === 'RESOLVED' && meant\.resolvedAt <= receivedAt)$/,
    mutant: /^(false|\(nothing\)|meant\.resolvedAt <= receivedAt)$/,
    reason:
      'what is seen of an alert is noted before it is asked for; the group is that of the event; what is open has no end',
  },
  {
    file: /^functions\/usecases\/event\/group-event\.ts$/,
    line: /^(let list: Heads|const unknown = heads\.filter)/,
    original: /^(, sourceVersion: source\.version|heads\.filter\(.*)$/,
    mutant: /^(\(nothing\)|heads)$/,
    reason:
      'the list that is written has its version from the source; and what was seen to be over is seen so once more',
  },
  {
    file: /^functions\/usecases\/event\/flow-(hold|follow)\.ts$/,
    original: /^(\[\.\.\.nodesOf\(root\)\]\.find\(.*\) \?\? root|key === undefined \|\| alertKey === undefined)$/,
    mutant: /^(\[\.\.\.nodesOf\(root\)\]\.find\(.*\)|alertKey === undefined)$/,
    reason:
      'an event waits at a node of its flow, and without a key there is nothing to follow; it is asked for the types',
  },
  {
    file: /^functions\/usecases\/event\/receive-message\.ts$/,
    line: /^(\.update\(JSON\.stringify|\.\.\.\(isTooMuch \? |const source = sms\.to === '')/,
    original: /^(source\.id,|integration,|note !== undefined && \{ note \}|sms\.to === '')$/,
    mutant: /^(\(nothing\)|\{ note \}|false)$/,
    reason:
      'the id begins with that of the source, which takes mails or texts; no note is left out, and no number finds none, later',
  },
  {
    file: /^functions\/usecases\/due\/run-due-work\.ts$/,
    line: /^(const atOnce = 10;|for \(let start = 0; start < references\.length; start \+= atOnce\))/,
    original: /^(10|start < references\.length)$/,
    mutant: /^(9|11|start <= references\.length)$/,
    reason:
      'how many are done side by side says only how long it takes; and behind the last part there is an empty one',
  },
  {
    file: /^functions\//,
    original: /^'(\w+)' in (\w+) && \2\.\1 === true$/,
    mutant: /^\w+\.\w+ === true$/,
    reason: 'what is not there is not true either; the guard is there for the types',
  },
  {
    file: /^functions\/usecases\/known\.ts$/,
    original: /^(position|found) === undefined$/,
    mutant: 'false',
    line: /^(new InvalidInputError\(|if \(found === undefined\) throw)/,
    reason:
      'an error has a position that is undefined or none, which is the same; and of what is not there it was told before',
  },
  {
    file: /^functions\/usecases\/event\/explore\.ts$/,
    original: /^last (=== undefined \|\||!== undefined &&) !?isOver\(\)$/,
    mutant: /^!?isOver\(\)$/,
    reason: 'before the first event nothing was looked at or read, so that nothing is over; it is asked for the types',
  },
  {
    file: /^functions\/(domain\/alert\/news|usecases\/(notification\/compose|event\/tell-news))\.ts$/,
    original: /\.find\(.* => (\w+\.)?at === [\w.]+\)$/,
    mutant: /\.findLast\(.* => (\w+\.)?at === [\w.]+\)$/,
    reason: 'news of one time are one piece of news',
  },
  {
    file: /^functions\/usecases\/event\/receive-sns\.ts$/,
    original: /^(text\(.+\)) \?\? ''$/,
    mutant: /^text\(.+\)$/,
    reason: 'what is undefined is neither a time nor a version either; the default is there for the types',
  },
];
