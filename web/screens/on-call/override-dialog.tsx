import { useState } from 'preact/hooks';
import { useMe } from '../../app/session.tsx';
import { ApiError } from '../../client/error.ts';
import { ownTimezone } from '../../time/format.ts';
import { serverNow } from '../../time/now.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DateTimeField, SelectField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { PickField } from '../../ui/pick.tsx';
import type { Reference } from '../../ui/references.ts';
import { nameOf, Person } from '../../ui/states.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { commonWords } from '../../words/common.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { type Bar, finalBars } from './lanes.ts';
import { type Plan, personIn } from './plan.ts';
import { type Preset, presets } from './presets.ts';
import { mayPlan } from './rights.ts';
import { windowText, zoneName } from './texts.ts';
import { instantOfLocal, knownZone, localText, type Window } from './times.ts';
import { onCallWords } from './words.ts';
import { addOverride, changeOverride, removeOverride } from './write.ts';
import { ZoneChoice } from './zone-choice.tsx';

/** What the form begins with; `former` is the override that it changes. */
export interface OverrideDraft extends Partial<Window> {
  readonly planId?: number;
  readonly userId?: number;
  readonly former?: number;
}

interface OverrideDialogProps {
  readonly plans: readonly Plan[];
  readonly draft: OverrideDraft;
  readonly onClose: () => void;
}

/** Lets somebody stand in for a time: says in whose place before it is saved, and takes it back when asked to. */
export function OverrideDialog({ plans, draft, onClose }: OverrideDialogProps) {
  const text = useWords(onCallWords);
  const common = useWords(commonWords);
  const language = useLanguage();
  const me = useMe();
  const [planId, setPlanId] = useState(String(draft.planId ?? plans[0]?.id ?? ''));
  const plan = plans.find(({ id }) => String(id) === planId) ?? plans[0];
  const [timezone, setTimezone] = useState(ownTimezone());
  const zone = knownZone(timezone);
  const show = (at: number | undefined) => (at === undefined ? '' : localText(at, zone));
  const begins = draft.start === undefined ? undefined : Math.max(draft.start, serverNow());
  const [start, setStart] = useState(show(begins));
  const [end, setEnd] = useState(show(draft.end));
  const isFree = mayPlan(me);
  const first = isFree ? draft.userId : me.id;
  const [person, setPerson] = useState<Reference | undefined>(
    first === undefined ? undefined : first === me.id ? me : plan && { ...personIn(plan, first) },
  );
  if (plan === undefined) return null;
  const wanted = wantedOf(instantOfLocal(start, zone), instantOfLocal(end, zone));

  const set = (window: Window, inZone = zone) => {
    setStart(localText(window.start, inZone));
    setEnd(localText(window.end, inZone));
  };
  const changeZone = (name: string) => {
    if (wanted) set(wanted, knownZone(name));
    setTimezone(name);
  };
  const save = async () => {
    if (person === undefined) throw new ApiError(400, text.standsIn, 'FORM', { field: 'user' });
    if (wanted === undefined)
      throw new ApiError(400, text.wrongTime, 'FORM', { field: start === '' ? 'start' : 'end' });
    if (wanted.end <= wanted.start) throw new ApiError(400, text.endsBefore, 'FORM', { field: 'end' });
    const override = { userId: person.id, ...wanted };
    const id = await (draft.former === undefined
      ? addOverride(plan.id, override)
      : changeOverride(plan.id, draft.former, override));
    onClose();
    toast({
      text: text.overrideMade(nameOf(person), windowText(wanted, { language })),
      action: {
        text: common.undo,
        run: () =>
          removeOverride(plan.id, id).then(
            () => toast({ text: text.overrideGone }),
            (error) => toastError(error, common.failed),
          ),
      },
    });
  };

  const times = presets(serverNow(), zone);
  return (
    <Dialog title={draft.former === undefined ? text.newOverride : text.editOverride} onClose={onClose}>
      <Form onSubmit={save} submit={text.save} onCancel={onClose}>
        {plans.length > 1 && draft.former === undefined ? (
          <SelectField
            label={text.schedule}
            value={planId}
            onInput={setPlanId}
            options={plans.map(({ id, name }) => ({ value: String(id), text: name }))}
          />
        ) : (
          <p class="faint">
            {text.schedule}: <bdi>{plan.name}</bdi>
          </p>
        )}
        {isFree ? (
          <PickField kind="users" label={text.standsIn} name="user" value={person} onInput={setPerson} />
        ) : (
          <div class="stack tight">
            <Person person={me} />
            <p class="faint small">{text.onlySelf}</p>
          </div>
        )}
        {draft.former === undefined && (
          <fieldset class="on-call-presets">
            <legend class="unseen">{text.presets}</legend>
            {(Object.keys(times) as Preset[]).map((name) => (
              <Button key={name} size="small" onClick={() => set(times[name])}>
                {text[name]}
              </Button>
            ))}
          </fieldset>
        )}
        <div class="columns">
          <DateTimeField label={text.from_} name="start" value={start} onInput={setStart} />
          <DateTimeField label={text.until_} name="end" value={end} onInput={setEnd} />
        </div>
        <ZoneChoice schedule={plan.timezone} value={timezone} onInput={changeZone} />
        {wanted && wanted.end > wanted.start && <InPlaceOf plan={plan} window={wanted} timezone={timezone} />}
      </Form>
    </Dialog>
  );
}

const wantedOf = (start: number | undefined, end: number | undefined): Window | undefined =>
  start === undefined || end === undefined ? undefined : { start, end };

/** Who is on call in that time as it is now. */
function InPlaceOf({
  plan,
  window,
  timezone,
}: {
  readonly plan: Plan;
  readonly window: Window;
  readonly timezone: string;
}) {
  const text = useWords(onCallWords);
  const language = useLanguage();
  const replaced = dutiesOf(finalBars(plan, window)).slice(0, 6);
  const other = plan.timezone === timezone ? undefined : plan.timezone;
  return (
    <div class="on-call-replaced">
      <h3>{text.inPlaceOf}</h3>
      <ul>
        {replaced.map((bar) => (
          <li key={bar.start}>
            {bar.userId === undefined ? text.inPlaceOfNobody : <bdi>{nameOf(personIn(plan, bar.userId))}</bdi>}
            <span class="faint small">{windowText(cut(bar, window), { language, timezone })}</span>
          </li>
        ))}
      </ul>
      {other && (
        <p class="faint small">
          {zoneName(other)}: {windowText(window, { language, timezone: other })}
        </p>
      )}
    </div>
  );
}

/** Turns of one person that meet are one here. */
function dutiesOf(bars: readonly Bar[]): readonly Bar[] {
  const found: Bar[] = [];
  for (const bar of bars) {
    const last = found.at(-1);
    if (last !== undefined && last.userId === bar.userId) found[found.length - 1] = { ...last, end: bar.end };
    else found.push(bar);
  }
  return found;
}

const cut = (bar: Bar, window: Window): Window => ({
  start: Math.max(bar.start, window.start),
  end: Math.min(bar.end, window.end),
});
