import { Card } from '../../../ui/page.tsx';
import { useWords } from '../../../words/language.tsx';
import { SendTest } from '../events/send-test.tsx';
import type { Source } from './settings/draft.ts';
import { isMail, isText, type Tool } from './tools.ts';
import { sourceWords } from './words.ts';

interface TestProps {
  readonly source: Source;
  readonly tool: Tool | undefined;
}

/** Sends what the tool would send to a source; mails and text messages are for people to write. */
export function TestEvent({ source, tool }: TestProps) {
  const text = useWords(sourceWords);
  const { id, integrationType, integrationKey, escalationPolicy } = source;
  if (isMail(integrationType) || isText(integrationType))
    return (
      <Card title={text.test}>
        <p>{isMail(integrationType) ? text.testMail : text.testText}</p>
      </Card>
    );
  return (
    <Card title={text.test} class="sources-test">
      <div class="stack">
        <p class="faint">{text.testWhy(escalationPolicy.name ?? '')}</p>
        <SendTest
          of={{ kind: 'source', id }}
          address={{ tool: tool?.slug ?? 'api', key: integrationKey ?? '' }}
          sample={tool?.integration?.sample}
        />
      </div>
    </Card>
  );
}
