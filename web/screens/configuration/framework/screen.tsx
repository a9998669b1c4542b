import { useLocation } from 'preact-iso';
import { useMe } from '../../../app/session.tsx';
import { ApiError } from '../../../client/error.ts';
import { Page } from '../../../ui/page.tsx';
import { Failure } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { ResourceDetail } from './detail.tsx';
import { ResourceCreation, ResourceEdition } from './edit.tsx';
import { ResourceList } from './list.tsx';
import { type Id, type Resource, rootOf } from './resource.ts';
import { frameworkWords } from './words.ts';

/**
 * The screens of a kind of configuration at `/configuration/<place>`, `…/new`, `…/<id>` and `…/<id>/edit`: one component for its line
 * among the screens, whose path ends in `/:rest*`.
 */
export const resourceScreen = <Item extends { readonly id: Id }, Draft extends object>(
  resource: Resource<Item, Draft>,
) =>
  function ResourceScreen() {
    const { path } = useLocation();
    const { title } = useWords(resource.words);
    const common = useWords(frameworkWords);
    const me = useMe();
    const [id, what] = path
      .split('/')
      .slice(3)
      .map((part) => decodeURIComponent(part));
    if (resource.mayRead?.(me) === false)
      return (
        <Page
          title={title}
          crumbs={[
            {
              href: rootOf(resource),
              text: common[rootOf(resource) === '/communication' ? 'communication' : 'configuration'],
            },
          ]}
        >
          <Failure error={new ApiError(403, '', 'FORBIDDEN')} />
        </Page>
      );
    if (id === undefined) return <ResourceList resource={resource} />;
    if (id === 'new' && resource.create) return <ResourceCreation key={path} resource={resource} />;
    if (what === 'edit') return <ResourceEdition key={id} resource={resource} id={id} />;
    return <ResourceDetail key={id} resource={resource} id={id} />;
  };
