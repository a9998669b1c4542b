import type { Options } from '../../../lib/context.ts';
import { about, advice, type Facts, type Finding, fault, type Identity, type Setting } from '../facts.ts';

/** Whether e-mails go out, and answers come in. */
export function checkMail(facts: Facts, options: Options, setting: Setting): readonly Finding[] {
  const { mailFrom, replyDomain } = options;
  if (mailFrom === undefined) {
    return [
      advice(
        'No e-mail: mailFrom is not set',
        'nobody can be told, or verified, by e-mail',
        `npm run deploy -- ${setting.stage} --set mailFrom=alerts@example.com`,
      ),
    ];
  }
  return [
    ...about(facts.mailAccount, (account) => [
      ...(account.inProduction
        ? []
        : [
            fault(
              'SES is in its sandbox',
              `e-mails reach only addresses that are verified in SES, ${account.perDay} a day`,
              'aws sesv2 put-account-details --production-access-enabled --mail-type TRANSACTIONAL --website-url https://example.com ' +
                `--use-case-description "Alerts to our own people on call" --region ${setting.region}`,
            ),
          ]),
      ...(account.maySend
        ? []
        : [
            fault(
              'SES has stopped sending for this account',
              'nobody is told by e-mail',
              `https://${setting.region}.console.aws.amazon.com/ses/home#/reputation says why and whom to answer`,
            ),
          ]),
      ...(account.sentToday >= 0.8 * account.perDay && account.perDay > 0
        ? [
            fault(
              `${account.sentToday} of the ${account.perDay} e-mails that SES allows in 24 hours are sent`,
              'further e-mails are refused',
              `https://${setting.region}.console.aws.amazon.com/servicequotas/home/services/ses/quotas (Sending quota)`,
            ),
          ]
        : []),
    ]),
    ...about(facts.identities, (identities) => [
      ...checkSender(mailFrom, identities, setting),
      ...(replyDomain === undefined ? [] : checkReplyDomain(replyDomain, identities, setting)),
    ]),
    ...(replyDomain === undefined ? [] : checkInbound(replyDomain, facts, setting)),
  ];
}

type Identities = Readonly<Record<string, Identity>>;

/** An address may send when it, its domain, or a domain above is verified. */
function checkSender(mailFrom: string, identities: Identities, { region }: Setting): readonly Finding[] {
  const candidates = sendersOf(mailFrom);
  const verified = candidates.filter((name) => identities[name]?.verified);
  const domain = mailFrom.slice(mailFrom.indexOf('@') + 1);
  if (verified.length === 0) {
    const begun = candidates.find((name) => identities[name] !== undefined);
    return [
      fault(
        `${mailFrom} is not verified in SES`,
        'every e-mail is refused',
        begun === undefined
          ? `aws sesv2 create-email-identity --email-identity ${domain} --region ${region}, then publish its three CNAME records`
          : recordsOf(begun, region),
      ),
    ];
  }
  const unsigned = verified.every((name) => name.includes('@') || identities[name]?.dkim !== 'SUCCESS');
  if (!unsigned) return [];
  return [
    fault(
      `E-mails from ${mailFrom} are not signed (DKIM)`,
      'mail providers put them into the spam folder, or refuse them',
      verified.every((name) => name.includes('@'))
        ? `aws sesv2 create-email-identity --email-identity ${domain} --region ${region}, then publish its three CNAME records`
        : recordsOf(verified.find((name) => !name.includes('@')) ?? domain, region),
    ),
  ];
}

function checkReplyDomain(replyDomain: string, identities: Identities, { region }: Setting): readonly Finding[] {
  if (sendersOf(replyDomain).some((name) => identities[name]?.verified)) return [];
  return [
    fault(
      `${replyDomain} is not verified in SES`,
      'SES takes no e-mail for it: alerts cannot be answered by e-mail',
      identities[replyDomain] === undefined
        ? `aws sesv2 create-email-identity --email-identity ${replyDomain} --region ${region}, then publish its three CNAME records`
        : recordsOf(replyDomain, region),
    ),
  ];
}

function checkInbound(replyDomain: string, facts: Facts, { stage, region }: Setting): readonly Finding[] {
  const ours = `tocsin-${stage}`;
  const server = `inbound-smtp.${region}.amazonaws.com`;
  return [
    ...about(facts.activeRules, (active) =>
      active === ours
        ? []
        : [
            fault(
              active === undefined
                ? 'No receipt rule set is active in SES'
                : `The receipt rule set ${active} is active in SES, not ${ours}`,
              'alerts cannot be answered by e-mail',
              `aws ses set-active-receipt-rule-set --rule-set-name ${ours} --region ${region}` +
                (active === undefined ? '' : ` (mail that ${active} handles is then handled no more)`),
            ),
          ],
    ),
    ...about(facts.mailExchange, (exchanges) =>
      exchanges.some((exchange) => exchange.toLowerCase() === server)
        ? []
        : [
            fault(
              exchanges.length === 0
                ? `${replyDomain} has no MX record`
                : `The MX record of ${replyDomain} is ${exchanges.join(', ')}`,
              'answers by e-mail do not reach Tocsin',
              `DNS: ${replyDomain}. MX 10 ${server}`,
            ),
          ],
    ),
  ];
}

/** The identities under which SES lets an address or domain send, from the narrowest on. */
export function sendersOf(name: string): string[] {
  const at = name.indexOf('@');
  const labels = name.slice(at + 1).split('.');
  const domains = labels.slice(0, -1).map((_label, index) => labels.slice(index).join('.'));
  return at < 0 ? domains : [name, ...domains];
}

const recordsOf = (identity: string, region: string): string =>
  identity.includes('@')
    ? `Follow the link in the mail that SES has sent to ${identity}, or verify its domain`
    : `Publish its CNAME records: aws sesv2 get-email-identity --email-identity ${identity} --query DkimAttributes.Tokens --region ${region}`;
