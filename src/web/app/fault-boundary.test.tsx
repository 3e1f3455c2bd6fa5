// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { FaultBoundary } from './fault-boundary.tsx';

afterEach(cleanup);

it('says that a part failed, quotes nothing of the fault, and lets the person try again or leave', async () => {
  // React reports what it caught; that is its business here.
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  let isBroken = true;
  function Part() {
    if (isBroken) throw new Error('cannot draw Doe^Jane');
    return <p>drawn</p>;
  }
  const onLeave = vi.fn();
  render(
    <FaultBoundary what="The view stays recorded." leave="Close study" onLeave={onLeave}>
      <Part />
    </FaultBoundary>,
  );
  expect(screen.getByRole('alert').textContent).toContain('app-fault');
  expect(document.body.textContent).not.toContain('Doe');
  await userEvent.click(screen.getByRole('button', { name: 'Close study' }));
  expect(onLeave).toHaveBeenCalledTimes(1);
  isBroken = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(screen.getByText('drawn')).toBeTruthy();
  quiet.mockRestore();
});
