import { Plus, X } from 'lucide-preact';
import { Button, IconButton } from '../../../../ui/button.tsx';
import { CheckField } from '../../../../ui/field.tsx';
import { PickManyField } from '../../../../ui/pick.tsx';
import { useWords } from '../../../../words/language.tsx';
import { type PartProps, Section } from './part.tsx';
import { TemplateField } from './template-field.tsx';
import { settingWords } from './words.ts';

export function Services({ sourceId, draft, disabled, onChange }: PartProps) {
  const text = useWords(settingWords);
  const { services = [], servicesTemplate: templates = [] } = draft;
  const count = services.length + templates.length;
  return (
    <Section title={text.services} said={count === 0 ? text.nothingSet : text.set(count)}>
      <PickManyField
        kind="services"
        label={text.servicesFixed}
        name="services"
        optional
        disabled={disabled}
        value={services}
        onInput={(chosen) => onChange({ services: chosen.map(({ id, name }) => ({ id, ...(name && { name }) })) })}
      />
      <fieldset class="field">
        <legend>{text.servicesTemplates}</legend>
        <p class="hint">{text.servicesTemplatesHint}</p>
        <div class="stack tight">
          {templates.map((template, index) => (
            <div class="row" key={index}>
              <div class="grow">
                <TemplateField
                  label={`${text.services} ${index + 1}`}
                  name={`servicesTemplate.${index}`}
                  sourceId={sourceId}
                  disabled={disabled}
                  value={template.textTemplate ?? ''}
                  onInput={(textTemplate) => onChange({ servicesTemplate: templates.with(index, { textTemplate }) })}
                />
              </div>
              <IconButton
                label={text.removeTemplate(index + 1)}
                disabled={disabled}
                onClick={() => onChange({ servicesTemplate: templates.toSpliced(index, 1) })}
              >
                <X aria-hidden="true" />
              </IconButton>
            </div>
          ))}
          {!disabled && templates.length < 10 && (
            <div>
              <Button
                size="small"
                icon={<Plus aria-hidden="true" />}
                onClick={() => onChange({ servicesTemplate: [...templates, { textTemplate: '' }] })}
              >
                {text.addTemplate}
              </Button>
            </div>
          )}
        </div>
      </fieldset>
      {templates.length > 0 && (
        <CheckField
          label={text.autoCreate}
          name="autoCreateServices"
          disabled={disabled}
          value={draft.autoCreateServices ?? false}
          onInput={(autoCreateServices) => onChange({ autoCreateServices })}
        />
      )}
    </Section>
  );
}
