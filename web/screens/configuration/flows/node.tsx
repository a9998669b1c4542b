import {
  ArrowRight,
  CircleDot,
  Clock,
  Ellipsis,
  GitFork,
  Pencil,
  Plus,
  Timer,
  TriangleAlert,
  Variable,
  WandSparkles,
} from 'lucide-preact';
import { IconButton } from '../../../ui/button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { type Language, useLanguage, useWords } from '../../../words/language.tsx';
import { BranchLabel } from './branch.tsx';
import type { Names } from './names.ts';
import { spanText } from './span.ts';
import { type Branch, followerOf, type Metadata, type Node, type NodeType, type PlacedProblem } from './tree.ts';
import { flowWords } from './words.ts';

export const nodeIcons: Readonly<Record<NodeType, typeof Clock>> = {
  ROOT: CircleDot,
  PLAIN: Variable,
  SUPPORT_HOURS: Clock,
  ROUTE_EVENT: ArrowRight,
  DEFINE_BRANCHES: GitFork,
  WAIT: Timer,
  TRANSFORM: WandSparkles,
};

/** What can be done with a tree, and what is shown on it. */
export interface TreeActions {
  readonly disabled: boolean;
  readonly names: Names;
  readonly problems: readonly PlacedProblem[];
  /** Ids of nodes and branches that an event went through. */
  readonly way: ReadonlySet<number> | undefined;
  /** What is about to be moved. */
  readonly moving: Node | undefined;
  readonly onEdit: (node: Node) => void;
  readonly onEditBranch: (node: Node, branch: Branch) => void;
  readonly onAdd: (branch: Branch) => void;
  readonly onAddBranch: (node: Node) => void;
  readonly onMoveBranch: (node: Node, index: number, by: number) => void;
  readonly onRemoveBranch: (node: Node, branch: Branch) => void;
  readonly onMove: (node: Node) => void;
  readonly onPut: (branch: Branch) => void;
  readonly onRemove: (node: Node, keepsRest: boolean) => void;
}

interface NodeProps {
  readonly node: Node;
  /** The branch that leads here; undefined of the root. */
  readonly from?: Branch;
  readonly actions: TreeActions;
}

/** A node with all that follows it. */
export function NodeView({ node, from, actions }: NodeProps) {
  const { way, moving } = actions;
  const isOnWay = way?.has(node.key);
  const isSingle = node.branches.length === 1 && node.branches[0]?.branchType !== 'BRANCH';
  return (
    <li class={`flows-node ${isOnWay ? 'on-way' : ''} ${moving?.key === node.key ? 'moving' : ''}`}>
      <NodeCard node={node} from={from} actions={actions} />
      {node.branches.length > 0 && (
        <ul class={isSingle ? 'flows-branches single' : 'flows-branches'}>
          {node.branches.map((branch, index) => (
            <BranchView
              key={branch.key}
              node={node}
              branch={branch}
              index={index}
              isSingle={isSingle}
              actions={actions}
            />
          ))}
        </ul>
      )}
    </li>
  );
}

function BranchView({
  node,
  branch,
  index,
  isSingle,
  actions,
}: {
  readonly node: Node;
  readonly branch: Branch;
  readonly index: number;
  readonly isSingle: boolean;
  readonly actions: TreeActions;
}) {
  const text = useWords(flowWords);
  const { disabled, moving, way } = actions;
  const isOnWay = way?.has(branch.key);
  const isWithinMoving = moving !== undefined && moving.key === node.key;
  return (
    <li class={isOnWay ? 'flows-branch on-way' : 'flows-branch'}>
      {!isSingle && <BranchLabel node={node} branch={branch} index={index} actions={actions} />}
      {branch.target !== undefined ? (
        <ul>
          <NodeView node={branch.target} from={branch} actions={actions} />
        </ul>
      ) : (
        <div class="flows-end">
          <span class="faint small">{text.dropped}</span>
          {!disabled &&
            (moving === undefined ? (
              <button type="button" class="flows-add" onClick={() => actions.onAdd(branch)}>
                <Plus aria-hidden="true" />
                {text.addNode}
              </button>
            ) : (
              !isWithinMoving && (
                <button type="button" class="flows-add put" onClick={() => actions.onPut(branch)}>
                  {text.putHere}
                </button>
              )
            ))}
        </div>
      )}
    </li>
  );
}

