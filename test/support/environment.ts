// Node 20 is past its end of life: the SDK and jsii say so on every start.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
process.env.JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION = '1';
// Deprecated properties of the L2 are tested on purpose.
process.env.JSII_DEPRECATED = 'quiet';
