import { useState } from 'react';
import { Button, Dialog, TextField } from '../../ui/index.ts';

/** Asks for the words of an arrow. */
export function TextPrompt({ before, onAnswer }: { before: string; onAnswer: (text: string | undefined) => void }) {
  const [text, setText] = useState(before);
  const done = () => onAnswer(text.trim() === '' ? undefined : text.trim());
  return (
    <Dialog
      title="Text of the arrow"
      onCancel={() => onAnswer(undefined)}
      actions={
        <>
          <Button shortcut="Esc" onClick={() => onAnswer(undefined)}>
            Leave the arrow out
          </Button>
          <Button kind="primary" shortcut="Enter" disabled={text.trim() === ''} onClick={done}>
            Put the text beside the arrow
          </Button>
        </>
      }
    >
      <TextField
        label="Text"
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') done();
        }}
      />
    </Dialog>
  );
}
