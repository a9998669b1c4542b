import { useState } from 'preact/hooks';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { DurationField } from '../../../ui/duration.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { PickField } from '../../../ui/pick.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { ConditionField } from '../condition/field.tsx';
import { Definitions, type KeyedDefinition } from './definitions.tsx';
import { type KeyedRule, type Rule, Rules } from './rules.tsx';
import { isoSpan, secondsIn } from './span.ts';
import { definitionsOf, type Metadata, type Node, withDefinitions } from './tree.ts';
import { flowWords } from './words.ts';

interface DialogProps {
  readonly node: Node;
  /** Where keys of new branches begin. */
  readonly nextKey: number;
  readonly onDone: (node: Node) => void;
  readonly onClose: () => void;
}

/** Edits what a node does. */
export function NodeDialog({ node, nextKey, onDone, onClose }: DialogProps) {
  const common = useWords(commonWords);
  const text = useWords(flowWords);
  const [name, setName] = useState(node.name ?? '');
  const [metadata, setMetadata] = useState<Metadata>(node.metadata ?? {});
  const [definitions, setDefinitions] = useState<readonly KeyedDefinition[]>(() =>
    definitionsOf(node).map((definition, key) => ({ key, definition })),
  );
  const [rules, setRules] = useState<readonly KeyedRule[]>(() =>
    (Array.isArray(metadata.rules) ? (metadata.rules as Rule[]) : []).map((rule, key) => ({ key, rule })),
  );
  const set = (part: Metadata) =>
    setMetadata((before) =>
      Object.fromEntries(Object.entries({ ...before, ...part }).filter(([, value]) => value !== undefined)),
    );
  const done = () => {
    const changed: Node = {
      ...node,
      ...(name.trim() === '' ? { name: undefined } : { name: name.trim() }),
      metadata: node.nodeType === 'TRANSFORM' ? { ...metadata, rules: rules.map(({ rule }) => rule) } : metadata,
    } as Node;
    onDone(
      node.nodeType === 'DEFINE_BRANCHES'
        ? withDefinitions(
            changed,
            definitions.map(({ definition }) => definition),
            nextKey,
          )
        : changed,
    );
  };
  const isWide = node.nodeType === 'DEFINE_BRANCHES' || node.nodeType === 'TRANSFORM';
  return (
    <Dialog title={text.types[node.nodeType] ?? node.nodeType} width={isWide ? 'wide' : 'usual'} onClose={onClose}>
      <p class="faint">{text.typesWhy[node.nodeType]}</p>
      <TextField label={text.nodeName} optional value={name} onInput={setName} />
      {node.nodeType === 'DEFINE_BRANCHES' ? (
        <Definitions node={node} definitions={definitions} onInput={setDefinitions} />
      ) : node.nodeType === 'TRANSFORM' ? (
        <>
          <ConditionField
            label={text.onlyIf}
            optional
            value={String(metadata.condition ?? '')}
            onInput={(condition) => set({ condition: condition === '' ? undefined : condition })}
          />
          <Rules rules={rules} onInput={setRules} />
        </>
      ) : (
        <Members node={node} metadata={metadata} onChange={set} />
      )}
      <div class="buttons">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button kind="primary" onClick={done}>
          {text.done}
        </Button>
      </div>
    </Dialog>
  );
}

interface MembersProps {
  readonly node: Node;
  readonly metadata: Metadata;
  readonly onChange: (part: Metadata) => void;
}

const reference = (id: unknown) => (typeof id === 'number' && id > 0 ? { id } : undefined);

/** What a node of the plainer types needs to know. */
function Members({ node: { nodeType }, metadata, onChange }: MembersProps) {
  const text = useWords(flowWords);
  const hours = (member: string, label: string, optional = false) => (
    <PickField
      kind="supportHours"
      label={label}
      optional={optional}
      value={reference(metadata[member])}
      onInput={(chosen) => onChange({ [member]: chosen?.id })}
    />
  );
  switch (nodeType) {
    case 'ROUTE_EVENT':
      return (
        <>
          <PickField
            kind="sources"
            label={text.source}
            value={reference(metadata.alertSourceId)}
            onInput={(chosen) => onChange({ alertSourceId: chosen?.id })}
          />
          <SelectField
            label={text.priority}
            value={String(metadata.overwritePriority ?? '')}
            onInput={(value) => onChange({ overwritePriority: value === '' ? undefined : value })}
            options={[
              { value: '', text: text.priorityKeep },
              { value: 'HIGH', text: text.high },
              { value: 'LOW', text: text.low },
            ]}
          />
          <PickField
            kind="policies"
            label={text.policy}
            optional
            value={reference(metadata.escalationPolicyId)}
            onInput={(chosen) => onChange({ escalationPolicyId: chosen?.id })}
          />
        </>
      );
    case 'SUPPORT_HOURS':
      return hours('supportHoursId', text.hours);
    case 'WAIT':
      return (
        <>
          <DurationField
            label={text.waitFor}
            optional
            units={['minute', 'hour', 'day']}
            value={secondsIn(String(metadata.waitForDuration ?? ''))}
            onInput={(seconds) => onChange({ waitForDuration: seconds ? isoSpan(seconds) : undefined })}
          />
          {hours('waitStartSupportHoursId', text.waitStart, true)}
          {hours('waitEndSupportHoursId', text.waitEnd, true)}
          <p class="faint small">{text.waitHint}</p>
        </>
      );
    case 'PLAIN':
      return (
        <>
          <TextField
            label={text.variable}
            hint={text.variableHint}
            code
            value={String(metadata.varKey ?? '')}
            onInput={(varKey) => onChange({ varKey })}
          />
          <TextField
            label={text.value}
            value={String(metadata.varValue ?? '')}
            onInput={(varValue) => onChange({ varValue })}
          />
        </>
      );
    case 'ROOT':
    case 'DEFINE_BRANCHES':
    case 'TRANSFORM':
      return null;
  }
}
