// Files of the person's computer, as the browser hands them over: by a drop, a choice of files, a choice of a folder. Nothing
// is read but what tells what it is; names stay in memory and are never shown.
import { SourceUnreadable } from '../../../workers/export/source-unreadable.ts';
import type { LocalFile } from './chosen-cohort.ts';
import { isZip, listZip } from './zip-file.ts';

interface Named {
  readonly path: string;
  readonly file: File;
}

/** Folders are walked; what a drop holds is gone with the event, so it is taken hold of at once. */
export function droppedFiles(transfer: DataTransfer): Promise<Named[]> {
  const roots = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return walked(roots);
}

async function walked(entries: readonly FileSystemEntry[]): Promise<Named[]> {
  const found: Named[] = [];
  for (const entry of entries) {
    // As a chosen file is named: the same files have the same names, however they came.
    if (isFile(entry)) found.push({ path: entry.fullPath.replace(/^\//, ''), file: await fileOf(entry) });
    else if (isFolder(entry)) found.push(...(await walked(await childrenOf(entry))));
  }
  return found;
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader gives a folder in parts, and an empty part at its end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return all;
    all.push(...part);
  }
}

export function chosenFiles(files: FileList): Named[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Archives become their entries. Each input that cannot be read is one all the same, with its code. */
export async function localFiles(named: readonly Named[]): Promise<LocalFile[]> {
  const found: LocalFile[] = [];
  for (const { path, file } of named) {
    try {
      if (await isZip(file)) found.push(...(await entriesOf(path, file)));
      else found.push(plainFile(path, file, await faultOf(file)));
    } catch (error) {
      const code = error instanceof SourceUnreadable ? error.code : 'unreadable';
      found.push({ ...plainFile(path, file, code), source: { kind: 'unreadable', code } });
    }
  }
  return found;
}

async function entriesOf(path: string, file: File): Promise<LocalFile[]> {
  const entries = await listZip(file);
  return entries.map(({ name, part }) => ({
    kind: 'file',
    name: `${path}!${name}`,
    byteLength: part.byteLength,
    source: { kind: 'zip', archive: file, part },
  }));
}

function plainFile(path: string, file: File, fault: string | undefined): LocalFile {
  return {
    kind: 'file',
    name: path,
    byteLength: file.size,
    source: { kind: 'file', file },
    ...(fault === undefined ? {} : { fault }),
  };
}

const PREFIX_AT = 128;
const GROUP_2 = 0x0002;
const GROUP_8 = 0x0008;

/** What the first bytes tell. Data sets without a preamble exist: only what cannot be one is called none. */
async function faultOf(file: File): Promise<string | undefined> {
  const head = new DataView(await file.slice(0, PREFIX_AT + 4).arrayBuffer());
  if (head.byteLength < 8) return 'not-dicom';
  const hasPrefix = head.byteLength === PREFIX_AT + 4 && head.getUint32(PREFIX_AT) === 0x4449434d;
  const group = head.getUint16(0, true);
  const bigGroup = head.getUint16(0);
  const beginsLikeOne = [GROUP_2, GROUP_8].some((one) => one === group || one === bigGroup);
  return hasPrefix || beginsLikeOne ? undefined : 'not-dicom';
}
