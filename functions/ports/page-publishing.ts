import type { Publication } from '../domain/page/publication.ts';
import type { Instant } from '../domain/time.ts';

/** Where visitors find the files of pages. */
export interface PageBucket {
  put(key: string, file: PageObject): Promise<void>;
  delete(keys: readonly string[]): Promise<void>;
}

export interface PageObject {
  readonly type: string;
  readonly body: string;
  readonly cacheControl: string;
  /** Everybody may read it from everywhere. */
  readonly isShared: boolean;
}

/** What the way to the pages knows. Values are small; what is written is seen a few seconds later. */
export interface EdgeStore {
  put(key: string, value: string): Promise<void>;
  /** Deletes the key if its value is still one of ours. */
  deleteIf(key: string, isOurs: (value: string) => boolean): Promise<void>;
}

/** Who a page is published for, and by which hosts it is reached, with what is known there. */
export interface Placed {
  readonly variants: readonly string[];
  readonly hosts: Readonly<Record<string, string>>;
  /** What the names of its audiences are made with. */
  readonly salt?: string | undefined;
  /** Variants that nobody is to see any more, and since when. */
  readonly leaving?: Readonly<Record<string, Instant>> | undefined;
}

/** A page that is being published by one alone. */
export interface Claim {
  readonly pageId: number;
  readonly id: string;
  /** All there may be of it so far. */
  readonly placed: Placed;
}

export interface PageFileStore {
  /**
   * Takes a page for publishing. Where somebody else has it and their time is not over, they are told to do it again, and the
   * answer is undefined.
   */
  claim(pageId: number, id: string, now: Instant, until: Instant): Promise<Claim | undefined>;
  /** Notes what there may be from now on. Throws when the page was taken by somebody else. */
  note(claim: Claim, placed: Placed): Promise<void>;
  /** Lets the page go. False when it was asked for again meanwhile: then it stays taken, and has to be done again. */
  release(claim: Claim): Promise<boolean>;
  /** Lets the page go, whatever was asked for meanwhile: a sweep comes by. */
  letGo(claim: Claim): Promise<void>;
  /** Forgets a page of which nothing is published any more. */
  forget(claim: Claim): Promise<void>;
  publication(pageId: number, variant: string): Promise<Publication | undefined>;
  savePublication(pageId: number, variant: string, publication: Publication): Promise<void>;
  deletePublication(pageId: number, variant: string): Promise<void>;
  /** All there may be of a page. */
  placed(pageId: number): Promise<Placed>;
  /** Asks for a variant, and that it be there until then. The page is published anew by whoever watches. */
  demand(pageId: number, variant: string, until: Instant): Promise<void>;
  demandedUntil(pageId: number, variant: string): Promise<Instant | undefined>;
  /** The variants of the page that were asked for and still are to be there. */
  demanded(pageId: number, now: Instant): Promise<ReadonlySet<string>>;
}
