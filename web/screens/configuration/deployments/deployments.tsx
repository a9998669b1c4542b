import { Rocket } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useGet } from '../../../client/query.ts';
import { Ago } from '../../../time/now.tsx';
import { Button } from '../../../ui/button.tsx';
import { List, Row } from '../../../ui/list.tsx';
import { Card, Page } from '../../../ui/page.tsx';
import { PickField } from '../../../ui/pick.tsx';
import { Badge, Empty, Loaded, nameOf } from '../../../ui/states.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { frameworkWords } from '../framework/words.ts';
import { pipelineWords } from '../pipelines/words.ts';
import '../framework/framework.css';

/** What was deployed, the newest first. */
export default function Deployments() {
  const text = useWords(pipelineWords);
  const common = useWords(frameworkWords);
  const { more } = useWords(commonWords);
  const { query, path, route } = useLocation();
  const [count, setCount] = useState(25);
  const pipeline = query.pipeline;
  const deployments = useGet('/deployments', {
    params: { query: { 'max-results': count, ...(pipeline && { pipelines: pipeline }) } },
  });
  return (
    <Page
      title={text.deployments}
      lead={text.deploymentsLead}
      crumbs={[
        { href: '/configuration', text: common.configuration },
        { href: '/configuration/pipelines', text: text.title },
      ]}
    >
      <PickField
        kind="pipelines"
        label={text.pipeline}
        optional
        placeholder={text.allPipelines}
        value={pipeline ? { id: Number(pipeline) } : undefined}
        onInput={(one) => route(one ? `${path}?pipeline=${one.id}` : path, true)}
      />
      <Card flush>
        <Loaded of={deployments}>
          {(all) =>
            all.length === 0 ? (
              <Empty icon={<Rocket aria-hidden="true" />} title={text.noDeployments}>
                {text.noDeploymentsWhy}
              </Empty>
            ) : (
              <>
                <List>
                  {all.map((one) => (
                    <Row key={one.id} title={<bdi>{one.summary}</bdi>} end={one.branch && <Badge>{one.branch}</Badge>}>
                      <Ago at={one.timestamp} /> · {one.deploymentPipeline.name}
                      {(one.user || one.userName) && ` · ${one.user ? nameOf(one.user) : one.userName}`}
                      {one.revision && ` · ${one.revision.slice(0, 10)}`}
                      {one.links.map(({ href, text: said }) => (
                        <span key={href}>
                          {' '}
                          ·{' '}
                          <a href={href} target="_blank" rel="noreferrer">
                            {said ?? href}
                          </a>
                        </span>
                      ))}
                    </Row>
                  ))}
                </List>
                {all.length === count && count < 100 && (
                  <div class="configuration-more">
                    <Button onClick={() => setCount(100)}>{more}</Button>
                  </div>
                )}
              </>
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
