import type { Options } from '../../../lib/context.ts';
import { about, advice, type Facts, type Finding, fault, type Setting } from '../facts.ts';

/** What a storm of alerts needs: AWS gives new accounts as few as ten. */
const enoughConcurrency = 100;

/** Whether the deployment is whole, runs, and would tell somebody if it did not. */
export const checkOperation = (facts: Facts, options: Options, setting: Setting): readonly Finding[] => [
  ...checkStacks(facts, setting),
  ...checkPause(options, setting),
  ...about(facts.concurrency, (atOnce) =>
    atOnce >= enoughConcurrency
      ? []
      : [
          fault(
            `The account may run ${atOnce} functions at once`,
            'in a storm of alerts pages and answers wait for each other',
            `aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000 --region ${setting.region}`,
          ),
        ],
  ),
  ...checkOperators(facts, options, setting),
  ...about(facts.alarms, ({ all, ringing, mute }) => [
    ...(all > 0
      ? []
      : [fault('There are no alarms', 'nobody is told when Tocsin fails', `npm run deploy -- ${setting.stage}`)]),
    ...ringing.map(({ name, impact }) =>
      fault(`The alarm ${name} rings`, impact, `docs/runbook.md#${name.replace(`tocsin-${setting.stage}-`, '')}`),
    ),
    ...mute.map((name) =>
      fault(
        `The alarm ${name} is switched off`,
        'nobody is told when it should ring',
        `aws cloudwatch enable-alarm-actions --alarm-names ${name} --region ${setting.region}`,
      ),
    ),
  ]),
  ...about(facts.deadLetters, (queues) =>
    Object.entries(queues).flatMap(([queue, messages]) =>
      messages === 0
        ? []
        : [
            fault(
              `${messages} messages lie in ${queue}`,
              'alerts, pages or answers that were given up; they are kept for 14 days',
              'docs/runbook.md#put-failed-messages-back',
            ),
          ],
    ),
  ),
  ...about(options.paused ? undefined : facts.ticks, (rounds) =>
    rounds > 0
      ? []
      : [
          fault(
            'No tick has completed within ten minutes',
            'nothing looks after lost escalations, delayed messages and unsent pages',
            'docs/runbook.md#tick-silent',
          ),
        ],
  ),
  ...about(options.paused ? undefined : facts.canary, (rounds) =>
    rounds > 0
      ? []
      : [
          fault(
            `No test alert has come through within ${2 * options.canaryMinutes} minutes`,
            'real alerts may not wake anybody either',
            'docs/runbook.md#canary-silent',
          ),
        ],
  ),
];

function checkStacks(facts: Facts, { stage, region }: Setting): readonly Finding[] {
  return about(facts.stacks, (stacks) => {
    const missing = Object.entries(stacks).filter(([, status]) => status === undefined);
    if (missing.length === Object.keys(stacks).length) {
      return [
        advice(
          `${stage} is not deployed here yet`,
          'only the account itself was looked at',
          `npm run deploy -- ${stage} --new`,
        ),
      ];
    }
    return [
      ...missing.map(([part]) =>
        fault(
          `The stack tocsin-${stage}-${part} is missing`,
          'the deployment is not whole',
          `npm run deploy -- ${stage}`,
        ),
      ),
      ...Object.entries(stacks)
        .filter(([, status]) => status !== undefined && !/^(CREATE|UPDATE)_COMPLETE$/.test(status))
        .map(([part, status]) =>
          fault(
            `The stack tocsin-${stage}-${part} is in ${status}`,
            /IN_PROGRESS/.test(status ?? '') ? 'a deploy is under way' : 'the last deploy did not succeed',
            `aws cloudformation describe-stack-events --stack-name tocsin-${stage}-${part} --region ${region}, then npm run deploy -- ${stage}`,
          ),
        ),
    ];
  });
}

const checkPause = ({ paused }: Options, { stage }: Setting): readonly Finding[] =>
  paused
    ? [
        fault(
          'The deployment is paused',
          'events are accepted and wait; nobody is told anything',
          `npm run deploy -- ${stage} --drop paused`,
        ),
      ]
    : [];

function checkOperators(
  facts: Facts,
  options: Options,
  { stage, region, partition, account }: Setting,
): readonly Finding[] {
  const { operatorEmail, operatorPhone, deadManUrl } = options;
  const topic = `arn:${partition}:sns:${region}:${account}:tocsin-${stage}-operators`;
  return [
    ...(operatorEmail === undefined && operatorPhone === undefined
      ? [
          fault(
            'There is no operator',
            'nobody is told when Tocsin itself is in trouble',
            `npm run deploy -- ${stage} --set operatorEmail=ops@example.com`,
          ),
        ]
      : []),
    ...(deadManUrl === undefined
      ? [
          advice(
            'deadManUrl is not set',
            'nobody notices when the account, the Region or all alarms are gone',
            `npm run deploy -- ${stage} --set deadManUrl=https://…`,
          ),
        ]
      : []),
    ...about(facts.operators, (subscriptions) =>
      [operatorEmail, operatorPhone].flatMap((endpoint) => {
        if (endpoint === undefined) return [];
        const subscription = subscriptions.find((one) => one.endpoint.toLowerCase() === endpoint.toLowerCase());
        if (subscription?.confirmed) return [];
        return [
          subscription === undefined
            ? fault(
                `The operator ${endpoint} is not subscribed`,
                'they are not told when Tocsin is in trouble',
                `npm run deploy -- ${stage}`,
              )
            : fault(
                `The operator ${endpoint} has not confirmed the subscription`,
                'they are not told when Tocsin is in trouble',
                `Follow the link in the mail from AWS; a new one: aws sns subscribe --topic-arn ${topic} --protocol email --notification-endpoint ${endpoint} --region ${region}`,
              ),
        ];
      }),
    ),
  ];
}
