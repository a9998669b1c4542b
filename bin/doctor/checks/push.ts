import type { Options } from '../../../lib/context.ts';
import { about, type Facts, type Finding, fault, type Setting } from '../facts.ts';

/** Whether pushes can leave for Android and Apple's phones. */
export const checkPush = (facts: Facts, { push }: Options, { stage, region }: Setting): readonly Finding[] =>
  about(facts.push, (channels) => {
    if (channels === undefined) {
      return [
        fault(
          `There is no push application ${push}`,
          'nobody gets pushes',
          `aws pinpoint get-apps --region ${region}, then npm run deploy -- ${stage} --set push=…`,
        ),
      ];
    }
    if (channels.length > 0) return [];
    return [
      fault(
        `The push application ${push} has no credentials`,
        'nobody gets pushes',
        'docs/deploy.md, "Push": update-gcm-channel and update-apns-channel',
      ),
    ];
  });
