import { useState } from 'preact/hooks';
import { answer, api } from '../../client/api.ts';
import { refresh } from '../../client/query.ts';
import { TextArea } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Card } from '../../ui/page.tsx';
import { useWords } from '../../words/language.tsx';
import { alertWords } from './alert-words.ts';

/** Writes something into the timeline. */
export function CommentForm({ alertId }: { readonly alertId: number }) {
  const text = useWords(alertWords);
  const [content, setContent] = useState('');
  async function send() {
    await answer(api.POST('/alerts/{id}/comments', { params: { path: { id: alertId } }, body: { content } }));
    setContent('');
    await refresh('/alerts/{id}/log-entries');
  }
  return (
    <Card>
      <Form submit={text.send} disabled={content.trim() === ''} onSubmit={send}>
        <TextArea label={text.comment} name="content" hint={text.commentHint} value={content} onInput={setContent} />
      </Form>
    </Card>
  );
}
