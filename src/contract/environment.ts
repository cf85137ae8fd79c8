/** Environment variables of the handlers. */
export const ENV_STATE_MACHINE_ARN = 'STATE_MACHINE_ARN';
/** Which members of which cluster should be in which stack. */
export const ENV_CLUSTER_IDENTIFIER = 'CLUSTER_IDENTIFIER';
export const ENV_STACK_ID = 'STACK_ID';
/** The dimension of the engine's metrics. */
export const ENV_ENGINE_NAME = 'ENGINE_NAME';
