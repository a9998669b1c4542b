/**
 * Reads a public address by GET. Follows no redirect, gives up after a few seconds and a bounded length; rejects then, and
 * when nobody answers. Whoever calls it has made sure of whose address it is.
 */
export type Fetch = (url: string) => Promise<{ readonly status: number; readonly body: string }>;
