// Reads a file that need not fit into memory: large values stay where they are, as ranges of the source.
import { Dataset, Element, type FragmentRange, type Source } from '../dataset.ts';
import type { DicomFile } from '../dicom-file.ts';
import { DicomError } from '../errors.ts';
import { formatTag, isPixelData, TAG } from '../tag.ts';
import type { Encoding } from '../transfer-syntax.ts';
import { hasLongForm, type VR, vrOfCode } from '../vr.ts';
import { type Budgets, refuseOver, withDefaults } from './budget.ts';
import type { ByteSource } from './byte-source.ts';
import { Parser, type Scope } from './parser.ts';
import { checkPixelBudget, type FileHead, readDicom, readMeta, type ReadOptions } from './read-dicom.ts';
import { SourceWindow } from './source-window.ts';

export interface HeadOptions extends ReadOptions {
  /** Values of the top level that are longer stay in the source. */
  readonly bulkBytes?: number;
  /** How much may be held in memory at once: the longest sequence must fit, and a deflated file as a whole. */
  readonly maxWindowBytes?: number;
}

const UNDEFINED = 0xffffffff;
/** Fragments longer than this are stepped over one by one instead of being read along. */
const NEAR_BYTES = 0x8000;

/**
 * Reads everything but large values, which `isLoaded` tells apart; encapsulated pixel data is walked from fragment to
 * fragment. The result can be written with `writeDicomStream`.
 */
export async function readDicomHead(source: ByteSource, options: HeadOptions = {}): Promise<DicomFile> {
  const budgets = withDefaults(options.budgets);
  if (source.size > budgets.maxTotalBytes) refuseOver('bytes');
  const window = new SourceWindow(source, options.maxWindowBytes ?? 256 * 2 ** 20);
  const head = await retrying(window, 0, (bytes) => readMeta(bytes, budgets));
  if (head.syntax.deflated) return readDicom(await window.from(0, source.size), options);
  const reader = new HeadReader(window, head, budgets, options);
  const { dataset, end, isComplete } = await reader.read();
  if (dataset.size === 0 && isComplete)
    throw new DicomError('truncated', 'the file ends before its data set', head.datasetStart);
  checkPixelBudget(dataset, budgets);
  const start = await window.from(0, head.datasetStart);
  return {
    preamble: head.preamble,
    meta: head.meta,
    dataset,
    transferSyntaxUID: head.syntax.uid,
    declaredTransferSyntaxUID: head.declared === head.syntax.uid ? undefined : head.declared,
    trailing:
      isComplete && end < source.size
        ? (await window.from(end, source.size - end)).slice(0, source.size - end)
        : undefined,
    isComplete,
    origin: {
      bytes: start,
      dataset,
      transferSyntaxUID: head.syntax.uid,
      datasetStart: head.datasetStart,
      datasetEnd: end,
      inflated: undefined,
    },
  };
}

/** Reads with more and more bytes until they are enough, or all. */
async function retrying<T>(window: SourceWindow, offset: number, read: (bytes: Uint8Array) => T): Promise<T> {
  for (let wanted = 0; ; wanted = window.length * 2) {
    const bytes = await window.from(offset, wanted);
    try {
      return read(bytes);
    } catch (error) {
      // Other faults do not go away with more bytes.
      const mayNeedMore =
        error instanceof DicomError && (error.code === 'truncated' || error.code === 'ambiguous-transfer-syntax');
      if (!mayNeedMore || window.reachesEnd) throw error;
    }
  }
}

interface Header {
  readonly tag: number;
  readonly vr: VR | undefined;
  readonly length: number;
  readonly headerBytes: number;
}

class HeadReader {
  private readonly window: SourceWindow;
  private readonly encoding: Encoding;
  private readonly budgets: Budgets;
  private readonly bulkBytes: number;
  private readonly stopBeforePixelData: boolean;
  private readonly remote: Source;
  private readonly dataset: Dataset;
  private readonly scope: Scope;
  private pos: number;
  private fragmentCount: number;

  constructor(window: SourceWindow, head: FileHead, budgets: Budgets, options: HeadOptions) {
    this.window = window;
    this.encoding = head.syntax.encoding;
    this.budgets = budgets;
    this.bulkBytes = options.bulkBytes ?? 256 * 1024;
    this.stopBeforePixelData = options.stopBeforePixelData === true;
    this.remote = {
      bytes: new Uint8Array(0),
      encoding: head.syntax.encoding,
      valueBigEndian: head.syntax.encoding.bigEndian,
      remote: window.source,
    };
    this.dataset = new Dataset();
    this.scope = { signed: false };
    this.pos = head.datasetStart;
    this.fragmentCount = 0;
  }

  async read(): Promise<{ dataset: Dataset; end: number; isComplete: boolean }> {
    const { dataset, window } = this;
    const size = window.source.size;
    let last = 0;
    while (this.pos < size) {
      const header = await this.header();
      if ((header === undefined || header.tag <= last) && (await this.isTrailing(last))) break;
      if (header === undefined) throw new DicomError('truncated', 'an element header is cut off', this.pos);
      if (this.stopBeforePixelData && isPixelData(header.tag)) return { dataset, end: this.pos, isComplete: false };
      const element = await this.element(header);
      if (!dataset.append(element))
        throw new DicomError('duplicate-element', `${formatTag(element.tag)} stands twice in one data set`, this.pos);
      if (dataset.size > this.budgets.maxElements) refuseOver('elements', this.pos);
      last = header.tag;
    }
    return { dataset, end: this.pos, isComplete: true };
  }

