/*
 * The stacks of a local deployment, synthesized in a process of their own: time may be virtual where they are wanted.
 *
 * node local/make-assembly.ts <folder> <context as JSON>
 */
import { App } from 'aws-cdk-lib';
import { readOptions } from '../lib/context.ts';
import { createStacks } from '../lib/tocsin.ts';

const [outdir = '', context = '{}'] = process.argv.slice(2);
// A deploy validates its templates against CloudFormation's schemas, and says where each construct is made. That takes
// seven times as long as all else, and nothing here asks for it.
const app = new App({
  outdir,
  context: JSON.parse(context),
  analyticsReporting: false,
  builtinCloudFormationValidation: false,
  stackTraces: false,
});
createStacks(app, readOptions(app.node));
app.synth();
