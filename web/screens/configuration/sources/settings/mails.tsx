import { Plus, X } from 'lucide-preact';
import { Button, IconButton } from '../../../../ui/button.tsx';
import { CheckField, SelectField, TextField } from '../../../../ui/field.tsx';
import { useWords } from '../../../../words/language.tsx';
import type { MailPredicate } from './draft.ts';
import { type PartProps, Section } from './part.tsx';
import { settingWords } from './words.ts';

const extractorFields = ['EMAIL_SUBJECT', 'EMAIL_BODY'] as const;
const extractorCriteria = ['ALL_TEXT_BEFORE', 'ALL_TEXT_AFTER', 'MATCHES_REGEX'] as const;

/** Which mails count, and which resolve. */
export function Mails({ draft, disabled, onChange }: PartProps) {
  const text = useWords(settingWords);
  const { emailPredicates = [], emailResolvePredicates = [], resolveKeyExtractor } = draft;
  const count = emailPredicates.length + emailResolvePredicates.length + (resolveKeyExtractor ? 1 : 0);
  return (
    <Section title={text.mails} said={count === 0 ? text.nothingSet : text.set(count)}>
      <CheckField
        label={text.mailFilter}
        name="emailFiltered"
        disabled={disabled}
        value={draft.emailFiltered ?? false}
        onInput={(emailFiltered) => onChange({ emailFiltered })}
      />
      {draft.emailFiltered && (
        <Predicates
          member="emailPredicates"
          disabled={disabled}
          operator={draft.filterOperator ?? 'AND'}
          onOperator={(filterOperator) => onChange({ filterOperator })}
          value={emailPredicates}
          onInput={(predicates) => onChange({ emailPredicates: predicates })}
        />
      )}
      <CheckField
        label={text.mailResolve}
        name="emailResolveFiltered"
        disabled={disabled}
        value={draft.emailResolveFiltered ?? false}
        onInput={(emailResolveFiltered) => onChange({ emailResolveFiltered })}
      />
      {draft.emailResolveFiltered && (
        <Predicates
          member="emailResolvePredicates"
          disabled={disabled}
          operator={draft.resolveFilterOperator ?? 'AND'}
          onOperator={(resolveFilterOperator) => onChange({ resolveFilterOperator })}
          value={emailResolvePredicates}
          onInput={(predicates) => onChange({ emailResolvePredicates: predicates })}
        />
      )}
      <Extractor draft={draft} disabled={disabled} onChange={onChange} />
    </Section>
  );
}

interface PredicatesProps {
  readonly member: 'emailPredicates' | 'emailResolvePredicates';
  readonly disabled: boolean;
  readonly operator: string;
  readonly onOperator: (operator: string) => void;
  readonly value: readonly MailPredicate[];
  readonly onInput: (value: readonly MailPredicate[]) => void;
}

const usual: MailPredicate = { field: 'EMAIL_SUBJECT', criteria: 'CONTAINS_ANY_WORDS', value: '' };

function Predicates({ member, disabled, operator, onOperator, value, onInput }: PredicatesProps) {
  const text = useWords(settingWords);
  const criteria = Object.entries(text.criteria).filter(([one]) => !one.startsWith('ALL_TEXT'));
  return (
    <div class="stack tight">
      <SelectField
        label={text.operator}
        disabled={disabled}
        value={operator}
        onInput={onOperator}
        options={[
          { value: 'AND', text: text.all },
          { value: 'OR', text: text.any },
        ]}
      />
      {value.map((predicate, index) => {
        const set = (part: Partial<MailPredicate>) => onInput(value.with(index, { ...predicate, ...part }));
        return (
          <div class="settings-line three" key={index}>
            <SelectField
              label={text.where}
              name={`${member}.${index}.field`}
              disabled={disabled}
              value={predicate.field}
              onInput={(field) => set({ field })}
              options={Object.entries(text.mailField).map(([one, said]) => ({ value: one, text: said }))}
            />
            <SelectField
              label={text.how}
              name={`${member}.${index}.criteria`}
              disabled={disabled}
              value={predicate.criteria}
              onInput={(chosen) => set({ criteria: chosen })}
              options={criteria.map(([one, said]) => ({ value: one, text: said }))}
            />
            <TextField
              label={text.what}
              name={`${member}.${index}.value`}
              disabled={disabled}
              value={predicate.value}
              onInput={(what) => set({ value: what })}
            />
            <IconButton
              label={text.removeRule(index + 1)}
              disabled={disabled}
              onClick={() => onInput(value.toSpliced(index, 1))}
            >
              <X aria-hidden="true" />
            </IconButton>
          </div>
        );
      })}
      {!disabled && (
        <div>
          <Button size="small" icon={<Plus aria-hidden="true" />} onClick={() => onInput([...value, usual])}>
            {text.addRule}
          </Button>
        </div>
      )}
    </div>
  );
}

function Extractor({ draft, disabled, onChange }: Omit<PartProps, 'sourceId'>) {
  const text = useWords(settingWords);
  const { resolveKeyExtractor: extractor } = draft;
  const set = (part: Partial<MailPredicate>) =>
    extractor && onChange({ resolveKeyExtractor: { ...extractor, ...part } });
  return (
    <>
      <CheckField
        label={text.extractor}
        name="resolveKeyExtractor"
        disabled={disabled}
        value={extractor !== undefined}
        onInput={(isWanted) =>
          onChange({
            resolveKeyExtractor: isWanted
              ? { field: 'EMAIL_SUBJECT', criteria: 'ALL_TEXT_AFTER', value: '' }
              : undefined,
          })
        }
      />
      {extractor && (
        <div class="settings-line three">
          <SelectField
            label={text.where}
            name="resolveKeyExtractor.field"
            disabled={disabled}
            value={extractor.field}
            onInput={(field) => set({ field })}
            options={extractorFields.map((value) => ({ value, text: text.mailField[value] ?? value }))}
          />
          <SelectField
            label={text.how}
            name="resolveKeyExtractor.criteria"
            disabled={disabled}
            value={extractor.criteria}
            onInput={(criteria) => set({ criteria })}
            options={extractorCriteria.map((value) => ({ value, text: text.criteria[value] ?? value }))}
          />
          <TextField
            label={text.what}
            name="resolveKeyExtractor.value"
            disabled={disabled}
            value={extractor.value}
            onInput={(value) => set({ value })}
          />
        </div>
      )}
    </>
  );
}
