import type { CustomResourceAnswer, CustomResourceRequest } from '../../contract/custom-resource';

const ATTEMPTS = 3;
const LONGEST_REASON = 1000;

/** Answers CloudFormation, which otherwise waits for an hour. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html */
export async function answer(
  { ResponseURL, StackId, RequestId, LogicalResourceId }: CustomResourceRequest<unknown>, result: CustomResourceAnswer,
): Promise<void> {
  const body = Buffer.from(JSON.stringify({
    StackId,
    RequestId,
    LogicalResourceId,
    Status: result.status,
    PhysicalResourceId: result.physicalResourceId,
    ...(result.status === 'FAILED' ? { Reason: result.reason.slice(0, LONGEST_REASON) } : {}),
  }));
  for (let attempt = 1; ; attempt++) {
    // Bytes, not text: the signature of the URL covers an empty content type.
    const response = await fetch(ResponseURL, { method: 'PUT', body });
    if (response.ok) return;
    if (attempt === ATTEMPTS) throw new Error(`CloudFormation did not accept the answer: HTTP status ${response.status}`);
  }
}
