import { CheckField, TextField } from '../../../../ui/field.tsx';
import { PickField, PickManyField } from '../../../../ui/pick.tsx';
import { useWords } from '../../../../words/language.tsx';
import { type PartProps, Section } from './part.tsx';
import { settingWords } from './words.ts';

export function General({ draft, disabled, onChange }: PartProps) {
  const text = useWords(settingWords);
  return (
    <Section title={text.general} said={draft.escalationPolicy.name ?? ''} open>
      <div class="columns">
        <TextField
          label={text.name}
          name="name"
          disabled={disabled}
          value={draft.name}
          onInput={(name) => onChange({ name })}
        />
        <PickField
          kind="policies"
          label={text.policy}
          name="escalationPolicy"
          disabled={disabled}
          value={draft.escalationPolicy}
          onInput={(policy) =>
            policy && onChange({ escalationPolicy: { id: policy.id, ...(policy.name && { name: policy.name }) } })
          }
        />
      </div>
      <CheckField
        label={text.active}
        hint={text.activeHint}
        name="active"
        disabled={disabled}
        value={draft.active}
        onInput={(active) => onChange({ active })}
      />
      <PickManyField
        kind="teams"
        label={text.teams}
        name="teams"
        optional
        disabled={disabled}
        value={draft.teams}
        onInput={(teams) => onChange({ teams: teams.map(({ id, name }) => ({ id, ...(name && { name }) })) })}
      />
    </Section>
  );
}