  private async header(): Promise<Header | undefined> {
    const { explicit, bigEndian } = this.encoding;
    const bytes = await this.window.from(this.pos, 12);
    if (bytes.length < 8) return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const tag = view.getUint16(0, !bigEndian) * 0x10000 + view.getUint16(2, !bigEndian);
    if (!explicit) return { tag, vr: undefined, length: view.getUint32(4, !bigEndian), headerBytes: 8 };
    const vr = vrOfCode(view.getUint16(4, false));
    if (vr === undefined || !hasLongForm(vr)) return { tag, vr, length: view.getUint16(6, !bigEndian), headerBytes: 8 };
    if (bytes.length < 12) return undefined;
    return { tag, vr, length: view.getUint32(8, !bigEndian), headerBytes: 12 };
  }

  private async element(header: Header): Promise<Element> {
    const start = this.pos;
    const { tag, length, headerBytes } = header;
    if (tag >= TAG.item && tag <= TAG.sequenceDelimitation)
      throw new DicomError('unexpected-delimiter', 'an item or a delimiter stands where an element must stand', start);
    if (this.encoding.explicit && header.vr === undefined)
      throw new DicomError('bad-vr', `${formatTag(tag)} has no known VR`, start + 4);
    const vr =
      header.vr === undefined || header.vr === 'UN'
        ? new Parser(new Uint8Array(0), this.budgets).trueVR(tag, this.scope)
        : header.vr;
    const valueStart = start + headerBytes;
    if (length === UNDEFINED && (isPixelData(tag) || vr === 'OB' || vr === 'OW'))
      return this.fragments(tag, vr, start, valueStart);
    if (length !== UNDEFINED && length > this.bulkBytes && vr !== 'SQ') {
      if (length > this.budgets.maxElementBytes) refuseOver('length', start);
      if (valueStart + length > this.window.source.size)
        throw new DicomError('truncated', `the value of ${formatTag(tag)} ends after its container`, start);
      this.pos = valueStart + length;
      const source = header.vr === 'UN' ? { ...this.remote, valueBigEndian: false } : this.remote;
      return new Element(tag, vr, source, start, valueStart, this.pos);
    }
    return this.smallElement(tag, length === UNDEFINED ? 0 : headerBytes + length);
  }

  /** An element that is held in memory: whole sequences, too. */
  private async smallElement(tag: number, knownBytes: number): Promise<Element> {
    const start = this.pos;
    if (start + knownBytes > this.window.source.size)
      throw new DicomError('truncated', `the value of ${formatTag(tag)} ends after its container`, start);
    await this.window.from(start, knownBytes);
    const element = await retrying(this.window, start, (bytes) => {
      const parser = new Parser(bytes, this.budgets, start);
      const source: Source = {
        bytes,
        encoding: this.encoding,
        valueBigEndian: this.encoding.bigEndian,
        remote: undefined,
      };
      return parser.readElement(source, bytes.length, 0, this.scope);
    });
    this.pos = start + element.end;
    if (tag === TAG.pixelRepresentation && element.value.length === 2)
      this.scope.signed = element.value[this.encoding.bigEndian ? 1 : 0] === 1;
    return element;
  }

  private async fragments(tag: number, vr: VR, start: number, valueStart: number): Promise<Element> {
    const little = !this.encoding.bigEndian;
    const size = this.window.source.size;
    const ranges: FragmentRange[] = [];
    this.pos = valueStart;
    let lastLength = 0;
    for (;;) {
      // Between large fragments only the headers are of interest.
      const bytes = await this.window.from(this.pos, 8, lastLength > NEAR_BYTES ? 8 : undefined);
      if (bytes.length < 8) throw new DicomError('truncated', 'encapsulated data has no end', this.pos);
      const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
      const itemTag = view.getUint16(0, little) * 0x10000 + view.getUint16(2, little);
      const length = view.getUint32(4, little);
      this.pos += 8;
      if (itemTag === TAG.sequenceDelimitation) break;
      if (itemTag !== TAG.item)
        throw new DicomError('bad-item', 'something else stands where a fragment must stand', this.pos - 8);
      if (length === UNDEFINED) throw new DicomError('bad-length', 'a fragment has an undefined length', this.pos - 8);
      if (this.pos + length > size) throw new DicomError('truncated', 'a fragment is cut off', this.pos - 8);
      if (++this.fragmentCount > this.budgets.maxElements) refuseOver('elements', this.pos);
      ranges.push({ start: this.pos, end: this.pos + length });
      this.pos += length;
      lastLength = length;
    }
    const table = ranges[0] ?? { start: this.pos - 8, end: this.pos - 8 };
    const loaded = {
      ...table,
      bytes: (await this.window.from(table.start, table.end - table.start, 0)).slice(0, table.end - table.start),
    };
    return new Element(tag, vr, this.remote, start, valueStart, this.pos, true, undefined, ranges.slice(1), loaded);
  }

  private async isTrailing(last: number): Promise<boolean> {
    const rest = this.window.source.size - this.pos;
    const bytes = await this.window.from(this.pos, rest);
    return new Parser(bytes, this.budgets).isTrailing({ ...this.remote, bytes, remote: undefined }, last, 0);
  }
}
