import { canonicalJSON } from '../audit/index.ts';
import { assertGenuine, type FinishedInstance } from './batch.ts';
import { isPassed, type PassedChecks } from './checks.ts';
import { sha256OfBytes, sha256OfJSON } from './hashing.ts';
import { imagesTree, type ExportTerms, type ReleaseFacts, type SamplingRule } from './record/index.ts';
import { reportHtml } from './report-html.ts';
import { pathOf, reportOf } from './report.ts';
import { writeZip, type ZipEntry, type ZipTotals } from './zip/index.ts';

// Approved and checked -> planned -> permitted -> bytes. The manifest is complete before anybody asks for permission, so
// that what is recorded is what leaves; and each file is compared with it once more on its way out.

export interface Manifest {
  readonly schema: 'collimator-export-manifest-1';
  readonly exportId: string;
  readonly terms: ExportTerms;
  readonly batchSha256: string;
  readonly outcomeSha256: string;
  readonly modelSha256: readonly string[];
  readonly reviewers: readonly string[];
  readonly counts: { readonly instances: number; readonly withheld: number; readonly refused: number };
  readonly checks: ReleaseFacts['checks'];
  /** All but this one, in the order of their paths. */
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly byteLength: number }[];
}

export interface ExportContext {
  readonly exportId: string;
  readonly terms: ExportTerms;
  readonly sampling: SamplingRule;
  /** The profile as it was applied; its hash must be the one of the terms. */
  readonly profile: unknown;
}

/** The profile is not the one that was opened with. */
export class ProfileDiffers extends Error {
  readonly code = 'profile-differs';
  constructor() {
    super('the profile is not the one of this export');
  }
}

/** How a profile is named in the terms of an export, and in a site's list of profiles. */
export function profileSha256(profile: unknown): string {
  return sha256OfJSON(profile);
}

export const MANIFEST_PATH = 'manifest.json';

export interface ImagePlace {
  /** Among the images, in the order of the manifest. */
  readonly index: number;
  readonly proof: () => readonly string[];
}

class PlannedOf {
  readonly #made = true;
  readonly manifest: Manifest;
  readonly manifestSha256: string;
  /** What `POST /api/exports/:exportId/releases` is asked with. */
  readonly facts: ReleaseFacts;
  readonly instances: ReadonlyMap<string, FinishedInstance>;
  readonly documents: ReadonlyMap<string, Uint8Array>;
  /** By path: what proves to the gateway that an image is one of this release. */
  readonly places: ReadonlyMap<string, ImagePlace>;
  constructor(checks: PassedChecks, context: ExportContext) {
    const { reviewed, approvers } = checks.approved;
    const { batch, released, withheld, outcomeSha256 } = reviewed;
    const report = reportOf(checks, context.terms, context.sampling);
    const note = `The files are listed with their SHA-256 in ${MANIFEST_PATH}. Without it this is not a whole export.`;
    const documents = new Map([
      ['profile.json', pretty(context.profile)],
      ['report.html', new TextEncoder().encode(reportHtml(report, note))],
      ['report.json', pretty(report)],
    ]);
    this.instances = new Map(released.map((one) => [pathOf(one), one]));
    const files = [
      ...[...this.instances].map(([path, { sha256, byteLength }]) => ({ path, sha256, byteLength })),
      ...[...documents].map(([path, bytes]) => ({ path, sha256: sha256OfBytes(bytes), byteLength: bytes.length })),
    ].sort((a, b) => (a.path < b.path ? -1 : 1));
    this.manifest = Object.freeze({
      schema: 'collimator-export-manifest-1',
      exportId: context.exportId,
      terms: context.terms,
      batchSha256: batch.sha256,
      outcomeSha256,
      modelSha256: batch.modelSha256,
      reviewers: approvers,
      counts: { instances: released.length, withheld: withheld.length, refused: batch.refused.length },
      checks: checks.facts,
      files,
    });
    const images = files.filter(({ path }) => this.instances.has(path));
    const tree = imagesTree(images.map(({ sha256 }) => sha256));
    this.places = new Map(images.map(({ path }, index) => [path, { index, proof: () => tree.proof(index) }]));
    // Canonical, so that whoever has the file can hash what they have.
    const bytes = new TextEncoder().encode(canonicalJSON(this.manifest));
    this.manifestSha256 = sha256OfBytes(bytes);
    this.documents = documents.set(MANIFEST_PATH, bytes);
    this.facts = Object.freeze({
      batchSha256: batch.sha256,
      outcomeSha256,
      manifestSha256: this.manifestSha256,
      counts: {
        files: files.length + 1,
        instances: released.length,
        byteLength: files.reduce((sum, { byteLength }) => sum + byteLength, bytes.length),
      },
      checks: checks.facts,
      acknowledgesRare: checks.acknowledgesRare,
      imagesRoot: tree.root,
    });
    Object.freeze(this);
  }
  static is(value: unknown): boolean {
    return typeof value === 'object' && value !== null && #made in value && value.#made;
  }
}
export type PlannedRelease = PlannedOf;

