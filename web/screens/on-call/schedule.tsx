import { CalendarPlus, Ellipsis, Pencil, Rss, Trash } from 'lucide-preact';
import { useCallback, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { isAdmin, useMe } from '../../app/session.tsx';
import { api } from '../../client/api.ts';
import { ownTimezone } from '../../time/format.ts';
import { serverNow, useNow } from '../../time/now.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Badge, Failure, Loading, nameOf } from '../../ui/states.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { History } from '../configuration/framework/history.tsx';
import { useRemove } from '../configuration/framework/remove.tsx';
import { Agenda } from './agenda.tsx';
import { useZones } from './calendar.tsx';
import { CalendarBar } from './calendar-bar.tsx';
import { type CalendarState, useCalendar } from './calendar-state.ts';
import { CalendarStatus } from './calendar-status.tsx';
import { editorWords } from './editor-words.ts';
import { FeedDialog } from './feed-dialog.tsx';
import { finalBars, gapsAmong, type Lane, lanesOf } from './lanes.ts';
import { Lines } from './lines.tsx';
import { useMedia } from './measured.ts';
import { usePicked } from './picked.tsx';
import { type Plan, personIn } from './plan.ts';
import { mayPlan, mayTake } from './rights.ts';
import { isolated, momentText, zoneName } from './texts.ts';
import type { TimeLineRow } from './time-line.tsx';
import { hour, knownZone, type Window } from './times.ts';
import { usePlan } from './use-plans.ts';
import { onCallWords } from './words.ts';
import './on-call.css';

/** One schedule: who is on call, who stands in, and the layers below. */
export default function ScheduleScreen() {
  const text = useWords(onCallWords);
  const editor = useWords(editorWords);
  const { params } = useRoute();
  const me = useMe();
  const id = Number(params.id);
  const [zoneOfPlan, setZoneOfPlan] = useState<string>();
  const state = useCalendar('fortnight', zoneOfPlan);
  const { plan, data: schedule, error, reload } = usePlan(id, state.window);
  if (plan !== undefined && plan.timezone !== zoneOfPlan) setZoneOfPlan(plan.timezone);
  const isNarrow = useMedia('(max-width: 720px)');
  const { pick, draft, dialogs } = usePicked(plan ? [plan] : []);
  const [isFeedOpen, setFeedOpen] = useState(false);
  const { route } = useLocation();
  const removal = useRemove({
    name: plan?.name ?? '',
    why: text.deleteScheduleWhy(plan?.name ?? ''),
    paths: ['/schedules', '/on-calls'],
    remove: () => api.DELETE('/schedules/{id}', { params: { path: { id } } }),
    onRemoved: () => route('/on-call/calendar'),
  });
  return (
    <Page
      title={plan?.name ?? text.schedule}
      width="wide"
      crumbs={[
        { href: '/on-call', text: text.title },
        { href: '/on-call/calendar', text: text.calendar },
      ]}
      lead={plan && <Lead plan={plan} />}
      actions={
        plan && (
          <>
            {mayTake(me) && (
              <Button kind="primary" icon={<CalendarPlus aria-hidden="true" />} onClick={() => draft({})}>
                {text.override}
              </Button>
            )}
            {mayPlan(me) && (
              <>
                <LinkButton href={`/on-call/schedules/${id}/edit`} icon={<Pencil aria-hidden="true" />}>
                  {text.editSchedule}
                </LinkButton>
                <Menu
                  label={text.schedule}
                  icon={<Ellipsis aria-hidden="true" />}
                  iconOnly
                  items={[
                    { text: text.feed, icon: <Rss aria-hidden="true" />, onClick: () => setFeedOpen(true) },
                    {
                      text: text.deleteSchedule,
                      icon: <Trash aria-hidden="true" />,
                      danger: true,
                      onClick: removal.start,
                    },
                  ]}
                />
              </>
            )}
          </>
        )
      }
    >
      {schedule?.calendarStatus && <CalendarStatus status={schedule.calendarStatus} />}
      <Card flush class="on-call-calendar">
        <CalendarBar state={state} isNarrow={isNarrow} />
        {plan === undefined ? (
          error === undefined ? (
            <Loading />
          ) : (
            <Failure error={error} retry={reload} />
          )
        ) : isNarrow || state.look === 'list' ? (
          <Agenda
            plans={[plan]}
            window={state.window}
            zone={knownZone(state.zones[0] ?? 'UTC')}
            now={serverNow()}
            own={me.id}
            onPick={(_plan, bar) => pick({ plan, bar, lane: { key: 'final', kind: 'final', bars: [] } })}
          />
        ) : (
          <PlanLines plan={plan} state={state} pick={pick} draft={draft} />
        )}
      </Card>
      {plan && !isNarrow && state.look !== 'list' && mayTake(me) && (
        <p class="faint small on-call-hint">{text.dragHint}</p>
      )}
      {plan && isAdmin(me) && (
        <History
          entity="schedule"
          id={id}
          fields={{
            name: editor.name,
            timezone: editor.timezone,
            teams: editor.teams,
            showGaps: editor.showGapsRecurring,
          }}
        />
      )}
      {dialogs}
      {removal.dialog}
      {isFeedOpen && <FeedDialog of={{ kind: 'schedule', id }} onClose={() => setFeedOpen(false)} />}
    </Page>
  );
}

/** Who is on call now, until when, and who is next. */
function Lead({ plan }: { readonly plan: Plan }) {
  const text = useWords(onCallWords);
  const language = useLanguage();
  const now = useNow(60_000);
  const bars = finalBars(plan, { start: now, end: now + 35 * 24 * hour });
  const [first, second] = bars;
  if (first === undefined) return null;
  const name = (userId: number | undefined) =>
    userId === undefined ? text.nobody : isolated(nameOf(personIn(plan, userId)));
  const goesOn = second === undefined;
  return (
    <>
      {text.onCallOfSchedule}:{' '}
      <strong class={first.userId === undefined ? 'on-call-bad' : ''}>{name(first.userId)}</strong>
      {!goesOn && ` ${text.until(momentText(first.end, { language }))}, ${text.next(name(second.userId))}.`}
      {plan.timezone !== ownTimezone() && ` ${text.unusual(zoneName(plan.timezone))}`}
    </>
  );
}

function PlanLines({
  plan,
  state,
  pick,
  draft,
}: Pick<ReturnType<typeof usePicked>, 'pick' | 'draft'> & { readonly plan: Plan; readonly state: CalendarState }) {
  const text = useWords(onCallWords);
  const me = useMe();
  const zones = useZones(state, plan.timezone);
  const [withLayers, setWithLayers] = useState(false);
  const isGrid = state.look === 'grid';
  const rowsOf = useCallback(
    (window: Window) =>
      lanesOf(plan, window)
        .filter(({ kind }) => !isGrid || withLayers || kind === 'final' || kind === 'overrides')
        .map((lane): TimeLineRow => {
          const name = nameOfLane(lane, text);
          const gaps = lane.kind === 'final' && !isGrid ? gapsAmong(lane.bars).length : 0;
          return {
            plan,
            lane,
            name,
            label: (
              <>
                <span class={lane.kind === 'final' ? 'on-call-lane-name strong' : 'on-call-lane-name'}>
                  <bdi>{name}</bdi>
                </span>
                {gaps > 0 && <Badge tone="bad">{text.gapsAhead(gaps)}</Badge>}
              </>
            ),
          };
        }),
    [plan, text, isGrid, withLayers],
  );
  return (
    <>
      <Lines
        label={plan.name}
        rowsOf={rowsOf}
        state={state}
        zones={zones}
        onPick={({ lane }, bar) => pick({ plan, lane, bar })}
        onDraw={mayTake(me) ? (_row, window) => draft({ planId: plan.id, ...window }) : undefined}
      />
      {isGrid && (
        <div class="on-call-month-more">
          <Button size="small" onClick={() => setWithLayers(!withLayers)}>
            {withLayers ? text.withoutLayers : text.withLayers}
          </Button>
        </div>
      )}
    </>
  );
}

const nameOfLane = ({ kind, name, number = 1 }: Lane, text: (typeof onCallWords)['en']): string => {
  if (kind === 'layer') return name ?? text.layer(number);
  return kind === 'final' ? text.final : kind === 'overrides' ? text.overrides : text.entered;
};
