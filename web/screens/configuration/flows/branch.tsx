import { ArrowDown, ArrowUp, Ellipsis, Pencil, Trash2, TriangleAlert } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { useWords } from '../../../words/language.tsx';
import { ConditionField, ConditionHelp } from '../condition/field.tsx';
import type { TreeActions } from './node.tsx';
import { type Branch, definitionsOf, type Node, namesAt } from './tree.ts';
import { flowWords } from './words.ts';

interface LabelProps {
  readonly node: Node;
  readonly branch: Branch;
  readonly index: number;
  readonly actions: TreeActions;
}

/** When a branch is taken. */
export function BranchLabel({ node, branch, index, actions }: LabelProps) {
  const text = useWords(flowWords);
  const { disabled } = actions;
  const isDefined = node.nodeType === 'DEFINE_BRANCHES';
  const { title, condition } = useSaid(node, branch);
  const problems = actions.problems.filter(({ key }) => key === branch.key);
  return (
    <div class="flows-label">
      <span class="grow">
        <span class="flows-when" dir="auto">
          {title}
        </span>
        {condition && <code dir="auto">{condition}</code>}
        {problems.map(({ message }) => (
          <span key={message} class="flows-problem">
            <TriangleAlert aria-hidden="true" />
            <span lang="en">{message}</span>
          </span>
        ))}
      </span>
      {!disabled && !isDefined && (
        <Menu
          label={text.more(title)}
          icon={<Ellipsis aria-hidden="true" />}
          iconOnly
          kind="quiet"
          size="small"
          items={[
            branch.branchType === 'BRANCH' && {
              text: text.editBranch,
              icon: <Pencil aria-hidden="true" />,
              onClick: () => actions.onEditBranch(node, branch),
            },
            {
              text: text.branchUp,
              icon: <ArrowUp aria-hidden="true" />,
              disabled: index === 0,
              onClick: () => actions.onMoveBranch(node, index, -1),
            },
            {
              text: text.branchDown,
              icon: <ArrowDown aria-hidden="true" />,
              disabled: index === node.branches.length - 1,
              onClick: () => actions.onMoveBranch(node, index, 1),
            },
            {
              text: text.removeBranch,
              icon: <Trash2 aria-hidden="true" />,
              danger: true,
              onClick: () => actions.onRemoveBranch(node, branch),
            },
          ]}
        />
      )}
    </div>
  );
}

function useSaid(node: Node, { branchType, condition = '' }: Branch): { title: string; condition?: string } {
  const text = useWords(flowWords);
  if (branchType === 'CATCH_ALL') return { title: text.otherwise };
  if (branchType === 'ACCEPTED') return { title: text.always };
  const bare = condition.trim().replace(/^'([^'\\]*)'$/, '$1');
  if (node.nodeType === 'SUPPORT_HOURS') {
    if (bare === 'DURING' || /^context\.supportHoursState == '?DURING'?$/.test(bare)) return { title: text.during };
    if (bare === 'OUTSIDE' || /^context\.supportHoursState == '?OUTSIDE'?$/.test(bare)) return { title: text.outside };
  }
  const definition = definitionsOf(node).find(({ branchName }) => branchName === bare);
  if (definition !== undefined) return { title: definition.branchName, condition: definition.conditions };
  return { title: text.when, condition };
}

interface DialogProps {
  readonly node: Node;
  readonly branch: Branch;
  readonly onDone: (condition: string) => void;
  readonly onClose: () => void;
}

/** Says when a branch is taken. */
export function BranchDialog({ node, branch, onDone, onClose }: DialogProps) {
  const text = useWords(flowWords);
  const [condition, setCondition] = useState(branch.condition ?? '');
  const names = namesAt(node).filter((name) => !name.startsWith("'"));
  return (
    <Dialog title={text.branchTitle} onClose={onClose}>
      <ConditionField
        label={text.definitionCondition}
        value={condition}
        onInput={setCondition}
        allowed={namesAt(node)}
        placeholder="context.event.labels.team == 'db'"
      />
      {names.length > 0 && (
        <p class="row small">
          <span class="faint">{text.branchNames}</span>
          {names.map((name) => (
            <Button key={name} size="small" onClick={() => setCondition(name)}>
              {name}
            </Button>
          ))}
        </p>
      )}
      <ConditionHelp />
      <div class="buttons">
        <Button kind="primary" onClick={() => onDone(condition.trim())}>
          {text.done}
        </Button>
      </div>
    </Dialog>
  );
}
