import { AppError, Unreachable } from '../services/index.ts';

/** The browser did not let a window open: nothing was asked, nothing was lost. */
export class PopupBlocked extends AppError {
  constructor() {
    super('popup-blocked', 'The browser did not open the window. Allow pop-ups for this site and try again.');
  }
}

const SIZE = 'popup,width=520,height=680';

/**
 * Opens the identity provider in a window of its own. Must be called while the click or key is being handled, or the
 * browser blocks it; the name makes a second click bring the same window back instead of opening another.
 */
export async function inSignInWindow(page: Window, use: (popup: Window) => Promise<void>): Promise<void> {
  const popup = page.open('about:blank', 'collimator-sign-in', SIZE);
  if (popup === null) throw new PopupBlocked();
  try {
    await use(popup);
  } catch (error) {
    throw asAppError(error);
  }
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return new AppError('sign-in-timeout', 'The sign-in window did not answer in time. Try again.');
  if (typeof error === 'object' && error !== null && 'error' in error && typeof error.error === 'string')
    return new AppError(error.error.replaceAll('_', '-'), 'The sign-in was refused or cancelled. Try again.');
  return new Unreachable(error);
}
