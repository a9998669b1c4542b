import { ExternalLink } from 'lucide-preact';
import type { Api } from '../../../client/api.ts';
import { StatusBadge } from '../../../ui/service-status.tsx';
import { Badge } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { overviewWords } from '../overview-words.ts';
import { base } from '../parts.tsx';

/** A status page: what it says, who may see it, and the way to it. */
export function PageRow({ page }: { readonly page: Api<'StatusPage'> }) {
  const text = useWords(overviewWords);
  const { id, name, status, activated, visibility, audienceSpecific, url } = page;
  const kind = visibility === 'PUBLIC' ? text.public : audienceSpecific ? text.audiences : text.private;
  return (
    <li class="communication-page">
      <a class="list-row grow" href={`${base}/status-pages/${id}`}>
        <div class="grow">
          <div class="title" dir="auto">
            {name}
          </div>
          <div class="faint small">
            {kind} · <bdi>{url.replace(/^https?:\/\/|\/$/g, '')}</bdi>
          </div>
        </div>
        <span class="end">{activated ? <StatusBadge status={status} /> : <Badge>{text.draft}</Badge>}</span>
      </a>
      {activated && (
        <a
          class="button icon quiet"
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={text.open(name)}
          title={text.open(name)}
        >
          <ExternalLink aria-hidden="true" />
        </a>
      )}
    </li>
  );
}
