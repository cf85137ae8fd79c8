import { fail, type Rule } from './rule';

export const dataApiClass: Rule = {
  code: 'DATA_API_CLASS',
  weight: 'warning',
  paths: ['in place', 'blue/green'],
  judge({ source: { cluster, members } }) {
    const small = members.filter(({ instanceClass }) => instanceClass.startsWith('db.t'));
    return cluster?.dataApi && small.length > 0 ? fail(
      `The Data API is on, and classes T do not serve it: not while ${small.map(({ identifier, instanceClass }) => `${identifier} (${instanceClass})`).join(', ')} is the writer.`,
      'It works when a db.serverless member has taken over; on the way back it stops again, unless you choose a larger class.',
    ) : undefined;
  },
};
