import type { GrantAnswer, Justification } from '../../../contract/index.ts';
import type { Api } from '../api/api.ts';
import { AppError, Denied } from '../errors.ts';
import type { Tabs } from '../session/tabs.ts';
import { brandGrant, type Grant } from './grant.ts';
import type {
  AskForJustification,
  AskForStepUp,
  GrantEnd,
  GrantOutcome,
  GrantRequest,
  GrantStatus,
  Grants,
} from './grants.ts';
import { createLease, type Lease } from './lease.ts';

export interface GrantsParts {
  readonly api: Pick<Api, 'requestGrant' | 'heartbeat' | 'releaseGrant' | 'endEmergency'>;
  readonly session: { onResume(task: () => Promise<void>): () => void };
  readonly tabs: Pick<Tabs, 'tellReleased' | 'onReleased'>;
  readonly askForJustification: AskForJustification;
  readonly askForStepUp: AskForStepUp;
  readonly now: () => number;
}

/** A person is asked for a second factor at most this often for one opening: a clock that is off would ask for ever. */
const STEP_UPS = 2;

/**
 * Opens studies. The gateway records the opening before it releases anything; this keeps what it granted alive and says
 * when it is over. It guards nothing by itself: without a grant the gateway releases no pixel, whatever runs here.
 */
export function createGrants(parts: GrantsParts): Grants {
  const { api } = parts;
  const leases = new Map<Grant, Lease>();
  parts.session.onResume(async () => {
    await Promise.all([...leases.values()].map((lease) => lease.reopen()));
  });
  // Two tabs that open a study within seconds share one grant, and an emergency is of all tabs. Where one of them ends it, the
  // others ask at once instead of at their next heartbeat: what they show is recorded as opened anew, or goes from the screen.
  parts.tabs.onReleased((id) => {
    for (const [grant, lease] of leases)
      if (lease.grantId() === id || grant.emergency?.emergencyId === id) void lease.renew();
  });

  async function obtain(wanted: GrantRequest): Promise<GrantAnswer | 'declined'> {
    let justification: Justification | undefined;
    for (let stepUps = 0; ;) {
      const request = {
        ...wanted,
        purpose: justification === undefined ? wanted.purpose : ('BTG' as const),
      };
      const answer = await api.requestGrant(justification === undefined ? request : { ...request, justification });
      if (answer.kind === 'granted') return answer;
      if (answer.kind === 'needsJustification') {
        if (justification !== undefined) throw new Denied('justification-refused', 'The reason was not accepted.');
        justification = await parts.askForJustification(answer);
        if (justification === undefined) return 'declined';
      } else {
        stepUps += 1;
        if (stepUps > STEP_UPS) throw new Denied('step-up-refused', 'The second factor was not accepted.');
        if (!(await parts.askForStepUp(answer))) return 'declined';
      }
    }
  }

  function open(answer: GrantAnswer, wanted: GrantRequest): Grant {
    const grant = brandGrant(answer);
    leases.set(
      grant,
      createLease({
        grant,
        now: parts.now,
        heartbeat: (grantId, whileResuming) => api.heartbeat(grantId, { whileResuming }),
        // Nobody is asked anything here: an emergency that is over needs a new reason, given by opening the study again.
        ask: async (whileResuming) => {
          const again = await api.requestGrant(
            { ...wanted, study: { studyInstanceUID: grant.studyInstanceUID }, purpose: grant.purpose },
            { whileResuming },
          );
          if (again.kind !== 'granted') throw new Denied('restricted', 'The study is restricted now. Open it again.');
          return again;
        },
      }),
    );
    return grant;
  }

  async function end(grant: Grant, reason: GrantEnd, tell: (lease: Lease) => Promise<string>): Promise<void> {
    const lease = leases.get(grant);
    if (lease === undefined || lease.status().kind === 'ended') return;
    lease.end(reason);
    try {
      parts.tabs.tellReleased(await tell(lease));
    } catch (error) {
      // Already gone is what was wanted; otherwise the gateway ends the grant by itself within its short time.
      if (!(error instanceof AppError)) throw error;
    }
  }

  return {
    async request(wanted): Promise<GrantOutcome> {
      try {
        const answer = await obtain(wanted);
        return answer === 'declined' ? { kind: 'declined' } : { kind: 'granted', grant: open(answer, wanted) };
      } catch (error) {
        if (error instanceof AppError) return { kind: 'refused', error };
        throw error;
      }
    },
    status: (grant): GrantStatus => leases.get(grant)?.status() ?? { kind: 'ended', reason: 'closed' },
    subscribe: (grant, listener) => leases.get(grant)?.subscribe(listener) ?? (() => undefined),
    renew: async (grant): Promise<GrantStatus> => {
      const lease = leases.get(grant);
      if (lease === undefined) return { kind: 'ended', reason: 'closed' };
      await lease.renew();
      return lease.status();
    },
    async release(grant) {
      await end(grant, 'closed', async (lease) => {
        const grantId = lease.grantId();
        await api.releaseGrant(grantId);
        return grantId;
      });
      leases.delete(grant);
    },
    async endEmergency(grant) {
      const emergencyId = grant.emergency?.emergencyId;
      if (emergencyId === undefined) return;
      await end(grant, 'emergency-over', async () => {
        await api.endEmergency(emergencyId);
        return emergencyId;
      });
    },
    wipe() {
      for (const lease of leases.values()) lease.end('wiped');
      leases.clear();
    },
  };
}
