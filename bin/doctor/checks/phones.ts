import type { Options } from '../../../lib/context.ts';
import {
  about,
  advice,
  type Facts,
  type Finding,
  fault,
  type Origination,
  type Setting,
  type SpendLimit,
} from '../facts.ts';

const sandboxPage = 'https://docs.aws.amazon.com/sms-voice/latest/userguide/sandbox.html';
const snsSandboxPage = 'https://docs.aws.amazon.com/sns/latest/dg/sns-sms-sandbox.html';

/** Whether texts go out and come back, and calls are made. */
export const checkPhones = (facts: Facts, options: Options, setting: Setting): readonly Finding[] => [
  ...(options.smsIdentity === undefined ? checkSns(facts, setting) : checkTexts(facts, options.smsIdentity, setting)),
  ...checkCalls(facts, options, setting),
  ...about(facts.endUserMessaging, ({ tier }) =>
    tier === 'PRODUCTION'
      ? []
      : [
          fault(
            'End User Messaging is in its sandbox',
            'texts and calls reach only numbers that are verified there: texts for $1 a month, 20 calls a day of 30 seconds',
            `Ask AWS: ${sandboxPage}`,
          ),
        ],
  ),
];

/** Texts by SNS, without a number of one's own. */
function checkSns(facts: Facts, { stage, region }: Setting): readonly Finding[] {
  return [
    ...about(facts.snsTexts, ({ inSandbox, ...spend }) => [
      ...(inSandbox
        ? [
            fault(
              'SNS is in its SMS sandbox',
              'texts reach only ten numbers that are verified there',
              `Ask AWS: ${snsSandboxPage}`,
            ),
          ]
        : []),
      ...checkSpend('SNS texts', spend, 'further texts vanish without an error', {
        raise: `aws sns set-sms-attributes --attributes MonthlySpendLimit=50 --region ${region}`,
        ask: `https://${region}.console.aws.amazon.com/servicequotas/home/services/sns/quotas (Account spend threshold in USD for SMS messages)`,
      }),
    ]),
    advice(
      'Texts go out by SNS: smsIdentity is not set',
      'nobody can answer by SMS, and nobody learns whether a text arrived',
      `docs/deploy.md, "A number for texts", then npm run deploy -- ${stage} --set smsIdentity=phone-…`,
    ),
  ];
}

/** A sender id is a name that texts come from: nobody can answer to it. */
const isSenderId = (identity: string): boolean => identity.includes(':sender-id/');

function checkTexts(facts: Facts, identity: string, setting: Setting): readonly Finding[] {
  const topic = `arn:${setting.partition}:sns:${setting.region}:${setting.account}:tocsin-${setting.stage}-inbound`;
  return [
    ...(isSenderId(identity)
      ? [
          advice(
            `${identity} is a sender id`,
            'nobody can answer by SMS',
            'docs/deploy.md, "A number for texts": request a number that takes answers',
          ),
        ]
      : []),
    ...about(facts.smsIdentity, (origination) => [
      ...checkOrigination(identity, origination, 'SMS', 'no text goes out'),
      ...(origination === undefined || isSenderId(identity) || (origination.twoWay && origination.destination === topic)
        ? []
        : [
            fault(
              origination.twoWay
                ? `Answers to ${identity} go to ${origination.destination}, not to Tocsin`
                : `${identity} does not take answers (two-way SMS is off)`,
              'nobody can answer by SMS, and STOP is not heard',
              `aws pinpoint-sms-voice-v2 ${updateCommand(identity)} --two-way-enabled --two-way-channel-arn ${topic} --region ${setting.region}`,
            ),
          ]),
    ]),
    ...about(facts.endUserMessaging, ({ texts }) =>
      checkSpend('Texts', texts, 'further texts are refused', {
        raise: `aws pinpoint-sms-voice-v2 set-text-message-spend-limit-override --monthly-limit ${texts.most ?? 50} --region ${setting.region}`,
        ask: spendQuota(setting.region),
      }),
    ),
  ];
}

