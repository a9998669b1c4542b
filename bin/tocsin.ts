import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { bundleHandlers } from '../lib/bundle.ts';
import { consoleFolder } from '../lib/constructs/console-files.ts';
import { readOptions } from '../lib/context.ts';
import { contextOfStage } from '../lib/stage-file.ts';
import { createStacks } from '../lib/tocsin.ts';
import { buildConsole } from '../web/build.ts';

const app = new App();
const options = readOptions(app.node, contextOfStage);
if (options.bundling) {
  await bundleHandlers({ outdir: 'dist/functions', minify: true });
  await buildConsole(path.resolve(consoleFolder));
}
createStacks(app, options);
app.synth();
