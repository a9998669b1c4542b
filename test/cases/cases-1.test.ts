import { replayCases } from './every-case.ts';

replayCases(1, 2);
