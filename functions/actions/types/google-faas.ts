import { retired } from '../retired.ts';

export default retired(
  'google_faas',
  'Google Cloud Functions',
  'actions in Google Cloud Functions were retired: use a webhook',
);
