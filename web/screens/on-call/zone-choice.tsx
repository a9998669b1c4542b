import { ownTimezone } from '../../time/format.ts';
import { SegmentField } from '../../ui/field.tsx';
import { useWords } from '../../words/language.tsx';
import { zoneName } from './texts.ts';
import { onCallWords } from './words.ts';

interface ZoneChoiceProps {
  readonly schedule: string;
  readonly value: string;
  readonly onInput: (zone: string) => void;
}

/** Whose clock the times of a form are read from; nothing to choose where both are one. */
export function ZoneChoice({ schedule, value, onInput }: ZoneChoiceProps) {
  const text = useWords(onCallWords);
  const own = ownTimezone();
  if (own === schedule) return <p class="faint small">{text.timesIn(zoneName(own))}</p>;
  return (
    <SegmentField
      label={text.zoneOfForm}
      value={value}
      onInput={onInput}
      options={[
        { value: own, text: `${zoneName(own)} (${text.yourZone})` },
        { value: schedule, text: `${zoneName(schedule)} (${text.scheduleZone})` },
      ]}
    />
  );
}
