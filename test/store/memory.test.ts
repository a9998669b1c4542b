import { createMemoryTable } from '../../functions/store/memory/table.ts';
import { storeContract } from './contract.ts';

storeContract('the memory engine', async () => createMemoryTable());
