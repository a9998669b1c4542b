import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { isAdmin, type Me } from '../../app/session.tsx';
import type { Api } from '../../client/api.ts';
import { ApiError } from '../../client/error.ts';
import { Button } from '../../ui/button.tsx';
import { Tabs } from '../../ui/list.tsx';
import { type Crumb, Page } from '../../ui/page.tsx';
import { Badge, Notice, type Tone } from '../../ui/states.tsx';
import { useWords } from '../../words/language.tsx';
import { communicationWords } from './words.ts';
import './communication.css';

export const base = '/communication';

/** May make and change what is communicated with: services, pages, templates, metrics. Within a team others may, too; the API knows. */
export const mayEdit = (me: Me): boolean => isAdmin(me) || me.role === 'USER';

interface CommunicationPageProps {
  readonly title: string;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** One of the five parts of communication, with the ways to the others. */
export function CommunicationPage({ title, actions, children }: CommunicationPageProps) {
  const text = useWords(communicationWords);
  const { path } = useLocation();
  const tabs = [
    { href: base, text: text.overview },
    { href: `${base}/incidents`, text: text.incidents },
    { href: `${base}/services`, text: text.services },
    { href: `${base}/status-pages`, text: text.pages },
    { href: `${base}/metrics`, text: text.metrics },
  ];
  return (
    <Page title={title} actions={actions}>
      <Tabs label={text.tabs} tabs={tabs} current={path.replace(/\/$/, '')} />
      {children}
    </Page>
  );
}

/** The way back from something of a part to that part. */
export function useCrumbs(part: 'incidents' | 'services' | 'pages' | 'metrics', ...more: readonly Crumb[]): Crumb[] {
  const text = useWords(communicationWords);
  return [{ href: `${base}/${part === 'pages' ? 'status-pages' : part}`, text: text[part] }, ...more];
}

export type IncidentStatus = Api<'Incident'>['status'];
export const incidentStatuses: readonly IncidentStatus[] = ['INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED'];

const toneOf: Readonly<Record<IncidentStatus, Tone>> = {
  INVESTIGATING: 'bad',
  IDENTIFIED: 'high',
  MONITORING: 'info',
  RESOLVED: 'ok',
};

/** How far an incident is. */
export function IncidentBadge({ status }: { readonly status: string }) {
  const text = useWords(communicationWords);
  const known = incidentStatuses.find((one) => one === status) ?? 'INVESTIGATING';
  return <Badge tone={toneOf[known]}>{text.status[known]}</Badge>;
}

interface ChunksProps {
  /** One part of a list, from an offset; `onSize` tells how many it has, so that it is known whether more follow. */
  readonly children: (start: number, onSize: (size: number) => void) => ComponentChildren;
  readonly size: number;
}

/** A long list, a part at a time. */
export function Chunks({ children, size }: ChunksProps) {
  const text = useWords(communicationWords);
  const [count, setCount] = useState(1);
  const [lastSize, setLastSize] = useState(0);
  return (
    <>
      {Array.from({ length: count }, (_, index) =>
        children(index * size, index === count - 1 ? setLastSize : () => undefined),
      )}
      {lastSize >= size && (
        <div class="communication-more">
          <Button
            onClick={() => {
              setLastSize(0);
              setCount(count + 1);
            }}
          >
            {text.more}
          </Button>
        </div>
      )}
    </>
  );
}

/** Whether a writer was refused because somebody else has written meanwhile. */
export const isConflict = (error: unknown): error is ApiError => error instanceof ApiError && error.status === 412;

interface ConflictProps {
  readonly error: ApiError;
  readonly onTakeTheirs: () => unknown;
  readonly onSaveMine: () => unknown;
}

/** Somebody else has saved meanwhile: who, and what to do about it. */
export function Conflict({ error, onTakeTheirs, onSaveMine }: ConflictProps) {
  const text = useWords(communicationWords);
  const by = error.details.changedBy as { readonly name?: string } | undefined;
  return (
    <Notice
      tone="warn"
      live
      title={text.changedTitle}
      actions={
        <>
          <Button size="small" onClick={() => onTakeTheirs()}>
            {text.takeTheirs}
          </Button>
          <Button size="small" kind="danger" onClick={() => onSaveMine()}>
            {text.saveMine}
          </Button>
        </>
      }
    >
      {by?.name ? text.changedBy(by.name) : text.changedBySomebody}
    </Notice>
  );
}
