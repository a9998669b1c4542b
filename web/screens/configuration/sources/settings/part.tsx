import type { ComponentChildren } from 'preact';
import type { Draft } from './draft.ts';
import './settings.css';

/** What each section of the settings is given. */
export interface PartProps {
  readonly sourceId: number;
  readonly draft: Draft;
  readonly disabled: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
}

interface SectionProps {
  readonly title: string;
  /** What is set there, while it is closed. */
  readonly said: string;
  readonly open?: boolean;
  readonly children: ComponentChildren;
}

/** A section of settings that opens and closes; closed, it says in a few words what is set. */
export const Section = ({ title, said, open = false, children }: SectionProps) => (
  <details class="settings-section" open={open}>
    <summary>
      <h2>{title}</h2>
      <span class="settings-said faint" dir="auto">
        {said}
      </span>
    </summary>
    <div class="stack">{children}</div>
  </details>
);
