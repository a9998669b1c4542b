import { deedFamilies } from './equivalent-deeds.ts';
import { familiesOfEvents } from './equivalent-event-families.ts';
import { setUpFamilies } from './equivalent-set-up.ts';
import type { Mutant } from './mutants.ts';

/** Mutants that are alike, and that no test can notice for the one reason. */
export interface Family {
  readonly file: RegExp;
  /** The line it is in. */
  readonly line?: RegExp;
  readonly original: RegExp;
  readonly mutant: string | RegExp;
  readonly reason: string;
}

export const families: readonly Family[] = [
  ...setUpFamilies,
  ...deedFamilies,
  ...familiesOfEvents,
  {
    file: /^functions\/domain\/page\/rules\.ts$/,
    original: /^(domainProblem|message|noLists) \?\? ''$/,
    mutant: /^(domainProblem|message|noLists)$/,
    reason: 'it is told only where there is something to be told; the default is there for the types',
  },
  {
    file: /^functions\/domain\/page\/rules\.ts$/,
    line: /^if \(at < 0\) return/,
    original: /^(at < 0|0)$/,
    mutant: /^(at <= 0|1)$/,
    reason: 'nothing before the @ is neither a mailbox nor a domain',
  },
  {
    file: /^functions\/domain\/page\/rules\.ts$/,
    line: /^return problemIf\(index >= 0/,
    original: /^(index >= 0|0)$/,
    mutant: /^(index > 0|1)$/,
    reason: 'the first of a list is the repeat of nothing',
  },
  {
    file: /^functions\/usecases\/escalation\/forecast\.ts$/,
    line: /^ *(id: 0,|source: \{ id: 0, )/,
    original: /^(0|'API')$/,
    mutant: /^(1|'Mutated')$/,
    reason: 'what a policy would do is asked of an alert that there is not: nothing is said of what it is, or whose',
  },
  {
    file: /^functions\//,
    original: /^([\w.]+) !== undefined && (?:[\w.]+ [<>]=? \1|\1 [<>]=? [\w.]+)$/,
    mutant: /^[\w.]+ [<>]=? [\w.]+$/,
    reason: 'what is undefined is neither before nor after anything; the guard is there for the types',
  },
  {
    file: /^functions\//,
    original: /^([\w.]+) !== undefined && ([\w.]+) !== undefined && (?:\1 [<>]=? \2|\2 [<>]=? \1)$/,
    mutant: /^[\w.]+ [<>]=? [\w.]+$/,
    reason: 'what is undefined is neither before nor after anything; the guards are there for the types',
  },
  {
    file: /^functions\//,
    original: /\.find\(\((\w+)\) => \1 === [^&|]+\)$/,
    mutant: /\.findLast\(\((\w+)\) => \1 === [^&|]+\)$/,
    reason: 'what is found is what was looked for, whichever of several that is',
  },
  {
    file: /^functions\/usecases\/.*\/(\w+-)?kinds?\.ts$/,
    original: /^(, )?\w+: 'unsaid',?$/,
    mutant: '(nothing)',
    reason: 'the audit log says nothing of a member that is not named; it is named so that nobody forgets one',
  },
  {
    file: /^functions\/usecases\//,
    line: /\bversion: (current\?\.version \?\? )?0\b/,
    original: /^0$/,
    mutant: '1',
    reason: 'a version is only compared with the one that was read, and raised: where it begins does not matter',
  },
  {
    file: /^functions\/usecases\/(event\/create-alert|restore\/recreate-lost)\.ts$/,
    line: /^ *version: 1,$/,
    original: /^1$/,
    mutant: /^[02]$/,
    reason: 'a version is only compared with the one that was read, and raised: where it begins does not matter',
  },
  {
    file: /^functions\/usecases\//,
    original: /^current\?\.version \?\? 0$/,
    mutant: '0',
    reason: 'what is changed is saved with the version after the one that was read, whatever it says itself',
  },
  {
    file: /^functions\/usecases\/chat\/dialogs\.ts$/,
    line: /idIn\(filled\.(person|source)\) \?\? 0/,
    original: /^(0|idIn\(filled\.\w+\) \?\? 0)$/,
    mutant: /^(1|idIn\(filled\.\w+\))$/,
    reason: 'a form in which it is missing was told so before; the default is there for the types',
  },
  {
    file: /^functions\/usecases\/(page\/(sweep|publish-touched)|support-hours\/raise-alerts|reply\/accept-all|console\/publish|alert-action\/let-go|subscriber\/run)\.ts$/,
    line: /^const atOnce = \d+;$/,
    original: /^\d+$/,
    mutant: /^\d+$/,
    reason: 'all of them are done, in their order; how many side by side says only how long it takes',
  },
  {
    file: /^functions\/usecases\/(event\/named-services|notice\/refresh-calendar|user\/by-username)\.ts$/,
    line: /^const (pageSize|usersAtOnce) = 100;$/,
    original: /^100$/,
    mutant: /^(50|200)$/,
    reason: 'all of them are read, page after page; how many at a time says only how often is asked',
  },
  {
    file: /^functions\/usecases\/event\/(ahead|recover|repeat)\.ts$/,
    original: /^(alertKeyOf\(event\)|event\.alertKey) \?\? ''$/,
    mutant: /^(alertKeyOf\(event\)|event\.alertKey)$/,
    reason:
      'what is decided of a key that is open, or may be over before its time, has one; the default is there for the types',
  },
  {
    file: /^functions\/(domain|usecases)\//,
    original: /\.find\(\((?:\{ id \}|(\w+))\) => (?:\1\.)?id === [\w.()]+\)$/,
    mutant: /\.findLast\(.* === [\w.()]+\)$/,
    reason: 'ids are of one thing each: what is found first is what is found last',
  },
  {
    file: /^functions\/(domain|usecases)\//,
    original: /(members|responders)\??\.find\(\(\{ userId \}\) => userId === [\w.]+\)$/,
    mutant: /\.findLast\(\(\{ userId \}\) => userId === [\w.]+\)$/,
    reason: 'nobody is twice among the members of a team or the responders of an alert',
  },
  {
    file: /^functions\/domain\/(reply\/inbound-mail|mail\/alert-mail)\.ts$/,
    original: /^(header(Named)?\('[\w-]+'\)|from) \?\? ''$/,
    mutant: /^(header(Named)?\('[\w-]+'\)|from)$/,
    reason: 'what is undefined is read as a text that no pattern here finds either; the default is there for the types',
  },
  {
    file: /^functions\/domain\/telling\/recipients\.ts$/,
    original: /^(contact && contactProblem\(contact, method\) === undefined|'EMAIL')$/,
    mutant: /^(contactProblem\(contact, method\) === undefined|'Mutated')$/,
    line: /contactProblem\(contact, /,
    reason: 'a contact that is missing is a problem, too; and only calls are let through to numbers without texts',
  },
  {
    file: /^functions\/usecases\//,
    line: /actor\.kind === 'user' (&& actor\.userId === userId|\? actor\.userId : undefined)/,
    original: /^actor\.kind === 'user'( && actor\.userId === userId)?$/,
    mutant: /^(true|actor\.userId === userId)$/,
    reason: 'only a person who acts has the id of a user: what kind of actor it is, is asked for the types',
  },
  {
    file: /^functions\/usecases\/contact\/from-input\.ts$/,
    original: /^(token|endpoint|p256dh|auth) \?\? ''$/,
    mutant: /^(token|endpoint|p256dh|auth)$/,
    reason: 'a device without what its platform needs is refused before; the default is there for the types',
  },
  {
    file: /^functions\/usecases\/contact\/from-input\.ts$/,
    original: /\.find\(\((\w+)\) => \1\.(token === token && \1\.platform === platform|endpoint === endpoint)\)$/,
    mutant: /\.findLast\(/,
    reason: 'what registers again keeps its place: nobody has two devices that one address leads to',
  },
  {
    file: /^functions\/usecases\/schedule\/who-is-on-call\.ts$/,
    original: /^(overrides\[index\]|overridesById\.get\(schedule\.id\)|schedules\?\.onCallAmong\(.*\)) \?\? \[\]$/,
    mutant: /^(overrides\[index\]|overridesById\.get\(schedule\.id\)|schedules\?\.onCallAmong\(.*\))$/,
    reason:
      'of each schedule that is there the overrides were read, one list for each; the default is there for the types',
  },
  {
    file: /^functions\/usecases\/on-call\/list\.ts$/,
    line: /\$\{minutes < 0 \? '-' : '\+'\}/,
    original: /^(minutes < 0|0)$/,
    mutant: /^(minutes <= 0|1)$/,
    reason: 'a zone without an offset is told on a line above, and minutes are whole',
  },
  {
    file: /^functions\/usecases\/policy\/simulate\.ts$/,
    original: /^((repeating|delayMin) \?\? stored\?\.\2) \?\? (false|0)$/,
    mutant: /^(repeating|delayMin) \?\? stored\?\.\1$/,
    reason: 'what is undefined neither repeats nor waits; the default is there for the types',
  },
  {
    file: /^functions\/domain\/(schedule\/turns|calendar\/described-clock)\.ts$/,
    line: /^(while|for) \(.*\w+\[[\w +]+\]\?\.\w+ \?\? Number\.POSITIVE_INFINITY\)/,
    original: /^(\w+\[[\w +]+\]\?\.\w+) \?\? Number\.POSITIVE_INFINITY$/,
    mutant: /^\w+\[[\w +]+\]\?\.\w+$/,
    reason: 'what is undefined is before nothing, like the end of time; the default is there for the types',
  },
  {
    file: /^functions\/usecases\/(page\/follow|service\/subscribers)\.ts$/,
    original: /^(?:ctx\.)?actor\.kind === 'user' && (type === 'USER'|isFollower\(actor, subscribers\))$/,
    mutant: /^(type === 'USER'|isFollower\(actor, subscribers\))$/,
    reason: 'who is no user has no id, which nobody is named by, and is in no team; the guard is there for the types',
  },
  {
    file: /^functions\/usecases\/service\/(past|present)\.ts$/,
    original: /^(timelines|recorded)\.get\((service\.)?id\) \?\? (\[\]|\{\})$/,
    mutant: /^(timelines|recorded)\.get\((service\.)?id\)$/,
    reason: 'each service that was asked for is among the answers; the default is there for the types',
  },
  {
    file: /^functions\/usecases\/(incident|maintenance|heartbeat|metric)\/present\.ts$/,
    original: /^(createdBy|sourceId|dataSourceId) \?\? \[\]$/,
    mutant: /^(createdBy|sourceId|dataSourceId)$/,
    reason: 'nothing has an id that is undefined, so that nothing is found by it',
  },
  {
    file: /^functions\/usecases\/(metric\/pull|deployment\/look-for-alerts|telling\/tell)\.ts$/,
    line: /^for \(let (start|part) = 0; /,
    original: /^(start|part) < [\w.]+$/,
    mutant: /^(start|part) <= [\w.]+$/,
    reason: 'behind the last part there is an empty one, of which nothing is done',
  },
  {
    file: /^functions\/usecases\/notification\/(requeue|queue-in-time)\.ts$/,
    original: /^delaySeconds > 0( && \{ delaySeconds \})?$/,
    mutant: /^(\{ delaySeconds \}|\(?delaySeconds\)? >= 0)$/,
    reason: 'a message that is held back for no time is one that is not held back',
  },
  {
    file: /^functions\/usecases\//,
    line: /(\b[\w.]+) === undefined \? undefined : (await )?\(?(await )?ctx\.store\.\w+\.get\(\1\)/,
    original: /^[\w.]+ === undefined$/,
    mutant: 'false',
    reason: 'nothing is found by an id that is undefined; the guard is there for the types',
  },
  {
    file: /^functions\/usecases\/reply\//,
    line: /\binboundScope\('/,
    original: /^'(SMS|EMAIL|VOICE|LINK)'$/,
    mutant: "'Mutated'",
    reason: 'it tells the messages of one way from those of others, which another word does as well',
  },
  {
    file: /^functions\/usecases\/reply\/inbound-scope\.ts$/,
    original: /^(0|27|createHash.*\.slice\(0, 27\))$/,
    mutant: /^(1|14|54|createHash.*\.digest\('base64url'\))$/,
    reason: 'a part of the hash tells messages apart, more or less of it as well',
  },
  {
    file: /^functions\/usecases\/(reply\/handle-receipt|notification\/send)\.ts$/,
    line: /\bafterFailure\(ctx, \{ \.\.\./,
    original: /^(, status(: 'FAILED')?|'FAILED')$/,
    mutant: /^(\(nothing\)|'Mutated')$/,
    reason: 'what follows a failure looks at what is stored, as which it is noted by then',
  },
  {
    file: /^functions\/usecases\/alert\/(accept|change|respond)\.ts$/,
    original: /^((?:transition\.)?(\w+)) && \{ \2(: \1)? \}$/,
    mutant: /^\{ \w+(: transition\.\w+)? \}$/,
    reason:
      'a part of a change that is undefined is written as little as one that is absent; the guard is for the types',
  },
];

export const isOf = (family: Family, { file, lineText, original, mutant }: Mutant): boolean =>
  family.file.test(file) &&
  (family.line?.test(lineText) ?? true) &&
  family.original.test(original) &&
  (typeof family.mutant === 'string' ? family.mutant === mutant : family.mutant.test(mutant));
