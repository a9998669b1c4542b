import { firstLine, isRecord, list, record, text, unpacked } from './reader.ts';

/** Members compared without case and without what is no letter: `alert_name`, `AlertName`. */
export const squashed = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

const words = (names: string): readonly string[] => names.split(/\s+/).filter((name) => name !== '');

/** One object of a body, with its members by their squashed names, and what it hangs under. */
export interface Part {
  readonly under: string;
  readonly members: ReadonlyMap<string, unknown>;
}

/** Enough to find what a body is about; a hostile one costs no more. */
const mostParts = 200;
const mostMembers = 100;
const deepest = 6;

/** The objects of a body, those further up first; a text that holds JSON counts as what it holds. */
export function partsOf(body: unknown): readonly Part[] {
  const parts: Part[] = [];
  let level: (readonly [under: string, value: unknown])[] = Array.isArray(body)
    ? body.map((one) => ['', one] as const)
    : [['', body]];
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    const next: (readonly [string, unknown])[] = [];
    for (const [under, value] of level) {
      if (parts.length >= mostParts) return parts;
      const entries = Object.entries(record(value)).slice(0, mostMembers);
      parts.push({ under, members: new Map(entries.toReversed().map(([name, member]) => [squashed(name), member])) });
      for (const [name, member] of entries) {
        const inner = unpacked(member);
        for (const one of Array.isArray(inner) ? list(inner).slice(0, 10) : [inner]) next.push([squashed(name), one]);
      }
    }
    level = next.filter(([, value]) => isRecord(value));
  }
  return parts;
}

/** What says in words what has happened, the best first. */
const headlines =
  words(`summary title subject headline shortdescription alertname alerttitle alertmessage descriptiontitle
  eventtitle incidentname incidenttitle problemtitle rulename alertrule searchname conditionname problem humanreadable
  shortoutput output serviceoutput hostoutput latestcompletedrunsummary triggerlabel alerttype`);
const sayings =
  words(`message msg text alertdetails description reason error errormessage details label displayname category
  content body notes data`);
const kinds = words('status state alerttype eventname type event eventtype');
/** The name of a problem, of a rule that has found it, or of a ticket. */
const names = words('alertrule alertname rulename searchname conditionname trigger name key number category');
/** Who or where, in which nothing stands that has gone wrong. */
const bystanders = new Set(
  words(`actor user creator createdby author assignee assignedto owner requester reporter customer sender person member account
  organization organisation company installation integration project repository page links link metadata meta permissions
  namespace monitorgroup manager board org labels tags`),
);
/** What it has happened to. */
const hosts =
  words(`host hostname hostdisplayname device devicename node nodename server servername instance resourcename entity
  entityname agentname sysname itemname machine cluster clustername target monitorfriendlyname workspacename site`);
const checks =
  words(`service servicename servicedesc servicedescription check checkname monitor monitorname sensor metricname
  datasource datapoint component variablename job jobname workflow endpoint`);
const addresses = words('url website uri');
const named = words('name displayname friendlyname label hostname url id');

/** `issue_created`, `monitor.down`, `ALERT`: a word for machines, where people look for what has happened. */
const isToken = (said: string): boolean =>
  /^[\w:.-]{1,200}$/.test(said) && (/[._]/.test(said) || said === said.toLowerCase() || said === said.toUpperCase());

/** A placeholder that was not filled in says nothing. */
const placeholder = /^(?:\$\{?[\w.]{1,60}\}?\$?|\{\{?[\w. ]{1,60}\}\}?|\*\w{1,60}\*|%\w{1,60}%?)$/;

