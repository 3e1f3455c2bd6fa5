import { Component, type ReactNode } from 'react';
import { Button, Message } from '../ui/index.ts';
import styles from './app.module.css';

export interface FaultBoundaryProps {
  readonly children: ReactNode;
  /** What is safe, in one sentence. */
  readonly what: string;
  readonly onLeave: () => void;
  readonly leave: string;
}

/**
 * A fault of ours while drawing takes away the part it happened in and says so; an empty page would say nothing. The
 * error's own text is not shown: it may quote what it was drawing.
 */
export class FaultBoundary extends Component<FaultBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    const { children, what, onLeave, leave } = this.props;
    if (!this.state.hasFailed) return children;
    return (
      <main className={styles.notice}>
        <Message
          isPage
          role="alert"
          title="This part of the app failed"
          code="app-fault"
          actions={
            <>
              <Button onClick={() => this.setState({ hasFailed: false })}>Try again</Button>
              <Button onClick={onLeave}>{leave}</Button>
            </>
          }
        >
          {what}
        </Message>
      </main>
    );
  }
}
