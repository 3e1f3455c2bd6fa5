import { describe, expect, it } from 'vitest';
import { DiskFull, openContainer, type Disk } from './container.ts';

/** A disk in memory that takes no more than `room` bytes. */
function disk(room = Infinity): Disk & { bytes: Uint8Array } {
  let bytes = new Uint8Array(0);
  return {
    get bytes() {
      return bytes;
    },
    getSize: () => bytes.length,
    read(buffer, { at }) {
      const part = bytes.subarray(at, at + buffer.length);
      buffer.set(part);
      return part.length;
    },
    write(buffer, { at }) {
      const taken = Math.max(0, Math.min(buffer.length, room - at));
      const grown = new Uint8Array(Math.max(bytes.length, at + taken));
      grown.set(bytes);
      grown.set(buffer.subarray(0, taken), at);
      bytes = grown;
      return taken;
    },
    truncate(size) {
      bytes = bytes.slice(0, size);
    },
  };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | undefined): string | undefined => bytes && new TextDecoder().decode(bytes);

describe('many files in one', () => {
  it('gives back what was put in, the latest of each name, also to whoever opens it later', () => {
    const under = disk();
    const first = openContainer(under);
    first.put('o1', [bytesOf('one '), bytesOf('two')]);
    first.put('f1', []);
    first.put('o1', [bytesOf('three')]);
    for (const container of [first, openContainer(under)]) {
      expect(textOf(container.get('o1'))).toBe('three');
      expect(textOf(container.get('o1', 2))).toBe('th');
      expect(textOf(container.get('f1'))).toBe('');
      expect(container.get('o2')).toBeUndefined();
    }
  });

  it('forgets a record that was cut off, wherever, and writes over it', () => {
    const whole = disk();
    openContainer(whole).put('o1', [bytesOf('one')]);
    const kept = whole.bytes.length;
    openContainer(whole).put('o2', [bytesOf('two')]);
    for (let length = kept; length < whole.bytes.length; length++) {
      const cut = disk();
      cut.write(whole.bytes.slice(0, length), { at: 0 });
      const container = openContainer(cut);
      expect(textOf(container.get('o1'))).toBe('one');
      expect(container.get('o2')).toBeUndefined();
      container.put('o3', [bytesOf('three')]);
      expect(textOf(openContainer(cut).get('o3'))).toBe('three');
    }
  });

  it('does not take a body without its mark for a record', () => {
    const under = disk();
    const container = openContainer(under);
    container.put('o1', [bytesOf('one')]);
    // As a power cut between body and mark leaves it.
    under.write(new Uint8Array(40), { at: under.bytes.length });
    expect(textOf(openContainer(under).get('o1'))).toBe('one');
  });

  it('says that the disk is full, and keeps what was there', () => {
    const small = disk(60);
    const container = openContainer(small);
    container.put('o1', [bytesOf('one')]);
    expect(() => container.put('o2', [new Uint8Array(100)])).toThrow(DiskFull);
    expect(textOf(container.get('o1'))).toBe('one');
    container.put('o3', [bytesOf('three')]);
    expect(textOf(openContainer(small).get('o3'))).toBe('three');
  });
});
