/** After what times a source may have its alerts resolve themselves, as clients write them. */
export const autoResolutionTimeouts = [
  'PT10M',
  'PT20M',
  'PT30M',
  'PT40M',
  'PT50M',
  'PT60M',
  'PT90M',
  'PT2H',
  'PT3H',
  'PT4H',
  'PT5H',
  'PT6H',
  'PT12H',
  'PT24H',
] as const;
export type AutoResolutionTimeout = (typeof autoResolutionTimeouts)[number];
