import type { FormattedExecutionResult } from 'graphql'

/** A value as JSON text that is ready to be sent. */
export class JsonText {
  constructor(readonly text: string) {}

  /** The value, for whoever puts it into other JSON. */
  toJSON(): unknown {
    return JSON.parse(this.text)
  }
}

/**
 * A result of GraphQL as JSON text, with the text of its data as it is.
 *
 * @param result `data` may be a `JsonText`
 */
export function resultText(result: FormattedExecutionResult): string {
  const { data, ...others } = result
  if (!(data instanceof JsonText)) return JSON.stringify(result)
  const beside = JSON.stringify(others)
  return beside === '{}' ? `{"data":${data.text}}` : `${beside.slice(0, -1)},"data":${data.text}}`
}
