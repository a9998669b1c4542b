import { useState } from 'preact/hooks';
import { Button } from '../../../../ui/button.tsx';
import { CheckField, TextField } from '../../../../ui/field.tsx';
import { useWords } from '../../../../words/language.tsx';
import type { Draft } from './draft.ts';
import { type PartProps, Section } from './part.tsx';
import { settingWords } from './words.ts';

/** Tools that put several alerts into a message. */
const inGroups: ReadonlySet<string> = new Set(['PROMETHEUS', 'GRAFANA', 'CORTEX', 'LOKI', 'MIMIR', 'VICTORIAMETRICS']);

export function Security({ draft, disabled, onChange }: PartProps) {
  const text = useWords(settingWords);
  const [isShown, setShown] = useState(false);
  const { metadata = {} } = draft;
  const set = (part: NonNullable<Draft['metadata']>) => onChange({ metadata: { ...metadata, ...part } });
  return (
    <Section title={text.security} said={metadata.requireSignature ? text.requireSignature : text.nothingSet}>
      <div class="settings-line">
        <TextField
          label={text.secret}
          hint={text.secretHint}
          name="metadata.signingSecret"
          optional
          disabled={disabled}
          {...({ type: isShown ? 'text' : 'password' } as object)}
          value={metadata.signingSecret ?? ''}
          onInput={(signingSecret) => set({ signingSecret })}
        />
        <div>
          <Button size="small" onClick={() => setShown(!isShown)}>
            {isShown ? text.secretHide : text.secretShow}
          </Button>
        </div>
      </div>
      <CheckField
        label={text.requireSignature}
        hint={text.requireSignatureHint}
        name="metadata.requireSignature"
        disabled={disabled}
        value={metadata.requireSignature ?? false}
        onInput={(requireSignature) => set({ requireSignature })}
      />
      {inGroups.has(draft.integrationType) && (
        <CheckField
          label={text.perAlert}
          hint={text.perAlertHint}
          name="metadata.oneEventPerAlert"
          disabled={disabled}
          value={metadata.oneEventPerAlert ?? false}
          onInput={(oneEventPerAlert) => set({ oneEventPerAlert })}
        />
      )}
    </Section>
  );
}
