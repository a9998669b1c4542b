/** A flow is one item of the table, and is kept with each event that waits in it. */
export const flowBounds = {
  nodes: 200,
  /** The Terraform provider writes 51 nodes in each other. */
  depth: 60,
  bytes: 60_000,
  definitions: 50,
  rulesOfNode: 50,
  rules: 300,
} as const;

/** No event is held back longer, whatever it waits for. */
export const longestWait = { days: 30 };