function checkCalls(facts: Facts, options: Options, { stage, region }: Setting): readonly Finding[] {
  const { voice, voiceIdentity, connectInstanceId, connectSourceNumber, connectFlowId } = options;
  if (voice === 'off') {
    return [
      advice(
        'Nobody is called: voice is off',
        'a text is easier to sleep through than a call',
        `docs/deploy.md, "Calls", then npm run deploy -- ${stage} --set voice=…`,
      ),
    ];
  }
  const fallback = voice === 'connect' ? 'calls have no fallback when Connect is in trouble' : 'no call goes out';
  return [
    ...about(facts.connect, (instance) => {
      if (instance === undefined || !instance.active) {
        return [
          fault(
            `The Connect instance ${connectInstanceId} ${instance === undefined ? 'does not exist' : 'is not active'}`,
            'nobody is called',
            `aws connect list-instances --region ${region}, then npm run deploy -- ${stage} --set connectInstanceId=…`,
          ),
        ];
      }
      return [
        ...(instance.callsOut
          ? []
          : [
              fault(
                'The Connect instance may not call out',
                'nobody is called',
                `aws connect update-instance-attribute --instance-id ${connectInstanceId} --attribute-type OUTBOUND_CALLS --value true --region ${region}`,
              ),
            ]),
        ...(instance.numbers.includes(connectSourceNumber ?? '')
          ? []
          : [
              fault(
                `The Connect instance has no number ${connectSourceNumber}`,
                'nobody is called',
                `aws connect list-phone-numbers-v2 --region ${region}, then npm run deploy -- ${stage} --set connectSourceNumber=…`,
              ),
            ]),
      ];
    }),
    ...about(facts.connectFlow, (state) =>
      state === 'ACTIVE'
        ? []
        : [
            fault(
              `The contact flow ${connectFlowId} ${state === undefined ? 'does not exist' : `is ${state}`}`,
              'calls end at once',
              `npm run deploy -- ${stage} --drop connectFlowId (Tocsin's own flow)`,
            ),
          ],
    ),
    ...about(facts.voiceIdentity, (origination) =>
      checkOrigination(voiceIdentity ?? '', origination, 'VOICE', fallback),
    ),
    ...about(voiceIdentity === undefined ? undefined : facts.endUserMessaging, ({ calls }) =>
      checkSpend('Calls', calls, fallback, {
        raise: `aws pinpoint-sms-voice-v2 set-voice-message-spend-limit-override --monthly-limit ${calls.most ?? 50} --region ${region}`,
        ask: spendQuota(region),
      }),
    ),
  ];
}

function checkOrigination(id: string, origination: Origination, capability: string, lost: string): readonly Finding[] {
  const list = `aws pinpoint-sms-voice-v2 describe-${id.includes('pool') ? 'pools' : 'phone-numbers'}`;
  if (origination === undefined) return [fault(`End User Messaging has no ${id}`, lost, list)];
  if (!origination.active) {
    return [fault(`${id} is not active yet`, lost, `${list}; numbers of some countries have to be registered first`)];
  }
  if (origination.capabilities.length === 0 || origination.capabilities.includes(capability)) return [];
  return [
    fault(
      `${id} cannot do ${capability}`,
      lost,
      `${list}, and request a number with --number-capabilities ${capability}`,
    ),
  ];
}

/** Up to a dollar a month is what new accounts have: some ten texts. */
const tooLittle = 1;

function checkSpend(
  what: string,
  { limit, most, spent = 0 }: SpendLimit,
  lost: string,
  { raise, ask }: { readonly raise: string; readonly ask: string },
): readonly Finding[] {
  const todo = most !== undefined && most > limit ? raise : `${ask}; then ${raise}`;
  if (limit <= tooLittle) return [fault(`${what} may cost $${limit} a month`, `after some ten messages ${lost}`, todo)];
  if (spent < 0.8 * limit) return [];
  return [
    fault(`${what} have cost $${spent.toFixed(2)} of the $${limit} they may cost this month`, `then ${lost}`, todo),
  ];
}

const updateCommand = (id: string): string => {
  const name = id.split('/').at(-1) ?? id;
  return name.startsWith('pool-') ? `update-pool --pool-id ${name}` : `update-phone-number --phone-number-id ${name}`;
};

const spendQuota = (region: string): string =>
  `https://${region}.console.aws.amazon.com/servicequotas/home/services/sms-voice/quotas (monthly spend)`;
