import { CalendarPlus, CalendarRange } from 'lucide-preact';
import { useCallback, useMemo, useState } from 'preact/hooks';
import { useMe } from '../../app/session.tsx';
import { ownTimezone } from '../../time/format.ts';
import { useNow } from '../../time/now.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { SearchField } from '../../ui/list.tsx';
import { matching } from '../../ui/match.ts';
import { Card } from '../../ui/page.tsx';
import { Empty, Failure, Loading } from '../../ui/states.tsx';
import { useWords } from '../../words/language.tsx';
import { Agenda } from './agenda.tsx';
import { CalendarBar } from './calendar-bar.tsx';
import { type CalendarState, useCalendar } from './calendar-state.ts';
import { Frame } from './frame.tsx';
import { finalBars, type Lane } from './lanes.ts';
import { Lines } from './lines.tsx';
import { useMedia } from './measured.ts';
import { byConcern } from './month.ts';
import { usePicked } from './picked.tsx';
import type { Plan } from './plan.ts';
import { mayPlan, mayTake } from './rights.ts';
import { zoneName } from './texts.ts';
import type { TimeLineRow } from './time-line.tsx';
import { knownZone, type Window } from './times.ts';
import { usePlans } from './use-plans.ts';
import { onCallWords } from './words.ts';

/** The shifts of all schedules, a line each. */
export default function Calendar() {
  const text = useWords(onCallWords);
  const me = useMe();
  const state = useCalendar('fortnight');
  const { plans, error, reload } = usePlans(state.window);
  const [search, setSearch] = useState('');
  const shown = useMemo(() => matching(plans ?? [], search, ({ name }) => [name]), [plans, search]);
  const isNarrow = useMedia('(max-width: 720px)');
  const { pick, draft, dialogs } = usePicked(plans ?? []);
  return (
    <Frame
      width="wide"
      actions={
        mayTake(me) &&
        (plans?.length ?? 0) > 0 && (
          <Button icon={<CalendarPlus aria-hidden="true" />} onClick={() => draft({})}>
            {text.override}
          </Button>
        )
      }
    >
      <Card flush class="on-call-calendar">
        <CalendarBar state={state} isNarrow={isNarrow} />
        {(plans?.length ?? 0) > 6 && (
          <div class="on-call-search">
            <SearchField label={text.findSchedule} value={search} onInput={setSearch} />
            <span class="faint small">{text.schedulesShown(shown.length)}</span>
          </div>
        )}
        {plans === undefined ? (
          error === undefined ? (
            <Loading />
          ) : (
            <Failure error={error} retry={reload} />
          )
        ) : plans.length === 0 ? (
          <Empty
            icon={<CalendarRange aria-hidden="true" />}
            title={text.noSchedules}
            actions={mayPlan(me) && <LinkButton href="/on-call/schedules/new">{text.newSchedule}</LinkButton>}
          >
            {text.noSchedulesWhy}
          </Empty>
        ) : isNarrow || state.look === 'list' ? (
          <AllByDay plans={shown} state={state} pick={pick} />
        ) : (
          <AllLines plans={shown} state={state} pick={pick} draft={draft} />
        )}
      </Card>
      {plans !== undefined && plans.length > 0 && !isNarrow && state.look !== 'list' && mayTake(me) && (
        <p class="faint small on-call-hint">{text.dragHint}</p>
      )}
      {dialogs}
    </Frame>
  );
}

type Picks = Pick<ReturnType<typeof usePicked>, 'pick'>;

function AllByDay({ plans, state, pick }: Picks & { readonly plans: readonly Plan[]; readonly state: CalendarState }) {
  const me = useMe();
  const now = useNow(60_000);
  return (
    <Agenda
      plans={plans}
      window={state.window}
      zone={knownZone(state.zones[0] ?? 'UTC')}
      now={now}
      own={me.id}
      onPick={(plan, bar) => pick({ plan, bar, lane: finalLane([]) })}
    />
  );
}

const finalLane = (bars: Lane['bars']): Lane => ({ key: 'final', kind: 'final', bars });

/** The zones of a calendar as its rulers name them. */
export function useZones({ zones }: CalendarState, schedule?: string) {
  const text = useWords(onCallWords);
  const own = ownTimezone();
  return zones.map((name) => {
    const notes = [name === own && text.yourZone, name === schedule && text.scheduleZone].filter(Boolean).join(', ');
    return { zone: knownZone(name), label: <span>{notes ? `${zoneName(name)} (${notes})` : zoneName(name)}</span> };
  });
}

function AllLines({
  plans,
  state,
  pick,
  draft,
}: Pick<ReturnType<typeof usePicked>, 'pick' | 'draft'> & {
  readonly plans: readonly Plan[];
  readonly state: CalendarState;
}) {
  const text = useWords(onCallWords);
  const me = useMe();
  const own = ownTimezone();
  const zones = useZones(state);
  const isGrid = state.look === 'grid';
  const rowsOf = useCallback(
    (window: Window) => {
      const rows = plans.map(
        (plan): TimeLineRow => ({
          plan,
          lane: finalLane(finalBars(plan, window)),
          name: plan.name,
          label: (
            <>
              <a class="on-call-schedule" href={`/on-call/schedules/${plan.id}`}>
                <bdi>{plan.name}</bdi>
              </a>
              {plan.timezone !== own && !isGrid && <span class="faint small one-line">{zoneName(plan.timezone)}</span>}
            </>
          ),
        }),
      );
      return isGrid ? byConcern(rows, me.id) : rows;
    },
    [plans, own, isGrid, me.id],
  );
  return (
    <Lines
      label={text.allSchedules}
      rowsOf={rowsOf}
      state={state}
      zones={zones}
      onPick={({ plan, lane }, bar) => pick({ plan, lane, bar })}
      onDraw={mayTake(me) ? ({ plan }, window) => draft({ planId: plan.id, ...window }) : undefined}
    />
  );
}
