import { Plus, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useGet } from '../../../../client/query.ts';
import { Button, IconButton } from '../../../../ui/button.tsx';
import { SelectField } from '../../../../ui/field.tsx';
import { useWords } from '../../../../words/language.tsx';
import { summaryOf } from '../../events/summary.ts';
import { type LinkTemplate, templateOf } from './draft.ts';
import { type PartProps, Section } from './part.tsx';
import { PreviewEvent, TemplateField } from './template-field.tsx';
import { settingWords } from './words.ts';

const texts = [
  ['summaryTemplate', 'summary', undefined],
  ['detailsTemplate', 'details', undefined],
  ['alertKeyTemplate', 'alertKey', 'alertKeyHint'],
  ['routingTemplate', 'routing', 'routingHint'],
] as const;

export function Templates(part: PartProps) {
  const text = useWords(settingWords);
  const { sourceId, draft, disabled, onChange } = part;
  const [eventId, setEventId] = useState('');
  const params = { path: { id: sourceId }, query: { 'max-results': 10 } };
  const { data: events = [] } = useGet('/alert-sources/{id}/events', { params });
  const count = texts.filter(([member]) => draft[member]).length + (draft.linkTemplates?.length ?? 0);
  return (
    <Section title={text.templates} said={count === 0 ? text.nothingSet : text.set(count)}>
      <p class="faint small">{text.templatesHint}</p>
      {events.length > 0 && (
        <SelectField
          label={text.previewWith}
          value={eventId}
          onInput={setEventId}
          options={[
            { value: '', text: text.previewLatest },
            ...events.map((event) => ({
              value: event.id,
              text: text.previewEvent(summaryOf(event).slice(0, 80) || event.id),
            })),
          ]}
        />
      )}
      <PreviewEvent.Provider value={eventId === '' ? undefined : eventId}>
        {texts.map(([member, word, hint]) => (
          <TemplateField
            key={member}
            label={text[word]}
            hint={hint && text[hint]}
            name={member}
            sourceId={sourceId}
            disabled={disabled}
            rows={member === 'detailsTemplate' ? 3 : 1}
            value={draft[member]?.textTemplate ?? ''}
            onInput={(value) => onChange({ [member]: templateOf(value) })}
          />
        ))}
        <Links {...part} />
      </PreviewEvent.Provider>
    </Section>
  );
}

function Links({ sourceId, draft, disabled, onChange }: PartProps) {
  const text = useWords(settingWords);
  const links = draft.linkTemplates ?? [];
  const set = (linkTemplates: readonly LinkTemplate[]) => onChange({ linkTemplates });
  const textOf = (link: LinkTemplate) => link.linkTextTemplate?.textTemplate ?? link.text ?? '';
  return (
    <fieldset class="field">
      <legend>{text.links}</legend>
      <div class="stack">
        {links.map((link, index) => (
          <div class="settings-line" key={index}>
            <TemplateField
              label={text.linkText}
              name={`linkTemplates.${index}.linkTextTemplate`}
              sourceId={sourceId}
              disabled={disabled}
              value={textOf(link)}
              onInput={(textTemplate) =>
                set(links.with(index, { hrefTemplate: link.hrefTemplate, linkTextTemplate: { textTemplate } }))
              }
            />
            <TemplateField
              label={text.linkAddress}
              name={`linkTemplates.${index}.hrefTemplate`}
              sourceId={sourceId}
              disabled={disabled}
              value={link.hrefTemplate.textTemplate ?? ''}
              onInput={(textTemplate) => set(links.with(index, { ...link, hrefTemplate: { textTemplate } }))}
            />
            <IconButton
              label={text.removeLink(index + 1)}
              disabled={disabled}
              onClick={() => set(links.toSpliced(index, 1))}
            >
              <X aria-hidden="true" />
            </IconButton>
          </div>
        ))}
        {!disabled && links.length < 10 && (
          <div>
            <Button
              size="small"
              icon={<Plus aria-hidden="true" />}
              onClick={() =>
                set([...links, { linkTextTemplate: { textTemplate: '' }, hrefTemplate: { textTemplate: 'https://' } }])
              }
            >
              {text.addLink}
            </Button>
          </div>
        )}
      </div>
    </fieldset>
  );
}
