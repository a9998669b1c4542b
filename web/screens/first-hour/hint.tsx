import { useState } from 'preact/hooks';
import { mayConfigure, useMe } from '../../app/session.tsx';
import { useGet } from '../../client/query.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/states.tsx';
import { useWords } from '../../words/language.tsx';
import { useAccount } from './account.ts';
import { doneSteps, steps } from './steps.ts';
import { firstHourWords } from './words.ts';

const hiddenKey = 'first-hour-hidden';

/** On Now, for who can set things up, until an alert has been answered; hidden on this machine where somebody wants that. */
export function FirstHourHint() {
  const me = useMe();
  const [isHidden, setHidden] = useState(() => localStorage.getItem(hiddenKey) !== null);
  const isMeant = mayConfigure(me) && !isHidden;
  const answered = useGet(
    '/alerts',
    { params: { query: { states: ['ACCEPTED', 'RESOLVED'], 'max-results': 1 } } },
    { enabled: isMeant },
  );
  if (!isMeant || answered.data === undefined || answered.data.length > 0) return null;
  const hide = () => {
    localStorage.setItem(hiddenKey, 'yes');
    setHidden(true);
  };
  return <Shown onHide={hide} />;
}

function Shown({ onHide }: { readonly onHide: () => void }) {
  const text = useWords(firstHourWords);
  const account = useAccount();
  if (account === undefined) return null;
  const done = doneSteps(account);
  return (
    <Notice
      title={text.hint}
      actions={
        <>
          <LinkButton kind="primary" size="small" href="/first-hour">
            {text.goOn}
          </LinkButton>
          <Button kind="quiet" size="small" onClick={onHide}>
            {text.hide}
          </Button>
        </>
      }
    >
      {text.hintWhy(done.size, steps.length)}
    </Notice>
  );
}
