import { Plus, X } from 'lucide-preact';
import { Button, IconButton } from '../../../../ui/button.tsx';
import { SelectField, TextField } from '../../../../ui/field.tsx';
import { useWords } from '../../../../words/language.tsx';
import type { Mapped, Mapping } from './draft.ts';
import { TemplateField } from './template-field.tsx';
import { settingWords } from './words.ts';

interface MappedProps {
  readonly kind: 'priority' | 'severity';
  readonly label: string;
  readonly sourceId: number;
  readonly disabled: boolean;
  readonly value: Mapped | undefined;
  readonly onInput: (value: Mapped | undefined) => void;
}

/** A value out of the event, and what each of its values means. */
export function MappedTemplate({ kind, label, sourceId, disabled, value, onInput }: MappedProps) {
  const text = useWords(settingWords);
  const { valueTemplate, mappings } = value ?? { valueTemplate: { textTemplate: '' }, mappings: [] };
  const member = `${kind}Template`;
  const set = (next: readonly Mapping[]) => onInput({ valueTemplate, mappings: next });
  const options =
    kind === 'priority'
      ? [
          { value: 'HIGH', text: text.rules.HIGH ?? 'HIGH' },
          { value: 'LOW', text: text.rules.LOW ?? 'LOW' },
        ]
      : text.severities.map((said, index) => ({ value: String(index + 1), text: said }));
  const meant = (chosen: string) =>
    kind === 'priority' ? { priority: chosen as 'HIGH' | 'LOW' } : { severity: Number(chosen) };
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      <div class="stack tight">
        <TemplateField
          label={text.valueTemplate}
          name={`${member}.valueTemplate`}
          sourceId={sourceId}
          disabled={disabled}
          value={valueTemplate.textTemplate ?? ''}
          onInput={(textTemplate) => onInput({ valueTemplate: { textTemplate }, mappings })}
        />
        {mappings.map((mapping, index) => (
          <div class="settings-line" key={index}>
            <TextField
              label={text.mapValue}
              name={`${member}.mappings.${index}.value`}
              disabled={disabled}
              value={mapping.value}
              onInput={(changed) => set(mappings.with(index, { ...mapping, value: changed }))}
            />
            <SelectField
              label={text.mapTo}
              name={`${member}.mappings.${index}.${kind}`}
              disabled={disabled}
              value={String(mapping[kind] ?? '')}
              onInput={(chosen) => set(mappings.with(index, { value: mapping.value, ...meant(chosen) }))}
              options={options}
            />
            <IconButton
              label={text.removeMapping(mapping.value)}
              disabled={disabled}
              onClick={() => set(mappings.toSpliced(index, 1))}
            >
              <X aria-hidden="true" />
            </IconButton>
          </div>
        ))}
        {!disabled && (
          <div>
            <Button
              size="small"
              icon={<Plus aria-hidden="true" />}
              onClick={() => set([...mappings, { value: '', ...meant(options[0]?.value ?? '') }])}
            >
              {text.addMapping}
            </Button>
          </div>
        )}
      </div>
    </fieldset>
  );
}
