import { Plus, X } from 'lucide-preact';
import { Button, IconButton } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Sortable } from '../../../ui/sortable.tsx';
import { useWords } from '../../../words/language.tsx';
import { ConditionField, ConditionHelp } from '../condition/field.tsx';
import { branchOf, type Definition, type Node } from './tree.ts';
import { flowWords } from './words.ts';

export interface KeyedDefinition {
  readonly key: number;
  readonly definition: Definition;
}

interface DefinitionsProps {
  readonly node: Node;
  readonly definitions: readonly KeyedDefinition[];
  readonly onInput: (definitions: readonly KeyedDefinition[]) => void;
}

/** The branches that a node tells apart, each with its condition. */
export function Definitions({ node, definitions, onInput }: DefinitionsProps) {
  const text = useWords(flowWords);
  const nameOf = ({ definition }: KeyedDefinition, index: number) =>
    definition.branchName || text.definition(index + 1);
  const add = () =>
    onInput([
      ...definitions,
      {
        key: Math.max(-1, ...definitions.map(({ key }) => key)) + 1,
        definition: { branchName: '', conditions: '' },
      },
    ]);
  return (
    <div class="stack tight">
      <h3>{text.definitions}</h3>
      <p class="faint small">{text.definitionsHint}</p>
      <Sortable
        items={definitions}
        onSort={onInput}
        keyOf={({ key }) => key}
        nameOf={nameOf}
        end={(one, index) => {
          const leadsOn = branchOf(node, one.definition.was)?.target !== undefined;
          return (
            <IconButton
              size="small"
              label={leadsOn ? text.inUse : text.removeOne(nameOf(one, index))}
              disabled={leadsOn}
              onClick={() => onInput(definitions.toSpliced(index, 1))}
            >
              <X aria-hidden="true" />
            </IconButton>
          );
        }}
      >
        {({ key, definition }, index) => {
          const set = (part: Partial<Definition>) =>
            onInput(definitions.with(index, { key, definition: { ...definition, ...part } }));
          return (
            <div class="flows-rule">
              <TextField
                label={text.definitionName}
                placeholder="database"
                value={definition.branchName}
                onInput={(branchName) => set({ branchName })}
              />
              <ConditionField
                label={text.definitionCondition}
                placeholder="context.event.labels.team == 'db'"
                value={definition.conditions}
                onInput={(conditions) => set({ conditions })}
              />
            </div>
          );
        }}
      </Sortable>
      <div>
        <Button size="small" icon={<Plus aria-hidden="true" />} onClick={add}>
          {text.addDefinition}
        </Button>
      </div>
      <ConditionHelp />
    </div>
  );
}
