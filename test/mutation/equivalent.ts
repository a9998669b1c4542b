import { alerting } from './equivalent-alerting.ts';
import { deeds } from './equivalent-deeds.ts';
import { ofEvents } from './equivalent-events.ts';
import { families, isOf } from './equivalent-families.ts';
import { guards } from './equivalent-guards.ts';
import { readings } from './equivalent-readings.ts';
import { setUp } from './equivalent-set-up.ts';
import type { Mutant } from './mutants.ts';

export interface Equivalent {
  readonly file: string;
  /** The line it is in, or enough of it. */
  readonly line: string;
  readonly original: string;
  readonly mutant: string;
  readonly reason: string;
}

/**
 * Mutants that no test can notice, since the program does the same with them. Each was looked at by a person and has its
 * reason; "hard to test" is none. `mutants.test.ts` fails when one of them is no longer made.
 */
export const equivalents: readonly Equivalent[] = [
  {
    file: 'functions/domain/schedule/overlay.ts',
    line: 'for (let top = over[next]',
    original: 'top.start < piece.end',
    mutant: 'top.start <= piece.end',
    reason: 'what begins at the end of a piece covers nothing of it, and is laid behind it here or with the next piece',
  },
  {
    file: 'functions/domain/schedule/overlay.ts',
    line: 'if (top.end > piece.end) break',
    original: 'top.end > piece.end',
    mutant: 'top.end >= piece.end',
    reason: 'what ends where the piece ends comes before the next piece, whichever of the two lays it down',
  },
  {
    file: 'functions/domain/condition/evaluate.ts',
    line: 'return order > 0',
    original: 'order > 0',
    mutant: 'order >= 0',
    reason: 'an order of zero is answered on the line above',
  },
  {
    file: 'functions/domain/condition/json-literal.ts',
    line: 'const word = words.find',
    original: 'words.find(([text]) => skip(place, text))',
    mutant: 'words.findLast(([text]) => skip(place, text))',
    reason: 'at most one of the words stands at a place',
  },
  {
    file: 'functions/domain/schedule/turns.ts',
    line: 'overlap(within',
    original: 'end ?? Number.POSITIVE_INFINITY',
    mutant: 'Number.POSITIVE_INFINITY',
    reason:
      'each turn is cut to the end of its layer below, and one that is empty then is left out; the loop only runs longer',
  },
  {
    file: 'functions/domain/escalation/plan-step.ts',
    line: 'const reachedNobody',
    original: 'step.run !== alert.escalation.run || step.notifications.length === 0',
    mutant: 'step.run !== alert.escalation.run',
    reason:
      'a step has no notifications only when an earlier one of its run had the same, so that this run has told somebody',
  },
  {
    file: 'functions/domain/restore/reconcile.ts',
    line: 'responders && { responders }',
    original: 'responders && { responders }',
    mutant: '{ responders }',
    reason: 'the new run takes responders that are undefined for none, as it takes responders that are absent',
  },
  {
    file: 'functions/usecases/restore/recreate-lost.ts',
    line: 'const sourceId = executions.find',
    original: 'executions.find((execution) => execution.sourceId !== undefined)',
    mutant: 'executions.findLast((execution) => execution.sourceId !== undefined)',
    reason: 'an alert is of one source, which all of its executions name that name any',
  },
  {
    file: 'functions/usecases/restore/recreate-lost.ts',
    line: "status: 'PENDING'",
    original: "'PENDING'",
    mutant: "'Mutated'",
    reason: 'whatever became of it, the reconciliation that follows gives it its status',
  },
  {
    file: 'functions/domain/reply/command.ts',
    line: 'commandsByKey.get(digit)',
    original: 'digit && commandsByKey.get(digit)',
    mutant: 'commandsByKey.get(digit)',
    reason: 'the table has no undefined and no empty key; the guard is there for the types',
  },
  {
    file: 'functions/domain/reply/command.ts',
    line: 'commandsByWord.get(word)',
    original: 'word && commandsByWord.get(word)',
    mutant: 'commandsByWord.get(word)',
    reason: 'the table has no undefined and no empty word; the guard is there for the types',
  },
  {
    file: 'functions/domain/reply/inbound-mail.ts',
    line: "address === undefined || address === ''",
    original: "address === undefined || address === ''",
    mutant: "address === ''",
    reason: 'an address that is undefined is given back either way, and undefined is what is promised then',
  },
  {
    file: 'functions/domain/calendar/described-clock.ts',
    line: 'from: Number.NEGATIVE_INFINITY',
    original: '0',
    mutant: '1',
    reason: 'there is a clock only where there is a change; the default is there for the types',
  },
  {
    file: 'functions/domain/calendar/described-clock.ts',
    line: 'const offsetAt',
    original: '0',
    mutant: '1',
    reason: 'the first stretch begins before every time, so that each index is one of a stretch',
  },
  {
    file: 'functions/domain/calendar/described-clock.ts',
    line: 'return Math.max(stretches[index]',
    original: '0',
    mutant: '1',
    reason: 'the first stretch begins before every time, so that each index is one of a stretch',
  },
  {
    file: 'functions/domain/escalation/reachability.ts',
    line: "unreachable(reason ?? 'CONTACT_MISSING')",
    original: "'CONTACT_MISSING'",
    mutant: "'Mutated'",
    reason: 'a contact that is missing has its reason already; the default is there for the types',
  },
  {
    file: 'functions/usecases/event/process.ts',
    line: 'const outcome = decision.kind',
    original: "'SOURCE_DELETED'",
    mutant: "'Mutated'",
    reason: 'what comes for no source is decided to be recorded; the guard is there for the types',
  },
  {
    file: 'functions/usecases/event/receive-sns.ts',
    line: 'if (found === undefined',
    original: 'found === undefined || !URL.canParse(found)',
    mutant: '!URL.canParse(found)',
    reason: 'what is undefined is no address either; the guard is there for the types',
  },
  {
    file: 'functions/usecases/event/receive-sns.ts',
    line: 'return sentAt !== undefined',
    original: 'sentAt !== undefined && sentAt > minus(now, freshFor)',
    mutant: 'sentAt > minus(now, freshFor)',
    reason: 'what is undefined is above nothing; the guard is there for the types',
  },
  {
    file: 'functions/usecases/event/receive-sns.ts',
    line: 'certificate !== undefined && createVerify',
    original: 'certificate !== undefined && createVerify(algorithm).update(signed).verify(certificate, signature…',
    mutant: "createVerify(algorithm).update(signed).verify(certificate, signature, 'base64')",
    reason: 'verifying by no certificate throws, and then nothing is verified',
  },
  {
    file: 'functions/usecases/event/receive-sns.ts',
    line: '.catch(() => ({ status: 0 }))',
    original: '0',
    mutant: '1',
    reason: 'neither is the status of an answer that is taken',
  },
  {
    file: 'functions/usecases/event/receive.ts',
    line: 'const raw = isInQuery',
    original: "request.rawQuery ?? ''",
    mutant: 'request.rawQuery',
    reason: 'a message is in the query only where there is one',
  },
  {
    file: 'functions/usecases/escalation/forecast.ts',
    line: 'const phones = [...usersById',
    original: '[...usersById.values()].flatMap((user) => user.phones).filter(({ e164 }) => isCalled.has(e164))',
    mutant: '[...usersById.values()].flatMap((user) => user.phones)',
    reason: 'it spares the look at numbers that nobody is called at; what is known of them is not asked for',
  },
  {
    file: 'functions/usecases/notice/send.ts',
    line: "id: notificationId(['NOTICE'",
    original: '0',
    mutant: '1',
    reason:
      'whoever is reached is reached on a contact or a device, which has an id; the default is there for the types',
  },
  {
    file: 'functions/usecases/notice/told.ts',
    line: 'return JSON.stringify({ until',
    original: 'kept.at(-1)?.end ?? until',
    mutant: 'kept.at(-1)?.end',
    reason: 'where fewer are kept than there are, two thousand are kept; the default is there for the types',
  },
  {
    file: 'functions/usecases/alert-source/from-input.ts',
    line: 'throw new InvalidInputError(sizes[0]',
    original: "sizes[0]?.member ?? ''",
    mutant: 'sizes[0]?.member',
    reason: 'the metadata is always one of the members; the default is there for the types',
  },
  {
    file: 'functions/usecases/sign-in/oidc-person.ts',
    line: 'const known = found',
    original: 'found?.identities?.find(isOwn)',
    mutant: 'found?.identities?.findLast(isOwn)',
    reason: 'nobody has an account of a provider twice',
  },
  {
    file: 'functions/usecases/sign-in/provider-of-address.ts',
    line: 'const holder = user',
    original: "'STAKEHOLDER'",
    mutant: "'Mutated'",
    reason: 'of a role it is only asked whether it is that of the owner',
  },
  {
    file: 'functions/usecases/sign-in/passkey-ceremony.ts',
    line: 'expectedChallenge: attempt.details',
    original: "attempt.details?.challenge ?? ''",
    mutant: 'attempt.details?.challenge',
    reason: 'what was begun with a passkey has its challenge; the default is there for the types',
  },
  {
    file: 'functions/usecases/sign-in/who-is-signed-in.ts',
    line: 'const user = session.userId',
    original: 'session.userId === undefined',
    mutant: 'false',
    reason: 'nobody is found by an id that is undefined; the guard is there for the types',
  },
  {
    file: 'functions/usecases/sign-in/follow-invitation.ts',
    line: 'if (invitation === undefined ||',
    original: 'invitation === undefined || user === undefined',
    mutant: 'user === undefined',
    reason: 'there is a user only where there is an invitation; the guard is there for the types',
  },
  {
    file: 'functions/usecases/sign-in/to-page.ts',
    line: 'if (!ask.success ||',
    original: '!ask.success || page === undefined',
    mutant: 'page === undefined',
    reason: 'there is a page only where somebody has asked for it; the guard is there for the types',
  },
  {
    file: 'functions/domain/access/can.ts',
    line: "actor.kind !== 'user' ||",
    original: "actor.kind !== 'user' || actor.teams === undefined",
    mutant: 'actor.teams === undefined',
    reason: 'only users have teams; the guard is there for the types',
  },
  {
    file: 'functions/domain/user/phone-countries.ts',
    line: 'countries === undefined ||',
    original: 'country !== undefined && countries.has(country)',
    mutant: 'countries.has(country)',
    reason: 'no set of countries has one that is undefined; the guard is there for the types',
  },
  {
    file: 'functions/domain/user/phone-countries.ts',
    line: 'phones.find((phone)',
    original: 'phones.find((phone) => phone.e164 === e164 && phone.country !== undefined)',
    mutant: 'phones.findLast((phone) => phone.e164 === e164 && phone.country !== undefined)',
    reason: 'a number is of one country, however often it is kept',
  },
  {
    file: 'functions/domain/calendar/described-clock.ts',
    line: "utc === 'Z' ? offsetBefore : 0",
    original: '0',
    mutant: '1',
    reason: 'times are whole seconds, so that a millisecond more lets none in',
  },
  {
    file: 'functions/domain/maintenance/occurrences.ts',
    line: 'millisecondsOf(at) + 1',
    original: '1',
    mutant: '2',
    reason: 'what is found is asked once more whether it is on at that instant',
  },
  {
    file: 'functions/domain/maintenance/occurrences.ts',
    line: 'return window.startsAt >= from',
    original: 'window.startsAt >= from',
    mutant: 'true',
    reason: 'one that starts before is among those found already, or over',
  },
  {
    file: 'functions/domain/session/network.ts',
    line: 'const [head',
    original: "address.toLowerCase().split('%')[0]?.split('::') ?? []",
    mutant: "address.toLowerCase().split('%')[0]?.split('::')",
    reason: 'a text that is split has a first part; the default is there for the types',
  },
  {
    file: 'functions/domain/escalation/reachability.ts',
    line: 'unreachable(reason ??',
    original: "reason ?? 'CONTACT_MISSING'",
    mutant: 'reason',
    reason: 'a contact that is missing has its reason already; the default is there for the types',
  },
  {
    file: 'functions/domain/calendar/clocks.ts',
    line: 'described ??=',
    original: 'described ??= descriptionsIn(parts)',
    mutant: 'described = descriptionsIn(parts)',
    reason: 'read once more they say the same; it only takes longer',
  },
  {
    file: 'functions/domain/calendar/windows-zones.ts',
    line: 'zones ??=',
    original: "zones ??= new Map( WINDOWS_TO_IANA_MAP.filter(({ territory }) => territory === '001').map(({ wind…",
    mutant: "zones = new Map( WINDOWS_TO_IANA_MAP.filter(({ territory }) => territory === '001').map(({ window…",
    reason: 'made once more it is the same table; it only takes longer',
  },
  {
    file: 'functions/domain/calendar/content-lines.ts',
    line: 'if (end < 0 ||',
    original: `zone.startsWith('"') || !/[:,"]/.test(zone)`,
    mutant: `zone.startsWith('"')`,
    reason: 'in quotation marks a plain name means the same',
  },
  {
    file: 'functions/domain/event-flow/walk.ts',
    line: 'const waited',
    original: '[...nodesOf(flow.root)].find(({ id }) => id === entry.after)',
    mutant: '[...nodesOf(flow.root)].findLast(({ id }) => id === entry.after)',
    reason: 'each node has an id of its own',
  },
  {
    file: 'functions/domain/page/pictures.ts',
    line: 'const content =',
    original: '1',
    mutant: '0',
    reason: 'a comma is neither active nor a letter of base64',
  },
  {
    file: 'functions/domain/schedule/duty.ts',
    line: 'start < from',
    original: 'start < from',
    mutant: 'start <= from',
    reason: 'of two times that are the same it does not matter which is told',
  },
  {
    file: 'functions/domain/schedule/duty.ts',
    line: 'end > until',
    original: 'end > until',
    mutant: 'end >= until',
    reason: 'of two times that are the same it does not matter which is told',
  },
  {
    file: 'functions/domain/session/session.ts',
    line: 'return idleEnd',
    original: 'idleEnd < end',
    mutant: 'idleEnd <= end',
    reason: 'of two times that are the same it does not matter which is told',
  },
  {
    file: 'functions/domain/user/in-place-of.ts',
    line: '!layer.users.includes(from)',
    original: '!layer.users.includes(from)',
    mutant: 'false',
    reason: 'who is not there is neither left out nor replaced',
  },
  {
    file: 'functions/domain/user/in-place-of.ts',
    line: 'const higher',
    original: 'ranks.indexOf(own.role) > ranks.indexOf(left.role)',
    mutant: '(ranks.indexOf(own.role)) >= (ranks.indexOf(left.role))',
    reason: 'of two roles that are the same it does not matter whose is taken',
  },
  ...alerting,
  ...deeds,
  ...guards,
  ...ofEvents,
  ...readings,
  ...setUp,
];

export const isSame = (listed: Equivalent, { file, lineText, original, mutant }: Mutant): boolean =>
  listed.file === file && lineText.includes(listed.line) && listed.original === original && listed.mutant === mutant;

export const isEquivalent = (mutant: Mutant): boolean =>
  equivalents.some((listed) => isSame(listed, mutant)) || families.some((family) => isOf(family, mutant));
