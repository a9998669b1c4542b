import { retired } from '../retired.ts';

export default retired('sysdig', 'Sysdig', 'actions in Sysdig were retired: use a webhook');
