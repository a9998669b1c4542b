import { App } from 'aws-cdk-lib';
import { bundleHandlers } from '../lib/bundle.ts';
import { readOptions } from '../lib/context.ts';
import { contextOfStage } from '../lib/stage-file.ts';
import { createStacks } from '../lib/tocsin.ts';

const app = new App();
const options = readOptions(app.node, contextOfStage);
if (options.bundling) await bundleHandlers({ outdir: 'dist/functions', minify: true });
createStacks(app, options);
app.synth();
