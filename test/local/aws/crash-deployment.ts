export const queueArn = 'arn:aws:sqs:us-east-1:123456789012:things';

/** One table with a stream and one queue. */
export const deployment = {
  accountId: '123456789012',
  region: 'us-east-1',
  tables: [
    {
      name: 'things',
      arn: 'arn:aws:dynamodb:us-east-1:123456789012:table/things',
      streamArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/things/stream/1',
      properties: {
        KeySchema: [
          { AttributeName: 'PK', KeyType: 'HASH' },
          { AttributeName: 'SK', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: ['PK', 'SK'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      },
    },
  ],
  queues: [
    { name: 'things', arn: queueArn, url: 'http://queue/things', fifo: false, visibilitySeconds: 60, properties: {} },
  ],
  buckets: [],
};
