import type { ClusterFacts } from './observation';

/** What AWS recommends for the maximum of a Serverless v1 range. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless.modifying.html */
const CLASS_BY_MAX_ACU: readonly (readonly [number, string])[] = [
  [1, 'db.t3.small'], [2, 'db.t3.medium'], [4, 'db.t3.large'], [8, 'db.r5.large'], [16, 'db.r5.xlarge'], [32, 'db.r5.2xlarge'],
  [64, 'db.r5.4xlarge'], [128, 'db.r5.8xlarge'], [192, 'db.r5.12xlarge'], [256, 'db.r5.16xlarge'], [384, 'db.r5.24xlarge'],
];
const SMALLEST_WITH_DATA_API = 'db.r5.large';

/** The class through which a Serverless v1 cluster passes. T classes have no Data API, so its users get a larger one. */
export function conversionClass(cluster: ClusterFacts): string {
  const maxAcu = cluster.serverlessV1?.maxAcu ?? 0;
  const [, recommended] = CLASS_BY_MAX_ACU.find(([acu]) => acu >= maxAcu) ?? CLASS_BY_MAX_ACU.at(-1)!;
  return cluster.dataApi && recommended.startsWith('db.t') ? SMALLEST_WITH_DATA_API : recommended;
}
