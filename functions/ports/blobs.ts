/** Large or raw bodies, by key. */
export interface Blobs {
  put(key: string, body: Uint8Array): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
}
