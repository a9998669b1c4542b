import { Annotations, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Regions that have what only some have, as of November 2026. AWS adds some each year, so others are warned of and not refused. */
const regionsOf = {
  'Amazon Connect (voice=connect)': [
    'us-east-1',
    'us-west-2',
    'ca-central-1',
    'eu-central-1',
    'eu-west-2',
    'af-south-1',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-southeast-1',
    'ap-southeast-2',
    'us-gov-west-1',
  ],
  'Inbound e-mail (replyDomain)': [
    'us-east-1',
    'us-east-2',
    'us-west-2',
    'ca-central-1',
    'eu-central-1',
    'eu-west-1',
    'eu-west-2',
    'ap-northeast-1',
    'ap-southeast-1',
    'ap-southeast-2',
  ],
} as const;

/** Warns at synth when a feature may not exist where the stack is going; the deploy would fail halfway. */
export function warnOfRegion(scope: Construct, feature: keyof typeof regionsOf): void {
  const { region } = Stack.of(scope);
  const known = Token.isUnresolved(region) ? process.env.CDK_DEFAULT_REGION : region;
  const regions: readonly string[] = regionsOf[feature];
  if (known === undefined || regions.includes(known)) return;
  const message = `${feature} is not known to exist in ${known}, but in ${regions.join(', ')}.`;
  Annotations.of(scope).addWarningV2(`tocsin:region:${feature.split(' ').at(-1)?.slice(1, -1)}`, message);
}
