import { useId, useRef, useState } from 'react';
import type { Person } from '../../services/index.ts';
import { Button, useClosing } from '../../ui/index.ts';
import styles from './account-menu.module.css';

export interface AccountMenuProps {
  readonly person: Person;
  readonly theme: 'dark' | 'light';
  readonly density: 'normal' | 'compact';
  readonly onTheme: (theme: 'dark' | 'light') => void;
  readonly onDensity: (density: 'normal' | 'compact') => void;
  readonly onLock: () => void;
  readonly onSignOut: () => void;
}

/** Who is signed in and in which role, always in sight; lock and sign out one step away. */
export function AccountMenu({ person, theme, density, onTheme, onDensity, onLock, onSignOut }: AccountMenuProps) {
  const [open, setOpen] = useState(false);
  const menuId = useId();
  const root = useRef<HTMLDivElement>(null);

  useClosing(root, open, () => setOpen(false));

  return (
    <div ref={root} className={styles.root}>
      <Button
        kind="quiet"
        className={styles.button ?? ''}
        aria-expanded={open}
        aria-controls={menuId}
        onClick={() => setOpen(!open)}
      >
        <span className={styles.name}>{person.name}</span>
        <span className={styles.role}>{rolesInWords(person.roles)}</span>
        <span aria-hidden="true">▾</span>
      </Button>
      <fieldset id={menuId} className={styles.menu} hidden={!open} aria-label="Account">
        <p className={styles.who}>
          Signed in as {person.name}, {rolesInWords(person.roles)}
        </p>
        <Button onClick={onLock}>Lock now</Button>
        <Button onClick={onSignOut}>Sign out everywhere</Button>
        <hr className={styles.rule} />
        <Button
          kind="quiet"
          aria-pressed={theme === 'light'}
          onClick={() => onTheme(theme === 'light' ? 'dark' : 'light')}
        >
          Light colours: {theme === 'light' ? 'on' : 'off'}
        </Button>
        <Button
          kind="quiet"
          aria-pressed={density === 'compact'}
          onClick={() => onDensity(density === 'compact' ? 'normal' : 'compact')}
        >
          Compact rows: {density === 'compact' ? 'on' : 'off'}
        </Button>
      </fieldset>
    </div>
  );
}

export function rolesInWords(roles: readonly string[]): string {
  return roles.length === 0 ? 'no role' : roles.join(', ');
}