function NodeCard({ node, from, actions }: NodeProps) {
  const text = useWords(flowWords);
  const { disabled, names } = actions;
  const Icon = nodeIcons[node.nodeType];
  const title = node.name || (text.types[node.nodeType] ?? node.nodeType);
  const problems = actions.problems.filter(({ key }) => key === node.key);
  const mayBranch = node.nodeType !== 'ROUTE_EVENT' && node.nodeType !== 'DEFINE_BRANCHES' && node.nodeType !== 'ROOT';
  return (
    <div class={`flows-card ${node.nodeType.toLowerCase()}`}>
      <Icon aria-hidden="true" />
      <div class="grow">
        <strong dir="auto">{title}</strong>
        <NodeSays node={node} names={names} isNamed={Boolean(node.name)} />
        {problems.map(({ member, message }) => (
          <span key={member + message} class="flows-problem">
            <TriangleAlert aria-hidden="true" />
            <span lang="en">
              {member.replace(/^metadata\./, '')} {message}
            </span>
          </span>
        ))}
      </div>
      {!disabled && from !== undefined && (
        <span class="flows-tools">
          <IconButton size="small" label={`${text.edit}: ${title}`} onClick={() => actions.onEdit(node)}>
            <Pencil aria-hidden="true" />
          </IconButton>
          <Menu
            label={text.more(title)}
            icon={<Ellipsis aria-hidden="true" />}
            iconOnly
            kind="quiet"
            size="small"
            items={[
              { text: text.insertBefore, onClick: () => actions.onAdd(from) },
              mayBranch && { text: text.addBranch, onClick: () => actions.onAddBranch(node) },
              { text: text.move, onClick: () => actions.onMove(node) },
              followerOf(node) !== undefined && { text: text.removeNode, onClick: () => actions.onRemove(node, true) },
              { text: text.removeAll, danger: true, onClick: () => actions.onRemove(node, false) },
            ]}
          />
        </span>
      )}
    </div>
  );
}

/** What a node does, in a few words. */
function NodeSays({
  node: { nodeType, metadata = {} },
  names,
  isNamed,
}: {
  readonly node: Node;
  readonly names: Names;
  readonly isNamed: boolean;
}) {
  const text = useWords(flowWords);
  const language = useLanguage();
  const says = saysOf(nodeType, metadata, names, text, language);
  return (
    <span class="faint small" dir="auto">
      {[isNamed && nodeType !== 'ROOT' && text.types[nodeType], ...says].filter(Boolean).join(' · ')}
    </span>
  );
}

type Text = (typeof flowWords)['en'];

function saysOf(
  nodeType: NodeType,
  metadata: Metadata,
  names: Names,
  text: Text,
  language: Language,
): readonly unknown[] {
  switch (nodeType) {
    case 'ROUTE_EVENT':
      return [
        names.source(metadata.alertSourceId),
        metadata.overwritePriority &&
          text.nodeSays.priority(metadata.overwritePriority === 'LOW' ? text.low : text.high),
        metadata.escalationPolicyId && names.policy(metadata.escalationPolicyId),
      ];
    case 'SUPPORT_HOURS':
      return [names.hours(metadata.supportHoursId)];
    case 'WAIT':
      return [
        metadata.waitForDuration && text.nodeSays.wait(spanText(String(metadata.waitForDuration), language)),
        metadata.waitStartSupportHoursId &&
          `${text.nodeSays.untilBegin}: ${names.hours(metadata.waitStartSupportHoursId)}`,
        metadata.waitEndSupportHoursId && `${text.nodeSays.untilEnd}: ${names.hours(metadata.waitEndSupportHoursId)}`,
      ];
    case 'TRANSFORM':
      return [Array.isArray(metadata.rules) && text.nodeSays.changes(metadata.rules.length), metadata.condition];
    case 'PLAIN':
      return [metadata.varKey && `context.${metadata.varKey} = ${metadata.varValue ?? ''}`];
    case 'DEFINE_BRANCHES':
    case 'ROOT':
      return [];
  }
}
