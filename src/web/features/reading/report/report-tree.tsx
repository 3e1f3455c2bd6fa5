import { useState, type ReactNode } from 'react';
import type { ContentItem, Reference } from '../../../../core/sr/index.ts';
import { codeOf, meaningOf, momentWords, valueWords } from './report-words.ts';
import styles from './report.module.css';

// Open to here at first; deeper items are made when somebody opens what they stand in.
const OPEN_TO = 3;

export interface ReportTreeProps {
  readonly item: ContentItem;
  readonly link: (reference: Reference) => ReactNode;
  readonly depth?: number;
}

/** One content item and what stands below it. Everything is text of the document, rendered as text. */
export function ReportTree({ item, link, depth = 0 }: ReportTreeProps) {
  const [isOpen, setOpen] = useState(depth < OPEN_TO);
  if (item.children.length === 0)
    return (
      <li className={styles.leaf}>
        <Line item={item} link={link} />
      </li>
    );
  return (
    <li>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className={styles.summary}>
          <Line item={item} />
          <span className={styles.count}>{item.children.length}</span>
        </summary>
        {/* A link may not stand inside a summary: that is one control already. */}
        {'reference' in item ? link(item.reference) : null}
        {isOpen ? (
          <ul className={styles.children}>
            {item.children.map((child, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- a document does not change
              <ReportTree key={at} item={child} link={link} depth={depth + 1} />
            ))}
          </ul>
        ) : null}
      </details>
    </li>
  );
}

const KINDS: Partial<Record<ContentItem['valueType'], string>> = {
  CONTAINER: 'Section',
  IMAGE: 'Image',
  COMPOSITE: 'Object',
  WAVEFORM: 'Waveform',
  SCOORD: 'Shape',
  SCOORD3D: 'Shape',
  TCOORD: 'Time',
};

function Line({ item, link }: { item: ContentItem; link?: (reference: Reference) => ReactNode }) {
  const words = valueWords(item);
  const valueCode = item.valueType === 'CODE' ? item.code : item.valueType === 'NUM' ? item.unit : undefined;
  const name = meaningOf(item.concept) || KINDS[item.valueType];
  return (
    <span className={styles.line}>
      {name === undefined ? null : (
        <span className={styles.concept} title={codeOf(item.concept)}>
          {name}
          {words === '' ? '' : ':'}
        </span>
      )}{' '}
      <span className={styles.value} title={codeOf(valueCode)}>
        {words}
      </span>
      {link !== undefined && 'reference' in item ? link(item.reference) : null}
      {item.observedAt === undefined ? null : <span className={styles.when}>{momentWords(item.observedAt)}</span>}
    </span>
  );
}
