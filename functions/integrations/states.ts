import { isRecord, list, record, text, unpacked } from './reader.ts';

/** What a body says of what it is about: that it is over, or that it goes on. */
export type State = 'over' | 'on';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Members that hold a state, compared without case and without what is no letter. */
const stateMembers = words(
  `state status alertstate alertstatus currentstate currentstatus newstate newstatus newstatevalue statevalue
   servicestate servicestatus hoststate checkstatus checkstate incidentstate incidentstatus eventtype alerttransition
   transition monitorcondition notificationtype eventaction health conclusion statuscode result outcome`.replace(
    /\s+/g,
    ' ',
  ),
);
const overWords = words(
  `ok okay resolved resolve recovered recovery recover closed close cleared clear up online normal healthy green fixed
   solved restored success successful succeeded passed passing inactive operational`.replace(/\s+/g, ' '),
);
const onWords = words(
  `alert alerting alarm firing fired triggered trigger problem down critical error failed failure failing open opened new
   active activated warning warn unhealthy degraded outage offline major minor fatal red yellow accept accepted
   acknowledged ack pending nodata unreachable errored alarming ongoing missing`.replace(/\s+/g, ' '),
);

/** Work that has come to its end, well or not: it counts where the body names no error. */
const endWords = words('done completed complete finished applied');

/** Members that say other things than a state most of the time; only words that can mean nothing else count. */
const looseMembers = words(
  'type event eventname eventtypename action actiontype severity level kind alerttype alerttypefriendlyname',
);
const surelyOver = words('resolved resolve recovered recovery cleared clear ok up online fixed');
/** What somebody did: of an alert or a ticket, it ends it. */
const endingActions = words('close closed resolve resolved recover recovered clear cleared');
/** `monitor.resolved`, `check_up`: the word of a machine, not of a sentence. */
const token = /^[a-z]+(?:[._:-][a-z]+)?$/i;

const squashed = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

const denied = words('not no never partially partly un');

/** `httpUptimeCheckRecoveredNotification`, `ALERT_STATE_EVENT_END`, `resolved_item`: the words of a machine's long token. */
function tokenWords(value: string): readonly string[] {
  return value
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '' && word !== 'notification' && word !== 'event' && word !== 'item');
}
const longOver = words('resolved recovered recovery cleared end ended');
const shortOver = words('resolved recovered cleared fixed');

/** Whether a token of any length says that it is over, by its last word or, of two, by its first. */
function isOverToken(value: string): boolean {
  if (value.length > 60 || /\s/.test(value)) return false;
  const found = tokenWords(value);
  if (found.some((word) => denied.has(word))) return false;
  if (found.length > 2) return longOver.has(found.at(-1) ?? '');
  return shortOver.has(found[0] ?? '') || longOver.has(found.at(-1) ?? '');
}

/** `monitor.resolved`, `Recovered`, `alert-closed`: the last of at most two words says it, unless the first denies it. */
function stateWord(value: string): string {
  const found = value
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  return found.length > 2 || denied.has(found[0] ?? '') ? '' : (found.at(-1) ?? '');
}

const mostMembers = 200;
/** Lists whose members are what the body tells of; others are histories, links and the like. */
const messageLists = words('alerts events notifications incidents messages');

function* membersOf(value: unknown, depth: number): Generator<readonly [string, unknown]> {
  for (const [name, member] of Object.entries(record(value)).slice(0, mostMembers)) {
    const plain = squashed(name);
    yield [plain, isState(plain) && isRecord(member) ? (member.name ?? member.value) : member];
    if (depth === 0) continue;
    const inner = unpacked(member);
    if (isRecord(inner)) yield* membersOf(inner, depth - 1);
    else if (messageLists.has(plain)) for (const one of list(inner).slice(0, 20)) yield* membersOf(one, depth - 1);
  }
}

/** Also `monitor_status`, but no `previousState`. */
const isState = (name: string): boolean =>
  stateMembers.has(name) ||
  ((name.endsWith('status') || name.endsWith('state')) && !/^(?:prev|old|last|former|from|http|escalation)/.test(name));

/** Members that are true when all is well again. */
const overFlags = words(
  'resolved isresolved recovered isrecovered fixed backtonormal closed isclosed closedflag isup isok healthy reachable',
);
/** Members that are true while something is wrong. */
const onFlags = words('alert isalert firing isfiring alarm inalarm');
/** When, or how, it ended: there only once it has. */
const endMembers = words(
  'resolvedat recoveredat closedat clearedat dateclosed dateresolved closenotes closecode resolutionnotes',
);

