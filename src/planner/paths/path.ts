/** The ways to Serverless v2. */
export const PATH_NAMES = ['in place', 'blue/green', 'snapshot restore', 'read replica', 'DMS', 'dump and restore'] as const;

export type PathName = typeof PATH_NAMES[number];
