import { useId } from 'preact/hooks';
import { NumberField, SelectField } from '../../../../ui/field.tsx';
import { useWords } from '../../../../words/language.tsx';
import { isMail } from '../tools.ts';
import { groupsByWindow } from './draft.ts';
import { type PartProps, Section } from './part.tsx';
import { autoResolutions, groupingWindows, minutesOf } from './spans.ts';
import { settingWords } from './words.ts';

export function Creation({ draft, disabled, onChange }: PartProps) {
  const text = useWords(settingWords);
  const group = useId();
  const { alertCreation } = draft;
  const spanText = (span: string) => {
    const minutes = minutesOf(span);
    return minutes < 60 || minutes % 60 !== 0 ? text.minutes(minutes) : text.hours(minutes / 60);
  };
  const choices = Object.entries(text.creations).filter(
    ([value]) => value !== 'OPEN_RESOLVE_ON_EXTRACTION' || isMail(draft.integrationType) || value === alertCreation,
  );
  return (
    <Section title={text.creation} said={text.creations[alertCreation]?.[0] ?? alertCreation}>
      <fieldset class="settings-choices">
        <legend class="unseen">{text.creation}</legend>
        {choices.map(([value, [title, why]]) => (
          <label key={value}>
            <input
              type="radio"
              name={group}
              value={value}
              disabled={disabled}
              checked={alertCreation === value}
              onChange={() =>
                onChange({
                  alertCreation: value,
                  ...(groupsByWindow(value) && { alertGroupingWindow: draft.alertGroupingWindow ?? 'PT15M' }),
                  ...(value === 'INTELLIGENT_GROUPING' && { scoreThreshold: draft.scoreThreshold ?? 0.7 }),
                })
              }
            />
            <span>
              <strong>{title}</strong>
              <span class="faint small">{why}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="columns">
        {groupsByWindow(alertCreation) && (
          <SelectField
            label={text.window}
            name="alertGroupingWindow"
            disabled={disabled}
            value={draft.alertGroupingWindow ?? 'PT15M'}
            onInput={(alertGroupingWindow) => onChange({ alertGroupingWindow })}
            options={groupingWindows.map((value) => ({ value, text: spanText(value) }))}
          />
        )}
        {alertCreation === 'INTELLIGENT_GROUPING' && (
          <NumberField
            label={text.threshold}
            hint={text.thresholdHint}
            name="scoreThreshold"
            min={0.1}
            max={0.995}
            step={0.005}
            disabled={disabled}
            value={draft.scoreThreshold}
            onInput={(scoreThreshold) => onChange({ scoreThreshold })}
          />
        )}
        <SelectField
          label={text.autoResolution}
          hint={text.autoResolutionHint}
          name="autoResolutionTimeout"
          disabled={disabled}
          value={draft.autoResolutionTimeout ?? ''}
          onInput={(value) => onChange({ autoResolutionTimeout: value === '' ? undefined : value })}
          options={[
            { value: '', text: text.autoResolutionNever },
            ...autoResolutions.map((value) => ({ value, text: spanText(value) })),
          ]}
        />
      </div>
    </Section>
  );
}
