import { CallRefused, type StatementPort } from '../../runtime/ports';

/** The API is not there, or this shell's credentials may not use it. Whatever else it says is an answer about the database. */
const NOT_OFFERED = ['AccessDenied', 'AccessDeniedException', 'ForbiddenException', 'NotImplemented', 'NotSimulated', 'UnknownOperationException', 'UnrecognizedClientException'];

/** An endpoint or an account without the Data API is told: the move goes on without its answer. */
export function tolerantStatements(statements: StatementPort, tell: (message: string) => void): StatementPort {
  return {
    async execute(...statement) {
      try {
        return await statements.execute(...statement);
      } catch (error) {
        if (!(error instanceof CallRefused) || !NOT_OFFERED.includes(error.code)) throw error;
        tell(`The Data API cannot be asked (${error.code}: ${error.message}). The old members go without its answer.`);
        return undefined;
      }
    },
  };
}
