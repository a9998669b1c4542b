import { retired } from '../retired.ts';

export default retired('azure_faas', 'Azure Functions', 'actions in Azure Functions were retired: use a webhook');
