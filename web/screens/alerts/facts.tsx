import type { ComponentChildren } from 'preact';
import { fullTime } from '../../time/format.ts';
import { Card, Facts } from '../../ui/page.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { alertWords } from './alert-words.ts';
import type { Alert } from './model.ts';
import { shortened } from './text.ts';

/** What an alert is about, in names and numbers. */
export function AlertFacts({ alert }: { readonly alert: Alert }) {
  const text = useWords(alertWords);
  const language = useLanguage();
  const { alertSource, escalationPolicy, alertKey, severity, reportTime, resolvedOn, services, linkedIncidentId } =
    alert;
  const labels = Object.entries(alert.labels ?? {});
  const facts: (readonly [string, ComponentChildren])[] = [
    [text.source, <Named key="source" href={`/configuration/sources/${alertSource.id}`} of={alertSource} />],
    [
      text.policy,
      escalationPolicy && <Named href={`/configuration/policies/${escalationPolicy.id}`} of={escalationPolicy} />,
    ],
    [text.reported, fullTime(reportTime, { language })],
    [text.resolvedOn, resolvedOn && fullTime(resolvedOn, { language })],
    [text.key, alertKey && <code>{shortened(alertKey, 500)}</code>],
    [text.severity, severity],
    [
      text.services,
      services.length > 0 && (
        <ul>
          {services.map((service) => (
            <li key={service.id}>
              <Named href={`/communication/services/${service.id}`} of={service} />
            </li>
          ))}
        </ul>
      ),
    ],
    [
      text.incident,
      linkedIncidentId && <a href={`/communication/incidents/${linkedIncidentId}`}>#{linkedIncidentId}</a>,
    ],
    [text.labels, labels.length > 0 && <Labels of={labels} />],
  ];
  return (
    <Card title={text.what} class="alert-facts">
      <Facts of={facts} />
    </Card>
  );
}

const Named = ({
  href,
  of,
}: {
  readonly href: string;
  readonly of: { readonly id: number; readonly name?: string };
}) => (
  <a href={href}>
    <bdi>{of.name ?? `#${of.id}`}</bdi>
  </a>
);

const Labels = ({ of }: { readonly of: readonly (readonly [string, string])[] }) => (
  <ul class="alert-labels">
    {of.map(([name, value]) => (
      <li key={name}>
        <bdi class="faint">{name}</bdi> <bdi>{value}</bdi>
      </li>
    ))}
  </ul>
);