export function planRelease(checks: PassedChecks, context: ExportContext): PlannedRelease {
  assertGenuine(isPassed(checks));
  const { profile } = checks.approved.reviewed.batch;
  const { terms } = context;
  const isSame = profile.sha256 === terms.profile.sha256 && profileSha256(context.profile) === terms.profile.sha256;
  if (!isSame) throw new ProfileDiffers();
  return new PlannedOf(checks, context);
}

/** The part of `ReleaseAnswer` that counts here: the server recorded it and says yes. */
export interface ReleaseWord {
  readonly kind: 'permitted';
  readonly exportId: string;
  readonly releaseId: string;
  readonly manifestSha256: string;
  readonly receipt: { readonly index: number; readonly leafHash: string };
}

/** No permission, one for something else, or one that was used. Ask for a new one; what was written is void. */
export class NotPermitted extends Error {
  readonly code = 'not-permitted';
  constructor() {
    super('there is no permission for these files');
  }
}

class PermitOf {
  #isUsed = false;
  readonly planned: PlannedRelease;
  readonly releaseId: string;
  constructor(planned: PlannedRelease, releaseId: string) {
    this.planned = planned;
    this.releaseId = releaseId;
    Object.freeze(this);
  }
  static use(value: unknown): void {
    if (!(value instanceof PermitOf) || value.#isUsed) throw new NotPermitted();
    value.#isUsed = true;
  }
}
/** For these very files, once. */
export type ReleasePermit = PermitOf;

export function permitRelease(planned: PlannedRelease, word: ReleaseWord): ReleasePermit {
  assertGenuine(PlannedOf.is(planned));
  const isRecorded = Number.isSafeInteger(word.receipt.index) && /^[0-9a-f]{64}$/.test(word.receipt.leafHash);
  const isThis =
    // From the wire: the type is what a schema promised, and this is the last place to doubt it.
    (word.kind as string) === 'permitted' &&
    word.exportId === planned.manifest.exportId &&
    word.manifestSha256 === planned.manifestSha256;
  if (!isRecorded || !isThis) throw new NotPermitted();
  return new PermitOf(planned, word.releaseId);
}

/** A file is not what was reviewed. What was written so far is void; tell the server `bytes-changed`. */
export class BytesChanged extends Error {
  readonly code = 'bytes-changed';
  constructor() {
    super('a file is not what was approved');
  }
}

export interface ReleaseSource {
  /** The finished file, as it was made. One is asked for at a time. */
  readonly read: (instance: FinishedInstance) => Promise<Uint8Array>;
  /** In hexadecimal; WebCrypto is several times as fast as what is used when nothing is given. */
  readonly sha256?: (bytes: Uint8Array) => Promise<string>;
}

export interface ReleasedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The files of a release in the order of their paths, each compared with the manifest, the manifest last: a folder or an
 * archive without it is no export. Uses up the permit, also when it fails.
 */
export async function* releaseFiles(permit: ReleasePermit, source: ReleaseSource): AsyncGenerator<ReleasedFile> {
  PermitOf.use(permit);
  const { manifest, instances, documents, manifestSha256 } = permit.planned;
  const sha256Of = source.sha256 ?? (async (bytes: Uint8Array) => sha256OfBytes(bytes));
  const last = { path: MANIFEST_PATH, sha256: manifestSha256 };
  for (const { path, sha256 } of [...manifest.files, last]) {
    const instance = instances.get(path);
    const bytes = instance === undefined ? documents.get(path) : await source.read(instance);
    if (bytes === undefined || (await sha256Of(bytes)) !== sha256) throw new BytesChanged();
    yield { path, bytes };
  }
}

/** The same as a ZIP: no directory before the manifest is in. */
export async function* releaseArchive(
  permit: ReleasePermit,
  source: ReleaseSource,
): AsyncGenerator<Uint8Array, ZipTotals, undefined> {
  return yield* writeZip(entries());

  async function* entries(): AsyncGenerator<ZipEntry> {
    for await (const { path, bytes } of releaseFiles(permit, source)) {
      yield { name: path, bytes, method: path.endsWith('.dcm') ? 'stored' : 'deflate' };
    }
  }
}

/** An archive's own name says nothing but that it is one: a date or a project in it would be the first thing to leak. */
export function archiveName({ manifestSha256 }: PlannedRelease): string {
  return `export-${manifestSha256.slice(0, 12)}.zip`;
}

function pretty(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
