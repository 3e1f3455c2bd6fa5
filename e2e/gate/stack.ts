// What a stack must offer so that the suites can judge it. The suites know nothing else about it.
import type { Client } from '../stacks/http.ts';
import type { Study } from './dicom-file.ts';

export type RoleName = 'radiologist' | 'clinician' | 'researcher' | 'auditor' | 'administrator';

/** One person signed in once: a `sid` at the identity provider. */
export interface Login {
  readonly role: RoleName;
  /** The value of the Authorization header. */
  authorization(): string;
  /** A fresh second factor in the same login. */
  stepUp(): Promise<void>;
  /** The same person in another sign-in. */
  again(): Promise<Login>;
  /** Ends the login at the identity provider, which then tells the gateway over the back channel. */
  endAtProvider(): Promise<void>;
}

/** What was stored before the suites start. */
export interface StoredStudies {
  /** Two patients under the site's restriction policy, the first with two studies. */
  readonly restricted: { readonly first: Study; readonly sameOther: Study; readonly otherPatient: Study };
  /** Two patients without restriction. */
  readonly open: { readonly first: Study; readonly other: Study };
}

/** One way into a stack. */
export interface Door extends StoredStudies {
  /** The front. Sends paths as they are given. */
  readonly client: Client;
  readonly signIn: (role: RoleName) => Promise<Login>;
}

export interface GateStack extends Door {
  readonly name: string;
  /** Whether nginx stands in front and ends TLS. */
  readonly hasFront: boolean;
  /** A door with short times, to see things end. */
  readonly shortLived: Door & {
    readonly grantMs: number;
    readonly emergencyMs: number;
  };
  /** Resident memory of the process that streams STOW-RS, in bytes at its highest. */
  readonly peakMemory: () => number;
  /** Everything that any process wrote, by name; without the archive. */
  readonly logs: () => Readonly<Record<string, string>>;
  /** The archive's own log, which stays where the images are. */
  readonly archiveLog: () => string;
  /** Makes the audit store refuse to write; what it returns undoes that. */
  readonly breakAuditStore: () => Promise<() => Promise<void>>;
  readonly stop: () => Promise<void>;
}

export const framePath = (study: Study, number = 1, frame = 1): string =>
  `${instancePath(study, number)}/frames/${frame}`;

export function instancePath(study: Study, number = 1): string {
  const { sopInstanceUID } = study.instance(number);
  return `${seriesPath(study)}/instances/${sopInstanceUID}`;
}

export const seriesPath = (study: Study): string =>
  `/dicom-web/studies/${study.studyInstanceUID}/series/${study.seriesInstanceUID}`;

/** What a viewer sends: the stored transfer syntax, whatever it is. */
export const ANY_SYNTAX = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';
