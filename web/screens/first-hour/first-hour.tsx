import { Check } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Loading, nameOf } from '../../ui/states.tsx';
import { useWords } from '../../words/language.tsx';
import { useAccount } from './account.ts';
import { AlertStep, AnswerStep } from './alert-step.tsx';
import { ContactStep } from './contact-step.tsx';
import { PolicyStep, RuleStep, SourceStep } from './set-up-steps.tsx';
import { type Account, doneSteps, nextStep, policyFor, type Step, sourceFor, steps, workingRules } from './steps.ts';
import { firstHourWords } from './words.ts';
import './first-hour.css';

/** From an empty account to an alert that woke somebody and was answered, with the real thing at each step. */
export default function FirstHour() {
  const text = useWords(firstHourWords);
  const account = useAccount({ isWatched: true });
  const [skipped, setSkipped] = useState<ReadonlySet<Step>>(new Set());
  const done = account ? doneSteps(account) : new Set<Step>();
  const current = nextStep(done, skipped);
  return (
    <Page
      title={text.title}
      lead={text.lead}
      width="narrow"
      actions={account && current !== undefined ? <LinkButton href="/">{text.later}</LinkButton> : undefined}
    >
      {account === undefined ? (
        <Loading lines={6} />
      ) : (
        <>
          {done.has('answer') && <AllDone account={account} />}
          <progress class="first-hour-progress" aria-label={text.title} max={steps.length} value={done.size} />
          <p class="faint small" aria-live="polite">
            {text.progress(done.size, steps.length)}
          </p>
          <ol class="first-hour">
            {steps.map((step, index) => (
              <li key={step} class={done.has(step) ? 'done' : step === current ? 'current' : ''}>
                <span class="first-hour-number" aria-hidden="true">
                  {done.has(step) ? <Check /> : index + 1}
                </span>
                <section aria-current={step === current ? 'step' : undefined}>
                  <h2>
                    {text.step[step]}
                    {done.has(step) && <span class="unseen"> ({text.done})</span>}
                  </h2>
                  {done.has(step) && <Summary step={step} account={account} />}
                  {step === current && <Current step={step} account={account} />}
                  {step === current && (
                    <Button kind="quiet" size="small" onClick={() => setSkipped(new Set([...skipped, step]))}>
                      {text.skip}
                    </Button>
                  )}
                </section>
              </li>
            ))}
          </ol>
        </>
      )}
    </Page>
  );
}

function Current({ step, account }: { readonly step: Step; readonly account: Account }): ComponentChildren {
  switch (step) {
    case 'contact':
      return <ContactStep account={account} />;
    case 'rule':
      return <RuleStep account={account} />;
    case 'policy':
      return <PolicyStep account={account} />;
    case 'source':
      return <SourceStep account={account} />;
    case 'alert':
      return <AlertStep account={account} />;
    case 'answer':
      return <AnswerStep account={account} />;
  }
}

/** What came of a step that is done. */
function Summary({ step, account }: { readonly step: Step; readonly account: Account }) {
  const text = useWords(firstHourWords);
  return (
    <p class="faint" dir="auto">
      {saidOf(step, account, text)}
    </p>
  );
}

function saidOf(step: Step, account: Account, text: (typeof firstHourWords)['en']): string {
  switch (step) {
    case 'contact':
      return text.contactDone(account.phones.find(({ verified }) => verified)?.target ?? text.aBrowser);
    case 'rule':
      return workingRules(account)
        .toSorted((a, b) => a.delayMin - b.delayMin)
        .map(({ delayMin, method }) => text.ruleLine(delayMin, text.methods[method] ?? method))
        .join(' · ');
    case 'policy':
      return text.policyDone(policyFor(account)?.name ?? '');
    case 'source':
      return text.sourceDone(sourceFor(account)?.name ?? '');
    case 'alert':
      return text.alertDone(account.alert?.summary ?? '');
    case 'answer':
      return answeredBy(account, text);
  }
}

function answeredBy({ alert }: Account, text: (typeof firstHourWords)['en']): string {
  const who = alert?.responders?.find(({ status }) => status === 'ACCEPTED')?.user;
  return who === undefined ? text.answered : text.answeredBy(nameOf(who));
}

function AllDone({ account }: { readonly account: Account }) {
  const text = useWords(firstHourWords);
  const links = [
    ['/configuration/sources', text.nexts.sources],
    ['/configuration/users', text.nexts.people],
    ['/on-call', text.nexts.schedules],
    ['/communication', text.nexts.pages],
  ] as const;
  return (
    <Card title={text.allDone}>
      <p>
        {answeredBy(account, text)} {text.allDoneWhy}
      </p>
      <ul class="first-hour-next">
        {links.map(([href, said]) => (
          <li key={href}>
            <a href={href}>{said}</a>
          </li>
        ))}
      </ul>
    </Card>
  );
}
