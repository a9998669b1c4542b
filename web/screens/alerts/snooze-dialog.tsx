import { useState } from 'preact/hooks';
import { ownTimezone } from '../../time/format.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { DateTimeField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { useWords } from '../../words/language.tsx';
import { alertWords } from './alert-words.ts';
import type { Alert } from './model.ts';
import { wallTime } from './snooze.ts';
import type { Deeds } from './use-deeds.ts';

interface SnoozeProps {
  readonly alert: Alert;
  readonly deeds: Deeds;
  readonly onClose: () => void;
}

/** Puts an alert off until a moment of one's own choice. */
export function SnoozeDialog({ alert, deeds, onClose }: SnoozeProps) {
  const text = useWords(alertWords);
  const [until, setUntil] = useState(() => wallTime(Date.now() + 60 * 60_000));
  return (
    <Dialog title={text.snoozeTitle} onClose={onClose}>
      <Form
        submit={text.snooze}
        onCancel={onClose}
        disabled={until === ''}
        onSubmit={async () => {
          onClose();
          await deeds.act(alert, { kind: 'snooze', until: new Date(until).toISOString() });
        }}
      >
        <DateTimeField
          label={text.until}
          name="until"
          value={until}
          min={wallTime(Date.now())}
          hint={text.untilHint(ownTimezone())}
          onInput={setUntil}
        />
      </Form>
    </Dialog>
  );
}
