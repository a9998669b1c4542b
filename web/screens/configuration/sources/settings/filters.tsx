import { useWords } from '../../../../words/language.tsx';
import { ConditionField, ConditionHelp } from '../../condition/field.tsx';
import { TryRecent } from '../../condition/try.tsx';
import { type PartProps, Section } from './part.tsx';
import { settingWords } from './words.ts';

const typeFilters = [
  ['eventTypeFilterResolve', 'resolveWhen'],
  ['eventTypeFilterAccept', 'acceptWhen'],
  ['eventTypeFilterCreate', 'createWhen'],
] as const;

export function Filters({ sourceId, draft, disabled, onChange }: PartProps) {
  const text = useWords(settingWords);
  const count = ['eventFilter' as const, ...typeFilters.map(([member]) => member)].filter((one) => draft[one]).length;
  const field = (member: 'eventFilter' | (typeof typeFilters)[number][0], label: string, hint?: string) => {
    const value = draft[member] ?? '';
    return (
      <ConditionField
        key={member}
        label={label}
        hint={hint}
        name={member}
        disabled={disabled}
        value={value}
        onInput={(condition) => onChange({ [member]: condition })}
      >
        <TryRecent condition={value} sourceId={sourceId} />
      </ConditionField>
    );
  };
  return (
    <Section title={text.filters} said={count === 0 ? text.nothingSet : text.set(count)}>
      {field('eventFilter', text.eventFilter, text.eventFilterHint)}
      <div class="stack tight">
        <h3>{text.typeFilters}</h3>
        <p class="faint small">{text.typeFiltersHint}</p>
      </div>
      {typeFilters.map(([member, word]) => field(member, text[word]))}
      <ConditionHelp />
    </Section>
  );
}
