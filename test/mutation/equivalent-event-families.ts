import type { Family } from './equivalent-families.ts';

/** Of events, from the request that brings them to the alert that they become: what is alike. */
export const familiesOfEvents: readonly Family[] = [
  {
    file: /^functions\/usecases\/event\/tell-news\.ts$/,
    original: /^alertId === undefined \|\| newsAt === undefined$/,
    mutant: /^(alertId|newsAt) === undefined$/,
    reason: 'news are only of an alert, and none are of no time; it spares the look at alerts without',
  },
  {
    file: /^functions\/usecases\/event\/repeat\.ts$/,
    original:
      /^(decision\.kind === 'append' \|\| !\(.*|decision\.kind === 'change' && decision\.raises|members && \{ members \})$/,
    mutant: /^(!\(.*|decision\.raises|\{ members \})$/,
    reason: 'what is only appended has nothing else, and no members are written nowhere; it is asked for the types',
  },
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
