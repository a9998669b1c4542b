import { Card } from '../../ui/page.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { Part } from './part.tsx';
import type { SystemStatus } from './verdict.ts';
import { systemWords } from './words.ts';

/** What messages of this month come to, with how that was reckoned. */
export function Cost({ of }: { readonly of: SystemStatus['cost'] }) {
  const text = useWords(systemWords);
  const language = useLanguage();
  const number = new Intl.NumberFormat(language);
  const usd = new Intl.NumberFormat(language, { style: 'currency', currency: 'USD' });
  const each = new Intl.NumberFormat(language, { style: 'currency', currency: 'USD', maximumSignificantDigits: 2 });
  return (
    <Card title={text.cost}>
      <Part of={of}>
        {({ alerts, messages, usd: total }) => (
          <>
            <p class="system-total">
              {text.total} <strong>{usd.format(total)}</strong>
            </p>
            <dl class="system-numbers">
              <div>
                <dt>{text.alerts}</dt>
                <dd>{number.format(alerts)}</dd>
              </div>
              {messages.map(({ channel, count, price }) => (
                <div key={channel}>
                  <dt>
                    {text.channel[channel]}{' '}
                    <span class="faint small">{text.each(each.format(price.usd), price.unit)}</span>
                  </dt>
                  <dd>{number.format(count)}</dd>
                </div>
              ))}
            </dl>
            <p class="faint small">
              {text.costWhy} {sourcesOf(messages)}
            </p>
          </>
        )}
      </Part>
    </Card>
  );
}

type Messages = NonNullable<SystemStatus['cost']['value']>['messages'];

/** Where the prices come from, each once. */
const sourcesOf = (messages: Messages): string =>
  [...new Set(messages.map(({ price }) => `${price.source}, ${price.asOf}`))].join('; ');
