import { useEffect, useState } from 'preact/hooks';
import { useMe } from '../../app/session.tsx';
import { answer, api } from '../../client/api.ts';
import { ApiError } from '../../client/error.ts';
import { ownTimezone } from '../../time/format.ts';
import { serverNow } from '../../time/now.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DateTimeField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { PickField } from '../../ui/pick.tsx';
import type { Reference } from '../../ui/references.ts';
import { Failure, nameOf } from '../../ui/states.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { commonWords } from '../../words/common.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { windowText, zoneName } from './texts.ts';
import { hour, instantOfLocal, instantText, knownZone, localText, parseTime } from './times.ts';
import { onCallWords } from './words.ts';
import { removeOverride, reread } from './write.ts';

interface TheirShift {
  readonly schedule: { readonly id: number; readonly name?: string };
  readonly start: string;
  readonly end: string;
}

/** Takes somebody's shifts in a time, on all schedules (or gives one's own): shows which before it is done. */
export function TakeDialog({ gives, onClose }: { readonly gives: boolean; readonly onClose: () => void }) {
  const text = useWords(onCallWords);
  const common = useWords(commonWords);
  const language = useLanguage();
  const me = useMe();
  const zone = knownZone(ownTimezone());
  const now = serverNow();
  const [person, setPerson] = useState<Reference>();
  const [from, setFrom] = useState(localText(now, zone));
  const [until, setUntil] = useState(localText(now + 24 * hour, zone));
  const [found, setFound] = useState<readonly TheirShift[]>();
  const [error, setError] = useState<ApiError>();
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const start = instantOfLocal(from, zone);
  const end = instantOfLocal(until, zone);

  const bodyOf = (dryRun: boolean) => ({
    ...(gives ? { by: { id: person?.id ?? 0 } } : { user: { id: person?.id ?? 0 } }),
    // The clock goes on while the form is filled in.
    from: instantText(Math.max(start ?? 0, serverNow())),
    until: instantText(end ?? 0),
    dryRun,
  });

  useEffect(() => {
    setFound(undefined);
    setError(undefined);
    setLeft(new Set());
    if (person === undefined || start === undefined || end === undefined) return undefined;
    let isOld = false;
    answer(api.POST('/on-calls/take', { body: bodyOf(true) })).then(
      (shifts) => !isOld && setFound(shifts),
      (reason) => {
        if (!(reason instanceof ApiError)) throw reason;
        if (!isOld) setError(reason);
      },
    );
    return () => {
      isOld = true;
    };
  }, [person?.id, start, end]);

  const chosen = (found ?? []).filter((_, index) => !left.has(index));
  const save = async () => {
    const shifts = chosen.map(({ schedule, start: begins, end: ends }) => ({
      schedule: { id: schedule.id },
      start: instantText(Math.max(parseTime(begins), serverNow())),
      end: ends,
    }));
    const taken = await answer(api.POST('/on-calls/take', { body: { ...bodyOf(false), shifts } }));
    onClose();
    await reread();
    toast({
      text: gives && person ? text.given(taken.length, nameOf(person)) : text.taken(taken.length),
      action: {
        text: common.undo,
        run: () =>
          Promise.all(taken.map(({ id, schedule }) => id && removeOverride(schedule.id, id))).catch((reason) =>
            toastError(reason, common.failed),
          ),
      },
    });
  };

  return (
    <Dialog title={gives ? text.handOverMine : text.takeOver} onClose={onClose}>
      <p class="faint">{gives ? text.handOverWhy : text.takeOverWhy}</p>
      <Form
        onSubmit={save}
        submit={gives ? text.give(chosen.length) : text.take(chosen.length)}
        onCancel={onClose}
        disabled={chosen.length === 0}
      >
        <PickField
          kind="users"
          label={gives ? text.whom : text.whose}
          name={gives ? 'by' : 'user'}
          value={person}
          onInput={(next) => setPerson(next?.id === me.id ? undefined : next)}
        />
        <div class="columns">
          <DateTimeField label={text.from_} name="from" value={from} onInput={setFrom} />
          <DateTimeField
            label={text.until_}
            name="until"
            value={until}
            onInput={setUntil}
            hint={text.timesIn(zoneName(zone.name))}
          />
        </div>
        {error && <Failure error={error} />}
        {found && found.length === 0 && person && (
          <p class="faint">{text.noShiftsThen(gives ? nameOf(me) : nameOf(person))}</p>
        )}
        {found && found.length > 0 && (
          <fieldset class="field">
            <legend>{text.shiftsInThatTime}</legend>
            <ul class="on-call-picks">
              {found.map((shift, index) => (
                <li key={`${shift.schedule.id} ${shift.start}`}>
                  <label>
                    <input type="checkbox" checked={!left.has(index)} onChange={() => setLeft(toggled(left, index))} />
                    <span class="on-call-own-shift">
                      <span>
                        {windowText({ start: parseTime(shift.start), end: parseTime(shift.end) }, { language })}
                      </span>
                      <bdi class="faint small">{shift.schedule.name}</bdi>
                    </span>
                  </label>
                </li>
              ))}
            </ul>
          </fieldset>
        )}
      </Form>
    </Dialog>
  );
}

/** A set with something more, or less when it was there. */
export function toggled<Value>(set: ReadonlySet<Value>, value: Value): ReadonlySet<Value> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}
