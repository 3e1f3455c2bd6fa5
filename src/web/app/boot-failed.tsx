import { Button, Message, useFocusOnMount } from '../ui/index.ts';
import styles from './app.module.css';

/** Without the gateway there is no sign-in, and nothing of a patient has been fetched. */
export function BootFailed({ code }: { readonly code: string }) {
  const first = useFocusOnMount<HTMLButtonElement>();
  const isOffline = code === 'unreachable';
  return (
    <main className={styles.starting}>
      <Message
        isPage
        role="alert"
        title={isOffline ? 'Offline' : 'Collimator could not start'}
        code={code}
        actions={
          <Button kind="primary" ref={first} onClick={() => location.reload()}>
            Try again
          </Button>
        }
      >
        {isOffline
          ? 'The app is here, the hospital’s server is not. Studies cannot be listed or opened, because opening has to be recorded first.'
          : 'The server gave an answer that could not be used. Nothing was opened.'}
      </Message>
    </main>
  );
}
