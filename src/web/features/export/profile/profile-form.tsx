import { useState } from 'react';
import { parseProfile, BadProfile, SHORTEST_KEY_BYTES, type OptionName } from '../../../../core/deid/index.ts';
import { REFERENCE_KINDS, type ExportOptions, type ExportPolicy } from '../../../../core/export/index.ts';
import { Button, presentCount, SelectField, TextField } from '../../../ui/index.ts';
import type { ChosenCohort } from '../cohort/chosen-cohort.ts';
import { Choice, WordsOf } from './choice.tsx';
import { BadCrosswalk, readCrosswalk } from './crosswalk.ts';
import type { ExportPlan } from './export-plan.ts';
import { FileField } from './file-field.tsx';
import { baseProfile, faultsOf, planOf, type DraftFault, type ProfileDraft } from './profile-draft.ts';
import { CHOICE_TITLES, CHOICE_WORDS, OPTION_WORDS, PROFILE_WORDS, REFERENCE_WORDS } from './profile-words.ts';
import styles from './profile.module.css';

export interface ProfileFormProps {
  readonly policy: ExportPolicy;
  readonly canRelease: boolean;
  readonly cohort: ChosenCohort;
  readonly draft: ProfileDraft;
  readonly onDraft: (draft: ProfileDraft) => void;
  readonly onBack: () => void;
  readonly onPlanned: (plan: ExportPlan) => void;
}

export function ProfileForm(props: ProfileFormProps) {
  const { policy, canRelease, cohort, draft, onDraft, onBack, onPlanned } = props;
  const [hasTried, setHasTried] = useState(false);
  const change = (part: Partial<ProfileDraft>): void => onDraft({ ...draft, ...part });
  const choose = (part: Partial<ExportOptions>): void => change({ options: { ...draft.options, ...part } });
  const faults = faultsOf(draft, policy);
  const errorOf = (field: DraftFault['field']): string | undefined =>
    hasTried ? faults.find((fault) => fault.field === field)?.says : undefined;
  const inputs = cohort.studies.length + cohort.files.length;
  const what =
    cohort.files.length === 0
      ? `${presentCount(inputs)} ${inputs === 1 ? 'study' : 'studies'}`
      : `${presentCount(inputs)} inputs`;

  function go(): void {
    setHasTried(true);
    const plan = planOf(draft, policy);
    if (plan !== undefined) onPlanned(plan);
  }

  return (
    <form
      className={styles.page}
      aria-label="Profile"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <div className={styles.columns}>
        <section aria-label="Profile and options">
          <ProfileChoice policy={policy} draft={draft} error={errorOf('profile')} onChange={change} />
          <AddedOptions draft={draft} onChange={change} isFixed={isPinned(policy, draft)} />
        </section>
        <section aria-label="Images">
          <Option name="pixels" {...{ policy, draft, choose }} />
          <Option name="faces" {...{ policy, draft, choose }} />
          <Option
            name="technicalText"
            {...{ policy, draft, choose }}
            unavailable={canRelease ? {} : { release: 'No reader is installed here.' }}
          />
          <Option name="doubtfulWords" {...{ policy, draft, choose }} />
        </section>
        <section aria-label="Whose and where to">
          <Terms policy={policy} draft={draft} errorOf={errorOf} onChange={change} />
          <Option name="pseudonyms" {...{ policy, draft, choose }} />
          <Pseudonyms draft={draft} errorOf={errorOf} onChange={change} />
          <Option name="linkage" {...{ policy, draft, choose }} />
        </section>
      </div>
      <div className={styles.actions}>
        <Button onClick={onBack}>Back to the cohort</Button>
        <p className={styles.trouble} role="alert">
          {hasTried && faults.length > 0 ? faults.map(({ says }) => says).join(' ') : ''}
        </p>
        <Button type="submit" kind="primary">
          Open the export and de-identify {what}
        </Button>
      </div>
    </form>
  );
}

/** The site allows just this text of the profile: nothing can be added to it. */
function isPinned(policy: ExportPolicy, { profileCode }: ProfileDraft): boolean {
  const allowed = policy.profiles.filter(({ code }) => code === profileCode);
  return allowed.length > 0 && allowed.every(({ sha256 }) => sha256 !== undefined);
}

