import { useMemo, useState } from 'preact/hooks';
import { dayLength } from '../../../functions/domain/wall-time.ts';
import { useMe } from '../../app/session.tsx';
import { ownTimezone } from '../../time/format.ts';
import { SegmentField } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { nameOf } from '../../ui/states.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { type Difference, differencesOf, edited } from './differences.ts';
import { editorWords } from './editor-words.ts';
import { contentOf, peopleIn, type ScheduleForm } from './form.ts';
import { finalBars, gapsAmong, type Lane, lanesOf } from './lanes.ts';
import { type Plan, type Planned, personIn } from './plan.ts';
import { isolated, momentText, windowText, zoneName } from './texts.ts';
import { TimeLine } from './time-line.tsx';
import { knownZone, type Window } from './times.ts';
import { onCallWords } from './words.ts';

const spans = { fortnight: 14, month: 28, quarter: 91 } as const;
type PreviewSpan = keyof typeof spans;

interface PreviewProps {
  readonly form: ScheduleForm;
  /** As it is saved; undefined for a new one. */
  readonly saved: Plan | undefined;
  readonly now: number;
}

/** What the form makes of the next weeks, computed as the product computes it, and what is another then than it is saved. */
export function Preview({ form, saved, now }: PreviewProps) {
  const text = useWords(editorWords);
  const me = useMe();
  const [span, setSpan] = useState<PreviewSpan>('fortnight');
  const zone = knownZone(form.timezone);
  const { window, plan, lanes, gaps, changes } = useMemo(
    () => computed(form, saved, now, spans[span]),
    [form, saved, now, span],
  );
  const names = useLaneNames();
  return (
    <Card
      title={text.preview}
      class="on-call-preview"
      flush
      actions={
        <SegmentField
          hideLabel
          label={text.span}
          value={span}
          onInput={setSpan}
          options={(Object.keys(spans) as PreviewSpan[]).map((value) => ({ value, text: text.spans[value] }))}
        />
      }
    >
      <TimeLine
        label={text.preview}
        rows={lanes.map((lane) => ({
          plan,
          lane,
          name: names(lane),
          label: (
            <span class={lane.kind === 'final' ? 'on-call-lane-name strong' : 'on-call-lane-name'}>
              <bdi>{names(lane)}</bdi>
            </span>
          ),
        }))}
        window={window}
        zones={[{ zone, label: <span>{zoneName(zone.name)}</span> }]}
        now={now}
        own={me.id}
      />
      <div class="on-call-preview-notes stack" aria-live="polite">
        {saved && <Changes changes={changes} plan={plan} />}
        <Gaps gaps={gaps} timezone={zone.name} />
      </div>
    </Card>
  );
}

function useLaneNames(): (lane: Lane) => string {
  const text = useWords(editorWords);
  const common = useWords(onCallWords);
  return (lane) => {
    if (lane.key === 'changes') return text.changes;
    if (lane.key === 'saved') return text.before;
    if (lane.kind === 'final') return text.after;
    if (lane.kind === 'overrides') return common.overrides;
    return lane.kind === 'shifts' ? text.shifts : (lane.name ?? text.layer(lane.number ?? 1));
  };
}

interface Computed {
  readonly window: Window;
  readonly plan: Plan;
  readonly lanes: readonly Lane[];
  readonly gaps: readonly Window[];
  readonly changes: readonly Difference[];
}

/** The lanes of what the form plans; where something changes, also those of what is saved, and of the changes alone. */
export function computed(form: ScheduleForm, saved: Plan | undefined, now: number, days: number): Computed {
  const zone = knownZone(form.timezone);
  const start = zone.firstInstantAt(Math.floor(zone.wallTimeAt(now) / dayLength) * dayLength);
  const window = { start, end: zone.firstInstantAt(zone.wallTimeAt(start) + days * dayLength) };
  const plan = planned(form, saved, now);
  const [final, ...below] = lanesOf(plan, window);
  const bars = final?.bars ?? [];
  const before = saved === undefined ? undefined : finalBars(saved, window);
  const changes = before === undefined ? [] : differencesOf(before, bars, window);
  const also: Lane[] =
    before === undefined || changes.length === 0
      ? []
      : [
          {
            key: 'changes',
            kind: 'changes',
            bars: changes.map(({ start: from, end, after }) => barOf(from, end, after)),
          },
          { key: 'saved', kind: 'shifts', bars: before },
        ];
  const lanes = [
    ...(final ? [final] : []),
    ...also,
    ...below.filter(({ kind, bars: own }) => kind !== 'overrides' || own.length > 0),
  ];
  return { window, plan, lanes, changes, gaps: gapsAmong(bars).filter(({ end }) => end > now) };
}

const barOf = (start: number, end: number, userId: number | undefined) =>
  userId === undefined ? { start, end } : { start, end, userId };

function planned(form: ScheduleForm, saved: Plan | undefined, now: number): Plan {
  const content = contentOf(form);
  const people = new Map<number, Planned>(saved?.people);
  for (const user of peopleIn(form)) if (!people.has(user.id)) people.set(user.id, user as Planned);
  // What a calendar gives stays until it is read anew.
  if (saved !== undefined) return { ...(form.isImported ? saved : edited(saved, content, now)), people };
  return {
    id: 0,
    name: form.name,
    timezone: knownZone(form.timezone).name,
    type: form.type,
    editions: [{ from: new Date(now).toISOString() as never, layers: content.layers, shifts: content.shifts }],
    overrides: [],
    people,
    known: { start: now, end: now },
  };
}

const most = 6;

function Changes({ changes, plan }: { readonly changes: readonly Difference[]; readonly plan: Plan }) {
  const text = useWords(editorWords);
  const common = useWords(onCallWords);
  const language = useLanguage();
  const zoned = { language, timezone: plan.timezone };
  const name = (userId: number | undefined) =>
    userId === undefined ? text.nobody : isolated(nameOf(personIn(plan, userId)));
  return (
    <section>
      <h3>{text.whatChanges}</h3>
      {plan.timezone !== ownTimezone() && changes.length > 0 && (
        <p class="faint small">{common.timesIn(zoneName(plan.timezone))}</p>
      )}
      {changes.length === 0 ? (
        <p class="faint">{text.nothingChanges}</p>
      ) : (
        <ul class="on-call-changes">
          {changes.slice(0, most).map((change) => (
            <li key={change.start} class={change.after === undefined ? 'worse' : ''} dir="auto">
              {text.change(
                momentText(change.start, zoned),
                name(change.after),
                name(change.before),
                momentText(change.end, zoned),
              )}
            </li>
          ))}
          {changes.length > most && <li class="faint">{text.moreChanges(changes.length - most)}</li>}
        </ul>
      )}
    </section>
  );
}

function Gaps({ gaps, timezone }: { readonly gaps: readonly Window[]; readonly timezone: string }) {
  const text = useWords(editorWords);
  const language = useLanguage();
  if (gaps.length === 0) return <p class="faint">{text.noGaps}</p>;
  return (
    <section>
      <h3 class="on-call-bad">{text.gaps}</h3>
      <ul class="on-call-changes">
        {gaps.slice(0, most).map((gap) => (
          <li key={gap.start}>{windowText(gap, { language, timezone })}</li>
        ))}
        {gaps.length > most && <li class="faint">{text.moreChanges(gaps.length - most)}</li>}
      </ul>
    </section>
  );
}
