// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { commandFor, COMMANDS, keyName, REVIEW_KEYS } from './commands.ts';

function press(key: string, extra: KeyboardEventInit = {}, on: Element = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, ...extra });
  on.dispatchEvent(event);
  return event;
}

describe('commandFor', () => {
  it.each([
    ['ArrowDown', {}, 'Next image'],
    ['ArrowDown', { shiftKey: true }, 'Ten images on'],
    ['L', { shiftKey: false }, 'Length'],
    ['?', { shiftKey: true }, 'All keys'],
    ['+', { shiftKey: true }, 'Zoom in'],
    ['z', {}, 'Zoom'],
    ['z', { ctrlKey: true }, 'Undo measurement'],
    ['Z', { ctrlKey: true, shiftKey: true }, 'Redo measurement'],
    ['Escape', { shiftKey: true }, 'Close study'],
    ['7', {}, 'Window preset 7'],
  ])('%s %o means "%s"', (key, extra, label) => {
    expect(commandFor(press(key, extra))?.label).toBe(label);
  });

  it('leaves keys to the browser that come with Alt or Meta', () => {
    expect(commandFor(press('l', { altKey: true }))).toBeUndefined();
    expect(commandFor(press('l', { metaKey: true }))).toBeUndefined();
  });

  it.each(['<input type="text">', '<textarea></textarea>', '<select></select>', '<dialog><button>x</button></dialog>'])(
    'leaves keys alone inside %s',
    (markup) => {
      document.body.innerHTML = markup;
      expect(
        commandFor(
          press('l', {}, document.body.querySelector('button') ?? document.body.firstElementChild ?? document.body),
        ),
      ).toBeUndefined();
      document.body.innerHTML = '';
    },
  );

  it('leaves arrows to a focused slider but not letters', () => {
    document.body.innerHTML = '<input type="range">';
    const slider = document.body.firstElementChild ?? document.body;
    expect(commandFor(press('ArrowDown', {}, slider))).toBeUndefined();
    expect(commandFor(press('l', {}, slider))?.label).toBe('Length');
  });
});

describe('COMMANDS', () => {
  it('gives every key one meaning, those of the review too', () => {
    const keys = [...COMMANDS, ...REVIEW_KEYS].flatMap((command) => command.keys);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it.each([
    ['Shift+ArrowDown', 'Shift ↓'],
    ['Ctrl+z', 'Ctrl Z'],
    ['+', '+'],
    ['x', 'X'],
  ])('writes %s as "%s"', (key, shown) => {
    expect(keyName(key)).toBe(shown);
  });
});
