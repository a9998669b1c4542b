import { useState } from 'preact/hooks';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { moved } from '../../../ui/match.ts';
import { Notice } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { BranchDialog } from './branch.tsx';
import { useNames } from './names.ts';
import { NodeView, nodeIcons } from './node.tsx';
import { NodeDialog } from './node-dialog.tsx';
import {
  type Branch,
  inserted,
  isBehind,
  movedTo,
  type Node,
  type NodeType,
  newNode,
  nextKey,
  type PlacedProblem,
  removed,
  withBranch,
  withNode,
} from './tree.ts';
import { flowWords } from './words.ts';
import './flows.css';

interface TreeProps {
  readonly root: Node;
  readonly disabled: boolean;
  readonly problems: readonly PlacedProblem[];
  readonly way: ReadonlySet<number> | undefined;
  readonly onChange: (root: Node) => void;
}

type Open =
  | { readonly kind: 'node'; readonly node: Node }
  | { readonly kind: 'branch'; readonly node: Node; readonly branch: Branch }
  | { readonly kind: 'choose'; readonly branch: Branch };

/** The flow as a tree, in which steps are added, edited, moved and removed. */
export function TreeEditor({ root, disabled, problems, way, onChange }: TreeProps) {
  const text = useWords(flowWords);
  const names = useNames();
  const [open, setOpen] = useState<Open>();
  const [moving, setMoving] = useState<Node>();
  const close = () => setOpen(undefined);
  const change = (next: Node) => {
    close();
    onChange(next);
  };
  const titleOf = ({ name, nodeType }: Node) => name || (text.types[nodeType] ?? nodeType);
  const add = (branch: Branch, nodeType: NodeType) => {
    const node = newNode(nodeType, nextKey(root));
    onChange(inserted(root, branch.key, node));
    setOpen({ kind: 'node', node });
  };
  return (
    <>
      {moving && (
        <Notice
          live
          title={text.moving(titleOf(moving))}
          actions={
            <Button size="small" onClick={() => setMoving(undefined)}>
              {text.stopMoving}
            </Button>
          }
        />
      )}
      <section class="flows-tree" aria-label={text.flow} tabIndex={0}>
        <ul>
          <NodeView
            node={root}
            actions={{
              disabled,
              names,
              problems,
              way,
              moving,
              onEdit: (node) => setOpen({ kind: 'node', node }),
              onEditBranch: (node, branch) => setOpen({ kind: 'branch', node, branch }),
              onAdd: (branch) => setOpen({ kind: 'choose', branch }),
              onAddBranch: (node) => {
                const branch: Branch = { key: nextKey(root), branchType: 'BRANCH', condition: '' };
                // What is asked comes before what is left.
                const at = node.branches.findIndex(({ branchType }) => branchType === 'CATCH_ALL');
                const place = at === -1 ? node.branches.length : at;
                onChange(
                  withNode(root, node.key, (one) => ({ ...one, branches: one.branches.toSpliced(place, 0, branch) })),
                );
                setOpen({ kind: 'branch', node, branch });
              },
              onMoveBranch: (node, index, by) =>
                onChange(
                  withNode(root, node.key, (one) => ({ ...one, branches: moved(one.branches, index, index + by) })),
                ),
              onRemoveBranch: (node, branch) =>
                onChange(
                  withNode(root, node.key, (one) => ({
                    ...one,
                    branches: one.branches.filter(({ key }) => key !== branch.key),
                  })),
                ),
              onMove: setMoving,
              onPut: (branch) => {
                if (moving !== undefined && !isBehind(moving, branch.key))
                  onChange(movedTo(root, moving.key, branch.key));
                setMoving(undefined);
              },
              onRemove: (node, keepsRest) => onChange(removed(root, node, keepsRest)),
            }}
          />
        </ul>
      </section>
      {open?.kind === 'choose' && <ChooseNode onChoose={(type) => add(open.branch, type)} onClose={close} />}
      {open?.kind === 'node' && (
        <NodeDialog
          key={open.node.key}
          node={open.node}
          nextKey={nextKey(root)}
          onDone={(node) => change(withNode(root, node.key, () => node))}
          onClose={close}
        />
      )}
      {open?.kind === 'branch' && (
        <BranchDialog
          key={open.branch.key}
          node={open.node}
          branch={open.branch}
          onDone={(condition) => change(withBranch(root, open.branch.key, (branch) => ({ ...branch, condition })))}
          onClose={close}
        />
      )}
    </>
  );
}

const choices: readonly NodeType[] = ['ROUTE_EVENT', 'DEFINE_BRANCHES', 'SUPPORT_HOURS', 'WAIT', 'TRANSFORM', 'PLAIN'];

function ChooseNode({
  onChoose,
  onClose,
}: {
  readonly onChoose: (type: NodeType) => void;
  readonly onClose: () => void;
}) {
  const text = useWords(flowWords);
  return (
    <Dialog title={text.addHere} onClose={onClose}>
      <ul class="flows-choices">
        {choices.map((type) => {
          const Icon = nodeIcons[type];
          return (
            <li key={type}>
              <button type="button" onClick={() => onChoose(type)}>
                <Icon aria-hidden="true" />
                <span>
                  <strong>{text.types[type]}</strong>
                  <span class="faint small">{text.typesWhy[type]}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
