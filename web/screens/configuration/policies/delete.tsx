import { useLocation } from 'preact-iso';
import { api } from '../../../client/api.ts';
import { useWords } from '../../../words/language.tsx';
import { RemoveButton } from '../framework/remove.tsx';
import { policyWords } from './words.ts';

/** Deletes a policy; where it is still in use, says by what. */
export function DeletePolicy({ id, name }: { readonly id: number; readonly name: string }) {
  const text = useWords(policyWords);
  const { route } = useLocation();
  return (
    <RemoveButton
      name={name}
      why={text.deleteWhy}
      paths={['/escalation-policies']}
      remove={() => api.DELETE('/escalation-policies/{id}', { params: { path: { id } } })}
      onRemoved={() => route('/configuration/policies')}
    >
      {text.delete}
    </RemoveButton>
  );
}
