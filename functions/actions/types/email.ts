import { askOther } from '../answers.ts';
import { done, driver, type EmailRequest } from '../driver.ts';
import { rendered } from '../template.ts';
import { markOf } from '../tickets.ts';
import { described, happened, headline, lines, shortened } from '../words.ts';

/** Each address once, however it is spelled. */
function addresses(among: readonly string[], others: readonly string[] = []): readonly string[] {
  const taken = new Set(others.map((one) => one.toLowerCase()));
  return among.filter((one) => !taken.has(one.toLowerCase()) && taken.add(one.toLowerCase()));
}

export default driver({
  type: 'email',
  name: 'E-mail',
  source: ['https://docs.ilert.com/integrations/email-outbound-integration'],
  does: { first: 'sends a mail', update: 'answers the mail', end: 'answers the mail' },
  doubles: 'the mail',
  *steps(facts) {
    const { params } = facts.action;
    const to = addresses(params.recipients);
    const cc = addresses(params.cc ?? [], to);
    const usual = [happened(facts), lines(facts.deed.comment ?? '', 10_000), described(facts, 50_000)];
    const request: EmailRequest = {
      kind: 'email',
      to,
      cc,
      bcc: addresses(params.bcc ?? [], [...to, ...cc]),
      subject: shortened(rendered(params.subject, facts) ?? '', 250) || headline(facts, 250),
      text: rendered(params.bodyTemplate, facts) ?? usual.filter((part) => part !== '').join('\n\n'),
      threadKey: markOf(facts),
      idempotencyKey: facts.attemptKey,
    };
    const id = yield* askOther(request);
    return done(
      `the mail was sent to ${to.length + cc.length + request.bcc.length}`,
      id === undefined ? {} : { reference: facts.reference ?? id },
    );
  },
});
