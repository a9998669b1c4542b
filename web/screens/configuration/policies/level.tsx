import { Copy, Ellipsis, Trash2 } from 'lucide-preact';
import { NumberField } from '../../../ui/field.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { useWords } from '../../../words/language.tsx';
import type { Level } from './draft.ts';
import { Targets } from './target.tsx';
import { policyWords } from './words.ts';

interface LevelProps {
  readonly level: Level;
  readonly index: number;
  readonly startsAt: number;
  readonly isLast: boolean;
  readonly disabled: boolean;
  readonly onChange: (level: Level) => void;
}

/** One level on the time line: when it starts, whom it tells, and how long it waits for an answer. */
export function LevelCard({ level, index, startsAt, isLast, disabled, onChange }: LevelProps) {
  const text = useWords(policyWords);
  return (
    <div class="policies-level">
      <div class="policies-level-head">
        <h2>{text.level(index + 1)}</h2>
        <span class="policies-at number">{text.atMin(startsAt)}</span>
      </div>
      <Targets level={level} index={index} disabled={disabled} onChange={onChange} />
      <div class="policies-wait">
        <span>{isLast ? text.ifNobodyLast : text.ifNobody}</span>
        <NumberField
          label={isLast ? text.timeoutLast : text.timeout}
          hideLabel
          name={`escalationRules.${index}.escalationTimeout`}
          min={0}
          max={525_600}
          disabled={disabled}
          value={level.timeout}
          onInput={(timeout) => onChange({ ...level, timeout: timeout ?? 0 })}
        />
        <span>{text.minutes}</span>
      </div>
    </div>
  );
}

/** What else can be done with a level. */
export function LevelMenu({
  index,
  onCopy,
  onRemove,
}: {
  readonly index: number;
  readonly onCopy: () => void;
  readonly onRemove: (() => void) | undefined;
}) {
  const text = useWords(policyWords);
  return (
    <Menu
      label={text.moreOf(text.level(index + 1))}
      icon={<Ellipsis aria-hidden="true" />}
      iconOnly
      kind="quiet"
      size="small"
      items={[
        { text: text.copyLevel, icon: <Copy aria-hidden="true" />, onClick: onCopy },
        onRemove && { text: text.removeLevel, icon: <Trash2 aria-hidden="true" />, danger: true, onClick: onRemove },
      ]}
    />
  );
}