interface OptionProps<K extends keyof ExportOptions> {
  readonly name: K;
  readonly policy: ExportPolicy;
  readonly draft: ProfileDraft;
  readonly choose: (part: Partial<ExportOptions>) => void;
  readonly unavailable?: Partial<Record<ExportOptions[K], string>>;
}

function Option<K extends keyof ExportOptions>({ name, policy, draft, choose, unavailable }: OptionProps<K>) {
  return (
    <Choice<ExportOptions[K]>
      title={CHOICE_TITLES[name]}
      choices={CHOICE_WORDS[name]}
      chosen={draft.options[name]}
      // The compiler does not see that a partial of these has these.
      fixed={policy.fixedOptions[name] as ExportOptions[K] | undefined}
      onChoose={(choice) => choose({ [name]: choice })}
      {...(unavailable === undefined ? {} : { unavailable })}
    />
  );
}

interface PartProps {
  readonly draft: ProfileDraft;
  readonly onChange: (part: Partial<ProfileDraft>) => void;
}

function ProfileChoice({
  policy,
  draft,
  error,
  onChange,
}: PartProps & { policy: ExportPolicy; error: string | undefined }) {
  const offered = (['research', 'safe-harbor', 'basic', 'site'] as const).filter((code) =>
    policy.profiles.some((one) => one.code === code),
  );
  const words = Object.fromEntries(offered.map((code) => [code, PROFILE_WORDS[code]])) as typeof PROFILE_WORDS; // those offered
  return (
    <>
      <Choice
        title="Profile"
        choices={words}
        chosen={draft.profileCode}
        fixed={offered.length === 1 ? offered[0] : undefined}
        onChoose={(profileCode) => onChange({ profileCode, added: [] })}
      />
      {draft.profileCode === 'site' ? (
        <FileField
          label="File of the profile (JSON)"
          accept="application/json,.json"
          error={error}
          read={async (file) => {
            const siteProfile = await parseProfile(JSON.parse(await file.text()));
            onChange({ siteProfile });
            return `${siteProfile.title} (${siteProfile.name})`;
          }}
          explain={(fault) =>
            fault instanceof BadProfile ? fault.problems.join('; ') : 'This file is no profile: it is not JSON.'
          }
        />
      ) : null}
    </>
  );
}

function AddedOptions({ draft, onChange, isFixed }: PartProps & { isFixed: boolean }) {
  const base = baseProfile(draft);
  const names = Object.keys(OPTION_WORDS) as OptionName[]; // of a record of options
  return (
    <fieldset className={styles.choice}>
      <legend>What stays in the headers</legend>
      {isFixed ? <p className={styles.fixed}>Fixed by the site</p> : null}
      {names.map((name) => {
        const words = OPTION_WORDS[name];
        const isPart = base?.options.includes(name) === true;
        if (words === undefined || (isFixed && !isPart)) return null;
        return (
          <div key={name} className={styles.answer}>
            <label>
              <input
                type="checkbox"
                checked={isPart || draft.added.includes(name)}
                disabled={isPart || isFixed}
                onChange={(event) =>
                  onChange({
                    added: event.target.checked
                      ? [...draft.added, name]
                      : draft.added.filter((other) => other !== name),
                  })
                }
              />
              <span className={styles.label}>{words.label}</span>
              {isPart ? <span className={styles.part}>part of the profile</span> : null}
            </label>
            <WordsOf words={words} />
          </div>
        );
      })}
    </fieldset>
  );
}

interface TermsProps extends PartProps {
  readonly policy: ExportPolicy;
  readonly errorOf: (field: DraftFault['field']) => string | undefined;
}

