/** Answers the questions of the process that started this one (see child.ts), and ends with it. */
export function answerParent<Question>(answer: (question: Question) => unknown): void {
  process.on('message', async (message: { question?: Question }) => {
    if (message.question === undefined) return
    try {
      process.send?.({ answer: (await answer(message.question)) ?? null })
    } catch (error) {
      process.send?.({ problem: String(error) })
    }
  })
  process.on('disconnect', () => process.exit())
}
