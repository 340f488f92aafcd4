import { defineEntity, p } from '@mikro-orm/core'

/** The answer a change was given, for whoever asks again with the same idempotency key. */
export function idempotentAnswerEntity(schema: string) {
  return defineEntity({
    name: 'IdempotentAnswer',
    tableName: 'idempotent_answer',
    schema,
    properties: {
      subject: p.text().primary().comment('who made the change'),
      key: p.text().primary(),
      fingerprint: p.text().comment('SHA-256 of the change and its arguments'),
      answer: p.json<unknown>().columnType('json').nullable().comment('as it was first written'),
      at: p.datetime().columnType('timestamptz').index(),
    },
  })
}
