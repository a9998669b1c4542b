import { retired } from '../retired.ts';

export default retired(
  'status_page_io',
  'Statuspage',
  'actions in Statuspage were retired: services and status pages tell what is wrong',
);
