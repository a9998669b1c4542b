import { ExternalLink } from 'lucide-preact';
import { Card } from '../../ui/page.tsx';
import { useWords } from '../../words/language.tsx';
import { alertWords } from './alert-words.ts';
import type { Alert } from './model.ts';
import { Written } from './parts.tsx';
import { safeImage, safeLink, shortened } from './text.ts';
import { Tree } from './tree.tsx';

/** What the tool has said: details, links, pictures, excerpts of logs, and whatever else it sent along. All of it is text. */
export function AlertSaid({ alert }: { readonly alert: Alert }) {
  const text = useWords(alertWords);
  const { summary, details, links = [], images = [], logs = [], customDetails = {} } = alert;
  const isCut = summary.length > 180;
  const hasCustom = Object.keys(customDetails).length > 0;
  if (!isCut && !details && links.length + images.length + logs.length === 0 && !hasCustom) return null;
  return (
    <Card title={text.details}>
      <div class="stack">
        {isCut && <Written text={summary} />}
        {details && <Written text={details} />}
        {links.length > 0 && (
          <ul class="alert-links" aria-label={text.links}>
            {links.map(({ href, text: said }, index) => (
              <li key={String(index)}>
                <OutLink href={href} said={said ?? href} />
              </li>
            ))}
          </ul>
        )}
        {images.length > 0 && (
          <ul class="alert-images" aria-label={text.images}>
            {images.map((image, index) => (
              <li key={String(index)}>
                <Picture
                  src={image.src}
                  href={typeof image.href === 'string' ? image.href : undefined}
                  alt={typeof image.alt === 'string' ? image.alt : undefined}
                />
              </li>
            ))}
          </ul>
        )}
        {logs.length > 0 && (
          <section class="stack tight">
            <h3>{text.logs}</h3>
            {logs.map((log, index) => (
              <LogExcerpt key={String(index)} log={log} />
            ))}
          </section>
        )}
        {hasCustom && (
          <section class="stack tight">
            <h3>{text.customDetails}</h3>
            <Tree value={customDetails} />
          </section>
        )}
      </div>
    </Card>
  );
}

/** A link to elsewhere; what cannot be followed safely is text. */
function OutLink({ href, said }: { readonly href: string; readonly said: string }) {
  const safe = safeLink(href);
  const shown = <bdi>{shortened(said, 200)}</bdi>;
  if (safe === undefined) return <span class="faint">{shown}</span>;
  return (
    <a href={safe} target="_blank" rel="noopener noreferrer nofollow" title={shortened(safe, 300)}>
      <ExternalLink aria-hidden="true" />
      {shown}
    </a>
  );
}

interface PictureProps {
  readonly src: string;
  readonly href: string | undefined;
  readonly alt: string | undefined;
}

/** A picture from elsewhere, which is not told where it is looked at; it is a link where it cannot be shown. */
function Picture({ src, href, alt }: PictureProps) {
  const text = useWords(alertWords);
  const safe = safeImage(src);
  if (safe === undefined) return <OutLink href={src} said={alt ?? src} />;
  const said = alt === undefined ? text.imageOf(new URL(safe).host) : shortened(alt, 200);
  const picture = (
    <img src={safe} alt={said} title={said} loading="lazy" decoding="async" referrerpolicy="no-referrer" />
  );
  const leadsTo = safeLink(href ?? src);
  return leadsTo === undefined ? (
    picture
  ) : (
    <a href={leadsTo} target="_blank" rel="noopener noreferrer nofollow">
      {picture}
    </a>
  );
}

function LogExcerpt({ log }: { readonly log: Readonly<Record<string, unknown>> }) {
  const { timestamp, level, body } = log;
  return (
    <div class="alert-log">
      <div class="faint small">
        {[timestamp, level]
          .filter((one) => typeof one === 'string')
          .map((one) => shortened(String(one), 60))
          .join(' · ')}
      </div>
      <Written text={typeof body === 'string' ? body : JSON.stringify(log)} />
    </div>
  );
}
