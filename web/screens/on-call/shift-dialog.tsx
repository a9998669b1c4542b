import { CalendarPlus, Pencil, Trash } from 'lucide-preact';
import { useMe } from '../../app/session.tsx';
import { useAction } from '../../client/action.ts';
import { ownTimezone } from '../../time/format.ts';
import { serverNow } from '../../time/now.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/page.tsx';
import { Failure, Person } from '../../ui/states.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { commonWords } from '../../words/common.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import type { Bar, Lane } from './lanes.ts';
import type { OverrideDraft } from './override-dialog.tsx';
import { type Plan, personIn } from './plan.ts';
import { mayPlan, mayTake } from './rights.ts';
import { windowText, zoneName } from './texts.ts';
import { hour, parseTime } from './times.ts';
import { onCallWords } from './words.ts';
import { addOverride, removeOverride } from './write.ts';

interface ShiftDialogProps {
  readonly plan: Plan;
  readonly lane: Lane;
  readonly bar: Bar;
  readonly onDraft: (draft: OverrideDraft) => void;
  readonly onClose: () => void;
}

/** One shift (or gap): whose, when in each zone, and what may be done about it. */
export function ShiftDialog({ plan, lane, bar, onDraft, onClose }: ShiftDialogProps) {
  const text = useWords(onCallWords);
  const common = useWords(commonWords);
  const language = useLanguage();
  const me = useMe();
  const own = ownTimezone();
  const isOver = bar.end <= serverNow();
  const { override } = bar;
  const mayChange = override && (mayPlan(me) || (mayTake(me) && override.userId === me.id));
  const remove = useAction(async () => {
    if (!override) return;
    await removeOverride(plan.id, override.id);
    onClose();
    const again = { userId: override.userId, start: parseTime(override.startsAt), end: parseTime(override.endsAt) };
    toast({
      text: text.overrideGone,
      action: {
        text: common.undo,
        run: () => addOverride(plan.id, again).catch((error) => toastError(error, common.failed)),
      },
    });
  });
  const by = override
    ? text.byOverride
    : lane.kind === 'layer'
      ? (lane.name ?? text.layer(lane.number ?? 1))
      : lane.kind === 'shifts'
        ? text.entered
        : text.byPlan;
  return (
    <Dialog title={bar.userId === undefined ? text.gap : text.shift} onClose={onClose}>
      {bar.userId !== undefined && <Person person={personIn(plan, bar.userId)} />}
      <Facts
        of={[
          [zoneName(own), windowText(bar, { language })],
          plan.timezone !== own && [zoneName(plan.timezone), windowText(bar, { language, timezone: plan.timezone })],
          [text.length, text.hoursLong(hoursText(bar.end - bar.start, language))],
          [text.schedule, <a href={`/on-call/schedules/${plan.id}`}>{plan.name}</a>],
          bar.userId !== undefined && [text.partOf, by],
        ].filter((fact): fact is [string, string] => fact !== false)}
      />
      {remove.error && <Failure error={remove.error} />}
      {!isOver && (
        <div class="buttons">
          {override && mayChange && (
            <>
              <Button kind="danger" icon={<Trash aria-hidden="true" />} busy={remove.isRunning} onClick={remove.run}>
                {parseTime(override.startsAt) <= serverNow() ? text.endOverride : text.deleteOverride}
              </Button>
              <Button
                icon={<Pencil aria-hidden="true" />}
                onClick={() =>
                  onDraft({
                    planId: plan.id,
                    former: override.id,
                    userId: override.userId,
                    start: parseTime(override.startsAt),
                    end: parseTime(override.endsAt),
                  })
                }
              >
                {common.edit}
              </Button>
            </>
          )}
          {bar.userId === me.id && (
            <LinkButton href={`/on-call/coverage?ask=${plan.id}-${bar.start}`}>{text.askForCoverage}</LinkButton>
          )}
          {mayTake(me) && (
            <Button
              kind="primary"
              icon={<CalendarPlus aria-hidden="true" />}
              onClick={() =>
                onDraft({
                  planId: plan.id,
                  start: bar.start,
                  end: bar.end,
                  ...(bar.userId !== me.id && { userId: me.id }),
                })
              }
            >
              {text.newOverride}
            </Button>
          )}
        </div>
      )}
    </Dialog>
  );
}

const hoursText = (milliseconds: number, language: string): string =>
  (milliseconds / hour).toLocaleString(language === 'de' ? 'de-DE' : 'en-GB', { maximumFractionDigits: 2 });
