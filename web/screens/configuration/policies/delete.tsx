import { Trash2 } from 'lucide-preact';
import { useLocation } from 'preact-iso';
import { api } from '../../../client/api.ts';
import { Button } from '../../../ui/button.tsx';
import { useWords } from '../../../words/language.tsx';
import { useRemove } from '../framework/remove.tsx';
import { policyWords } from './words.ts';

/** Deletes a policy; where it is still in use, says by what. */
export function DeletePolicy({ id, name }: { readonly id: number; readonly name: string }) {
  const text = useWords(policyWords);
  const { route } = useLocation();
  const { start, isRunning, dialog } = useRemove({
    name,
    why: text.deleteWhy,
    paths: ['/escalation-policies'],
    remove: () => api.DELETE('/escalation-policies/{id}', { params: { path: { id } } }),
    onRemoved: () => route('/configuration/policies'),
  });
  return (
    <>
      <Button kind="danger" icon={<Trash2 aria-hidden="true" />} busy={isRunning} onClick={start}>
        {text.delete}
      </Button>
      {dialog}
    </>
  );
}
