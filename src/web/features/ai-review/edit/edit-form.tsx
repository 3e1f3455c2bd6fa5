import { type CodedConcept, concept, isSame, keyOf } from '../../../../core/findings/index.ts';
import { Button, SelectField, TextField } from '../../../ui/index.ts';
import type { ReviewDesk } from '../review-desk.ts';
import type { Editing } from '../review-store.ts';
import styles from '../panel/review.module.css';

/** What a mark may be besides what the models of the study say. */
const TYPES: readonly CodedConcept[] = [
  concept('27925004', 'SCT', 'Nodule'),
  concept('52988006', 'SCT', 'Lesion'),
  concept('4147007', 'SCT', 'Mass'),
];

export interface EditFormProps {
  readonly editing: Editing;
  readonly desk: ReviewDesk;
  /** Concepts that results of this study use. */
  readonly known: readonly CodedConcept[];
  readonly hasOutline: boolean;
}

export function EditForm({ editing, desk, known, hasOutline }: EditFormProps) {
  const types = [...new Map([...known, ...TYPES].map((type) => [keyOf(type), type])).values()];
  const chosen = editing.type === undefined ? '' : keyOf(editing.type);
  return (
    <form
      className={styles.fields}
      aria-label="Change the finding"
      onSubmit={(event) => {
        event.preventDefault();
        desk.saveEdit();
      }}
    >
      <TextField
        label="Name of the finding"
        value={editing.name}
        maxLength={64}
        required
        onChange={(event) => desk.edit({ name: event.target.value })}
      />
      <SelectField
        label="What it is"
        value={chosen}
        onChange={(event) => desk.edit({ type: types.find((type) => keyOf(type) === event.target.value) })}
      >
        {types.map((type) => (
          <option key={keyOf(type)} value={keyOf(type)}>
            {type.meaning}
          </option>
        ))}
      </SelectField>
      {hasOutline ? (
        <p className={styles.quiet}>
          Drag the handles on the image, or move the focused one with the arrow keys. Numbers are measured again.
        </p>
      ) : null}
      <div className={styles.acts}>
        <Button type="submit">Keep the changes</Button>
        <Button onClick={desk.cancelEdit}>Leave it as it was</Button>
      </div>
    </form>
  );
}

/** Each concept once. */
export function typesOf(types: readonly (CodedConcept | undefined)[]): CodedConcept[] {
  return types.filter((type, at): type is CodedConcept => type !== undefined && types.findIndex((one) => isSame(one, type)) === at); // prettier-ignore
}
