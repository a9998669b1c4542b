/** A flow is one item of the table, and is kept with each event that waits in it. */
export const flowBounds = {
  nodes: 200,
  depth: 50,
  bytes: 60_000,
  definitions: 50,
  rulesOfNode: 50,
  rules: 300,
} as const;
