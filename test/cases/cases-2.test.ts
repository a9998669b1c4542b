import { replayCases } from './every-case.ts';

replayCases(2, 2);