function stateOfMember(name: string, value: unknown): State | undefined {
  if (overFlags.has(name) && /^(?:true|false)$/i.test(String(value)))
    return String(value).toLowerCase() === 'true' ? 'over' : 'on';
  if (onFlags.has(name) && typeof value === 'boolean') return value ? 'on' : 'over';
  if (typeof value === 'boolean') return undefined;
  if (endMembers.has(name)) return text(value) === undefined ? undefined : 'over';
  const said = text(value);
  if (said === undefined || said.length > 60) return undefined;
  const word = stateWord(said);
  if (isState(name)) return overWords.has(word) ? 'over' : onWords.has(word) ? 'on' : undefined;
  if (name === 'action' || name === 'actiontype') return endingActions.has(word) ? 'over' : undefined;
  if (looseMembers.has(name) && token.test(said) && surelyOver.has(word)) return 'over';
  return /(?:type|event|eventname|trigger|action)$/.test(name) && isOverToken(said) ? 'over' : undefined;
}

const isEnd = (name: string, value: unknown): boolean => {
  const said = text(value);
  return (
    said !== undefined && said.length <= 60 && (isState(name) || name === 'trigger') && endWords.has(stateWord(said))
  );
};
const errorMembers = words('error errors errormessage exception failure failures failurereason');
const saysError = (name: string, value: unknown): boolean =>
  errorMembers.has(name) &&
  (isRecord(value) || list(value).length > 0 || !/^(?:|0|false|none)$/i.test(text(value) ?? ''));

/** Marks in a title: what it begins with ("Resolved: …"), and words in brackets ("[Shop] [Up] …"). */
const overPrefix = /^\W{0,3}(?:ok|resolved(?: in [\w ]{1,20})?|recovered|cleared)(?:\s{0,3}[:|]|\s{1,3}[–—-]\s)/iu;
const unsureOverPrefix = /^\W{0,3}(?:recovery|closed)(?:\s{0,3}[:|]|\s{1,3}[–—-]\s)/iu;
const onPrefix = /^\W{0,3}(?:problem|down|critical|firing|triggered|alert|alarm|error)(?:\s{0,3}[:|]|\s{1,3}[–—-]\s)/iu;
/** "Monitor Cluster disk is back to normal.", "APs came up": what cannot be said while it goes on. */
const overPhrase =
  /\b(?:(?:is|are) back to normal|back to normal|came (?:back )?(?:up|online)|has (?:recovered|been resolved)|recovered from)\b/iu;
const denial = /\b(?:not|never|no longer|until|unless|if|when|partially|cannot|failed|but)\b/iu;
const bracketed = /\[([^[\]]{2,60})\]/gu;
const bracketOver = words('ok up resolved recovered cleared');
const bracketOn = words('down critical alerting firing problem triggered');
const failure = /\b(?:fail(?:ed|ure|ing|s)?|errors?|unable|cannot|could not|critical|down|not)\b/iu;

/** What a title or a line of text says by the marks that tools put into it. */
export function stateOfTitle(title: string | undefined): State | undefined {
  const start = title?.slice(0, 300) ?? '';
  if (onPrefix.test(start)) return 'on';
  if (overPrefix.test(start)) return 'over';
  for (const [, inside = ''] of start.matchAll(bracketed)) {
    const [word = '', ...others] = inside
      .toLowerCase()
      .split(/[^a-z]/)
      .filter((one) => one !== '');
    if (bracketOn.has(word)) return 'on';
    if (bracketOver.has(word) || (others.at(-1) === 'recovered' && word !== 'not')) return 'over';
  }
  if (overPhrase.test(start) && !denial.test(start)) return 'over';
  return unsureOverPrefix.test(start) && !failure.test(start) ? 'over' : undefined;
}

const titleMembers = ['title', 'summary', 'subject', 'msg', 'message', 'text', 'alertType'];

/** "Status: RESOLVED": the lines of a text that name something, as members. */
export function membersOfText(body: string): Record<string, string> {
  const entries = body
    .slice(0, 20_000)
    .split(/\r?\n/, 100)
    .flatMap((line) => {
      const [, name, value] = /^\s*([A-Za-z][\w /-]{0,40}?)\s{0,5}[:=]\s{0,5}(\S.{0,500})$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value.trim()] as const];
    });
  return Object.fromEntries(entries);
}

/**
 * What a body of unknown form says: over only when at least one known form of state says so and none says that it goes
 * on. A recovery must never wake anybody.
 */
export function stateOf(body: unknown): State | undefined {
  if (typeof body === 'string') return both(stateOfTitle(body.split('\n', 1)[0]), stateOf(membersOfText(body)));
  let found: State | undefined;
  let isEnded = false;
  let hasError = false;
  for (const [name, value] of membersOf(body, 3)) {
    const state = stateOfMember(name, value);
    if (state === 'on') return 'on';
    found ??= state;
    isEnded ||= isEnd(name, value);
    hasError ||= saysError(name, value);
  }
  if (isEnded && !hasError) found ??= 'over';
  return titleMembers.reduce((so, name) => both(so, stateOfTitle(text(record(body)[name]))), found);
}

const both = (one: State | undefined, other: State | undefined): State | undefined =>
  one === 'on' || other === 'on' ? 'on' : (one ?? other);
