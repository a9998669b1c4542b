import { useState } from 'preact/hooks';
import { useMe } from '../../app/session.tsx';
import { answer, api } from '../../client/api.ts';
import { ApiError } from '../../client/error.ts';
import { refresh } from '../../client/query.ts';
import { ownTimezone } from '../../time/format.ts';
import { serverNow } from '../../time/now.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DateTimeField, TextArea } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { PickField } from '../../ui/pick.tsx';
import type { Reference } from '../../ui/references.ts';
import { Loading, Notice, nameOf } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { shiftsOf } from './agenda.ts';
import { coverageWords } from './coverage-words.ts';
import { toggled } from './take-dialog.tsx';
import { windowText, zoneName } from './texts.ts';
import { hour, instantOfLocal, instantText, knownZone, localText, windowAt } from './times.ts';
import { usePlans } from './use-plans.ts';
import { onCallWords } from './words.ts';

/** Asks a colleague to take shifts of one's own, whole or in part. `chosen` names one, `7-1796036400000`. */
export function AskDialog({ chosen, onClose }: { readonly chosen: string; readonly onClose: () => void }) {
  const text = useWords(coverageWords);
  const common = useWords(onCallWords);
  const language = useLanguage();
  const me = useMe();
  const zone = knownZone(ownTimezone());
  const [now] = useState(serverNow);
  const { plans } = usePlans(windowAt(now, 'month', zone));
  const [colleague, setColleague] = useState<Reference>();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set([chosen].filter(Boolean)));
  const [part, setPart] = useState<{ readonly from: string; readonly until: string }>();
  const [message, setMessage] = useState('');
  const shifts = shiftsOf(plans ?? [], me.id, { start: now, end: now + 35 * 24 * hour })
    .filter(({ bar }) => bar.end > now)
    .slice(0, 40)
    .map((shift) => ({ ...shift, key: `${shift.plan.id}-${shift.bar.start}` }));
  const wanted = shifts.filter(({ key }) => picked.has(key));
  const [only] = wanted;

  const send = async () => {
    if (colleague === undefined) throw new ApiError(400, text.chooseColleague, 'FORM', { field: 'colleague' });
    if (wanted.length === 0) throw new ApiError(400, text.chooseShifts, 'FORM');
    const cut = wanted.length === 1 ? part : undefined;
    await answer(
      api.POST('/coverage-requests', {
        body: {
          colleague: { id: colleague.id },
          shifts: wanted.map(({ plan, bar }) => ({
            schedule: { id: plan.id },
            start: instantText((cut && instantOfLocal(cut.from, zone)) ?? Math.max(bar.start, serverNow())),
            end: instantText((cut && instantOfLocal(cut.until, zone)) ?? bar.end),
          })),
          ...(message !== '' && { message }),
        },
      }),
    );
    onClose();
    toast({ text: text.sent(nameOf(colleague)) });
    await refresh('/coverage-requests');
  };

  return (
    <Dialog title={text.ask} onClose={onClose}>
      <p class="faint">{text.lead}</p>
      {plans === undefined ? (
        <Loading />
      ) : shifts.length === 0 ? (
        <Notice>{text.noShifts}</Notice>
      ) : (
        <Form onSubmit={send} submit={text.send} onCancel={onClose}>
          <PickField
            kind="users"
            label={text.colleague}
            name="colleague"
            value={colleague}
            onInput={(next) => setColleague(next?.id === me.id ? undefined : next)}
          />
          <fieldset class="field">
            <legend>{text.shifts}</legend>
            <ul class="on-call-picks">
              {shifts.map(({ key, plan, bar }) => (
                <li key={key}>
                  <label>
                    <input
                      type="checkbox"
                      checked={picked.has(key)}
                      onChange={() => {
                        setPicked(toggled(picked, key));
                        setPart(undefined);
                      }}
                    />
                    <span class="on-call-own-shift">
                      <span>{windowText(bar, { language })}</span>
                      <bdi class="faint small">{plan.name}</bdi>
                    </span>
                  </label>
                </li>
              ))}
            </ul>
          </fieldset>
          {only && wanted.length === 1 && (
            <details
              open={part !== undefined}
              onToggle={(event) =>
                setPart(
                  event.currentTarget.open
                    ? (part ?? {
                        from: localText(Math.max(only.bar.start, now), zone),
                        until: localText(only.bar.end, zone),
                      })
                    : undefined,
                )
              }
            >
              <summary>{text.part}</summary>
              {part && (
                <div class="columns">
                  <DateTimeField
                    label={text.from}
                    name="shifts.0.start"
                    value={part.from}
                    onInput={(from) => setPart({ ...part, from })}
                  />
                  <DateTimeField
                    label={text.until}
                    name="shifts.0.end"
                    value={part.until}
                    onInput={(until) => setPart({ ...part, until })}
                    hint={common.timesIn(zoneName(zone.name))}
                  />
                </div>
              )}
            </details>
          )}
          <TextArea label={text.message} name="message" optional value={message} onInput={setMessage} />
        </Form>
      )}
    </Dialog>
  );
}
