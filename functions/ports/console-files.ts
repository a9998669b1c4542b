/** The console as it was built: paths below one folder, with slashes. */
export interface ConsoleBuild {
  files(): Promise<readonly string[]>;
  read(file: string): Promise<Uint8Array>;
}

export interface ConsoleFile {
  readonly type: string;
  readonly cacheControl: string;
  readonly body: Uint8Array | string;
}

/** The bucket that CloudFront reads the console from. */
export interface ConsoleBucket {
  /** The text of a file; undefined when there is none. */
  read(file: string): Promise<string | undefined>;
  put(file: string, content: ConsoleFile): Promise<void>;
  delete(files: readonly string[]): Promise<void>;
}
