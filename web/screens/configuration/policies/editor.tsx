import { Plus } from 'lucide-preact';
import { mayConfigure, useMe } from '../../../app/session.tsx';
import { useAction } from '../../../client/action.ts';
import { relativeTime } from '../../../time/format.ts';
import { serverNow } from '../../../time/now.tsx';
import { Button } from '../../../ui/button.tsx';
import { CheckField, NumberField, TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Card, Page } from '../../../ui/page.tsx';
import { PickManyField } from '../../../ui/pick.tsx';
import { Sortable } from '../../../ui/sortable.tsx';
import { Badge, Notice } from '../../../ui/states.tsx';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { useUnsaved } from '../framework/unsaved.ts';
import { Conflict } from './conflict.tsx';
import { DeletePolicy } from './delete.tsx';
import { type Draft, passesOf, timeLine, withCopy, withNewLevel } from './draft.ts';
import { LevelCard, LevelMenu } from './level.tsx';
import { Simulation } from './simulation.tsx';
import { type Stored, usePolicy } from './use-policy.ts';
import { policyWords } from './words.ts';
import './policies.css';

/** Writes a policy, with what it would do shown beside it. */
export function Editor({ stored }: { readonly stored?: Stored }) {
  const text = useWords(policyWords);
  const language = useLanguage();
  const disabled = !mayConfigure(useMe());
  const policy = usePolicy(stored);
  const { id, draft, setDraft, isDirty, conflict } = policy;
  useUnsaved(isDirty);
  const overwrite = useAction(policy.overwrite);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  return (
    <Page
      title={stored?.policy.name ?? text.untitled}
      crumbs={[{ href: '/configuration/policies', text: text.title }]}
      width="wide"
      actions={id !== undefined && !disabled && <DeletePolicy id={id} name={stored?.policy.name ?? ''} />}
    >
      {disabled && <Notice>{text.notEditable}</Notice>}
      {policy.isOvertaken && conflict === undefined && (
        <Notice
          tone="warn"
          live
          title={text.changedMeanwhile}
          actions={
            <Button size="small" onClick={policy.compare}>
              {text.compare}
            </Button>
          }
        >
          {text.changedNotice}
        </Notice>
      )}
      <div class={isDirty ? 'policies-editor dirty' : 'policies-editor'}>
        <Form
          onSubmit={policy.save}
          submit={text.save}
          disabled={disabled || !isDirty}
          more={isDirty && <Badge tone="warn">{text.unsaved}</Badge>}
        >
          <TextField
            label={text.name}
            name="name"
            required
            disabled={disabled}
            value={draft.name}
            onInput={(name) => change({ name })}
          />
          <Levels draft={draft} disabled={disabled} onChange={change} />
          <Afterwards draft={draft} disabled={disabled} onChange={change} />
          <Settings draft={draft} disabled={disabled} onChange={change} />
        </Form>
        <Simulation id={id} draft={draft} />
      </div>
      {conflict !== undefined && (
        <Conflict
          mine={draft}
          theirs={conflict.theirs}
          said={text.conflictBy(
            conflict.by ?? text.conflictSomebody,
            conflict.at === undefined ? '' : relativeTime(conflict.at, serverNow(), { language }),
          )}
          onTakeTheirs={policy.takeTheirs}
          onOverwrite={overwrite.run}
          onClose={policy.closeConflict}
          isSaving={overwrite.isRunning}
        />
      )}
    </Page>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly disabled: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** The levels as cards on a line of time. */
function Levels({ draft, disabled, onChange }: PartProps) {
  const text = useWords(policyWords);
  const { levels } = draft;
  const { starts } = timeLine(draft);
  const card = (index: number) => (
    <LevelCard
      level={levels[index] as (typeof levels)[number]}
      index={index}
      startsAt={starts[index] ?? 0}
      isLast={index === levels.length - 1 && !draft.repeating}
      disabled={disabled}
      onChange={(level) => onChange({ levels: levels.with(index, level) })}
    />
  );
  return (
    <div class="policies-levels">
      {disabled ? (
        <ol>
          {levels.map(({ key }, index) => (
            <li key={key}>{card(index)}</li>
          ))}
        </ol>
      ) : (
        <Sortable
          items={levels}
          keyOf={({ key }) => key}
          nameOf={(_, index) => text.level(index + 1)}
          onSort={(sorted) => onChange({ levels: sorted })}
          end={(_, index) => (
            <LevelMenu
              index={index}
              onCopy={() => onChange({ levels: withCopy(levels, index) })}
              onRemove={levels.length > 1 ? () => onChange({ levels: levels.toSpliced(index, 1) }) : undefined}
            />
          )}
        >
          {(_, index) => card(index)}
        </Sortable>
      )}
      {!disabled && (
        <Button icon={<Plus aria-hidden="true" />} onClick={() => onChange({ levels: withNewLevel(levels) })}>
          {text.addLevel}
        </Button>
      )}
    </div>
  );
}

/** What follows the last level. */
function Afterwards({ draft, disabled, onChange }: PartProps) {
  const text = useWords(policyWords);
  const { end } = timeLine(draft);
  const total = draft.delayMin + (end - draft.delayMin) * passesOf(draft);
  return (
    <Card title={text.afterwards}>
      <div class="stack tight">
        <CheckField
          label={text.repeat}
          hint={text.repeatHint}
          name="repeating"
          disabled={disabled}
          value={draft.repeating}
          onInput={(repeating) => onChange({ repeating })}
        />
        {draft.repeating && (
          <NumberField
            label={text.times}
            name="frequency"
            min={1}
            max={9}
            disabled={disabled}
            value={draft.frequency}
            onInput={(frequency) => onChange({ frequency: frequency ?? 1 })}
          />
        )}
        <p class="faint">{text.endsAt(total)}</p>
      </div>
    </Card>
  );
}

function Settings({ draft, disabled, onChange }: PartProps) {
  const text = useWords(policyWords);
  return (
    <Card title={text.settings}>
      <div class="stack">
        <div class="columns">
          <NumberField
            label={text.delay}
            hint={text.delayHint}
            name="delayMin"
            min={0}
            max={15}
            disabled={disabled}
            value={draft.delayMin}
            onInput={(delayMin) => onChange({ delayMin: delayMin ?? 0 })}
          />
          <TextField
            label={text.routingKey}
            hint={text.routingKeyHint}
            name="routingKey"
            optional
            code
            disabled={disabled}
            value={draft.routingKey}
            onInput={(routingKey) => onChange({ routingKey })}
          />
        </div>
        <PickManyField
          kind="teams"
          label={text.teams}
          hint={text.teamsHint}
          name="teams"
          optional
          disabled={disabled}
          value={draft.teams}
          onInput={(teams) => onChange({ teams: teams.map(({ id, name }) => ({ id, name: name ?? `#${id}` })) })}
        />
      </div>
    </Card>
  );
}
