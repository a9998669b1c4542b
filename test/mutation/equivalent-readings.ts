import type { Equivalent } from './equivalent.ts';

/** Of what is read, reckoned and shown: mails, timelines, flows and pages. */
export const readings: readonly Equivalent[] = [
  {
    file: 'functions/domain/page/view-of.ts',
    line: 'const past = timeline(changes',
    original: 'latest(since, historyFrom(now))',
    mutant: 'since',
    reason: 'what is older is told of no day and counts for no percentage; it is left out for the time that would take',
  },
  {
    file: 'functions/domain/incident/write.ts',
    line: 'affected: [...said.affected],',
    original: 'affected: [...said.affected],',
    mutant: '(nothing)',
    reason: 'it is in what was said, too; the copy is there for the types',
  },
  {
    file: 'functions/domain/mail/readable-text.ts',
    line: 'const code = /^#x/i.test(name)',
    original: '/^#x/i',
    mutant: '/#x/i',
    reason: 'the name of a character has no # but at its begin',
  },
  {
    file: 'functions/domain/support-hours/in-support-hours.ts',
    line: 'return from !== undefined && until !== undefined',
    original: 'from !== undefined && until !== undefined',
    mutant: 'from !== undefined',
    reason: 'nothing is before what is undefined; the guard is there for the types',
  },
  {
    file: 'functions/domain/support-hours/in-support-hours.ts',
    line: 'return from !== undefined && until !== undefined',
    original: 'from !== undefined && until !== undefined',
    mutant: 'until !== undefined',
    reason: 'what is undefined is before nothing; the guard is there for the types',
  },
  {
    file: 'functions/domain/support-hours/in-support-hours.ts',
    line: 'const longestWait',
    original: '15',
    mutant: '30',
    reason: 'whoever waits longer than it takes until nothing new comes only looks on',
  },
  {
    file: 'functions/domain/support-hours/in-support-hours.ts',
    line: 'const ofWeek = ruled',
    original: 'ruled',
    mutant: 'false',
    reason: 'while an exception rules, hours of the week change nothing; they are left out for the time that takes',
  },
  {
    file: 'functions/domain/support-hours/in-support-hours.ts',
    line: 'Array.from({ length: 9 }',
    original: '9',
    mutant: '10',
    reason: 'the week begins anew before the last of these days',
  },
  {
    file: 'functions/domain/identity-provider/claims.ts',
    line: 'known === undefined || roleRank(teamRole)',
    original: 'known === undefined || roleRank(teamRole) > roleRank(known)',
    mutant: 'roleRank(teamRole) > roleRank(known)',
    reason: 'what is no role ranks below every role; the guard is there for the types',
  },
  {
    file: 'functions/domain/identity-provider/claims.ts',
    line: 'known === undefined || roleRank(teamRole)',
    original: 'roleRank(teamRole) > roleRank(known)',
    mutant: '(roleRank(teamRole)) >= (roleRank(known))',
    reason: 'of two roles that are the same it does not matter which is taken',
  },
  {
    file: 'functions/domain/identity-provider/claims.ts',
    line: 'return claim.slice(0, maxValues)',
    original: "claim.slice(0, maxValues).filter((value) => typeof value === 'string')",
    mutant: 'claim.slice(0, maxValues)',
    reason: 'values are compared with texts, and nothing else is one of those; the filter is there for the types',
  },
  {
    file: 'functions/domain/zone.ts',
    line: 'const stretches = blocks.get(block) ??',
    original: 'blocks.get(block) ?? stretchesOfBlock(name, block)',
    mutant: 'stretchesOfBlock(name, block)',
    reason: 'what is remembered is what would be found again',
  },
  {
    file: 'functions/domain/zone.ts',
    line: 'const hour = 3_600_000',
    original: '3_600_000',
    mutant: '7200000',
    reason: 'a search that begins earlier comes to the same stretch',
  },
  {
    file: 'functions/domain/maintenance/moments.ts',
    line: 'if (notifications === undefined || !isAnnounced',
    original: 'notifications === undefined || !isAnnounced(window)',
    mutant: '!isAnnounced(window)',
    reason: 'without notifications nothing is announced; the guard is there for the types',
  },
  {
    file: 'functions/domain/oauth/grant.ts',
    line: '.sort((a, b) => (a.id < b.id',
    original: 'a.id < b.id',
    mutant: 'a.id <= b.id',
    reason: 'no two grants have the same id',
  },
  {
    file: 'functions/domain/event-flow/target.ts',
    line: "const operand = condition.kind === 'value'",
    original: "condition.kind === 'value'",
    mutant: 'true',
    reason: 'no other kind of condition has an operand of its own; the choice is there for the types',
  },
  {
    file: 'functions/domain/event-flow/identify.ts',
    line: 'if (id !== undefined && claimed[kind].delete(id))',
    original: 'id !== undefined && claimed[kind].delete(id)',
    mutant: 'claimed[kind].delete(id)',
    reason: 'what is undefined was never claimed; the guard is there for the types',
  },
  ...['nodes', 'branches'].map((kind) => {
    const id = kind === 'nodes' ? 'node.id' : 'id';
    return {
      file: 'functions/domain/event-flow/identify.ts',
      line: `${id} !== undefined && known.${kind}.has(${id})`,
      original: `${id} !== undefined && known.${kind}.has(${id})`,
      mutant: `known.${kind}.has(${id})`,
      reason: 'what is undefined is not known; the guard is there for the types',
    };
  }),
];
