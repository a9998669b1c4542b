import { ImageUp, X } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Field, SegmentField, TextArea, TextField } from '../../../ui/field.tsx';
import { Card } from '../../../ui/page.tsx';
import { useWords } from '../../../words/language.tsx';
import type { SectionProps } from './sections.tsx';
import { pageWords } from './words.ts';

/** Headline, colours, pictures and a style sheet of a page. */
export function Look({ draft, set }: SectionProps) {
  const text = useWords(pageWords);
  return (
    <Card title={text.lookPart}>
      <div class="pages-columns">
        <div class="stack">
          <TextField
            label={text.title}
            name="pageTitle"
            optional
            value={draft.pageTitle}
            onInput={(pageTitle) => set({ pageTitle })}
          />
          <TextArea
            label={text.description}
            name="pageDescription"
            optional
            value={draft.pageDescription}
            onInput={(pageDescription) => set({ pageDescription })}
          />
          <SegmentField
            label={text.layout}
            name="pageLayout"
            value={draft.pageLayout}
            onInput={(pageLayout) => set({ pageLayout })}
            options={[
              { value: 'SINGLE_COLUMN', text: text.oneColumn },
              { value: 'RESPONSIVE', text: text.columns },
            ]}
          />
          <SegmentField
            label={text.appearance}
            name="appearance"
            value={draft.appearance}
            onInput={(appearance) => set({ appearance })}
            options={[
              { value: 'READER', text: text.reader },
              { value: 'LIGHT', text: text.light },
              { value: 'DARK', text: text.dark },
            ]}
          />
        </div>
        <div class="stack">
          <Picture
            label={text.logo}
            name="logoUrl"
            hint={text.logoHint}
            value={draft.logoUrl}
            onInput={(logoUrl) => set({ logoUrl })}
          />
          <TextField
            label={text.logoLink}
            name="logoRedirectUrl"
            type="url"
            optional
            value={draft.logoRedirectUrl}
            onInput={(logoRedirectUrl) => set({ logoRedirectUrl })}
          />
          <Picture
            label={text.favicon}
            name="faviconUrl"
            hint={text.faviconHint}
            value={draft.faviconUrl}
            onInput={(faviconUrl) => set({ faviconUrl })}
          />
        </div>
      </div>
      <div class="pages-css">
        <TextArea
          label={text.css}
          name="customCss"
          hint={text.cssHint}
          optional
          code
          spellcheck={false}
          value={draft.customCss}
          onInput={(customCss) => set({ customCss })}
        />
      </div>
    </Card>
  );
}

/** Base64 makes four characters of three bytes, of which the API takes a hundred thousand. */
const mostBytes = 70_000;

const readAsAddress = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

interface PictureProps {
  readonly label: string;
  readonly name: string;
  readonly hint: string;
  readonly value: string;
  readonly onInput: (address: string) => void;
}

/** A picture: a file that stands in the page itself, or an address. */
function Picture({ label, name, hint, value, onInput }: PictureProps) {
  const text = useWords(pageWords);
  const chooser = useRef<HTMLInputElement>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setTooLarge(file.size > mostBytes);
    if (file.size <= mostBytes) onInput(await readAsAddress(file));
  };
  const isFile = value.startsWith('data:');
  const isShown = /^(?:https:\/\/|data:image\/)/i.test(value);
  return (
    <Field label={label} name={name} hint={hint} optional>
      {(attributes) => (
        <div class="stack tight">
          <div class="row">
            {isShown && <img class="pages-picture" src={value} alt="" />}
            <Button size="small" icon={<ImageUp aria-hidden="true" />} onClick={() => chooser.current?.click()}>
              {text.upload}
            </Button>
            {value !== '' && (
              <IconButton size="small" label={text.removePicture(label)} onClick={() => onInput('')}>
                <X aria-hidden="true" />
              </IconButton>
            )}
          </div>
          <input
            ref={chooser}
            class="unseen"
            type="file"
            tabIndex={-1}
            aria-hidden="true"
            accept="image/png,image/jpeg,image/gif,image/webp,image/avif,image/x-icon,image/svg+xml"
            onChange={(event) => {
              void take(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
          <input
            class="input"
            type="url"
            {...attributes}
            placeholder={isFile ? '' : 'https://'}
            value={isFile ? '' : value}
            onInput={(event) => onInput(event.currentTarget.value)}
          />
          {isTooLarge && (
            <div class="wrong" role="alert">
              {text.tooLarge}
            </div>
          )}
        </div>
      )}
    </Field>
  );
}
