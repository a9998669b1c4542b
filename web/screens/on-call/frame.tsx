import { Plus } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useMe } from '../../app/session.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { Tabs } from '../../ui/list.tsx';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/language.tsx';
import { mayPlan } from './rights.ts';
import { onCallWords } from './words.ts';
import './on-call.css';

/** A part of on-call, with the way to the others. */
export function Frame({
  actions,
  width,
  children,
}: {
  readonly actions?: ComponentChildren;
  readonly width?: 'usual' | 'wide';
  readonly children: ComponentChildren;
}) {
  const text = useWords(onCallWords);
  const me = useMe();
  const { path } = useLocation();
  return (
    <Page
      title={text.title}
      width={width}
      actions={
        <>
          {actions}
          {mayPlan(me) && (
            <LinkButton href="/on-call/schedules/new" icon={<Plus aria-hidden="true" />}>
              {text.newSchedule}
            </LinkButton>
          )}
        </>
      }
    >
      <Tabs
        label={text.parts}
        current={path}
        tabs={[
          { href: '/on-call', text: text.now },
          { href: '/on-call/calendar', text: text.calendar },
          { href: '/on-call/coverage', text: text.coverage },
          { href: '/on-call/reachability', text: text.reachability },
        ]}
      />
      {children}
    </Page>
  );
}
