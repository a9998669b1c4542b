import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { CodeBlock } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import type { Secret } from './resource.ts';
import { frameworkWords } from './words.ts';
import './framework.css';

/** What is shown once: to be copied before the dialog is closed. */
export function Secrets({ secrets, onClose }: { readonly secrets: readonly Secret[]; readonly onClose: () => void }) {
  const text = useWords(frameworkWords);
  return (
    <Dialog title={text.secret} onClose={onClose}>
      <Notice tone="warn">{text.secretWhy}</Notice>
      {secrets.map(({ label, text: secret }) => (
        <div class="stack tight" key={label}>
          <h3>{label}</h3>
          <CodeBlock text={secret} label={label} />
        </div>
      ))}
      <div class="buttons">
        <Button kind="primary" onClick={onClose}>
          {text.kept}
        </Button>
      </div>
    </Dialog>
  );
}
