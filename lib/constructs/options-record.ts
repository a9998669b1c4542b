import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { Options } from '../context.ts';

/** Where a deployment keeps the options it was deployed with. */
export const recordName = (stage: string): string => `/tocsin/${stage}/options`;

/** What the next deploy is compared with: the options that say what this deployment does. */
export class OptionsRecord extends Construct {
  constructor(scope: Construct, id: string, { stage, bundling: _bundling, ...options }: Options) {
    super(scope, id);
    new StringParameter(this, 'Parameter', {
      parameterName: recordName(stage),
      description: 'Tocsin: the options of the last deploy; npm run deploy compares the next one with them',
      stringValue: JSON.stringify({ v: 1, options }),
    });
  }
}
