export * from './cluster/serverless-v2-capacity';
export * from './cluster/serverless-v2-cluster';
export * from './cluster/serverless-v2-member';
export * from './cluster/writer-handover';
export * from './migration/migration-engine';
export * from './migration/migration-source';
export * from './migration/serverless-v2-migration';
