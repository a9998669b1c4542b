import { describe, expect, it } from 'vitest';
import { readRestoreArguments } from '../../bin/after-restore.ts';
import { readDeployArguments } from '../../bin/deploy.ts';
import { readDoctorArguments } from '../../bin/doctor.ts';
import { commandsIn, documents } from './documented-commands.ts';

const ours = documents.flatMap((document) =>
  commandsIn(document).flatMap((command) => {
    const [, name, args = ''] =
      /^(?:npm run (?=deploy|after-restore|doctor)|npx tocsin )([\w-]+)(?: --(?= |$))?(.*)$/.exec(command) ?? [];
    return name === undefined ? [] : [{ document, command, name, args: args.trim().split(/\s+/).filter(Boolean) }];
  }),
);
const named = (...names: string[]) => ours.filter(({ name }) => names.includes(name));
/** `npm run deploy` in a sentence speaks of the command, and is not what one types. */
const typed = ours.filter(({ args }) => args.length > 0);

describe("the operator's commands, as README and docs write them", () => {
  it('are there', () => {
    expect(named('deploy').length).toBeGreaterThan(5);
    expect(named('after-restore').length).toBeGreaterThan(0);
    expect(ours.filter(({ name }) => !['deploy', 'after-restore', 'doctor'].includes(name))).toEqual([]);
  });

  it.each(typed.map((one) => [one.document, one.command, one] as const))(
    '%s: %s',
    (_document, _command, { name, args }) => {
      const read = { deploy: readDeployArguments, doctor: readDoctorArguments, 'after-restore': readRestoreArguments }[
        name
      ];
      const stage = read?.(args).stage;
      expect(stage).toMatch(/^(prod|test)$/);
    },
  );

  it('call cdk deploy, which compares nothing, only with the stage and all that its file says', () => {
    const around = documents.flatMap(commandsIn).filter((command) => /\bcdk deploy\b/.test(command));
    const careless = around.filter((command) => !/-c stage=prod \$\(jq .* stages\/prod\.json\)$/.test(command));
    expect(careless.filter((command) => command !== 'cdk deploy')).toEqual([]);
  });
});
