import { retired } from '../retired.ts';

export default retired('datadog', 'Datadog', 'actions in Datadog were retired: use a webhook');