function Terms({ policy, draft, errorOf, onChange }: TermsProps) {
  const { listed, openKinds } = policy.references;
  const kinds = REFERENCE_KINDS.filter((kind) => openKinds.includes(kind) || listed.some((one) => one.kind === kind));
  const known = listed.filter(({ kind }) => kind === draft.referenceKind);
  const list = (
    label: string,
    value: string,
    choices: readonly { readonly code: string; readonly label: string }[],
    error: string | undefined,
    choose: (code: string) => void,
  ) => (
    <SelectField label={label} value={value} error={error} onChange={(event) => choose(event.target.value)}>
      <option value="">Choose</option>
      {choices.map((choice) => (
        <option key={choice.code} value={choice.code}>
          {choice.label}
        </option>
      ))}
    </SelectField>
  );
  return (
    <fieldset className={styles.choice}>
      <legend>Whose and where to</legend>
      {list('Purpose', draft.purposeCode, policy.purposes, errorOf('purpose'), (purposeCode) =>
        onChange({ purposeCode }),
      )}
      {list('Recipient', draft.recipientCode, policy.recipients, errorOf('recipient'), (recipientCode) =>
        onChange({ recipientCode }),
      )}
      {list('Destination', draft.destinationCode, policy.destinations, errorOf('destination'), (destinationCode) =>
        onChange({ destinationCode }),
      )}
      <SelectField
        label="Rests on"
        value={draft.referenceKind}
        onChange={(event) => {
          const kind = kinds.find((one) => one === event.target.value);
          if (kind !== undefined) onChange({ referenceKind: kind, referenceNumber: '' });
        }}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {REFERENCE_WORDS[kind]}
          </option>
        ))}
      </SelectField>
      {openKinds.includes(draft.referenceKind) ? (
        <TextField
          label="Number of the document"
          placeholder="DUA-2026-017"
          autoComplete="off"
          spellCheck={false}
          maxLength={32}
          value={draft.referenceNumber}
          error={errorOf('reference')}
          onChange={(event) => onChange({ referenceNumber: event.target.value.toUpperCase() })}
        />
      ) : (
        list('Number of the document', draft.referenceNumber, known.map(({ number }) => ({ code: number, label: number })), errorOf('reference'), (referenceNumber) => onChange({ referenceNumber })) // prettier-ignore
      )}
    </fieldset>
  );
}

function Pseudonyms({ draft, errorOf, onChange }: Omit<TermsProps, 'policy'>) {
  return (
    <fieldset className={styles.choice}>
      <legend>Secret and names</legend>
      {draft.options.pseudonyms === 'crosswalk' ? (
        <FileField
          label="Crosswalk (CSV: patient ID, pseudonym)"
          accept="text/csv,.csv,.tsv,.txt"
          error={errorOf('crosswalk')}
          read={async (file) => {
            const crosswalk = readCrosswalk(await file.text());
            onChange({ crosswalk });
            return `${presentCount(crosswalk.size)} patients`;
          }}
          explain={(fault) =>
            fault instanceof BadCrosswalk
              ? `Line ${fault.line}: ${CROSSWALK_WORDS[fault.code]}`
              : 'The file cannot be read.'
          }
        />
      ) : (
        <TextField
          label="Prefix of pseudonyms"
          placeholder="LUNG-"
          autoComplete="off"
          spellCheck={false}
          maxLength={16}
          value={draft.pseudonymPrefix}
          error={errorOf('prefix')}
          onChange={(event) => onChange({ pseudonymPrefix: event.target.value.toUpperCase() })}
        />
      )}
      <SelectField
        label="Secret"
        value={draft.secret}
        hint={
          draft.secret === 'new'
            ? 'Nobody can link this export with another one, nor make it again.'
            : 'The same secret gives the same UIDs, pseudonyms and dates. Keep it as you keep patient data.'
        }
        onChange={(event) => onChange({ secret: event.target.value === 'file' ? 'file' : 'new' })}
      >
        <option value="new">A new one, for this export alone</option>
        <option value="file">From a file of the project</option>
      </SelectField>
      {draft.secret === 'file' ? (
        <FileField
          label="File of the secret"
          accept="*/*"
          error={errorOf('key')}
          read={async (file) => {
            const key = trimmed(new Uint8Array(await file.arrayBuffer()));
            if (key.length < SHORTEST_KEY_BYTES) throw new RangeError('too short');
            onChange({ key });
            return `${presentCount(key.length)} bytes`;
          }}
          explain={() => `A secret has ${SHORTEST_KEY_BYTES} bytes at least.`}
        />
      ) : null}
    </fieldset>
  );
}

const CROSSWALK_WORDS: Record<BadCrosswalk['code'], string> = {
  'crosswalk-empty': 'there is no patient in the file.',
  'crosswalk-columns': 'two columns are needed, patient ID and pseudonym.',
  'crosswalk-pseudonym': 'a pseudonym has letters, digits, dots, hyphens and underscores, 32 at most.',
  'crosswalk-twice': 'a patient has two pseudonyms, or two patients have the same.',
};

/** Editors and echo end a line; the secret is the same with and without, as on the command line. */
function trimmed(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d)) end -= 1;
  return end >= SHORTEST_KEY_BYTES ? bytes.slice(0, end) : bytes;
}
