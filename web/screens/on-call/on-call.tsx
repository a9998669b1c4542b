import { PhoneCall, Rss, UsersRound } from 'lucide-preact';
import { useMemo, useState } from 'preact/hooks';
import { useMe } from '../../app/session.tsx';
import { useGet } from '../../client/query.ts';
import { ownTimezone } from '../../time/format.ts';
import { useNow } from '../../time/now.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { List, Row } from '../../ui/list.tsx';
import { Card } from '../../ui/page.tsx';
import { Avatar, Badge, Empty, Loaded, nameOf } from '../../ui/states.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { shiftsOf } from './agenda.ts';
import { FeedDialog } from './feed-dialog.tsx';
import { Frame } from './frame.tsx';
import { finalBars } from './lanes.ts';
import { byPolicy, type OnCallEntry, type PolicyOnCall } from './now.ts';
import { type Plan, personIn } from './plan.ts';
import { mayPlan, mayTake } from './rights.ts';
import { TakeDialog } from './take-dialog.tsx';
import { isolated, momentText, windowText } from './texts.ts';
import { hour, knownZone, parseTime, windowAt } from './times.ts';
import { usePlans } from './use-plans.ts';
import { onCallWords } from './words.ts';

const ahead = 35 * 24 * hour;

/** Who is on call now and until when, and when one's own turn comes. */
export default function OnCall() {
  const text = useWords(onCallWords);
  const me = useMe();
  const now = useNow(30_000);
  const onCalls = useGet('/on-calls', { params: { query: { 'max-results': 250 } } }, { every: 30_000 });
  const around = windowAt(now, 'month', knownZone(ownTimezone()));
  const { plans } = usePlans(around);
  const [takes, setTakes] = useState<'mine' | 'theirs'>();
  return (
    <Frame
      actions={
        mayTake(me) && (
          <Button kind="primary" icon={<PhoneCall aria-hidden="true" />} onClick={() => setTakes('theirs')}>
            {text.takeOver}
          </Button>
        )
      }
    >
      <div class="on-call-two">
        <div class="stack">
          <Card flush title={text.onCallNow}>
            <Loaded of={onCalls}>
              {(entries) => <Policies entries={entries} plans={plans ?? []} now={now} own={me.id} />}
            </Loaded>
          </Card>
        </div>
        <div class="stack">
          <Loaded of={onCalls} lines={1}>
            {(entries) => <Mine entries={entries} plans={plans ?? []} now={now} onHandOver={() => setTakes('mine')} />}
          </Loaded>
        </div>
      </div>
      {takes && <TakeDialog gives={takes === 'mine'} onClose={() => setTakes(undefined)} />}
    </Frame>
  );
}

interface PartProps {
  readonly entries: readonly OnCallEntry[];
  readonly plans: readonly Plan[];
  readonly now: number;
}

function Policies({ entries, plans, now, own }: PartProps & { readonly own: number }) {
  const text = useWords(onCallWords);
  const policies = byPolicy(entries);
  if (policies.length === 0)
    return (
      <Empty
        icon={<UsersRound aria-hidden="true" />}
        title={text.onCallNone}
        actions={<LinkButton href="/configuration/policies">{text.toPolicies}</LinkButton>}
      >
        {text.onCallNoneWhy}
      </Empty>
    );
  return (
    <>
      {policies.map((policy) => (
        <Policy key={policy.id} policy={policy} plans={plans} now={now} own={own} />
      ))}
    </>
  );
}

