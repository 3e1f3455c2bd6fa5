import styles from './role-page.module.css';

const WHAT_ROLES_DO: Record<string, { can: readonly string[]; cannot: readonly string[] }> = {
  auditor: {
    can: [
      'prove the audit log whole: npm run -s cli -- audit verify --db FILE',
      'read below who took out what, and what the log has about it; that you read it is recorded',
    ],
    cannot: ['see patients, studies or images: who judges accesses does not make them'],
  },
  administrator: {
    can: ['run and configure this installation: roles, restrictions, idle and session times'],
    cannot: ['see patients, studies or images, or change the audit log'],
  },
};

const NO_ROLE = {
  can: ['ask the hospital for a role in this application'],
  cannot: ['see anything of a patient until then'],
};

/** For people whose role has no list of studies: what they can do here, what not, and why. */
export function RolePage({ roles }: { readonly roles: readonly string[] }) {
  const known = roles.filter((role) => WHAT_ROLES_DO[role] !== undefined);
  const entries = known.length === 0 ? [{ role: 'no role', ...NO_ROLE }] : known.map((role) => entryOf(role));
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>There are no studies in your role</h1>
      {entries.map(({ role, can, cannot }) => (
        <section key={role} className={styles.role} aria-label={role}>
          <h2 className={styles.name}>As {role} you can</h2>
          <ul className={styles.list}>
            {can.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <h2 className={styles.name}>You cannot</h2>
          <ul className={styles.list}>
            {cannot.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
    </main>
  );
}

function entryOf(role: string) {
  return { role, ...(WHAT_ROLES_DO[role] ?? NO_ROLE) };
}
