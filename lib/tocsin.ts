import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { Options } from './context.ts';
import { CoreStack } from './stacks/core.ts';
import { DataStack } from './stacks/data.ts';
import { EdgeStack } from './stacks/edge.ts';

/** The three stacks of one deployment, checked by cdk-nag whenever the app is synthesized. */
export function createStacks(app: App, options: Options): ReturnType<typeof buildStacks> {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return buildStacks(app, options);
}

/** The same, unchecked: for tests that look at hundreds of templates. */
export function buildStacks(app: App, options: Options): { data: DataStack; core: CoreStack; edge: EdgeStack } {
  const named = (part: string) => `tocsin-${options.stage}-${part}`;
  const data = new DataStack(app, named('data'), options);
  const core = new CoreStack(app, named('core'), { options, data });
  const edge = new EdgeStack(app, named('edge'), { options, data, core });
  Tags.of(app).add('application', 'tocsin');
  Tags.of(app).add('stage', options.stage);
  return { data, core, edge };
}
