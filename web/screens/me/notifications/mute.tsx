import { BellOff } from 'lucide-preact';
import { useMe } from '../../../app/session.tsx';
import { ApiError } from '../../../client/error.ts';
import { dayAndTime } from '../../../time/format.ts';
import { serverNow, useNow } from '../../../time/now.tsx';
import { Button } from '../../../ui/button.tsx';
import { useAsk } from '../../../ui/dialog.tsx';
import { Card } from '../../../ui/page.tsx';
import { Notice } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { saveMe } from '../saving.ts';
import { notificationWords } from './words.ts';

const minutes = [30, 60, 240, 480, 1440];

/** Silence until a time. Who is on call then is asked once more: nobody is woken in their place. */
export function Mute() {
  const text = useWords(notificationWords);
  const common = useWords(commonWords);
  const language = useLanguage();
  const me = useMe();
  const ask = useAsk();
  const now = useNow(30_000);
  const isMuted = me.mutedUntil !== undefined && Date.parse(me.mutedUntil) > now;

  async function set(mutedUntil: string | undefined, force = false): Promise<void> {
    try {
      await saveMe(me, { mutedUntil }, { force });
      toast({ text: mutedUntil === undefined ? text.unmuted : text.muted });
    } catch (error) {
      const mayForce = error instanceof ApiError && error.field === 'mutedUntil' && !force;
      if (!mayForce) return toastError(error, common.failed);
      const question = { title: text.onCall, text: text.onCallWhy, yes: text.muteAnyway, danger: true };
      if (await ask(question)) await set(mutedUntil, true);
    }
  }

  if (isMuted)
    return (
      <Notice
        tone="warn"
        title={text.mutedUntil(dayAndTime(me.mutedUntil ?? '', { language }))}
        actions={
          <Button kind="primary" size="small" onClick={() => set(undefined)}>
            {text.unmute}
          </Button>
        }
      >
        {text.muteWhy}
      </Notice>
    );
  return (
    <Card title={text.mute}>
      <div class="row apart">
        <p class="faint">{text.muteWhy}</p>
        <div class="me-mute">
          {minutes.map((length) => (
            <Button
              key={length}
              size="small"
              icon={<BellOff aria-hidden="true" />}
              onClick={() => set(new Date(serverNow() + length * 60_000).toISOString())}
            >
              {text.muteFor[length]}
            </Button>
          ))}
        </div>
      </div>
    </Card>
  );
}
