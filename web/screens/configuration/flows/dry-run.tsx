import { Play } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useAction } from '../../../client/action.ts';
import { type Api, answer, api, type Paths } from '../../../client/api.ts';
import { dayAndTime, ownTimezone } from '../../../time/format.ts';
import { Button } from '../../../ui/button.tsx';
import { DateTimeField, SegmentField, TextArea } from '../../../ui/field.tsx';
import { CodeBlock } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { ChoiceField } from '../../../ui/pick.tsx';
import { Badge, Failure, Notice } from '../../../ui/states.tsx';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { useTools } from '../sources/use-tools.ts';
import { keysOf, type Node, triedOf } from './tree.ts';
import { flowWords } from './words.ts';

type Result = Api<'DryRun'>;
type Body = Paths['/event-flows/{id}/dry-run']['post']['requestBody']['content']['application/json'];

const example = JSON.stringify(
  { eventType: 'ALERT', alertKey: 'disk/db-01', summary: 'Disk of db-01 is full', labels: { team: 'db' } },
  null,
  2,
);

interface TryProps {
  readonly id: number;
  /** The flow as it is edited. */
  readonly root: Node;
  readonly isDirty: boolean;
  /** Which nodes and branches the event went through, by their keys. */
  readonly onWay: (way: ReadonlySet<number> | undefined) => void;
}

/** Leads an event through the flow as it is edited, without doing anything, and tells its way. */
export function DryRun({ id, root, isDirty, onWay }: TryProps) {
  const text = useWords(flowWords);
  const { tools } = useTools();
  const [kind, setKind] = useState<'own' | 'tool'>('own');
  const [slug, setSlug] = useState<string>();
  const [body, setBody] = useState(example);
  const [at, setAt] = useState('');
  const [result, setResult] = useState<Result>();
  const tool = tools?.find((one) => one.slug === slug);
  const parsed = parsedFrom(body);
  const run = useAction(async () => {
    const asked = {
      ...(kind === 'own' ? { event: parsed } : { payload: parsed, integrationType: tool?.integrationType }),
      ...(at !== '' && { now: new Date(at).toISOString() }),
      root: triedOf(root),
    } as Body;
    const answered = await answer(api.POST('/event-flows/{id}/dry-run', { params: { path: { id } }, body: asked }));
    setResult(answered);
    onWay(keysOf(answered.path));
  });
  const choose = (next: 'own' | 'tool') => {
    setKind(next);
    setBody(next === 'own' ? example : JSON.stringify(tool?.integration?.sample ?? {}, null, 2));
  };
  return (
    <Card title={text.tryTitle}>
      <div class="stack">
        <p class="faint small">{text.tryLead}</p>
        {isDirty && <Notice>{text.tryEdited}</Notice>}
        <SegmentField
          label={text.tryKind}
          hideLabel
          value={kind}
          onInput={choose}
          options={[
            { value: 'own', text: text.tryOwn },
            { value: 'tool', text: text.tryTool },
          ]}
        />
        {kind === 'tool' && (
          <ChoiceField
            label={text.tool}
            choices={tools
              ?.filter(({ integration }) => integration !== undefined)
              .map(({ slug: key, name }) => ({ key, text: name }))}
            value={tool && { key: tool.slug, text: tool.name }}
            onInput={(choice) => {
              setSlug(choice?.key);
              const chosen = tools?.find((one) => one.slug === choice?.key);
              setBody(JSON.stringify(chosen?.integration?.sample ?? {}, null, 2));
            }}
          />
        )}
        <TextArea label={text.tryEvent} code rows={6} spellcheck={false} value={body} onInput={setBody} />
        <DateTimeField label={`${text.tryMoment} (${ownTimezone()})`} optional value={at} onInput={setAt} />
        <div class="row">
          <Button
            icon={<Play aria-hidden="true" />}
            busy={run.isRunning}
            disabled={parsed === undefined || (kind === 'tool' && tool === undefined)}
            onClick={run.run}
          >
            {text.run}
          </Button>
          {result && (
            <Button
              kind="quiet"
              onClick={() => {
                setResult(undefined);
                onWay(undefined);
              }}
            >
              {text.clear}
            </Button>
          )}
        </div>
        {parsed === undefined && <p class="flows-problem">{text.badJson}</p>}
        <div aria-live="polite" class="stack">
          {run.error ? <Failure error={run.error} /> : result && <Outcome result={result} />}
        </div>
      </div>
    </Card>
  );
}

function parsedFrom(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const tones = { ROUTED: 'ok', DROPPED: 'none', WAITING: 'warn' } as const;

function Outcome({ result }: { readonly result: Result }) {
  const text = useWords(flowWords);
  const language = useLanguage();
  const { outcome, alertSource, waitUntil, path, event, escalationPolicy } = result;
  return (
    <>
      <p class="row">
        <Badge tone={tones[outcome]}>{text.outcome[outcome]}</Badge>
        {alertSource && (
          <a href={`/configuration/sources/${alertSource.id}`}>
            <bdi>{alertSource.name ?? `#${alertSource.id}`}</bdi>
          </a>
        )}
        {escalationPolicy && (
          <span>
            {text.policy}: <bdi>{escalationPolicy.name ?? `#${escalationPolicy.id}`}</bdi>
          </span>
        )}
        {waitUntil && <span>{dayAndTime(waitUntil, { language })}</span>}
      </p>
      <div>
        <h3>{text.way}</h3>
        <ol class="flows-way">
          {path.map(({ nodeId, nodeType, name, why }, index) => (
            <li key={`${nodeId} ${index}`}>
              <strong dir="auto">{name ?? text.types[nodeType]}</strong>
              {why && (
                <span class="faint small" lang="en">
                  {why}
                </span>
              )}
            </li>
          ))}
        </ol>
      </div>
      <details class="condition-help">
        <summary>{text.arrives}</summary>
        <CodeBlock label={text.arrives} text={JSON.stringify(event, null, 2)} />
      </details>
    </>
  );
}
