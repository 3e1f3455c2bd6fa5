import { describe, expect, it } from 'vitest';
import {
  allEntries,
  allUIDs,
  dictionaryVrOf,
  entryOf,
  isWellKnownUID,
  keywordOf,
  parseTag,
  formatTag,
  privateCreatorTagOf,
  tagOf,
  transferSyntaxOf,
  uidEntryOf,
  isVR,
} from '../index.ts';

describe('attributes', () => {
  it('are found by tag and by keyword', () => {
    expect(entryOf(0x00100010)).toEqual({
      tag: 0x00100010,
      keyword: 'PatientName',
      vr: 'PN',
      vm: '1',
      name: "Patient's Name",
      retired: false,
    });
    expect(tagOf('PixelData')).toBe(0x7fe00010);
    expect(keywordOf(0x300a067b)).toBe('RadiationGenerationModeSequence');
    expect(entryOf(0x300a067b)?.name).toBe('Radiation Generation Mode Sequence');
    expect(() => tagOf('NoSuchKeyword')).toThrow(expect.objectContaining({ code: 'unknown-keyword' }));
  });

  it('are those of the newest edition', () => {
    expect(entryOf('NameToUse')).toMatchObject({ tag: 0x00100012, vr: 'LT', name: 'Name to Use' });
    expect(entryOf('EthnicGroup')?.retired).toBe(true);
    expect(dictionaryVrOf(tagOf('EthnicGroups'))).toBe('UC');
    expect(new Set(allEntries().map(({ keyword }) => keyword)).size).toBe(allEntries().length);
  });

  it('of repeating groups are found for every group', () => {
    expect(keywordOf(0x60003000)).toBe('OverlayData');
    expect(keywordOf(0x601e3000)).toBe('OverlayData');
    expect(dictionaryVrOf(0x50020010)).toBe('US');
    expect(entryOf(0x60020010)?.tag).toBe(0x60020010);
    expect(entryOf(0x60013000)).toBeUndefined();
  });

  it('have known VRs, and tags that come back from their own text', () => {
    expect(allEntries().length).toBeGreaterThan(5000);
    for (const { tag, vr } of allEntries()) {
      expect(vr.split('/').every(isVR)).toBe(true);
      expect(parseTag(formatTag(tag))).toBe(tag);
    }
  });

  it('of private blocks have an owner', () => {
    expect(dictionaryVrOf(0x00290010)).toBe('LO');
    expect(dictionaryVrOf(0x00291010)).toBeUndefined();
    expect(privateCreatorTagOf(0x00291012)).toBe(0x00290010);
    expect(privateCreatorTagOf(0xfffe1012)).toBeUndefined();
  });
});

describe('UIDs', () => {
  it('have names and kinds', () => {
    expect(uidEntryOf('1.2.840.10008.5.1.4.1.1.2')).toMatchObject({ kind: 'sop-class', name: 'CT Image Storage' });
    expect(uidEntryOf('1.2.840.10008.1.2.4.70')?.kind).toBe('transfer-syntax');
    expect(allUIDs().length).toBeGreaterThan(450);
    expect(isWellKnownUID('1.2.840.10008.1.4.1.1')).toBe(true);
    expect(isWellKnownUID('1.2.840.100080.1')).toBe(false);
  });

  it('of transfer syntaxes say how bytes are laid out', () => {
    for (const { uid } of allUIDs().filter(({ kind }) => kind === 'transfer-syntax')) {
      const syntax = transferSyntaxOf(uid);
      if (syntax !== undefined) expect(syntax.registered).toBe(true);
    }
    expect(transferSyntaxOf('1.2.840.10008.1.2.4.205')).toMatchObject({ deflated: true, encapsulated: false });
    expect(transferSyntaxOf('1.2.840.10008.1.2.8.1')).toMatchObject({ deflated: false, encapsulated: true });
    expect(transferSyntaxOf('1.2.3')).toMatchObject({
      registered: false,
      encoding: { explicit: true, bigEndian: false },
    });
  });
});