const said = (value: unknown): string | undefined => {
  if (typeof value !== 'string' || value.length > 20_000) return undefined;
  const plain = value.replace(/^[%#*\s]{1,20}/, '');
  const found = plain.length <= 200 ? text(plain.replace(/\s+/g, ' ')) : firstLine(plain);
  return found === undefined || !/\p{L}/u.test(found) || /^[[{]\s{0,20}["{[\d]/.test(found) || placeholder.test(found)
    ? undefined
    : found;
};

function best(parts: readonly Part[], names: readonly string[], fits: (found: string) => boolean): string | undefined {
  for (const { members } of parts) {
    for (const name of names) {
      const found = said(members.get(name));
      if (found !== undefined && fits(found)) return found;
    }
  }
  return undefined;
}

/** The name of what is spoken of: a member that names one, or an object of that kind with a name in it. */
function thing(parts: readonly Part[], kinds: readonly string[]): string | undefined {
  for (const { under, members } of parts) {
    if (bystanders.has(under)) continue;
    for (const kind of kinds) {
      const value = members.get(kind);
      const found = said(value) ?? nameIn(value);
      if (found !== undefined && found.length <= 120) return found;
    }
  }
  return undefined;
}

function nameIn(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  const members = new Map(Object.entries(value).map(([name, member]) => [squashed(name), member]));
  const inner = named.map((name) => said(members.get(name))).find((found) => found !== undefined);
  return inner ?? (isRecord(members.get('metadata')) ? nameIn(members.get('metadata')) : undefined);
}

const includes = (whole: string, part: string): boolean => whole.toLowerCase().includes(part.toLowerCase());
/** One or two words name a thing; what is wrong with it is still to be said. */
const isShort = (title: string): boolean => title.split(/\s+/).length <= 2 && title.length <= 60;

/** The problem's own name: not that of what it has happened to, which stands elsewhere. */
function nameOf(parts: readonly Part[]): string | undefined {
  const own = parts.filter(({ under }) => !hosts.includes(under) && !checks.includes(under));
  for (const { members } of own) {
    for (const name of names) {
      const found = said(members.get(name));
      const isName =
        found !== undefined && found.length <= 120 && !found.includes('://') && found.split('/').length < 3;
      // A key or number is a name where people say it: OPS-12, INC0010042.
      if (isName && (!/^(?:key|number)$/.test(name) || /^[A-Z]{2,10}-?\d{1,12}$/.test(found))) return found;
    }
  }
  return undefined;
}

/**
 * What a body of unknown form is about, in words that somebody can act on: what has happened, before it what it has happened
 * to where the words do not name it, and after a title that is just a name what is said of it. Undefined when the body has
 * no words at all.
 */
export function headlineOf(body: unknown): string | undefined {
  const all = partsOf(body);
  const parts = all.filter((part) => !bystanders.has(part.under));
  const anything = () => true;
  const name = nameOf(parts);
  const title =
    best(parts, headlines, (found) => !isToken(found)) ??
    (name !== undefined && !isToken(name) ? name : best(parts, sayings, (found) => !isToken(found))) ??
    name ??
    best(parts, [...headlines, ...sayings], anything) ??
    best(parts, kinds, anything) ??
    best(all, ['name', ...headlines, ...sayings], anything);
  const isBare = title === undefined || isToken(title);
  const [host, check] = [thing(parts, hosts), thing(parts, checks) ?? (isBare ? thing(parts, addresses) : undefined)];
  const isNew = (one: string | undefined): one is string =>
    one !== undefined && !(title !== undefined && includes(title, one));
  const place = [host, check]
    .filter(isNew)
    .filter(
      (one, index, list) =>
        !list.some((other, at) => at !== index && includes(other, one) && (other !== one || at < index)),
    );
  const label = isNew(name) && !place.some((one) => includes(one, name)) ? name : undefined;
  const more =
    title === undefined || isShort(title) ? completion(parts, [title, label, ...place].join(' ')) : undefined;
  // A word for machines is not enough: what kind of message it is says more.
  const kind = isBare
    ? best(parts.slice(0, 1), kinds, (found) => !includes([place, label, title, more].join(' '), found))
    : undefined;
  return text(
    [place.join('/'), label, title, more, kind].filter((part) => part !== undefined && part !== '').join(': '),
  );
}

/** What is said of a title that is just a name: a sentence, or else the word for its state. */
function completion(parts: readonly Part[], known: string): string | undefined {
  const isMore = (found: string) => !includes(known, found);
  return (
    best(parts, [...headlines, ...sayings], (found) => isMore(found) && !isToken(found) && !isShort(found)) ??
    best(parts, words('status state currentstate alertstatus alerttype conclusion event'), isMore) ??
    stateWordIn(parts, isMore)
  );
}

/** `monitor_status`, `serviceState`. */
function stateWordIn(parts: readonly Part[], fits: (found: string) => boolean): string | undefined {
  for (const { members } of parts) {
    for (const [name, value] of members) {
      const found = /(?:status|state)$/.test(name) && !/^(?:prev|old|last)/.test(name) ? said(value) : undefined;
      if (found !== undefined && fits(found)) return found;
    }
  }
  return undefined;
}

/** A body without a word in it, by what it has: `code=7, queue=12`. */
export function membersLine(body: unknown): string | undefined {
  const pairs = partsOf(body)
    .flatMap(({ members }) => [...members].toReversed())
    .flatMap(([name, value]) => {
      const found = text(value);
      return found === undefined || name === '' || found.length > 60 ? [] : [`${name}=${found}`];
    });
  return pairs.length === 0 ? undefined : pairs.slice(0, 4).join(', ');
}
