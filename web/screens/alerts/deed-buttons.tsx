import { AlarmClock, Check, CheckCheck, ChevronsUp, Undo2 } from 'lucide-preact';
import { useMe } from '../../app/session.tsx';
import { useNow } from '../../time/now.tsx';
import { Button } from '../../ui/button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { useWords } from '../../words/language.tsx';
import { deedWords } from './deed-words.ts';
import type { Doing } from './deeds.ts';
import { type Alert, isPossible, stateOf } from './model.ts';
import { type SnoozeFor, snoozeChoices, snoozeUntil } from './snooze.ts';
import type { Deeds } from './use-deeds.ts';

interface DeedsOn {
  readonly alert: Alert;
  readonly deeds: Deeds;
  /** What is most likely wanted stands out. */
  readonly isMain?: boolean;
}

/**
 * What is done to an alert most, each by one press; while it is under way, how to take it back. Each button keeps its place whatever
 * becomes of the alert: who presses twice does not do something else.
 */
export function DeedButtons({ alert, deeds, isMain = true }: DeedsOn) {
  const text = useWords(deedWords);
  const me = useMe();
  const doing = deeds.doing(alert.id);
  if (doing?.sentAt !== undefined) return <Grace id={alert.id} doing={doing} takeBack={deeds.takeBack} />;
  const isBusy = doing !== undefined;
  const state = stateOf(alert);
  if (state === 'resolved') return null;
  const mayAccept = isPossible('accept', alert, me.id);
  return (
    <div class="alerts-deeds">
      <Button
        kind={!mayAccept ? 'quiet' : isMain && state !== 'accepted' ? 'primary' : 'plain'}
        busy={isBusy}
        disabled={!mayAccept}
        icon={<Check aria-hidden="true" />}
        onClick={() => deeds.act(alert, { kind: 'accept' })}
      >
        {!mayAccept ? text.isAccepted : state === 'accepted' ? text.join : text.accept}
      </Button>
      <Button
        kind={isMain && state === 'accepted' ? 'primary' : 'plain'}
        disabled={isBusy}
        icon={<CheckCheck aria-hidden="true" />}
        onClick={() => deeds.act(alert, { kind: 'resolve' })}
      >
        {text.resolve}
      </Button>
      {isPossible('escalate', alert, me.id) && (
        <Button
          disabled={isBusy}
          icon={<ChevronsUp aria-hidden="true" />}
          onClick={() => deeds.act(alert, { kind: 'escalate' })}
        >
          {text.escalate}
        </Button>
      )}
      <SnoozeMenu alert={alert} deeds={deeds} />
    </div>
  );
}

/** The few seconds in which something can be taken back. */
export function Grace({
  id,
  doing,
  takeBack,
}: {
  readonly id: number;
  readonly doing: Doing;
  readonly takeBack: (id: number) => void;
}) {
  const text = useWords(deedWords);
  useNow(500);
  const left = Math.max(Math.ceil(((doing.sentAt ?? 0) - Date.now()) / 1000), 0);
  return (
    <div class="alerts-deeds alerts-grace">
      <span role="status">{doing.deed.kind === 'resolve' ? text.resolving(left) : text.escalating(left)}</span>
      <Button kind="plain" icon={<Undo2 aria-hidden="true" />} onClick={() => takeBack(id)}>
        {text.takeBack}
      </Button>
    </div>
  );
}

/** Puts an alert off; one that nobody has accepted is accepted with it. */
export function SnoozeMenu({ alert, deeds, more = [] }: DeedsOn & { readonly more?: readonly MenuItem[] }) {
  const text = useWords(deedWords);
  const words = (choice: SnoozeFor) =>
    choice === 'tomorrow'
      ? text.tomorrow
      : choice.minutes < 60
        ? text.minutes(choice.minutes)
        : text.hours(choice.minutes / 60);
  return (
    <Menu
      label={stateOf(alert) === 'pending' ? text.acceptAndSnooze : text.snooze}
      icon={<AlarmClock aria-hidden="true" />}
      iconOnly
      items={[
        ...snoozeChoices.map((choice) => ({
          text: words(choice),
          onClick: () => deeds.act(alert, { kind: 'snooze', until: snoozeUntil(choice, Date.now()) }),
        })),
        ...more,
      ]}
    />
  );
}
