import { SlidersHorizontal } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { SegmentField, SelectField, TextField } from '../../ui/field.tsx';
import { SearchField } from '../../ui/list.tsx';
import { PickManyField } from '../../ui/pick.tsx';
import { useWords } from '../../words/language.tsx';
import { countFurther, type Filters, noFilters, states } from './filters.ts';
import { listWords } from './list-words.ts';

interface BarProps {
  readonly filters: Filters;
  readonly onInput: (filters: Filters) => void;
}

/** What the list is narrowed down to; the less used ones stand behind a button. */
export function FilterBar({ filters, onInput }: BarProps) {
  const text = useWords(listWords);
  const further = countFurther(filters);
  const [isOpen, setOpen] = useState(further > 0 && window.innerWidth > 720);
  return (
    <div class="stack">
      <div class="row">
        <SegmentField
          label={text.state}
          hideLabel
          value={filters.state}
          options={states.map((state) => ({ value: state, text: text.states[state] }))}
          onInput={(state) => onInput({ ...filters, state })}
        />
        <SearchField
          label={text.search}
          value={filters.text}
          onInput={(value) => onInput({ ...filters, text: value })}
        />
        <Button
          icon={<SlidersHorizontal aria-hidden="true" />}
          aria-expanded={isOpen}
          aria-controls="alerts-filters"
          onClick={() => setOpen(!isOpen)}
        >
          {text.filters}
          {further > 0 && ` (${further})`}
        </Button>
      </div>
      <div id="alerts-filters" hidden={!isOpen}>
        {isOpen && <Further filters={filters} onInput={onInput} />}
      </div>
    </div>
  );
}

const idsOf = (all: readonly { readonly id: number }[]): readonly number[] => all.map(({ id }) => id);
const references = (ids: readonly number[]) => ids.map((id) => ({ id }));

function Further({ filters, onInput }: BarProps) {
  const text = useWords(listWords);
  const { state, text: words } = filters;
  const { priority: _priority, ...anyPriority } = filters;
  return (
    <div class="alerts-filters">
      <div class="columns">
        <PickManyField
          kind="sources"
          label={text.sources}
          value={references(filters.sources)}
          onInput={(all) => onInput({ ...filters, sources: idsOf(all) })}
        />
        <PickManyField
          kind="policies"
          label={text.policies}
          value={references(filters.policies)}
          onInput={(all) => onInput({ ...filters, policies: idsOf(all) })}
        />
        <PickManyField
          kind="users"
          label={text.responders}
          value={references(filters.responders)}
          onInput={(all) => onInput({ ...filters, responders: idsOf(all) })}
        />
        <SelectField
          label={text.priority}
          value={filters.priority ?? ''}
          options={[
            { value: '', text: text.anyPriority },
            { value: 'HIGH', text: text.high },
            { value: 'LOW', text: text.low },
          ]}
          onInput={(value) => onInput(value === '' ? anyPriority : { ...filters, priority: value })}
        />
        <TextField
          type="date"
          label={text.from}
          value={filters.from ?? ''}
          onInput={(from) => onInput(withDay(filters, 'from', from))}
        />
        <TextField
          type="date"
          label={text.until}
          value={filters.until ?? ''}
          onInput={(until) => onInput(withDay(filters, 'until', until))}
        />
      </div>
      {countFurther(filters) > 0 && (
        <Button kind="quiet" size="small" onClick={() => onInput({ ...noFilters, state, text: words })}>
          {text.clear}
        </Button>
      )}
    </div>
  );
}

function withDay(filters: Filters, name: 'from' | 'until', day: string): Filters {
  const { [name]: _before, ...rest } = filters;
  return day === '' ? rest : { ...rest, [name]: day };
}
