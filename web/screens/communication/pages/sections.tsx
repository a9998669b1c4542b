import { CheckField, SegmentField, TextArea, TextField } from '../../../ui/field.tsx';
import { Card } from '../../../ui/page.tsx';
import { PickManyField, TimezoneField } from '../../../ui/pick.tsx';
import { Notice } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { communicationWords } from '../words.ts';
import { Look } from './look.tsx';
import { OutlineEditor } from './outline-editor.tsx';
import type { PageDraft } from './page-body.ts';
import { pageWords } from './words.ts';

export interface SectionProps {
  readonly draft: PageDraft;
  readonly set: (change: Partial<PageDraft>) => void;
}

interface SectionsProps {
  readonly draft: PageDraft;
  /** It was activated: its kind stays. */
  readonly isFixed: boolean;
  readonly onInput: (draft: PageDraft) => void;
}

/** All parts of a page that are written. */
export function Sections({ draft, isFixed, onInput }: SectionsProps) {
  const set = (change: Partial<PageDraft>) => onInput({ ...draft, ...change });
  return (
    <>
      <div class="pages-columns">
        <Address draft={draft} set={set} />
        <Who draft={draft} set={set} isFixed={isFixed} />
      </div>
      <Content draft={draft} set={set} />
      <Look draft={draft} set={set} />
      <div class="pages-columns">
        <Announcement draft={draft} set={set} />
        <Subscribing draft={draft} set={set} />
      </div>
    </>
  );
}

function Address({ draft, set }: SectionProps) {
  const text = useWords(pageWords);
  const words = useWords(communicationWords);
  return (
    <Card title={text.addressPart}>
      <div class="stack">
        <TextField label={words.name} name="name" value={draft.name} onInput={(name) => set({ name })} />
        <TextField
          label={text.label}
          name="subdomain"
          hint={text.labelHint}
          value={draft.subdomain}
          onInput={(subdomain) => set({ subdomain })}
        />
        <TextField
          label={text.domain}
          name="domain"
          hint={text.domainHint}
          optional
          value={draft.domain}
          onInput={(domain) => set({ domain })}
        />
        <TimezoneField
          label={text.timezone}
          name="timezone"
          hint={text.timezoneHint}
          optional
          value={draft.timezone}
          onInput={(timezone) => set({ timezone })}
        />
        <PickManyField
          kind="teams"
          label={words.teams}
          name="teams"
          optional
          value={draft.teams}
          onInput={(teams) => set({ teams })}
        />
      </div>
    </Card>
  );
}

function Who({ draft, set, isFixed }: SectionProps & { readonly isFixed: boolean }) {
  const text = useWords(pageWords);
  const isPrivate = draft.visibility === 'PRIVATE';
  return (
    <Card title={text.whoPart}>
      <div class="stack">
        {isFixed && <Notice tone="none">{text.fixed}</Notice>}
        <SegmentField
          label={text.visibility}
          name="visibility"
          value={draft.visibility}
          onInput={(visibility) => set({ visibility })}
          options={[
            { value: 'PUBLIC', text: text.public, disabled: isFixed && isPrivate },
            { value: 'PRIVATE', text: text.private, disabled: isFixed && !isPrivate },
          ]}
        />
        {isPrivate && (
          <>
            <CheckField
              label={text.byAudience}
              name="audienceSpecific"
              hint={text.byAudienceHint}
              disabled={isFixed}
              value={draft.audienceSpecific}
              onInput={(audienceSpecific) => set({ audienceSpecific })}
            />
            <CheckField
              label={text.accountWide}
              name="accountWideView"
              hint={text.accountWideHint}
              value={draft.accountWideView}
              onInput={(accountWideView) => set({ accountWideView })}
            />
          </>
        )}
        {isPrivate && !draft.audienceSpecific && (
          <>
            <TextArea
              label={text.mails}
              name="emailWhitelist"
              hint={text.mailsHint}
              optional
              code
              value={draft.emailWhitelist}
              onInput={(emailWhitelist) => set({ emailWhitelist })}
            />
            <TextArea
              label={text.addresses}
              name="ipWhitelist"
              hint={text.addressesHint}
              optional
              code
              value={draft.ipWhitelist}
              onInput={(ipWhitelist) => set({ ipWhitelist })}
            />
          </>
        )}
        {!isPrivate && (
          <CheckField
            label={text.search}
            name="hiddenFromSearch"
            value={draft.hiddenFromSearch}
            onInput={(hiddenFromSearch) => set({ hiddenFromSearch })}
          />
        )}
      </div>
    </Card>
  );
}

function Content({ draft, set }: SectionProps) {
  const text = useWords(pageWords);
  return (
    <Card title={text.contentPart}>
      <div class="stack">
        <OutlineEditor outline={draft.outline} onInput={(outline) => set({ outline })} />
        <PickManyField
          kind="metrics"
          label={text.metrics}
          name="metrics"
          hint={text.metricsHint}
          optional
          ordered
          value={draft.metrics}
          onInput={(metrics) => set({ metrics })}
        />
      </div>
    </Card>
  );
}

function Announcement({ draft, set }: SectionProps) {
  const text = useWords(pageWords);
  return (
    <Card title={text.announcementPart}>
      <div class="stack">
        <TextArea
          label={text.announcement}
          name="announcement"
          hint={text.announcementHint}
          optional
          value={draft.announcement}
          onInput={(announcement) => set({ announcement })}
        />
        <div>
          <CheckField
            label={text.onPage}
            name="announcementOnPage"
            value={draft.announcementOnPage}
            onInput={(announcementOnPage) => set({ announcementOnPage })}
          />
          <CheckField
            label={text.inWidget}
            name="announcementInWidget"
            value={draft.announcementInWidget}
            onInput={(announcementInWidget) => set({ announcementInWidget })}
          />
        </div>
      </div>
    </Card>
  );
}

function Subscribing({ draft, set }: SectionProps) {
  const text = useWords(pageWords);
  return (
    <Card title={text.subscribePart}>
      <CheckField
        label={text.subscribe}
        name="showSubscribeAction"
        hint={text.subscribeHint}
        value={draft.showSubscribeAction}
        onInput={(showSubscribeAction) => set({ showSubscribeAction })}
      />
      <CheckField
        label={text.history}
        name="showIncidentHistoryOption"
        value={draft.showIncidentHistoryOption}
        onInput={(showIncidentHistoryOption) => set({ showIncidentHistoryOption })}
      />
    </Card>
  );
}
