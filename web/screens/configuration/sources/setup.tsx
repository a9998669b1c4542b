import { ExternalLink } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useGet } from '../../../client/query.ts';
import { Ago } from '../../../time/now.tsx';
import { LinkButton } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { CodeBlock, CopyButton } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { Loading, Notice } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { EventOutcome } from '../events/outcome.tsx';
import type { Source } from './settings/draft.ts';
import { TestEvent } from './test-event.tsx';
import { type Address, addressFor, isMail, isText, type Part, stepsOf, type Tool } from './tools.ts';
import { useTools } from './use-tools.ts';
import { sourceWords } from './words.ts';

/** How the tool is told where to send, and whether what it sends arrives. */
export function Setup({ source }: { readonly source: Source }) {
  const text = useWords(sourceWords);
  const { query } = useLocation();
  const { tools } = useTools();
  const [slug, setSlug] = useState(query.tool ?? '');
  if (source.integrationUrl === null || source.integrationKey === null) return <Notice>{text.noKey}</Notice>;
  if (tools === undefined) return <Loading />;
  const fitting = tools.filter(({ integrationType }) => integrationType === source.integrationType);
  const tool = fitting.find((one) => one.slug === slug) ?? fitting[0];
  const url = addressFor(source.integrationUrl, tool?.integration && tool.slug);
  const address: Address = { url, key: source.integrationKey };
  return (
    <div class="sources-setup">
      <div class="stack loose">
        <Where source={source} address={address} />
        {tool?.integration && <Steps tool={tool} fitting={fitting} address={address} onChoose={setSlug} />}
      </div>
      <div class="stack loose">
        <Arrivals source={source} />
        <TestEvent key={tool?.slug} source={source} tool={tool} />
      </div>
    </div>
  );
}

function Where({ source, address }: { readonly source: Source; readonly address: Address }) {
  const text = useWords(sourceWords);
  const { integrationType } = source;
  const isOther = isMail(integrationType) || isText(integrationType);
  return (
    <Card title={text.where}>
      <div class="stack tight">
        <CodeBlock text={address.url} label={text.where} />
        {isOther ? (
          <p class="faint">{isMail(integrationType) ? text.mailTo : text.textTo}</p>
        ) : (
          <p class="row small">
            <span class="faint">{text.key}</span>
            <Value text={address.key} />
          </p>
        )}
      </div>
    </Card>
  );
}

const Value = ({ text }: { readonly text: string }) => (
  <span class="sources-value">
    <code>{text}</code>
    <CopyButton text={text} />
  </span>
);

interface StepsProps {
  readonly tool: Tool;
  readonly fitting: readonly Tool[];
  readonly address: Address;
  readonly onChoose: (slug: string) => void;
}

/** The steps of the catalogue, in English as it has them. */
function Steps({ tool, fitting, address, onChoose }: StepsProps) {
  const text = useWords(sourceWords);
  const { integration } = tool;
  if (integration === undefined) return null;
  return (
    <Card title={text.steps(tool.name)}>
      <div class="stack">
        {fitting.length > 1 && (
          <SelectField
            label={text.stepsOf}
            value={tool.slug}
            onInput={onChoose}
            options={fitting.map(({ slug, name }) => ({ value: slug, text: name }))}
          />
        )}
        {text.stepsIn && <p class="faint small">{text.stepsIn}</p>}
        <ol class="sources-steps" lang="en">
          {stepsOf(integration.setup, address).map((step) =>
            step.kind === 'block' ? (
              <li key={step.text} class="block">
                <CodeBlock text={step.text} label={tool.name} />
              </li>
            ) : (
              <li key={JSON.stringify(step.parts)}>
                {step.parts.map((part) => (
                  <Piece key={part.text} part={part} />
                ))}
              </li>
            ),
          )}
        </ol>
        <p class="sources-resolves faint small">
          {text.resolves} <span lang="en">{integration.resolves}</span>
        </p>
        {integration.documentationUrl && (
          <div>
            <LinkButton
              kind="quiet"
              size="small"
              href={integration.documentationUrl}
              target="_blank"
              rel="noreferrer"
              icon={<ExternalLink aria-hidden="true" />}
            >
              {text.documentation(tool.name)}
            </LinkButton>
          </div>
        )}
      </div>
    </Card>
  );
}

const Piece = ({ part }: { readonly part: Part }) =>
  part.kind === 'text' ? part.text : part.isValue ? <Value text={part.text} /> : <code>{part.text}</code>;

/** Whether events come, live. */
function Arrivals({ source: { id } }: { readonly source: Source }) {
  const text = useWords(sourceWords);
  const { data } = useGet(
    '/alert-sources/{id}/events',
    { params: { path: { id }, query: { 'max-results': 1 } } },
    { every: 3000 },
  );
  if (data === undefined) return <Loading lines={2} />;
  const latest = data[0];
  return (
    <Card title={latest === undefined ? text.waiting : text.arrived}>
      <div class="sources-waiting" aria-live="polite">
        <span class={latest === undefined ? 'sources-pulse' : 'sources-pulse there'} />
        {latest === undefined ? (
          <span class="faint">{text.waitingWhy}</span>
        ) : (
          <span class="row">
            <span>
              {text.firstSeen}: <Ago at={latest.receivedAt} />
            </span>
            <EventOutcome outcome={latest.outcome} />
          </span>
        )}
      </div>
    </Card>
  );
}
