/** Environment variables of the handlers. */
export const ENV_STATE_MACHINE_ARN = 'STATE_MACHINE_ARN';
