import type { SimulatedAccount } from '../account';
import type { Invariant } from './invariant';

/** Every acknowledged write is in the volume behind the cluster's name. */
export function dataIsKept(): Invariant {
  const check = (account: SimulatedAccount) => {
    for (const client of account.clients) {
      client.catchUp();
      if (client.lost() > 0) return `${client.lost()} acknowledged writes of cluster ${client.cluster} are gone`;
    }
    return undefined;
  };
  return { code: 'DATA_IS_KEPT', afterCall: check, atEnd: check };
}