function Policy({
  policy,
  plans,
  now,
  own,
}: {
  readonly policy: PolicyOnCall;
  readonly plans: readonly Plan[];
  readonly now: number;
  readonly own: number;
}) {
  const text = useWords(onCallWords);
  const language = useLanguage();
  return (
    <section class="on-call-policy">
      <h3>
        <a href={`/configuration/policies/${policy.id}`}>
          <bdi>{policy.name}</bdi>
        </a>
      </h3>
      <ol class="on-call-levels">
        {policy.levels.map(({ level, entries }) => (
          <li key={level}>
            <span class="faint small">{text.level(level)}</span>
            <ul class="on-call-people">
              {entries.map(({ user, schedule, end }) => (
                <li key={`${user.id} ${schedule?.id}`}>
                  <Avatar person={user} />
                  <span class="grow">
                    <span>
                      <bdi>{nameOf(user)}</bdi> {user.id === own && <Badge tone="info">{text.me}</Badge>}
                    </span>
                    <span class="faint small">
                      {schedule && (
                        <a href={`/on-call/schedules/${schedule.id}`}>
                          <bdi>{schedule.name}</bdi>
                        </a>
                      )}
                      {schedule && ' · '}
                      {end ? text.until(momentText(parseTime(end), { language })) : text.always}
                      {schedule && <Then plans={plans} id={schedule.id} now={now} />}
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Who comes after who is on call on a schedule. */
function Then({ plans, id, now }: { readonly plans: readonly Plan[]; readonly id: number; readonly now: number }) {
  const text = useWords(onCallWords);
  const plan = plans.find((one) => one.id === id);
  const next = useMemo(() => plan && finalBars(plan, { start: now, end: now + ahead })[1], [plan, now]);
  if (plan === undefined || next === undefined) return null;
  if (next.userId === undefined) return <span class="on-call-bad"> · {text.next(text.nobody)}</span>;
  return <> · {text.next(isolated(nameOf(personIn(plan, next.userId))))}</>;
}

function Mine({ entries, plans, now, onHandOver }: PartProps & { readonly onHandOver: () => void }) {
  const text = useWords(onCallWords);
  const language = useLanguage();
  const me = useMe();
  const [isFeedOpen, setFeedOpen] = useState(false);
  const minute = Math.floor(now / 60_000);
  const shifts = useMemo(
    () => shiftsOf(plans, me.id, { start: now, end: now + ahead }).filter(({ bar }) => bar.end > now),
    [plans, me.id, minute],
  );
  const isOn = entries.some(({ user }) => user.id === me.id);
  const running = shifts.filter(({ bar }) => bar.start <= now);
  const next = shifts.find(({ bar }) => bar.start > now);
  const until = running.length > 0 ? Math.max(...running.map(({ bar }) => bar.end)) : undefined;
  return (
    <>
      <div class={isOn ? 'on-call-status on' : 'on-call-status'}>
        <div class="grow">
          <h2>{isOn ? text.youAre : text.youAreNot}</h2>
          <p class="faint">
            {isOn
              ? until === undefined
                ? text.always
                : text.until(momentText(until, { language }))
              : next
                ? text.nextShift(momentText(next.bar.start, { language }))
                : text.noNextShift}
          </p>
        </div>
      </div>
      <Card
        flush
        title={text.myShifts}
        actions={
          <>
            {shifts.length > 0 && (
              <LinkButton size="small" href="/on-call/coverage?ask">
                {text.askForCoverage}
              </LinkButton>
            )}
            {shifts.length > 0 && mayPlan(me) && (
              <Button size="small" onClick={onHandOver}>
                {text.handOverMine}
              </Button>
            )}
            <Button size="small" icon={<Rss aria-hidden="true" />} onClick={() => setFeedOpen(true)}>
              {text.feed}
            </Button>
          </>
        }
      >
        {shifts.length === 0 ? (
          <Empty title={text.noNextShift} />
        ) : (
          <List>
            {shifts.slice(0, 12).map(({ plan, bar }) => (
              <Row
                key={`${plan.id} ${bar.start}`}
                href={`/on-call/schedules/${plan.id}`}
                title={windowText(bar, { language })}
                end={bar.start <= now && <Badge tone="ok">{text.now}</Badge>}
              >
                <bdi>{plan.name}</bdi>
                {bar.override && ` · ${text.override}`}
              </Row>
            ))}
          </List>
        )}
      </Card>
      {isFeedOpen && <FeedDialog of={{ kind: 'person', id: me.id }} onClose={() => setFeedOpen(false)} />}
    </>
  );
}
