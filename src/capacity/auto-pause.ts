import { parametersThatReplicate, type Parameters } from './replication-parameters';

/** Everything that keeps members of a cluster awake. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html */
export interface AutoPauseCircumstances {
  readonly engine: string;
  /** Parameters of the cluster parameter group that are known. */
  readonly parameters?: Parameters;
  readonly proxies?: number;
  readonly provisionedMembers?: number;
  /** `member`: which of both is not known. */
  readonly globalDatabase?: 'primary' | 'secondary' | 'member' | 'none';
  readonly zeroEtl?: boolean;
}

export interface AutoPauseBlocker {
  readonly cause: 'proxy' | 'replication' | 'global-database' | 'zero-etl' | 'provisioned-member' | 'babelfish';
  /** Independent members (tiers 2 to 15) still pause where only the writer and its followers are kept awake. */
  readonly keepsAwake: 'every member' | 'the writer and the tiers 0 and 1';
  readonly message: string;
}

const FOLLOWERS = 'the writer and the tiers 0 and 1';

/** What stops a cluster with a minimum of 0 ACUs from pausing. AWS says nothing about it. */
export function autoPauseBlockers({ engine, parameters = {}, proxies = 0, provisionedMembers = 0, globalDatabase = 'none', zeroEtl = false }: AutoPauseCircumstances):
AutoPauseBlocker[] {
  const replicating = parametersThatReplicate(engine, parameters);
  const blockers: (AutoPauseBlocker | false)[] = [
    proxies > 0 && { cause: 'proxy', keepsAwake: 'every member', message: 'an RDS Proxy keeps connections open' },
    replicating.length > 0 && { cause: 'replication', keepsAwake: FOLLOWERS, message: `replication is on (${replicating.join(', ')})` },
    globalDatabase === 'primary' && { cause: 'global-database', keepsAwake: FOLLOWERS, message: 'it is the primary of a global database' },
    globalDatabase === 'member' && { cause: 'global-database', keepsAwake: FOLLOWERS, message: 'it belongs to a global database' },
    globalDatabase === 'secondary' && { cause: 'global-database', keepsAwake: 'every member', message: 'it is a secondary of a global database' },
    zeroEtl && { cause: 'zero-etl', keepsAwake: FOLLOWERS, message: 'a zero-ETL integration reads from it' },
    provisionedMembers > 0 && { cause: 'provisioned-member', keepsAwake: FOLLOWERS, message: `it has ${provisionedMembers} provisioned member${provisionedMembers === 1 ? '' : 's'}` },
    parameters['rds.babelfish_status'] === 'on' && { cause: 'babelfish', keepsAwake: 'every member', message: 'Babelfish is on, whose T-SQL activity keeps it awake' },
  ];
  return blockers.filter((blocker) => blocker !== false);
}
