import { BellOff, PhoneOff } from 'lucide-preact';
import { useMe } from '../../app/session.tsx';
import type { Api } from '../../client/api.ts';
import { type Got, useGet } from '../../client/query.ts';
import { clockTime, shortDay } from '../../time/format.ts';
import { useNow } from '../../time/now.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { Loaded, Notice, Person } from '../../ui/states.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { companions, type Duty, standing } from './shifts.ts';
import { nowWords } from './words.ts';

const hour = 3_600_000;
const ahead = 28 * 24 * hour;

function useStanding(): { readonly own: Got<readonly Api<'OnCall'>[]>; readonly now: number } {
  const me = useMe();
  const now = useNow(30_000);
  // The beginning of an hour, so that it is not a new question each time.
  const from = Math.floor(now / hour) * hour;
  const query = { users: me.id, from: new Date(from).toISOString(), until: new Date(from + ahead).toISOString() };
  const own = useGet('/on-calls', { params: { query: { ...query, 'max-results': 250 } } }, { every: 60_000 });
  return { own, now };
}

/** How I stand in one line, where the card is far below. */
export function OnCallLine() {
  const text = useWords(nowWords);
  const moment = useMoment();
  const { own, now } = useStanding();
  const first = standing(own.data ?? [], now).now[0];
  if (first === undefined) return null;
  return (
    <span class="now-line">
      <span class="now-on-call">{text.youAreOnCall}</span>{' '}
      {first.until === null ? text.always : text.untilTime(moment(first.until, now))} · {text.level(first.level)}
    </span>
  );
}

/** How I stand: on call or not, until when, with whom; when next; and whether a page would wake me. */
export function OnCallCard() {
  const text = useWords(nowWords);
  const { own, now } = useStanding();
  const all = useGet('/on-calls', { params: { query: { 'max-results': 250 } } }, { every: 60_000 });
  return (
    <Card
      title={text.onCall}
      actions={
        <a class="small" href="/on-call">
          {text.toOnCall}
        </a>
      }
    >
      <div class="stack">
        <Loaded of={own} lines={2}>
          {(entries) => {
            const { now: duties, next } = standing(entries, now);
            return (
              <>
                <strong class={duties.length > 0 ? 'now-on-call' : ''}>
                  {duties.length > 0 ? text.youAreOnCall : text.youAreNot}
                </strong>
                {duties.length > 0 && (
                  <ul class="stack tight">
                    {duties.slice(0, 8).map((duty) => (
                      <DutyLine key={`${duty.policyId} ${duty.level} ${duty.schedule}`} duty={duty} now={now} />
                    ))}
                  </ul>
                )}
                <Companions all={all.data ?? []} duties={duties} />
                <div>
                  <span class="faint">{next ? text.nextShift : text.noShift}</span>
                  {next && <NextShift duty={next} />}
                </div>
              </>
            );
          }}
        </Loaded>
        <Reachable />
      </div>
    </Card>
  );
}

function useMoment(): (at: string, now: number) => string {
  const language = useLanguage();
  return (at, now) => {
    const isToday = shortDay(at, { language }) === shortDay(now, { language });
    return isToday ? clockTime(at, { language }) : `${shortDay(at, { language })}, ${clockTime(at, { language })}`;
  };
}

function DutyLine({ duty, now }: { readonly duty: Duty; readonly now: number }) {
  const text = useWords(nowWords);
  const moment = useMoment();
  return (
    <li>
      <bdi>{duty.policy}</bdi>
      <div class="faint small">
        {text.level(duty.level)} · {duty.until === null ? text.always : text.untilTime(moment(duty.until, now))}
        {duty.schedule && (
          <>
            {' · '}
            <bdi>{duty.schedule}</bdi>
          </>
        )}
      </div>
    </li>
  );
}

function Companions({ all, duties }: { readonly all: readonly Api<'OnCall'>[]; readonly duties: readonly Duty[] }) {
  const text = useWords(nowWords);
  const me = useMe();
  const others = companions(all, duties, me.id);
  if (others.length === 0) return null;
  return (
    <div class="stack tight">
      <span class="faint">{text.withYou}</span>
      <ul class="stack tight">
        {others.slice(0, 6).map(({ user, level }) => (
          <li key={user.id} class="row apart">
            <Person person={user} />
            <span class="faint small">{text.level(level)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function NextShift({ duty }: { readonly duty: Duty }) {
  const moment = useMoment();
  const now = useNow(60_000);
  return (
    <div>
      {duty.start && moment(duty.start, now)}
      {duty.until && ` – ${moment(duty.until, now)}`}
      <div class="faint small">
        <bdi>{duty.schedule ?? duty.policy}</bdi>
      </div>
    </div>
  );
}

/** Whether a page would wake me, and if not, why. */
function Reachable() {
  const text = useWords(nowWords);
  const me = useMe();
  const moment = useMoment();
  const now = useNow(30_000);
  const report = useGet('/on-calls/reachability', undefined, { every: 5 * 60_000 });
  const problems = (report.data?.find(({ user }) => user.id === me.id)?.problems ?? []).filter(
    (one) => one !== 'MUTED',
  );
  const isMuted = me.mutedUntil !== undefined && Date.parse(me.mutedUntil) > now;
  return (
    <>
      {isMuted && me.mutedUntil && (
        <p class="row">
          <BellOff aria-hidden="true" class="now-icon" />
          <span class="grow">{text.muted(moment(me.mutedUntil, now))}</span>
        </p>
      )}
      {problems.length > 0 && (
        <Notice
          tone="warn"
          title={
            <span class="row">
              <PhoneOff aria-hidden="true" class="now-icon" />
              {text.unreachable}
            </span>
          }
          actions={
            <LinkButton size="small" href="/me">
              {text.fix}
            </LinkButton>
          }
        >
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{text.problems[problem]}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
