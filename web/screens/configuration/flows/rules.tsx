import { Plus, X } from 'lucide-preact';
import { Button, IconButton } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Sortable } from '../../../ui/sortable.tsx';
import { useWords } from '../../../words/language.tsx';
import { JsonField } from './json-field.tsx';
import { flowWords } from './words.ts';

export interface Rule {
  readonly name?: string;
  readonly target?: string;
  readonly operator?: string;
  readonly [member: string]: unknown;
}

export interface KeyedRule {
  readonly key: number;
  readonly rule: Rule;
}

interface RulesProps {
  readonly rules: readonly KeyedRule[];
  readonly onInput: (rules: readonly KeyedRule[]) => void;
}

/** What a node changes of an event, rule by rule. */
export function Rules({ rules, onInput }: RulesProps) {
  const text = useWords(flowWords);
  const add = () =>
    onInput([
      ...rules,
      {
        key: Math.max(-1, ...rules.map(({ key }) => key)) + 1,
        rule: { name: text.rule(rules.length + 1), target: 'context.event.priority', operator: 'SET', value: '' },
      },
    ]);
  return (
    <div class="stack tight">
      <h3>{text.rules}</h3>
      <p class="faint small">{text.rulesHint}</p>
      <Sortable
        items={rules}
        onSort={onInput}
        keyOf={({ key }) => key}
        nameOf={({ rule }, index) => rule.name || text.rule(index + 1)}
        end={({ rule }, index) => (
          <IconButton
            size="small"
            label={text.removeOne(rule.name || text.rule(index + 1))}
            onClick={() => onInput(rules.toSpliced(index, 1))}
          >
            <X aria-hidden="true" />
          </IconButton>
        )}
      >
        {({ key, rule }, index) => (
          <RuleFields rule={rule} onInput={(changed) => onInput(rules.with(index, { key, rule: changed }))} />
        )}
      </Sortable>
      <div>
        <Button size="small" icon={<Plus aria-hidden="true" />} onClick={add}>
          {text.addRule}
        </Button>
      </div>
    </div>
  );
}

const written = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

function RuleFields({ rule, onInput }: { readonly rule: Rule; readonly onInput: (rule: Rule) => void }) {
  const text = useWords(flowWords);
  const { operator = 'SET' } = rule;
  const set = (part: Rule) => onInput({ ...rule, ...part });
  // What another operator needed stays out of the way.
  const choose = (next: string) => onInput({ name: rule.name, target: rule.target, operator: next });
  return (
    <div class="flows-rule">
      <div class="columns">
        <TextField label={text.ruleName} value={rule.name ?? ''} onInput={(name) => set({ name })} />
        <TextField
          label={text.target}
          code
          placeholder="context.event.priority"
          value={rule.target ?? ''}
          onInput={(target) => set({ target })}
        />
      </div>
      <div class="columns">
        <SelectField
          label={text.operator}
          value={operator}
          onInput={choose}
          options={Object.entries(text.operators).map(([value, said]) => ({ value, text: said }))}
        />
        {(operator === 'SET' || operator === 'TEMPLATE') && (
          <TextField
            label={text.value}
            code
            placeholder={operator === 'TEMPLATE' ? '{{ event.summary }}' : 'HIGH'}
            value={written(rule.value)}
            onInput={(value) => set({ value })}
          />
        )}
        {(operator === 'COPY' || operator === 'MAP') && (
          <TextField
            label={text.from}
            code
            placeholder="context.event.labels.team"
            value={written(rule.source)}
            onInput={(source) => set({ source })}
          />
        )}
      </div>
      {operator === 'MAP' && (
        <>
          <JsonField
            label={text.mapping}
            hint={text.mappingHint}
            kind="object"
            value={rule.mapping}
            onInput={(mapping) => set({ mapping })}
          />
          <TextField
            label={text.fallback}
            optional
            code
            value={written(rule.default)}
            onInput={(value) => set({ default: value === '' ? undefined : value })}
          />
        </>
      )}
      {operator === 'MERGE' && (
        <JsonField
          label={text.properties}
          hint={text.propertiesHint}
          kind="object"
          value={rule.properties}
          onInput={(properties) => set({ properties })}
        />
      )}
      {operator === 'APPEND_ARRAY' && (
        <JsonField
          label={text.items}
          hint={text.itemsHint}
          kind="list"
          value={rule.items}
          onInput={(items) => set({ items })}
        />
      )}
    </div>
  );
}
