import { CheckField, SelectField } from '../../../../ui/field.tsx';
import { PickField } from '../../../../ui/pick.tsx';
import { Notice } from '../../../../ui/states.tsx';
import { useWords } from '../../../../words/language.tsx';
import { goesByHours } from './draft.ts';
import { MappedTemplate } from './mapped.tsx';
import { type PartProps, Section } from './part.tsx';
import { settingWords } from './words.ts';

export function Priority({ sourceId, draft, disabled, onChange }: PartProps) {
  const text = useWords(settingWords);
  const { supportHours } = draft;
  const hasOwn = supportHours !== undefined && !supportHours.id;
  return (
    <Section title={text.priority} said={text.rules[draft.alertPriorityRule] ?? draft.alertPriorityRule}>
      <div class="columns">
        <SelectField
          label={text.rule}
          name="alertPriorityRule"
          disabled={disabled}
          value={draft.alertPriorityRule}
          onInput={(alertPriorityRule) => onChange({ alertPriorityRule })}
          options={Object.entries(text.rules).map(([value, said]) => ({ value, text: said }))}
        />
        <SelectField
          label={text.severity}
          name="severity"
          disabled={disabled}
          value={draft.severity === undefined ? '' : String(draft.severity)}
          onInput={(value) => onChange({ severity: value === '' ? undefined : Number(value) })}
          options={[
            { value: '', text: text.severityNone },
            ...text.severities.map((said, index) => ({ value: String(index + 1), text: said })),
          ]}
        />
      </div>
      {goesByHours(draft.alertPriorityRule) && (
        <>
          {hasOwn && <Notice>{text.ownHours}</Notice>}
          <PickField
            kind="supportHours"
            label={text.supportHours}
            name="supportHours"
            disabled={disabled}
            value={supportHours?.id === undefined ? undefined : { id: supportHours.id }}
            onInput={(hours) => onChange({ supportHours: hours && { id: hours.id } })}
          />
          <CheckField
            label={text.raise}
            hint={text.raiseHint}
            name="autoRaiseAlerts"
            disabled={disabled}
            value={draft.autoRaiseAlerts ?? false}
            onInput={(autoRaiseAlerts) => onChange({ autoRaiseAlerts })}
          />
        </>
      )}
      <MappedTemplate
        kind="priority"
        label={text.priorityByTemplate}
        sourceId={sourceId}
        disabled={disabled}
        value={draft.priorityTemplate}
        onInput={(priorityTemplate) => onChange({ priorityTemplate })}
      />
      <MappedTemplate
        kind="severity"
        label={text.severityByTemplate}
        sourceId={sourceId}
        disabled={disabled}
        value={draft.severityTemplate}
        onInput={(severityTemplate) => onChange({ severityTemplate })}
      />
    </Section>
  );
}
