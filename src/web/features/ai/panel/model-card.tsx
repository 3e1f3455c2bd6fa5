import { useEffect, useState, type ReactNode } from 'react';
import type { OfferedModel } from '../../../../contract/index.ts';
import { Button, Dialog, Message } from '../../../ui/index.ts';
import type { ModelsDesk } from '../run/models-desk.ts';
import { cardBlocks, type CardBlock } from './card-blocks.ts';
import styles from './panel.module.css';

interface ModelCardProps {
  readonly desk: ModelsDesk;
  readonly model: OfferedModel;
  readonly onClose: () => void;
}

/** The card as its makers wrote it. Text only: nothing in it becomes markup. */
export function ModelCard({ desk, model, onClose }: ModelCardProps) {
  const [text, setText] = useState<string>();
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    let isOver = false;
    desk.card(model).then(
      (found) => {
        if (!isOver) setText(found);
      },
      () => {
        if (!isOver) setMissing(true);
      },
    );
    return () => {
      isOver = true;
    };
  }, [desk, model]);
  return (
    <Dialog
      title={`Card of ${model.name} ${model.version}`}
      wide
      onCancel={onClose}
      actions={<Button onClick={onClose}>Close the card</Button>}
    >
      <dl className={styles.facts}>
        <dt>Intended use</dt>
        <dd>{model.intendedUse}</dd>
        <dt>Clearance here</dt>
        <dd>{model.clearance ?? 'none: for research only'}</dd>
        <dt>Made by</dt>
        <dd>{model.manufacturer ?? 'not said'}</dd>
        <dt>Signed by</dt>
        <dd>{model.signedBy}</dd>
        <dt>SHA-256</dt>
        <dd className={styles.hash}>{model.sha256}</dd>
      </dl>
      {isMissing ? <Message role="alert" title="The card could not be fetched." code="card-missing" /> : null}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled with the keyboard */}
      <section className={styles.card} aria-label="Text of the card" tabIndex={0}>
        {text === '' ? <p>This package has no card.</p> : cardBlocks(text ?? '').map(blockOf)}
      </section>
    </Dialog>
  );
}

function blockOf(block: CardBlock, index: number): ReactNode {
  switch (block.kind) {
    case 'heading':
      return <h3 key={index}>{block.text}</h3>;
    case 'item':
      return (
        <p key={index} className={styles.item}>
          – {block.text}
        </p>
      );
    case 'table':
      return (
        <table key={index}>
          <thead>
            <tr>
              {(block.rows[0] ?? []).map((cell, at) => (
                <th key={at}>{cell}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.slice(1).map((row, line) => (
              <tr key={line}>
                {row.map((cell, at) => (
                  <td key={at}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'paragraph':
      return <p key={index}>{block.text}</p>;
  }
}
