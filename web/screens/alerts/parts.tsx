import { AlarmClock, ArrowDown, BellRing, Check, CheckCheck, ChevronsUp } from 'lucide-preact';
import { useId, useState } from 'preact/hooks';
import { clockTime, fullTime } from '../../time/format.ts';
import { Countdown } from '../../time/now.tsx';
import { Button } from '../../ui/button.tsx';
import { Badge, nameOf, type Tone } from '../../ui/states.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { type Alert, type AlertState, askedOf, holdersOf, stateOf } from './model.ts';
import { partWords } from './part-words.ts';
import { isLong, withLinks } from './text.ts';
import './parts.css';

const looks: Readonly<Record<AlertState, { readonly tone: Tone; readonly Icon: typeof Check }>> = {
  pending: { tone: 'bad', Icon: BellRing },
  accepted: { tone: 'info', Icon: Check },
  snoozed: { tone: 'none', Icon: AlarmClock },
  resolved: { tone: 'ok', Icon: CheckCheck },
};

/** What an alert is in, by word, shape and colour. */
export function StateBadge({ alert }: { readonly alert: Pick<Alert, 'status' | 'snoozedUntil'> }) {
  const text = useWords(partWords);
  const state = stateOf(alert);
  const { tone, Icon } = looks[state];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {text[state]}
    </Badge>
  );
}

/** High or low, as a small mark with a name. */
export function PriorityMark({ priority, named = false }: { readonly priority: string; readonly named?: boolean }) {
  const text = useWords(partWords);
  const isHigh = priority === 'HIGH';
  const Icon = isHigh ? ChevronsUp : ArrowDown;
  return (
    <span class={`alerts-priority ${isHigh ? 'high' : 'low'}`} title={isHigh ? text.high : text.low}>
      <Icon aria-hidden="true" />
      <span class={named ? '' : 'unseen'}>{isHigh ? text.high : text.low}</span>
    </span>
  );
}

/** Who has it, or who was told and has not answered. */
export function Holder({ alert, meId }: { readonly alert: Alert; readonly meId: number }) {
  const text = useWords(partWords);
  const holders = holdersOf(alert);
  const people = holders.length > 0 ? holders : askedOf(alert);
  const mine = people.find(({ id }) => id === meId);
  const first = mine ?? people[0];
  if (first === undefined) return <span>{stateOf(alert) === 'resolved' ? '' : text.nobody}</span>;
  const isHeld = holders.length > 0;
  return (
    <span class="alerts-holder">
      {mine ? isHeld ? text.youHaveIt : text.youWereTold : <Named name={nameOf(first)} isHeld={isHeld} />}
      {people.length > 1 && ` ${text.and(people.length - 1)}`}
    </span>
  );
}

function Named({ name, isHeld }: { readonly name: string; readonly isHeld: boolean }) {
  const text = useWords(partWords);
  const mark = '\u0000';
  const [before, after] = (isHeld ? text.heldBy(mark) : text.told(mark)).split(mark);
  return (
    <>
      {before}
      <bdi>{name}</bdi>
      {after}
    </>
  );
}

/** What comes next by itself, and when. */
export function NextEscalation({ alert }: { readonly alert: Alert }) {
  const text = useWords(partWords);
  const language = useLanguage();
  if (alert.snoozedUntil)
    return (
      <span title={fullTime(alert.snoozedUntil, { language })}>
        {text.sleepsUntil} {clockTime(alert.snoozedUntil, { language })}
      </span>
    );
  if (stateOf(alert) !== 'pending') return null;
  if (alert.nextEscalation === null) return <span>{text.noNext}</span>;
  return (
    <span class="alerts-next">
      {text.next} <Countdown at={alert.nextEscalation} />
    </span>
  );
}

/** What somebody or something has written: text as it is, whose web addresses can be followed; folded where it is long. */
export function Written({ text: written, isOpen = false }: { readonly text: string; readonly isOpen?: boolean }) {
  const text = useWords(partWords);
  const id = useId();
  const [isShown, setShown] = useState(isOpen);
  const folds = !isOpen && isLong(written);
  const shown = folds && !isShown ? written.slice(0, 4000) : written;
  return (
    <div class="alerts-written">
      <div id={id} dir="auto" class={folds && !isShown ? 'alerts-text folded' : 'alerts-text'}>
        {withLinks(shown).map(({ text: piece, href }, index) =>
          href === undefined ? (
            piece
          ) : (
            <a key={String(index)} href={href} target="_blank" rel="noopener noreferrer nofollow">
              {piece}
            </a>
          ),
        )}
      </div>
      {folds && (
        <Button kind="quiet" size="small" aria-expanded={isShown} aria-controls={id} onClick={() => setShown(!isShown)}>
          {isShown ? text.showLess : text.showAll}
        </Button>
      )}
    </div>
  );
}
